//! Reasons why something does not hold.

/// An enum of reasons: one row gives the meaning, the name, the key of the message for people, and
/// the English sentence for logs and the command line. No row has personal data.
macro_rules! reasons {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal, $text:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
        pub enum $name {
            $($(#[$doc])* #[error($text)] $variant,)*
        }

        impl $name {
            /// Every reason, so that a test can show that each has its message in each language.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The key of the message for people, which the caller keeps in three languages.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.key())
            }
        }
    };
}
pub(crate) use reasons;

reasons! {
    /// Why a signature does not hold.
    pub enum SignatureFault {
        /// Nothing was sent.
        Empty = "signature-empty", "the signature is empty";
        /// Larger than [`crate::cms::LIMIT_BYTES`].
        TooLarge = "signature-too-large", "the signature is larger than a signature may be";
        /// Not a CMS SignedData in strict DER.
        NotASignature = "signature-not-a-signature", "this is not a CMS signature in DER";
        /// Signed XML, which is not read yet.
        SignedXml = "signature-signed-xml", "signed XML is not supported yet";
        /// A CMS that nobody signed.
        NoSigner = "signature-no-signer", "nobody signed: there is no signer in the signature";
        /// More signers than the door takes.
        SeveralSigners = "signature-several-signers", "there are several signers where one is expected";
        /// Several certificates answer to the signer's name.
        AmbiguousSigner = "signature-ambiguous-signer", "several certificates fit the same signer";
        /// The signer's certificate is not in the message.
        NoCertificate = "signature-no-certificate", "the signer's certificate is not in the signature";
        /// A certificate that cannot be read.
        UnreadableCertificate = "signature-unreadable-certificate", "a certificate in the signature cannot be read";
        /// Without signed attributes content and attributes could be exchanged for each other.
        NoSignedAttributes = "signature-no-signed-attributes", "the signature has no signed attributes";
        /// Content type or digest is missing, doubled or of another kind.
        WrongSignedAttributes = "signature-wrong-signed-attributes", "the signed attributes are incomplete, doubled or of another kind";
        /// A detached signature without the bytes it signs.
        NoContent = "signature-no-content", "the signature is detached and the signed data were not given";
        /// The content inside is not the content beside.
        OtherContent = "signature-other-content", "the data inside the signature are not the data that were given";
        /// The signature is over other bytes than those at hand.
        DigestMismatch = "signature-other-bytes", "the signature signs other bytes";
        /// The signature value is wrong for the signer's key.
        BadSignature = "signature-bad", "the signature value is wrong";
        /// SHA-1, MD5 and their like.
        WeakAlgorithm = "signature-weak-algorithm", "the digest algorithm is too weak to be accepted";
        /// An algorithm that this build does not know.
        UnsupportedAlgorithm = "signature-unsupported-algorithm", "unsupported algorithm";
        /// Digest, signature algorithm and key do not belong together.
        AlgorithmMismatch = "signature-algorithm-mismatch", "the declared algorithms do not fit each other or the key";
        /// The signed hash of the certificate is not that of the certificate at hand.
        OtherCertificate = "signature-other-certificate", "the signature names another certificate by its hash";
        /// The certificate says nothing of what its key is for.
        NoPurpose = "signature-no-purpose", "the certificate does not state the purpose of its key";
        /// An authentication key, or a certificate authority's.
        WrongKeyUsage = "signature-wrong-key-usage", "the certificate's key is not for signing documents";
        /// A critical extension that is not understood.
        UnknownCriticalExtension = "signature-unknown-critical-extension", "the certificate has a critical extension that is not understood";
        /// No way leads to an anchor.
        UntrustedChain = "signature-untrusted", "the certificate does not lead to a trusted root";
        /// Some certificate of the chain had ended at the judged instant.
        Expired = "signature-expired", "a certificate had expired at that time";
        /// Some certificate of the chain had not begun at the judged instant.
        NotYetValid = "signature-not-yet-valid", "a certificate was not yet valid at that time";
        /// The certificate names a source of revocation that was not asked.
        RevocationUnknown = "signature-revocation-unknown", "it is not known whether the certificate had been revoked";
        /// The certificate had been revoked.
        Revoked = "signature-revoked", "the certificate had been revoked";
        /// Somebody else signed.
        NotTheNamedPerson = "signature-not-the-named-person", "the signature is not the named person's";
        /// The signer's certificate is of another organisation.
        WrongOrganisation = "signature-wrong-organisation", "the signer's certificate is of another organisation";
        /// A private person's certificate where an organisation's is needed.
        PersonalCertificate = "signature-personal-certificate", "the certificate is a private person's, not an organisation's";
    }
}

#[cfg(test)]
mod tests {
    use super::SignatureFault;
    use crate::log::ProofFault;

    #[test]
    fn every_reason_has_a_message_key_of_its_own() {
        let mut keys: Vec<_> = SignatureFault::ALL.iter().map(|fault| fault.key()).collect();
        keys.extend(ProofFault::ALL.iter().map(|fault| fault.key()));
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
