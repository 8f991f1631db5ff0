//! The rows that doors and jobs read: the row is the type, without a layer between.

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
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
    /// The last stage (a view of the events, for lists).
    pub stage: String,
    /// When it last changed.
    pub updated_at: Instant,
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

/// A document beside a form: an attached file, named by its hash, or a decision that awaits signing.
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
}

/// A message that is not tried again by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Its id.
    pub id: i64,
    /// Where to.
    pub route: String,
    /// What it is.
    pub kind: String,
    /// The form it is about.
    pub form: FormId,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it was given up.
    pub error: String,
    /// When it was recorded.
    pub created_at: Instant,
}

/// A message that was received before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMessage {
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// What we answered.
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
