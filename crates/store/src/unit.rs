use crate::rows::{ActRow, CheckpointRow, DocumentRow, FormRow, RegisterRow, SeedRow, SignatureRow};
use saraptama_core::terms::{FormId, Instant, Sha256};

/// What a stream tells the history of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum Family {
    /// A form in a medical information system.
    Referral = 1,
    /// A form in the ministry's system.
    Relay = 2,
    /// An act in the data bank.
    Act = 3,
}

/// The history of one form in one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stream {
    /// What it tells of.
    pub family: Family,
    /// Of which form.
    pub form: FormId,
}

/// One unit of work: everything in it is committed, or nothing.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Events, each stream at the version that the decision was made on.
    pub appends: Vec<Append>,
    /// Rows that pages and doors read.
    pub changes: Vec<Change>,
    /// Messages to be sent later.
    pub sends: Vec<Outgoing>,
    /// The message that brought this unit about.
    pub received: Option<Received>,
    /// Results of sending.
    pub settled: Vec<Settlement>,
}

/// Events for one stream.
#[derive(Clone, Debug)]
pub struct Append {
    /// The stream.
    pub stream: Stream,
    /// The number of events it had when the decision was made; another number is a conflict.
    pub expected: u64,
    /// What happened, in order.
    pub events: Vec<NewEvent>,
}

/// An event to be stored.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// When it happened.
    pub at: Instant,
    /// Its body, JSON.
    pub body: Vec<u8>,
}

/// A change of a row.
#[derive(Clone, Debug)]
pub enum Change {
    /// Put a form (insert or replace by id).
    Form(FormRow),
    /// Set the last stage of a form, without touching its bytes.
    FormStage {
        /// The form.
        form: FormId,
        /// The stage.
        stage: String,
        /// When.
        at: Instant,
    },
    /// Put a signature (insert; the same again changes nothing).
    Signature(SignatureRow),
    /// Put a document (insert; the same again changes nothing).
    Document(DocumentRow),
    /// Put an act (insert or replace by form).
    Act(ActRow),
    /// Take the numbers up to `last` of a year; a conflict unless the last one taken is `expected`.
    TakeNumbers {
        /// The year.
        year: i16,
        /// The last number taken so far, 0 if none.
        expected: u32,
        /// The last number taken now.
        last: u32,
    },
    /// Append an entry to the register; a conflict unless its index is the register's size.
    Register(RegisterRow),
    /// Put a signed checkpoint of the register (by its size).
    Checkpoint(CheckpointRow),
    /// Put a day's seed (insert only; a conflict when the day has one).
    Seed(SeedRow),
}

/// A message to be sent later; recorded first.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Where to: a route of the node's configuration, `ministry`, `data-bank`, `mis:damu`.
    pub route: String,
    /// What it is: `submission`, `stages`.
    pub kind: &'static str,
    /// The form it is about: messages of one form keep their order.
    pub form: FormId,
    /// The body; what refers to stored rows is put together when it is sent.
    pub body: Vec<u8>,
    /// From when it may be sent.
    pub due_at: Instant,
}

/// A message as it came in: kept raw, so that nothing is ever in dispute.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who sent it.
    pub source: String,
    /// The sender's id of it: the same again is the same message.
    pub message_id: String,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// What we answered.
    pub reply: Vec<u8>,
    /// What we made of it.
    pub verdict: Verdict,
    /// When it came.
    pub at: Instant,
}

/// What was made of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i64)]
pub enum Verdict {
    /// Taken.
    Taken = 1,
    /// Refused.
    Refused = 2,
}

/// What became of a message that was claimed for sending.
#[derive(Clone, Debug)]
pub struct Settlement {
    /// The message.
    pub id: i64,
    /// The fencing number of the claim: a claim that was overtaken settles nothing.
    pub fence: i64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived and was answered.
    Delivered,
    /// It is tried again then.
    Retry {
        /// When.
        due_at: Instant,
        /// Why it failed; never personal data.
        error: String,
    },
    /// It is not tried again by itself.
    Dead {
        /// Why; never personal data.
        error: String,
    },
}
