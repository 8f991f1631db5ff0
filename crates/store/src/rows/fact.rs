use saraptama_core::indicators::{ActFact, DraftFact};
use saraptama_core::terms::{FormId, Iin, Instant, Sha256};

/// What the monthly monitoring counts of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActFactRow {
    /// The form on which the act rests.
    pub form: FormId,
    /// What is counted. Where `is_known` is not set, what its form says of it is taken from the row of before.
    pub fact: ActFact,
    /// Whether the fact holds what the form says: vendor, regions, nosology, sub-form and age.
    pub is_known: bool,
}

/// What the monthly monitoring counts of a form in the medical information system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFactRow {
    /// The form.
    pub form: FormId,
    /// What is counted; a vendor that is not given is taken from the row of before.
    pub fact: DraftFact,
}

/// Something that happened to a form, counted once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRow {
    /// The form.
    pub form: FormId,
    /// What.
    pub kind: Mark,
    /// Its name: a requirement, the key of a reason.
    pub name: String,
    /// When it happened first.
    pub at: Instant,
}

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum Mark {
    /// A requirement blocked the form.
    Blocked = 1,
    /// A signature over the form or the decision did not hold.
    SignatureRefused = 2,
    /// Examinations of the form bear odd dates.
    OddDates = 3,
    /// The ministry's system refused the form.
    RefusedHere = 4,
    /// The ministry's system was told that the form was refused behind it.
    RefusedBehind = 5,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Blocked, Self::SignatureRefused, Self::OddDates, Self::RefusedHere, Self::RefusedBehind];
}

/// A message that was not delivered at an attempt, counted once for each of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubleRow {
    /// The message's id.
    pub message: i64,
    /// Whether it was given up, be it only for a time; otherwise it was tried again.
    pub given_up: bool,
    /// When the message was recorded.
    pub at: Instant,
    /// Its route.
    pub route: String,
    /// The key of the reason for giving it up; empty where it was not.
    pub reason: String,
}

/// How often a doctor and a chair met an expert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripleCount {
    /// The doctor.
    pub doctor: Iin,
    /// The chair.
    pub chair: Iin,
    /// The expert's id.
    pub expert: String,
    /// How often in the stretch of time.
    pub met: u64,
}

/// A document that stands in several forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReusedRow {
    /// Its digest.
    pub sha256: Sha256,
    /// In how many forms.
    pub forms: u64,
    /// Of how many patients.
    pub patients: u64,
}

/// A version of a closed month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedRow {
    /// The month: `2025-09`.
    pub month: String,
    /// 1 as it was closed; each further one is a correction.
    pub version: u32,
    /// The digest of its bytes.
    pub digest: Sha256,
    /// The report, JSON.
    pub body: Vec<u8>,
    /// Who closed or corrected it: an id of the register of roles.
    pub closed_by: String,
    /// When.
    pub at: Instant,
}

/// Messages of a stretch of time that were not delivered at the first attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubleCount {
    /// The route.
    pub route: String,
    /// The key of the reason for which they were given up; empty where they were not.
    pub reason: String,
    /// How many were not delivered at an attempt and tried again.
    pub tried_again: u64,
    /// How many were given up, be it only for a time.
    pub given_up: u64,
}
