//! What the outbox keeps of a message: only what the stored rows do not tell. Form and signature are
//! put into the message when it is sent, from the bytes that are stored.

use saraptama_core::referral::Reached;
use saraptama_core::terms::{Instant, parse_instant};

/// The body of a `submission`: when the MIS accepted the signature.
pub fn submission_body(signed_at: Instant) -> Vec<u8> {
    signed_at.to_string().into_bytes()
}

/// Reads a `submission` back.
pub fn read_submission(body: &[u8]) -> Option<Instant> {
    parse_instant(std::str::from_utf8(body).ok()?).ok()
}

/// The body of a `month-report`: which version of which month.
pub fn month_body(month: &str, version: u32) -> Vec<u8> {
    format!("{month} {version}").into_bytes()
}

/// Reads a `month-report` back.
pub fn read_month(body: &[u8]) -> Option<(String, u32)> {
    let (month, version) = std::str::from_utf8(body).ok()?.split_once(' ')?;
    Some((month.to_owned(), version.parse().ok()?))
}

/// The body of `stages`.
pub fn stages_body(stages: &[Reached]) -> Vec<u8> {
    serde_json::to_vec(stages).expect("stages have string keys only, so JSON can hold them")
}

/// Reads `stages` back.
pub fn read_stages(body: &[u8]) -> Option<Vec<Reached>> {
    serde_json::from_slice(body).ok()
}
