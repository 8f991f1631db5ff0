//! The rows that doors and jobs read: the row is the type, without a layer between.

mod channel;
mod expert;
mod fact;
mod htmc_desk;
mod htmc_list;
mod month;
mod person;
mod session;
mod staff;

pub use channel::{ChannelRow, ChannelSide, ChannelState};
pub use expert::{DecidedRow, DraftRow, PracticeRow};
pub use fact::{ActFactRow, ClosedRow, DraftFactRow, Mark, MarkRow, ReusedRow, TripleCount, TroubleCount, TroubleRow};
pub use htmc_desk::{DossierRow, DossierState, FiguresRow, HtmcReferralRow};
pub use htmc_list::{EditionRow, EditionState};
pub use month::{AcceptedCount, DecidedCount, OpenCount};
pub use person::StatusRow;
pub use session::{ChallengeRow, DoctorPart, FormHeading, FormListed, FormQuery, QueuePart, SessionRow};
pub use staff::{AbsenceRow, DeadState, RegisterFilter, RegisterHeading, Unread, Withdrawn};

use saraptama_core::terms::{ActNumber, Bin, FormId, Icd10, Iin, Instant, Region, Sha256};

/// An event as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// When it happened.
    pub at: Instant,
    /// Its body, JSON.
    pub body: Vec<u8>,
}

/// A form: its exact bytes and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// Its id.
    pub form: FormId,
    /// The organisation that wrote it; none where its structure does not even tell that.
    pub organisation: Option<Bin>,
    /// The vendor of the system that wrote it, where the node asks for that.
    pub vendor: Option<String>,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
    /// The last stage (a view of the events, for lists).
    pub stage: String,
    /// When it last changed.
    pub updated_at: Instant,
    /// What it says of itself, where the node lists forms by that.
    pub heading: FormHeading,
}

/// The document in a vendor's own format that a form was translated from, byte by byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalRow {
    /// The form.
    pub form: FormId,
    /// The digest of the form's bytes that the document was translated into; it stands beside no others.
    pub form_sha256: Sha256,
    /// The format's name.
    pub format: String,
    /// The media type under which it came.
    pub media_type: String,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
    /// When it came.
    pub at: Instant,
}

/// An event of some stream, as a feed gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// Its id: later events of the same writer have larger ones.
    pub id: i64,
    /// The form it is about.
    pub form: FormId,
    /// When it happened.
    pub at: Instant,
    /// Its body, JSON.
    pub body: Vec<u8>,
}

/// A form as lists show it, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormHead {
    /// Its id.
    pub form: FormId,
    /// The organisation that wrote it; none where its structure does not even tell that.
    pub organisation: Option<Bin>,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// The last stage.
    pub stage: String,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A signature over a form (`chair`) or a decision (`expert`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRow {
    /// The form.
    pub form: FormId,
    /// In which role it was made: `chair`, `expert`.
    pub role: String,
    /// The digest of the signature.
    pub sha256: Sha256,
    /// The signature, DER.
    pub bytes: Vec<u8>,
    /// When this node took it.
    pub at: Instant,
}

/// A piece of evidence that proved a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The form.
    pub form: FormId,
    /// The digest of the signature that it proved.
    pub signature: Sha256,
    /// What it is: `ocsp`, `crl`, `time-stamp`.
    pub kind: String,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its bytes as they were received, DER.
    pub bytes: Vec<u8>,
    /// When this node took it.
    pub at: Instant,
}

/// A document beside a form: an attached file, named by its hash, a decision that awaits signing, or the form
/// itself as its chair has read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// The form.
    pub form: FormId,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// When it was stored.
    pub at: Instant,
}

/// A document as lists show it, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHead {
    /// The form.
    pub form: FormId,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes_len: u64,
    /// When it was stored.
    pub at: Instant,
}

/// An act of the data bank, as lists and the assignment read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// The form it rests on.
    pub form: FormId,
    /// Where it stands.
    pub state: ActState,
    /// Its number, once it has one.
    pub number: Option<ActNumber>,
    /// The main diagnosis, in normal form; none for a refused form that names none.
    pub icd10: Option<Icd10>,
    /// The patient's region.
    pub patient_region: Option<Region>,
    /// The organisation's region.
    pub organisation_region: Option<Region>,
    /// Patient, doctor and chair: none of them may be the expert.
    pub people: Vec<Iin>,
    /// The route by which its stages are reported back.
    pub reply_route: String,
    /// When the form was accepted (or refused): waiting is first in, first out.
    pub accepted_at: Instant,
    /// When it reached its expert.
    pub arrived_at: Option<Instant>,
    /// The end of the expert's term.
    pub due_at: Option<Instant>,
    /// The expert's id.
    pub expert: Option<String>,
    /// Nobody was eligible at the last draw.
    pub alarm: bool,
    /// The key of the reason why it was refused.
    pub reason: Option<String>,
}

/// Where an act stands, for lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum ActState {
    /// Accepted, not numbered yet.
    Accepted = 1,
    /// On the waiting list.
    Waiting = 2,
    /// With its expert.
    Assigned = 3,
    /// In the register.
    Registered = 4,
    /// Refused.
    Refused = 5,
    /// Accepted; documents that the form names are still on their way, and it is not numbered before.
    AwaitingDocuments = 6,
}

/// An entry of the register of acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// Its place, from 0, without gaps.
    pub index: u64,
    /// The form it rests on.
    pub form: FormId,
    /// The act's number.
    pub number: ActNumber,
    /// When it was registered.
    pub registered_at: Instant,
    /// `established`, `not-established`.
    pub result: String,
    /// The expert's id.
    pub expert: String,
    /// The patient's IIN under the node's secret key (HMAC), for search by IIN.
    pub iin_key: Sha256,
    /// The patient's name, folded for search (Kazakh letters to their Russian neighbours).
    pub name_key: String,
    /// The canonical leaf record of the Merkle tree; no personal data.
    pub leaf: Vec<u8>,
    /// Its leaf hash.
    pub leaf_hash: Sha256,
    /// The salt of the leaf's commitment; destroyed where the person's data must be forgotten.
    pub salt: [u8; 32],
    /// The code by which anybody may verify the act, and that the paper carries.
    pub verification_code: String,
    /// What it says of its act, for lists.
    pub heading: RegisterHeading,
}

/// A signed checkpoint of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointRow {
    /// The number of entries it covers.
    pub size: u64,
    /// The signed note.
    pub note: String,
}

/// The seed of a day's draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedRow {
    /// The day.
    pub day: jiff::civil::Date,
    /// The seed.
    pub seed: [u8; 32],
    /// When it was committed to.
    pub at: Instant,
}

/// A message that was claimed for sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedMessage {
    /// Its id.
    pub id: i64,
    /// The fencing number of this claim.
    pub fence: i64,
    /// Where to.
    pub route: String,
    /// What it is.
    pub kind: String,
    /// The form it is about.
    pub form: FormId,
    /// The body.
    pub body: Vec<u8>,
    /// How often it was tried before.
    pub attempts: u32,
    /// How many attempts in a row, the last ones before this, ended without any word of them.
    pub unanswered: u32,
}

/// A message to the outside, as operators see it: without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id.
    pub id: i64,
    /// Where to.
    pub route: String,
    /// What it is.
    pub kind: String,
    /// The form it is about.
    pub form: FormId,
    /// Where it stands.
    pub state: MessageState,
    /// How often it was tried.
    pub attempts: u32,
    /// The code of the reason why it was given up; empty where it was not.
    pub reason: String,
    /// Why it failed last; none where it has not.
    pub error: Option<String>,
    /// When it was recorded.
    pub created_at: Instant,
    /// From when it may be tried (again).
    pub due_at: Instant,
}

/// Where a message to the outside stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MessageState {
    /// It waits to be sent or tried again.
    Waiting,
    /// It arrived.
    Delivered,
    /// It was given up.
    Dead,
}

/// What operators look for among the messages to the outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageQuery {
    /// In this state.
    pub state: MessageState,
    /// On this route; on every one unless given.
    pub route: Option<String>,
    /// Given up for this reason; for any unless given.
    pub reason: Option<String>,
    /// After this id (the cursor); 0 from the beginning.
    pub after: i64,
    /// At most so many.
    pub limit: u32,
}

/// A message that was received before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMessage {
    /// The digest of what it carries.
    pub sha256: Sha256,
    /// What we answered, where that is kept.
    pub reply: Vec<u8>,
}

/// What staff search the register by; a field that is absent does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterQuery {
    /// The act's number.
    pub number: Option<ActNumber>,
    /// The IIN under the node's secret key.
    pub iin_key: Option<Sha256>,
    /// The beginning of the folded name.
    pub name_key: Option<String>,
    /// Registered from this instant on.
    pub from: Option<Instant>,
    /// Registered before this instant.
    pub to: Option<Instant>,
    /// After this index (the cursor).
    pub after: Option<u64>,
    /// At most so many.
    pub limit: u32,
}

/// How many messages wait, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxState {
    /// Waiting to be sent or tried again.
    pub waiting: u64,
    /// Given up, until somebody sends them again.
    pub dead: u64,
    /// When the oldest of those that wait was recorded.
    pub oldest: Option<Instant>,
}

/// The messages that wait on one route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteState {
    /// The route.
    pub route: String,
    /// How many wait to be sent or tried again.
    pub waiting: u64,
    /// When the oldest of them was recorded.
    pub oldest: Instant,
}
