//! Reasons of refusal as the nodes tell them to one another: a code of `docs/gateway-codes.md` and
//! words in three languages.

use saraptama_wire::exchange::{ReceiptVerdict, Refusal};
use saraptama_wire::shep::Code;
use saraptama_wire::words::Words;

/// The code under which a reason travels.
pub fn code_of(reason: &str) -> Code {
    match reason {
        "refusal-other-bytes" => Code::OtherContent,
        "refused-form-blocked" => Code::EvidenceMissing,
        "refused-outside-pilot" => Code::OutsidePilot,
        "refused-form-too-old" => Code::FormTooOld,
        "refused-other-form" => Code::FormIdDiffers,
        "signature-not-the-named-person" => Code::SignerNotChair,
        _ => Code::SignatureInvalid,
    }
}

/// A reason as a receipt carries it. The key travels before the words, so that the receiver can
/// keep it.
pub fn refusal(words: &Words, reason: &str) -> Refusal {
    Refusal { code: code_of(reason).as_str().to_owned(), message: words.text(reason, &[]) }
}

/// The code of a verdict, for logs.
pub fn refusal_code(verdict: &ReceiptVerdict) -> &str {
    match verdict {
        ReceiptVerdict::Accepted(_) => Code::Success.as_str(),
        ReceiptVerdict::Refused(refusal) => &refusal.code,
    }
}
