use super::{Event, HandBackReason, Reached, Route, State, hand_over, stage};
use crate::check::{Check, Decision, Finding};
use crate::form::Passport;
use crate::planted;
use crate::terms::{Iin, Instant, Sha256, civil_date};

/// What somebody asks of a form.
#[derive(Clone, Debug)]
pub enum Command {
    /// Store these bytes (doctor or chair).
    Store {
        /// Their digest.
        sha256: Sha256,
    },
    /// Lay the form before the chair whom it names (doctor or chair).
    Present {
        /// Who asks.
        by: Iin,
    },
    /// Give the form back to be corrected (the named chair).
    HandBack {
        /// Who asks.
        by: Iin,
        /// Why.
        reason: HandBackReason,
    },
    /// Freeze the stored bytes for signing.
    Freeze {
        /// Who asks.
        by: Iin,
    },
    /// Take the freeze back.
    Thaw {
        /// Who asks.
        by: Iin,
    },
    /// Take this signature, which was verified over the stored bytes and found to be the named chair's.
    Sign {
        /// The digest of the signature.
        signature: Sha256,
        /// Who hands it in.
        by: Iin,
    },
    /// Keep this signature, which was verified like that, except that it cannot be told yet whether its
    /// certificate had been revoked.
    AwaitProof {
        /// The digest of the signature.
        signature: Sha256,
        /// Who hands it in.
        by: Iin,
        /// The key of what is not known yet.
        reason: String,
    },
    /// Take the signature that was kept: now it is proved.
    Prove {
        /// The digest of the signature.
        signature: Sha256,
    },
    /// Refuse the signature that was kept: now it is proved not to hold.
    RefuseSignature {
        /// The digest of the signature.
        signature: Sha256,
        /// The key of the reason.
        reason: String,
    },
}

/// What a decision needs beside the state. The check is made by the law of the node's own day.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The node's clock.
    pub now: Instant,
    /// The check of the stored bytes on that day.
    pub check: &'c Check,
    /// What the form says of itself; none while its structure is unsound.
    pub passport: Option<&'c Passport>,
}

/// Why not, now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is stored under this id.
    #[error("no form is stored under this id")]
    NoSuchForm,
    /// Frozen or signed bytes do not change.
    #[error("the form is frozen or signed; other bytes need a new form")]
    BytesAreFixed,
    /// Only the chair whom the form names may do this.
    #[error("only the chair whom commission.chair names may do this")]
    NotTheNamedChair,
    /// Errors were found, so the chair's signature is impossible (algorithm p. 4).
    #[error("the check found errors: the chair's signature is impossible")]
    Blocked(Vec<Finding>),
    /// The commission's day has not come.
    #[error("commission.date lies in the future")]
    CommissionInFuture,
    /// What was not presented cannot be given back.
    #[error("the form was not presented to the chair")]
    NotPresented,
    /// A signature needs frozen bytes.
    #[error("the form is not frozen for signing")]
    NotFrozen,
    /// The form bears a signature already.
    #[error("the form is signed already")]
    AlreadySigned,
    /// There is no signature of which something could be proved.
    #[error("no such signature awaits its proof")]
    NothingAwaitsProof,
}

impl Refusal {
    /// The key of its message.
    pub fn key(&self) -> &'static str {
        match self {
            Refusal::NoSuchForm => "refusal-no-such-form",
            Refusal::BytesAreFixed => "refusal-bytes-are-fixed",
            Refusal::NotTheNamedChair => "refusal-not-the-named-chair",
            Refusal::Blocked(_) => "refusal-blocked",
            Refusal::CommissionInFuture => "refusal-commission-in-future",
            Refusal::NotPresented => "refusal-not-presented",
            Refusal::NotFrozen => "refusal-not-frozen",
            Refusal::AlreadySigned => "refusal-already-signed",
            Refusal::NothingAwaitsProof => "refusal-nothing-awaits-proof",
        }
    }
}

/// Decides a command: the events that follow, none where everything is so already, or why not.
///
/// # Errors
/// The first [`Refusal`] in the order in which the law and then the contract ask.
pub fn decide(state: &State, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Store { sha256 } => store(state, *sha256, context.now),
        Command::Present { by } => hand_over::present(state, *by, context),
        Command::HandBack { by, reason } => hand_over::hand_back(state, *by, reason, context),
        Command::Freeze { by } => freeze(state, *by, context),
        Command::Thaw { by } => thaw(state, *by, context),
        Command::Sign { signature, by } => sign(state, *signature, *by, None, context),
        Command::AwaitProof { signature, by, reason } => sign(state, *signature, *by, Some(reason), context),
        Command::Prove { signature } => prove(state, *signature),
        Command::RefuseSignature { signature, reason } => refuse(state, *signature, reason, context.now),
    }
}

fn store(state: &State, sha256: Sha256, at: Instant) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Draft { sha256: held, .. }
        | State::Frozen { sha256: held, .. }
        | State::AwaitingProof { sha256: held, .. }
        | State::Refused { sha256: held, .. }
        | State::Signed { sha256: held, .. }
            if *held == sha256 =>
        {
            Ok(vec![])
        }
        State::Frozen { .. } if planted!("frozen-bytes-are-replaced") => Ok(vec![Event::Stored { sha256, at }]),
        State::Frozen { .. } | State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. } => {
            Err(Refusal::BytesAreFixed)
        }
        State::Absent | State::Draft { .. } => Ok(vec![Event::Stored { sha256, at }]),
    }
}

/// Blocked comes before the person: a form whose structure is unsound may not even name its chair.
fn may_be_signed(by: Iin, context: &Context<'_>) -> Result<Route, Refusal> {
    let blocked = || Refusal::Blocked(context.check.findings.clone());
    let passport = context.passport.ok_or_else(blocked)?;
    if passport.chair != by {
        return Err(Refusal::NotTheNamedChair);
    }
    if passport.commission_date > civil_date(context.now) {
        return Err(Refusal::CommissionInFuture);
    }
    match context.check.decision {
        Decision::Blocked if !planted!("blocked-form-is-signed") => Err(blocked()),
        Decision::Blocked => Ok(Route::Ordinary),
        Decision::Signable => Ok(Route::Pilot),
        Decision::Ordinary => Ok(Route::Ordinary),
    }
}

fn freeze(state: &State, by: Iin, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let sha256 = match state {
        State::Absent => return Err(Refusal::NoSuchForm),
        State::Frozen { by: chair, .. } if *chair == by => return Ok(vec![]),
        State::Frozen { .. } => return Err(Refusal::NotTheNamedChair),
        State::Signed { .. } | State::AwaitingProof { .. } | State::Refused { .. }
            if context.passport.is_some_and(|passport| passport.chair == by) =>
        {
            return Ok(vec![]);
        }
        State::Signed { .. } | State::AwaitingProof { .. } | State::Refused { .. } => return Err(Refusal::NotTheNamedChair),
        State::Draft { sha256, .. } => *sha256,
    };
    may_be_signed(by, context)?;
    Ok(vec![Event::Frozen { sha256, by, law: civil_date(context.now), at: context.now }])
}

fn thaw(state: &State, by: Iin, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Absent => Err(Refusal::NoSuchForm),
        State::Draft { .. } => Ok(vec![]),
        State::Frozen { by: chair, .. } if *chair != by => Err(Refusal::NotTheNamedChair),
        State::Frozen { .. } => Ok(vec![Event::Thawed { at: context.now }]),
        State::Signed { .. } | State::AwaitingProof { .. } | State::Refused { .. } => Err(Refusal::AlreadySigned),
    }
}

fn sign(state: &State, signature: Sha256, by: Iin, unknown: Option<&str>, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let sha256 = match state {
        State::Absent => return Err(Refusal::NoSuchForm),
        State::Signed { signature: held, .. } | State::AwaitingProof { signature: held, .. } if *held == signature => {
            return Ok(vec![]);
        }
        State::Signed { .. } | State::AwaitingProof { .. } | State::Refused { .. } => return Err(Refusal::AlreadySigned),
        State::Draft { .. } => {
            may_be_signed(by, context)?;
            return Err(Refusal::NotFrozen);
        }
        State::Frozen { sha256, .. } => *sha256,
    };
    let route = may_be_signed(by, context)?;
    let (law, at) = (civil_date(context.now), context.now);
    Ok(vec![match unknown {
        None => Event::Signed { sha256, signature, law, route, at },
        Some(reason) => Event::AwaitingProof { sha256, signature, law, route, reason: reason.to_owned(), at },
    }])
}

/// What was decided when the signature came stays decided: its day, its law and its route.
fn prove(state: &State, signature: Sha256) -> Result<Vec<Event>, Refusal> {
    match state {
        State::AwaitingProof { sha256, signature: held, law, route, at, .. } if *held == signature => {
            Ok(vec![Event::Signed { sha256: *sha256, signature, law: *law, route: *route, at: *at }])
        }
        State::Signed { signature: held, .. } if *held == signature => Ok(vec![]),
        _ => Err(Refusal::NothingAwaitsProof),
    }
}

fn refuse(state: &State, signature: Sha256, reason: &str, at: Instant) -> Result<Vec<Event>, Refusal> {
    match state {
        State::AwaitingProof { signature: held, .. } if *held == signature => {
            Ok(vec![Event::SignatureRefused { signature, reason: reason.to_owned(), at }])
        }
        State::Refused { signature: held, .. } if *held == signature => Ok(vec![]),
        _ => Err(Refusal::NothingAwaitsProof),
    }
}

/// What later nodes report of a form: every stage that is new. Nothing is learned before the signature.
pub fn learn(state: &State, stages: &[Reached]) -> Vec<Event> {
    let State::Signed { stages: known, .. } = state else { return vec![] };
    stage::new_among(stages, known).into_iter().map(Event::Reached).collect()
}
