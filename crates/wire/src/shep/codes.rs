//! The status codes of our services. The gateway's own error codes are not public; these are ours,
//! except `SCSS001`, which is the success code in circulation.

macro_rules! codes {
    ($($name:ident = $text:literal, $key:literal, $doc:literal;)*) => {
        /// A status code (`responseInfo/status/code`, or `errorCode` of a fault); `docs/gateway-codes.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Whether the same bytes may be taken later: then a refusal by this code is nobody's last word.
            pub fn asks_again(self) -> bool {
                matches!(self, Self::TryLater | Self::ProofAwaited | Self::Internal)
            }

            /// As it travels.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The name of its message for people, in `gateway.ftl`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The code that travels so, if it is one of ours.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }
    };
}

codes! {
    Success = "SCSS001", "gateway-success", "Taken, durably.";
    EvidenceMissing = "MSE101", "gateway-evidence-missing", "A mandatory examination or objective datum is missing (p. 3, 4).";
    SignatureInvalid = "MSE102", "gateway-signature-invalid", "The signature does not hold or covers other bytes (p. 2 (7)).";
    SignerNotChair = "MSE103", "gateway-signer-not-chair", "The signer is not the chair whom the form names (p. 2 (4)).";
    NosologyNotListed = "MSE104", "gateway-nosology-not-listed", "The main code is not in the list (annex 1).";
    NotStarted = "MSE105", "gateway-not-started", "The region or the vendor's system has not started (annex 1 of the order).";
    NotInForce = "MSE106", "gateway-not-in-force", "The order is not in force on the day of the signature (p. 8).";
    FormInvalid = "MSE107", "gateway-form-invalid", "The form breaks the contract of form 031/e.";
    OutsidePilot = "MSE108", "gateway-outside-pilot", "The form is outside the pilot by age or by the form of the defect.";
    FormIdDiffers = "MSE109", "gateway-form-id-differs", "The message names another form than the one it carries.";
    FormTooOld = "MSE110", "gateway-form-too-old", "The form arrived later than it is valid (MSE Rules).";
    ServiceUnknown = "MSE111", "gateway-service-unknown", "No such service id here.";
    SenderNotAllowed = "MSE112", "gateway-sender-not-allowed", "The sender may not use this service.";
    OtherContent = "MSE201", "gateway-other-content", "The same id arrived before with other content.";
    FormUnknown = "MSE202", "gateway-form-unknown", "A stage of a form that this node does not know.";
    Withdrawn = "MSE203", "gateway-withdrawn", "The form was withdrawn or its journey has ended.";
    MessageUnknown = "MSE204", "gateway-message-unknown", "No such message for this sender or receiver.";
    ChainUnknown = "MSE205", "gateway-chain-unknown", "The message belongs to a chain that is unknown here.";
    DeliveryEnded = "MSE206", "gateway-delivery-ended", "The way of the message has ended otherwise.";
    TryLater = "MSE301", "gateway-try-later", "Not taken now, nothing is stored: send it again later.";
    ProofAwaited = "MSE302", "gateway-proof-awaited", "Not taken yet: the signature cannot be proved now. Send it again later.";
    NotXml = "MSE901", "gateway-not-xml", "Fault: not well-formed XML, or what SOAP forbids.";
    BeyondLimit = "MSE902", "gateway-beyond-limit", "Fault: beyond a limit.";
    FieldWrong = "MSE903", "gateway-field-wrong", "Fault: an element is missing, unknown or of the wrong form.";
    NotSendMessage = "MSE904", "gateway-not-send-message", "Fault: not one operation of this channel.";
    HeaderNotUnderstood = "MSE905", "gateway-header-not-understood", "Fault: a header that must be understood is not.";
    EnvelopeUnsigned = "MSE906", "gateway-envelope-unsigned", "Fault: the envelope must bear the sender's signature and bears none.";
    EnvelopeSignatureWrong = "MSE907", "gateway-envelope-signature-wrong", "Fault: the envelope's signature does not hold or is not the sender's.";
    MessageDateFar = "MSE908", "gateway-message-date-far", "Fault: a signed message that is too old, or from the future.";
    Internal = "MSE909", "gateway-internal", "Fault: the service failed, nothing was taken.";
}
