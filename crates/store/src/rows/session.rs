use super::FormHead;
use saraptama_core::terms::{Bin, Icd10, Iin, Instant, Sha256};

/// Somebody who is signed in at a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The digest of the token that the browser holds.
    pub id: Sha256,
    /// Who: an id of the register of roles.
    pub principal: String,
    /// What the forms of this session's pages carry, so that nobody else's page can send them.
    pub csrf: String,
    /// How they showed who they are: `demo`, `password`, `oidc`, `signature`.
    pub method: String,
    /// Since when.
    pub made_at: Instant,
    /// When the browser last asked for anything, to the minute.
    pub seen_at: Instant,
}

/// Something that was asked and may be answered once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeRow {
    /// The digest of the secret that the answer must bear.
    pub id: Sha256,
    /// What was asked: `signature`, `oidc`.
    pub kind: String,
    /// What the one who asked wants to know again.
    pub body: Vec<u8>,
    /// Until when it may be answered.
    pub ends_at: Instant,
}

/// A form as lists of the system where it is written show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormListed {
    /// Which form, and where it stands.
    pub head: FormHead,
    /// What it says of itself.
    pub heading: FormHeading,
    /// When it was presented to its chair, if it lies there.
    pub presented_at: Option<Instant>,
    /// When its chair handed it back, if nothing came since.
    pub handed_back_at: Option<Instant>,
}

/// A part of what a chair has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueuePart {
    /// Presented by a doctor, not signed yet, the oldest presentation first.
    Presented,
    /// Stored by another program or still being written, not signed yet and not handed back, the oldest first.
    Unpresented,
    /// Signed since, the latest first.
    SignedSince(Instant),
}

/// A part of the forms of an organisation, by the stages that count to it, at most eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoctorPart<'s> {
    /// On the doctor's desk, and nothing was handed back.
    Drafts(&'s [&'s str]),
    /// Before the chair.
    Presented(&'s [&'s str]),
    /// Handed back by the chair.
    HandedBack(&'s [&'s str]),
    /// At any of these stages, all of a journey that is not over.
    Open(&'s [&'s str]),
    /// At any of these stages.
    At(&'s [&'s str]),
}

/// Which forms of an organisation are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormQuery {
    /// The organisation.
    pub organisation: Bin,
    /// Those that name this chair; looked for with a stage.
    pub chair: Option<Iin>,
    /// Those of this patient.
    pub patient: Option<Iin>,
    /// Those whose patient's folded name begins so.
    pub name: Option<String>,
    /// Those that stand at this stage.
    pub stage: Option<String>,
}

impl FormQuery {
    /// All forms of an organisation.
    pub fn of(organisation: Bin) -> Self {
        Self { organisation, chair: None, patient: None, name: None, stage: None }
    }
}

/// What a form's bytes say of it, for lists of the system where it is written. All of it may be absent:
/// a draft is listed too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormHeading {
    /// The patient's IIN.
    pub patient: Option<Iin>,
    /// The patient's name as it is shown.
    pub patient_name: Option<String>,
    /// The name folded for search.
    pub name_key: Option<String>,
    /// The main diagnosis.
    pub icd10: Option<Icd10>,
    /// The IIN of the chair whom the form names.
    pub chair: Option<Iin>,
    /// What the check decided when it was stored: `signable`, `blocked`, `ordinary`.
    pub decision: Option<String>,
}
