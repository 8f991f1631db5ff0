use crate::rows::{
    AbsenceRow, ActFactRow, ActRow, ChallengeRow, ChannelRow, CheckpointRow, ClosedRow, DocumentRow, DossierRow, DraftFactRow,
    DraftRow, EditionRow, EvidenceRow, FiguresRow, FormRow, HtmcReferralRow, MarkRow, OriginalRow, PracticeRow, RegisterHeading,
    RegisterRow, SeedRow, SessionRow, SignatureRow, StatusRow, Withdrawn,
};
use saraptama_core::indicators::Roster;
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
    /// A message of the asynchronous channel; its id stands in the place of a form's.
    Channel = 6,
    /// A message of ours in another's gateway; its id stands in the place of a form's.
    Sent = 7,
    /// The dossier of a technology that is proposed for the list of high-tech care; its id stands in the place of a form's.
    Dossier = 8,
    /// A commission's referral to high-tech care; its id stands in the place of a form's.
    HtmcReferral = 9,
    /// An edition of the list of high-tech services; its id stands in the place of a form's.
    Edition = 10,
    /// The protocol of a file of yearly figures; the file's id stands in the place of a form's.
    Transition = 11,
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
    /// Messages for the log, in order.
    pub log: Vec<Logged>,
}

/// A message as it came in or went out: kept raw, so that nothing is ever in dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Which way.
    pub direction: Direction,
    /// With whom: their id in the register of roles, or the route by which it went.
    pub peer: String,
    /// The id by which its sender knows it.
    pub message_id: String,
    /// What was made of it, or what its sender heard; never personal data.
    pub verdict: String,
    /// What its signature proved: `holds`, the key of why not, or nothing where it bears none.
    pub signature: String,
    /// The digest of its bytes; whoever logs it has made it.
    pub sha256: Sha256,
    /// Its bytes; none where they stand in the log already.
    pub raw: Option<Vec<u8>>,
    /// When.
    pub at: Instant,
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum Direction {
    /// It came in.
    Received = 1,
    /// It went out.
    Sent = 2,
    /// It answered one that went out.
    Answered = 3,
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
    /// Put the document that a form was translated from (insert, or replace the one before).
    Original(OriginalRow),
    /// Set the last stage of a form, without touching its bytes.
    FormStage {
        /// The form.
        form: FormId,
        /// The stage.
        stage: String,
        /// When.
        at: Instant,
    },
    /// Set on whose desk a form lies; a form whose bytes are put again lies on nobody's.
    FormDesk {
        /// The form.
        form: FormId,
        /// When it was presented to its chair, if it lies there.
        presented_at: Option<Instant>,
        /// When its chair handed it back, if nothing came since.
        handed_back_at: Option<Instant>,
    },
    /// Put a signature (insert; the same again changes nothing).
    Signature(SignatureRow),
    /// Put a piece of evidence beside a signature (insert; the same again changes nothing).
    Evidence(EvidenceRow),
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
    /// Fill in what an entry of the register says of its act.
    RegisterHeading {
        /// Its place.
        index: u64,
        /// What it says.
        heading: RegisterHeading,
    },
    /// Enter days on which an expert is not on duty (insert only; that it is withdrawn is another change).
    Absence(AbsenceRow),
    /// Withdraw an absence; a conflict when it was withdrawn before.
    AbsenceWithdrawn {
        /// Which.
        id: Sha256,
        /// Why, by whom and when.
        withdrawn: Withdrawn,
    },
    /// Put a signed checkpoint of the register (by its size).
    Checkpoint(CheckpointRow),
    /// Put a day's seed (insert only; a conflict when the day has one).
    Seed(SeedRow),
    /// The act is given to this expert only if nobody has meanwhile entered that they are absent; else a conflict.
    StillOnDuty {
        /// The act's form.
        form: FormId,
        /// The expert's id.
        expert: String,
        /// The day.
        day: jiff::civil::Date,
    },
    /// A claim was not answered, so nobody holds what it may have leased: that waits again, and no attempt counts.
    ClaimLost {
        /// Until when it would have been leased: drawn to the nanosecond, so that it tells this claim from others.
        leased_until: Instant,
    },
    /// A claimed message stays with its claimer for longer; a conflict where somebody else has it by now.
    Lease {
        /// The message.
        id: i64,
        /// The fencing number of the claim.
        fence: i64,
        /// Until when.
        until: Instant,
    },
    /// Open a session (insert only).
    Session(SessionRow),
    /// A session was used.
    SessionSeen {
        /// The digest of its token.
        id: Sha256,
        /// When.
        at: Instant,
    },
    /// End a session; one that is gone changes nothing.
    SessionEnded(Sha256),
    /// Ask something that may be answered once (insert only).
    Challenge(ChallengeRow),
    /// Take the answer to a challenge; a conflict when it was taken before.
    TakeChallenge(Sha256),
    /// Forget sessions that nobody used for long, and challenges that are over.
    ForgetVisits {
        /// Sessions that were last used before this.
        seen_before: Instant,
        /// Challenges that ended before this.
        now: Instant,
    },
    /// Keep what somebody has written of a decision (insert, or replace what they had written before).
    Draft(DraftRow),
    /// Forget everything that was written of a form's decision and not frozen; there may be nothing.
    DraftsEnded(FormId),
    /// Count a registered decision among those of like cases (insert only).
    Practice(PracticeRow),
    /// Put the code by which the person concerned finds a form (insert; a form has one).
    Status(StatusRow),
    /// The person concerned says that it was not them; a conflict when they said so before.
    Denied {
        /// The form.
        form: FormId,
        /// When.
        at: Instant,
    },
    /// Put an edition of the list of high-tech services; a conflict where another one has its place.
    HtmcEdition(EditionRow),
    /// Put what is counted of an act (insert or replace by form).
    ActFact(ActFactRow),
    /// Keep from whom acts are drawn (insert; the same again changes nothing).
    Roster(Roster),
    /// Put what is counted of a form (insert or replace by form).
    DraftFact(DraftFactRow),
    /// Something happened to a form (insert; the same again changes nothing).
    Mark(MarkRow),
    /// Close a month, or put a correction beside it (insert only; a conflict when the version is there).
    Closed(ClosedRow),
    /// Put a message of the asynchronous channel (insert, or change where it stands).
    ChannelMessage(ChannelRow),
    /// Put the body of a message of the asynchronous channel (insert; the same again changes nothing).
    ChannelBody {
        /// The message.
        id: FormId,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Put a dossier (insert or replace by id).
    Dossier(DossierRow),
    /// Put a file of yearly figures (insert only).
    Figures(FiguresRow),
    /// Put a referral to high-tech care (insert or replace by id).
    HtmcReferral(HtmcReferralRow),
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

/// A message that came in, so that it is known when it comes again; its bytes stand in the log.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who sent it.
    pub source: String,
    /// The sender's id of it: the same again is the same message.
    pub message_id: String,
    /// The digest of what it carries: the same id with another digest is another message.
    pub sha256: Sha256,
    /// What we answered, where the same message gets it again and nothing else tells it; empty otherwise.
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
    /// The fencing number of the claim: a claim that was overtaken settles nothing, and where anything else follows
    /// from it the whole unit is a conflict.
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
    /// Handling it ended without any word of it; it is tried again then, and goes on counting how often
    /// that happened in a row.
    Crashed {
        /// When.
        due_at: Instant,
        /// Why; never personal data.
        error: String,
    },
    /// Nobody tried it: it waits again as if it had not been claimed.
    Untried {
        /// From when.
        due_at: Instant,
        /// How often it had been tried before.
        attempts: u32,
        /// How many attempts in a row had ended without any word before.
        unanswered: u32,
    },
    /// It is not tried again by itself.
    Dead {
        /// The code of the reason, from a list of the caller's.
        reason: &'static str,
        /// Why; never personal data.
        error: String,
    },
}
