use super::{BATCH, ExchangeFault, MESSAGE_BYTES, Receipt, ReceiptVerdict, Refusal, StageReport, Submission, bytes};
use saraptama_core::terms::{FormId, Instant, Sha256};

/// Submissions as they arrived: one by itself, or a batch. The answer has the same shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// They came as `{"submissions": […]}`.
    pub batch: bool,
    /// The submissions.
    pub submissions: Vec<Submission>,
}

#[derive(serde::Serialize)]
struct Submissions {
    submissions: Vec<Submission>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Receipts {
    receipts: Vec<FlatReceipt>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Stages {
    stages: Vec<StageReport>,
}

/// A submission with its own bytes, as they arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived<'b> {
    /// What it says.
    pub submission: Submission,
    /// Its bytes within the message.
    pub raw: &'b [u8],
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSubmissions<'b> {
    #[serde(borrow)]
    submissions: Vec<&'b serde_json::value::RawValue>,
}

/// Reads submissions like [`read_submissions`], each beside its own bytes; tells whether it was a batch.
///
/// # Errors
/// When the message is anything else; nothing of it is then taken.
pub fn read_arrived(bytes: &[u8]) -> Result<(bool, Vec<Arrived<'_>>), ExchangeFault> {
    if !is_batch(bytes) {
        let submission: Submission = read(bytes)?;
        submission.within_limits()?;
        return Ok((false, vec![Arrived { submission, raw: bytes }]));
    }
    let raw: RawSubmissions<'_> = read(bytes)?;
    counted(raw.submissions.len(), "submissions")?;
    let arrived = raw.submissions.into_iter().map(|raw| {
        let raw = raw.get().as_bytes();
        let submission: Submission = read(raw)?;
        submission.within_limits()?;
        Ok(Arrived { submission, raw })
    });
    Ok((true, arrived.collect::<Result<_, _>>()?))
}

/// Reads one submission, or up to [`BATCH`] as `{"submissions": […]}`.
///
/// # Errors
/// When the message is anything else; nothing of it is then taken.
pub fn read_submissions(bytes: &[u8]) -> Result<Request, ExchangeFault> {
    let (batch, arrived) = read_arrived(bytes)?;
    Ok(Request { batch, submissions: arrived.into_iter().map(|one| one.submission).collect() })
}

/// Writes a submission, or a batch of them.
pub fn write_submissions(request: &Request) -> Vec<u8> {
    match request.submissions.as_slice() {
        [one] if !request.batch => write(one),
        many => write(&Submissions { submissions: many.to_vec() }),
    }
}

/// Reads the receipts of an answer, in the order of the submissions.
///
/// # Errors
/// When the answer is anything else.
pub fn read_receipts(bytes: &[u8], batch: bool) -> Result<Vec<Receipt>, ExchangeFault> {
    let flat = if batch { read::<Receipts>(bytes)?.receipts } else { vec![read(bytes)?] };
    counted(flat.len(), "receipts")?;
    flat.into_iter().map(|one| one.structured().ok_or(ExchangeFault::OutOfLimit("status"))).collect()
}

/// Writes the receipts in the shape of the request.
pub fn write_receipts(receipts: &[Receipt], batch: bool) -> Vec<u8> {
    let flat: Vec<FlatReceipt> = receipts.iter().map(FlatReceipt::of).collect();
    match flat.as_slice() {
        [one] if !batch => write(one),
        _ => write(&Receipts { receipts: flat }),
    }
}

/// Reads `{"stages": […]}`, up to [`BATCH`] of them.
///
/// # Errors
/// When the message is anything else.
pub fn read_stages(bytes: &[u8]) -> Result<Vec<StageReport>, ExchangeFault> {
    let stages = read::<Stages>(bytes)?.stages;
    counted(stages.len(), "stages")?;
    stages.iter().try_for_each(StageReport::within_limits)?;
    Ok(stages)
}

/// Writes a report of stages.
pub fn write_stages(stages: &[StageReport]) -> Vec<u8> {
    write(&Stages { stages: stages.to_vec() })
}

/// A receipt as JSON has it.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FlatReceipt {
    message_id: String,
    form_id: FormId,
    sha256: Sha256,
    status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accepted_at: Option<At>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refusal: Option<Refusal>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct At(#[serde(with = "bytes::instant")] Instant);

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Accepted,
    Refused,
}

impl FlatReceipt {
    fn of(receipt: &Receipt) -> Self {
        let (status, accepted_at, refusal) = match &receipt.verdict {
            ReceiptVerdict::Accepted(at) => (Status::Accepted, Some(At(*at)), None),
            ReceiptVerdict::Refused(refusal) => (Status::Refused, None, Some(refusal.clone())),
        };
        let (message_id, form_id, sha256) = (receipt.message_id.clone(), receipt.form_id, receipt.sha256);
        Self { message_id, form_id, sha256, status, accepted_at, refusal }
    }

    fn structured(self) -> Option<Receipt> {
        let verdict = match (self.status, self.accepted_at, self.refusal) {
            (Status::Accepted, Some(at), None) => ReceiptVerdict::Accepted(at.0),
            (Status::Refused, None, Some(refusal)) => ReceiptVerdict::Refused(refusal),
            _ => return None,
        };
        let Self { message_id, form_id, sha256, .. } = self;
        Some(Receipt { message_id, form_id, sha256, verdict })
    }
}

/// A batch is an object whose first member is `submissions`; it has no other.
fn is_batch(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(256)];
    let dense: Vec<u8> = head.iter().copied().filter(|c| !c.is_ascii_whitespace()).take(14).collect();
    dense.starts_with(b"{\"submissions\"")
}

fn counted(count: usize, what: &'static str) -> Result<(), ExchangeFault> {
    if (1..=BATCH).contains(&count) { Ok(()) } else { Err(ExchangeFault::OutOfLimit(what)) }
}

fn read<'b, T: serde::Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, ExchangeFault> {
    if bytes.len() > MESSAGE_BYTES {
        return Err(ExchangeFault::TooLarge);
    }
    // The parser's own text may repeat a value; only the place is passed on.
    let place = |e: serde_json::Error| ExchangeFault::NotSuchAMessage { line: e.line(), column: e.column() };
    serde_json::from_slice(bytes).map_err(place)
}

fn write<T: serde::Serialize>(message: &T) -> Vec<u8> {
    serde_json::to_vec(message).expect("texts, numbers and lists always have a JSON form: tests/exchange.rs")
}
