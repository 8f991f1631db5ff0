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
        /// Not well-formed XML 1.0 in UTF-8.
        NotXml = "signature-not-xml", "this is not well-formed XML 1.0 in UTF-8";
        /// A DTD, an entity or a processing instruction.
        XmlForbidden = "signature-xml-forbidden", "the XML holds a DTD, an entity or a processing instruction";
        /// Deeper, wider or longer than XML from strangers may be.
        XmlBeyondLimit = "signature-xml-beyond-limit", "the XML is deeper, wider or longer than it may be";
        /// A comment that splits a text, which programs then read differently.
        XmlComment = "signature-xml-comment", "a comment stands within a text of the signed XML";
        /// A Signature of another form than the national profile's, or in another place.
        XmlProfile = "signature-xml-profile", "the XML signature does not have the form or the place of the national profile";
        /// The Signature covers something else than it must: another element, a part, an outside file.
        XmlReference = "signature-xml-reference", "the XML signature covers something else than it must cover";
        /// Two elements answer to the id that is signed.
        XmlAmbiguousId = "signature-xml-ambiguous-id", "several elements have the id that is signed";
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
        /// A key for documents alone, or a certificate authority's or a system's.
        NotForAuthentication = "signature-not-for-authentication", "the certificate's key is not for authentication";
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
        /// The time-stamp is no token in strict DER, or lacks what it must have.
        StampUnreadable = "signature-stamp-unreadable", "the time-stamp cannot be read";
        /// The time-stamp was given for another signature.
        StampOther = "signature-stamp-other", "the time-stamp belongs to another signature";
        /// The time-stamp's own signature is wrong.
        StampBad = "signature-stamp-bad", "the time-stamp's own signature is wrong";
        /// The time-stamp's certificate is not an authority's for time-stamps alone.
        StampPurpose = "signature-stamp-purpose", "the time-stamp's certificate is not for time-stamps";
        /// The time-stamp was given under a policy that is not accepted.
        StampPolicy = "signature-stamp-policy", "the time-stamp was given under a policy that is not accepted";
        /// The time-stamp's time lies in the future or outside its certificate's validity.
        StampTime = "signature-stamp-time", "the time-stamp's time is not possible";
        /// The time-stamp's certificate had been revoked.
        StampRevoked = "signature-stamp-revoked", "the time-stamp's certificate had been revoked";
        /// No way leads from the time-stamp to an anchor: it proves no time.
        StampUntrusted = "signature-stamp-untrusted", "the time-stamp does not lead to a trusted root and proves no time";
        /// Nothing is known of the revocation of the time-stamp's certificate: it proves no time.
        StampRevocationUnknown = "signature-stamp-revocation-unknown", "it is not known whether the time-stamp's certificate had been revoked, so it proves no time";
        /// The time-stamp that a signature is given when it is taken could not be had yet.
        StampMissing = "signature-stamp-missing", "the time-stamp authority has not stamped the signature yet";
        /// Somebody else signed.
        NotTheNamedPerson = "signature-not-the-named-person", "the signature is not the named person's";
        /// The signer's certificate is of another organisation.
        WrongOrganisation = "signature-wrong-organisation", "the signer's certificate is of another organisation";
        /// A private person's certificate where an organisation's is needed.
        PersonalCertificate = "signature-personal-certificate", "the certificate is a private person's, not an organisation's";
        /// A certificate of a kind that the node does not take for this work.
        RoleNotAllowed = "signature-role-not-allowed", "the certificate is not of a kind that is taken for this signature";
    }
}

impl SignatureFault {
    /// Whether this leaves open what may still be proved: a time-stamp that proves no time, or
    /// revocation that was not asked. Everything else is decided.
    pub fn is_doubt(self) -> bool {
        matches!(self, Self::StampUntrusted | Self::StampRevocationUnknown | Self::StampMissing | Self::RevocationUnknown)
    }
}

#[cfg(test)]
mod tests {
    use super::SignatureFault;
    use crate::EvidenceFault;
    use crate::log::ProofFault;

    #[test]
    fn every_reason_has_a_message_key_of_its_own() {
        let mut keys: Vec<_> = SignatureFault::ALL.iter().map(|fault| fault.key()).collect();
        keys.extend(ProofFault::ALL.iter().map(|fault| fault.key()));
        keys.extend(EvidenceFault::ALL.iter().map(|fault| fault.key()));
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
