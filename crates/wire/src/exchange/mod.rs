//! What the nodes say to one another: a signed form travels up, a receipt and the stages travel back.
//!
//! The same terms travel as JSON between a MIS and the ministry (this module) and inside SHEP envelopes
//! between the ministry and the data bank ([`crate::shep`]).

mod bytes;
mod json;

pub use json::{
    Arrived, Request, read_arrived, read_receipts, read_stages, read_submissions, write_receipts, write_stages, write_submissions,
};

use saraptama_core::referral::Stage;
use saraptama_core::terms::{FormId, Instant, Sha256, Trilingual};

/// The most bytes of one JSON message.
pub const MESSAGE_BYTES: usize = 16 * 1024 * 1024;
/// The most submissions, receipts or stages of one message.
pub const BATCH: usize = 256;
/// The most bytes of a form.
pub const FORM_BYTES: usize = 2 * 1024 * 1024;
/// The most bytes of a signature.
pub const SIGNATURE_BYTES: usize = 128 * 1024;
/// The most documents that a form may name.
pub const DOCUMENTS: usize = 64;
/// The most characters of an id or a short text.
pub const SHORT_TEXT: usize = 256;

/// A signed form on its way (algorithm p. 5). Twice the same is once.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The sender's own id of the message, echoed in the receipt.
    pub message_id: String,
    /// The form's id: the idempotency key of the whole journey.
    pub form_id: FormId,
    /// When the MIS took the signature, by its clock.
    #[serde(with = "bytes::instant")]
    pub signed_at: Instant,
    /// The form's bytes, exactly as they were frozen and signed.
    #[serde(rename = "form_base64", with = "bytes::base64")]
    pub form: Vec<u8>,
    /// The chair's detached CMS, DER.
    #[serde(rename = "signature_base64", with = "bytes::base64")]
    pub signature: Vec<u8>,
    /// Attached files, which travel by reference.
    #[serde(default)]
    pub documents: Vec<Document>,
}

/// An attached file, named by its digest.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
}

/// What the receiver answers to a submission; the same answer however often it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The sender's own id of the message.
    pub message_id: String,
    /// The form's id.
    pub form_id: FormId,
    /// The digest of the form's bytes as they arrived.
    pub sha256: Sha256,
    /// Accepted or refused.
    pub verdict: ReceiptVerdict,
}

/// Whether the receiver has taken the form into its keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptVerdict {
    /// It has, durably, at this instant of its clock.
    Accepted(Instant),
    /// It has not, for good: the same bytes will be refused again.
    Refused(Refusal),
}

/// Why a form is refused.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// A code of `docs/gateway-codes.md`.
    pub code: String,
    /// The reason with its paragraph, for people.
    pub message: Trilingual,
}

/// A stage that a form has reached, told to the one who sent it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageReport {
    /// The form's id.
    pub form_id: FormId,
    /// The stage.
    pub stage: Stage,
    /// When, by the clock of the node where it happened.
    #[serde(with = "bytes::instant")]
    pub at: Instant,
    /// The act's number with `numbered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The reason with `returned`, `refused`, `withdrawn`, `awaiting-proof`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why a message between nodes cannot be read. The text names members and places, never their values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeFault {
    /// Larger than [`MESSAGE_BYTES`].
    #[error("the message is larger than {MESSAGE_BYTES} bytes")]
    TooLarge,
    /// Not JSON, or a member that is unknown, missing, twice or of the wrong type.
    #[error("not such a message, at line {line} column {column}")]
    NotSuchAMessage {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A member outside its limit.
    #[error("`{0}` is empty or larger than allowed")]
    OutOfLimit(&'static str),
}

impl ExchangeFault {
    /// The name of its message for people, in `gateway.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooLarge => "exchange-too-large",
            Self::NotSuchAMessage { .. } => "exchange-not-such-a-message",
            Self::OutOfLimit(_) => "exchange-out-of-limit",
        }
    }
}

impl Submission {
    /// Whether every member keeps its limit.
    ///
    /// # Errors
    /// The first member that does not.
    pub fn within_limits(&self) -> Result<(), ExchangeFault> {
        let sized = |length: usize, most: usize| (1..=most).contains(&length);
        let type_is_short = |document: &Document| sized(document.media_type.len(), SHORT_TEXT);
        let members = [
            ("message_id", sized(self.message_id.len(), SHORT_TEXT)),
            ("form_base64", sized(self.form.len(), FORM_BYTES)),
            ("signature_base64", sized(self.signature.len(), SIGNATURE_BYTES)),
            ("documents", self.documents.len() <= DOCUMENTS),
            ("media_type", self.documents.iter().all(type_is_short)),
        ];
        members.iter().find(|(_, holds)| !holds).map_or(Ok(()), |(name, _)| Err(ExchangeFault::OutOfLimit(name)))
    }
}

impl StageReport {
    /// Whether every member keeps its limit.
    ///
    /// # Errors
    /// The first member that does not.
    pub fn within_limits(&self) -> Result<(), ExchangeFault> {
        let short = |text: &Option<String>| text.as_ref().is_none_or(|text| text.len() <= 4 * SHORT_TEXT);
        let members = [("detail", short(&self.detail)), ("reason", short(&self.reason))];
        members.iter().find(|(_, holds)| !holds).map_or(Ok(()), |(name, _)| Err(ExchangeFault::OutOfLimit(name)))
    }
}

/// Base64 with its padding; line breaks and blanks between the digits are tolerated, as MIS vendors wrap it.
pub(crate) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    if !text.bytes().any(|c| c.is_ascii_whitespace()) {
        return STANDARD.decode(text).ok();
    }
    let dense: Vec<u8> = text.bytes().filter(|c| !c.is_ascii_whitespace()).collect();
    STANDARD.decode(dense).ok()
}
