use serde::{Serialize, Serializer};

/// Why a signature does not hold: one variant a reason, none of them with personal data.
///
/// The English sentence is for logs and for the command line; people at a page read the message
/// that the caller keeps under [`SignatureFault::key`] in three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum SignatureFault {
    /// Nothing was sent.
    #[error("the signature is empty")]
    Empty,
    /// Larger than [`crate::cms::LIMIT_BYTES`].
    #[error("the signature is larger than a signature may be")]
    TooLarge,
    /// Not a CMS SignedData in strict DER.
    #[error("this is not a CMS signature in DER")]
    NotASignature,
    /// Signed XML, which is not read yet.
    #[error("signed XML is not supported yet")]
    SignedXml,
    /// A CMS that nobody signed.
    #[error("nobody signed: there is no signer in the signature")]
    NoSigner,
    /// More signers than the door takes.
    #[error("there are several signers where one is expected")]
    SeveralSigners,
    /// Several certificates answer to the signer's name.
    #[error("several certificates fit the same signer")]
    AmbiguousSigner,
    /// The signer's certificate is not in the message.
    #[error("the signer's certificate is not in the signature")]
    NoCertificate,
    /// A certificate that cannot be read.
    #[error("a certificate in the signature cannot be read")]
    UnreadableCertificate,
    /// Without signed attributes content and attributes could be exchanged for each other.
    #[error("the signature has no signed attributes")]
    NoSignedAttributes,
    /// Content type or digest is missing, doubled or of another kind.
    #[error("the signed attributes are incomplete, doubled or of another kind")]
    WrongSignedAttributes,
    /// A detached signature without the bytes it signs.
    #[error("the signature is detached and the signed data were not given")]
    NoContent,
    /// The content inside is not the content beside.
    #[error("the data inside the signature are not the data that were given")]
    OtherContent,
    /// The signature is over other bytes than those at hand.
    #[error("the signature signs other bytes")]
    DigestMismatch,
    /// The signature value is wrong for the signer's key.
    #[error("the signature value is wrong")]
    BadSignature,
    /// SHA-1, MD5 and their like.
    #[error("the digest algorithm is too weak to be accepted")]
    WeakAlgorithm,
    /// An algorithm that this build does not know.
    #[error("unsupported algorithm")]
    UnsupportedAlgorithm,
    /// Digest, signature algorithm and key do not belong together.
    #[error("the declared algorithms do not fit each other or the key")]
    AlgorithmMismatch,
    /// The signed hash of the certificate is not that of the certificate at hand.
    #[error("the signature names another certificate by its hash")]
    OtherCertificate,
    /// The certificate says nothing of what its key is for.
    #[error("the certificate does not state the purpose of its key")]
    NoPurpose,
    /// An authentication key, or a certificate authority's.
    #[error("the certificate's key is not for signing documents")]
    WrongKeyUsage,
    /// A critical extension that is not understood.
    #[error("the certificate has a critical extension that is not understood")]
    UnknownCriticalExtension,
    /// No way leads to an anchor.
    #[error("the certificate does not lead to a trusted root")]
    UntrustedChain,
    /// Some certificate of the chain had ended at the judged instant.
    #[error("a certificate had expired at that time")]
    Expired,
    /// Some certificate of the chain had not begun at the judged instant.
    #[error("a certificate was not yet valid at that time")]
    NotYetValid,
    /// The certificate names a source of revocation that was not asked.
    #[error("it is not known whether the certificate had been revoked")]
    RevocationUnknown,
    /// The certificate had been revoked.
    #[error("the certificate had been revoked")]
    Revoked,
    /// Somebody else signed.
    #[error("the signature is not the named person's")]
    NotTheNamedPerson,
    /// The signer's certificate is of another organisation.
    #[error("the signer's certificate is of another organisation")]
    WrongOrganisation,
    /// A private person's certificate where an organisation's is needed.
    #[error("the certificate is a private person's, not an organisation's")]
    PersonalCertificate,
}

impl SignatureFault {
    /// The key of the message for people.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "signature-empty",
            Self::TooLarge => "signature-too-large",
            Self::NotASignature => "signature-not-a-signature",
            Self::SignedXml => "signature-signed-xml",
            Self::NoSigner => "signature-no-signer",
            Self::SeveralSigners => "signature-several-signers",
            Self::AmbiguousSigner => "signature-ambiguous-signer",
            Self::NoCertificate => "signature-no-certificate",
            Self::UnreadableCertificate => "signature-unreadable-certificate",
            Self::NoSignedAttributes => "signature-no-signed-attributes",
            Self::WrongSignedAttributes => "signature-wrong-signed-attributes",
            Self::NoContent => "signature-no-content",
            Self::OtherContent => "signature-other-content",
            Self::DigestMismatch => "signature-other-bytes",
            Self::BadSignature => "signature-bad",
            Self::WeakAlgorithm => "signature-weak-algorithm",
            Self::UnsupportedAlgorithm => "signature-unsupported-algorithm",
            Self::AlgorithmMismatch => "signature-algorithm-mismatch",
            Self::OtherCertificate => "signature-other-certificate",
            Self::NoPurpose => "signature-no-purpose",
            Self::WrongKeyUsage => "signature-wrong-key-usage",
            Self::UnknownCriticalExtension => "signature-unknown-critical-extension",
            Self::UntrustedChain => "signature-untrusted",
            Self::Expired => "signature-expired",
            Self::NotYetValid => "signature-not-yet-valid",
            Self::RevocationUnknown => "signature-revocation-unknown",
            Self::Revoked => "signature-revoked",
            Self::NotTheNamedPerson => "signature-not-the-named-person",
            Self::WrongOrganisation => "signature-wrong-organisation",
            Self::PersonalCertificate => "signature-personal-certificate",
        }
    }
}

impl Serialize for SignatureFault {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
    }
}
