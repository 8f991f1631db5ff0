//! Reasons of refusal as the nodes tell them to one another: a code of `docs/gateway-codes.md` and
//! words in three languages.

use crate::flow::Receipt;
use saraptama_core::planted;
use saraptama_wire::exchange::{ReceiptVerdict, Refusal};
use saraptama_wire::shep::Code;
use saraptama_wire::words::Words;

/// The code under which a reason travels.
fn code_of(reason: &str) -> Code {
    match reason {
        "refusal-other-bytes" => Code::OtherContent,
        "refused-form-blocked" => Code::EvidenceMissing,
        "refused-outside-pilot" => Code::OutsidePilot,
        "refused-form-too-old" => Code::FormTooOld,
        "refused-other-form" => Code::FormIdDiffers,
        "signature-not-the-named-person" => Code::SignerNotChair,
        // What is unknown is neither good nor bad: it is asked again.
        "signature-revocation-unknown" | "signature-stamp-missing" => Code::ProofAwaited,
        // Clocks that disagree are nobody's last word: the signature is good as soon as they agree.
        "refused-signed-in-future" if !planted!("wrong-clock-has-the-last-word") => Code::TryLater,
        _ => Code::SignatureInvalid,
    }
}

/// A reason as a receipt carries it.
fn refusal(words: &Words, reason: &str) -> Refusal {
    Refusal { code: code_of(reason).as_str().to_owned(), message: words.text(reason, &[]) }
}

/// What became of a submission, as code and verdict.
pub fn verdict(words: &Words, receipt: &Receipt) -> (Code, ReceiptVerdict) {
    let reason = match receipt {
        Receipt::Accepted { at } => return (Code::Success, ReceiptVerdict::Accepted(*at)),
        Receipt::Refused { reason, .. } => reason,
        Receipt::OtherBytes => "refusal-other-bytes",
    };
    (code_of(reason), ReceiptVerdict::Refused(refusal(words, reason)))
}
