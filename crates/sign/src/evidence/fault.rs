use crate::fault::reasons;

reasons! {
    /// Why a piece of evidence says nothing about a certificate.
    pub enum EvidenceFault {
        /// Nobody was asked, or nobody answered.
        Missing = "evidence-missing", "there is no evidence";
        /// Larger than evidence may be.
        TooLarge = "evidence-too-large", "the evidence is larger than it may be";
        /// Neither an answer, nor a list, nor a time-stamp in strict DER.
        Unreadable = "evidence-unreadable", "the evidence cannot be read";
        /// The responder asks to be asked again (tryLater).
        TryLater = "evidence-try-later", "the responder says: try later";
        /// The responder gave no answer: it could not or would not.
        NotAnswered = "evidence-not-answered", "the responder gave no answer";
        /// The responder does not know the certificate.
        NotKnown = "evidence-not-known", "the responder does not know the certificate";
        /// It speaks of another certificate or of another issuer's.
        OtherCertificate = "evidence-other-certificate", "the evidence speaks of another certificate";
        /// Whoever signed it may not speak for the issuer.
        WrongResponder = "evidence-wrong-responder", "who signed the evidence may not speak for the issuer";
        /// Its signature is wrong.
        BadSignature = "evidence-bad-signature", "the signature of the evidence is wrong";
        /// It answers another question than ours.
        OtherNonce = "evidence-other-nonce", "the evidence answers another question";
        /// It was made too long before the judged instant.
        TooOld = "evidence-too-old", "the evidence is too old for that time";
        /// It was made after the reader's own clock.
        FromTheFuture = "evidence-from-the-future", "the evidence was made in the future";
        /// The certificate had ended before, and ended certificates are no longer listed.
        AfterTheEnd = "evidence-after-the-end", "the evidence was made after the certificate had ended";
        /// A critical extension that is not understood.
        CriticalExtension = "evidence-critical-extension", "the evidence has a critical extension that is not understood";
        /// A list that covers other certificates, or some reasons only.
        OutOfScope = "evidence-out-of-scope", "the list does not cover the certificate";
        /// A list of changes without the complete list that it changes.
        DeltaAlone = "evidence-delta-alone", "a list of changes is worth nothing without its complete list";
    }
}
