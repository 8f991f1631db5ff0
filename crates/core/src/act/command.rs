use super::{Event, State};
use crate::assign::Receipt;
use crate::check::{Check, Decision};
use crate::deadline;
use crate::law::{Calendar, NoCalendar, Procedure};
use crate::planted;
use crate::terms::{ActNumber, Instant, KAZAKHSTAN, Sha256};

/// A form as it arrived and was proved here.
#[derive(Clone, Debug)]
pub struct Submission<'s> {
    /// The digest of the form.
    pub sha256: Sha256,
    /// The digest of the chair's signature.
    pub signature: Sha256,
    /// When the MIS accepted the signature, by its clock.
    pub signed_at: Instant,
    /// The check by the law of the signing day.
    pub check: &'s Check,
    /// The key of why form and signature do not belong together, if they do not.
    pub unproved: Option<&'s str>,
    /// The terms of the law of the signing day.
    pub procedure: &'s Procedure,
}

/// Another expert for an act that its expert cannot decide (AMB-22, AMB-23).
#[derive(Clone, Debug)]
pub struct Reassignment<'s> {
    /// The expert from whom it is taken; another one has it if somebody was faster.
    pub from: &'s str,
    /// Why, by its key.
    pub reason: &'s str,
    /// What is to be said beside that.
    pub note: &'s str,
    /// Who asks for it.
    pub by: &'s str,
    /// How the new expert was found: nobody from whom the act was taken is among the candidates.
    pub receipt: Receipt,
    /// The terms of the law.
    pub procedure: &'s Procedure,
    /// Working days.
    pub calendar: &'s Calendar,
}

/// What is asked of an act.
#[derive(Clone, Debug)]
pub enum Command<'s> {
    /// Take a form that arrived.
    Submit(Submission<'s>),
    /// Keep a form of whose signature it cannot be told yet whether it held.
    AwaitProof {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the chair's signature.
        signature: Sha256,
        /// The key of what is not known yet.
        reason: &'s str,
    },
    /// Return it to the organisation.
    Return {
        /// The key of the reason.
        reason: &'s str,
    },
    /// Withdraw it, as the organisation.
    Withdraw {
        /// The key of the reason.
        reason: &'s str,
    },
    /// Form the draft act under this number and place it on the waiting list.
    Number {
        /// The next number of the year.
        number: ActNumber,
    },
    /// Give it to the expert whom the receipt names, or record that there is none.
    Assign {
        /// How the expert was found.
        receipt: Receipt,
        /// The terms of the law.
        procedure: &'s Procedure,
        /// Working days.
        calendar: &'s Calendar,
    },
    /// Take it from an expert who cannot decide, and give it to the one whom the receipt names.
    Reassign(Reassignment<'s>),
    /// Freeze a decision for signing.
    FreezeDecision {
        /// The digest of its bytes.
        sha256: Sha256,
        /// The expert who sends it.
        by: &'s str,
    },
    /// Take the expert's signature, verified over the frozen decision and found to be the expert's.
    SignDecision {
        /// The digest of the signature.
        signature: Sha256,
        /// The expert who hands it in.
        by: &'s str,
        /// The next place in the register.
        index: u64,
    },
}

/// Why not, now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No act is held for this form.
    #[error("no such act")]
    NoSuchAct,
    /// Other bytes are held under this id.
    #[error("other bytes are held under this id")]
    OtherBytes,
    /// The signature does not prove the bytes: they may be anybody's, so they do not take the id. The
    /// right bytes can still come.
    #[error("the signature does not prove the form: {0}")]
    Unproved(String),
    /// The act is not in the state that the command needs.
    #[error("the act is not in that state")]
    WrongState,
    /// Only the assigned expert sees and decides.
    #[error("only the assigned expert may do this")]
    NotTheAssignedExpert,
    /// A signature needs a frozen decision.
    #[error("no decision is frozen for signing")]
    NothingFrozen,
    /// Of all others nobody may be given the act, so it stays where it is.
    #[error("nobody else may be given the act")]
    NobodyElse,
    /// Meanwhile the act went to somebody else.
    #[error("another expert has the act by now")]
    ElsewhereByNow,
    /// The decision is signed; nothing changes it.
    #[error("the decision is signed already")]
    AlreadySigned,
    /// The working-day calendar ends before the term does.
    #[error(transparent)]
    NoCalendar(#[from] NoCalendar),
}

impl Refusal {
    /// The key of its message.
    pub fn key(&self) -> &'static str {
        match self {
            Refusal::NoSuchAct => "refusal-no-such-act",
            Refusal::OtherBytes => "refusal-other-bytes",
            Refusal::Unproved(_) => "refusal-unproved",
            Refusal::WrongState => "refusal-wrong-state",
            Refusal::NotTheAssignedExpert => "refusal-not-the-assigned-expert",
            Refusal::NothingFrozen => "refusal-nothing-frozen",
            Refusal::NobodyElse => "refusal-nobody-else",
            Refusal::ElsewhereByNow => "refusal-elsewhere-by-now",
            Refusal::AlreadySigned => "refusal-decision-signed",
            Refusal::NoCalendar(_) => "refusal-no-calendar",
        }
    }
}

/// Decides a command: the events that follow, none where everything is so already, or why not.
///
/// # Errors
/// The first [`Refusal`] in the order in which the law asks.
pub fn decide(state: &State, command: &Command<'_>, now: Instant) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Submit(submission) => submit(state, submission, now),
        Command::AwaitProof { sha256, signature, reason } => match state.source() {
            None => {
                Ok(vec![Event::AwaitingProof { sha256: *sha256, signature: *signature, reason: (*reason).to_owned(), at: now }])
            }
            Some(held) if held == (*sha256, *signature) => Ok(vec![]),
            Some(_) => Err(Refusal::OtherBytes),
        },
        Command::Return { reason } => end(state, Event::Returned { reason: (*reason).to_owned(), at: now }),
        Command::Withdraw { reason } => end(state, Event::Withdrawn { reason: (*reason).to_owned(), at: now }),
        Command::Number { number } => match state {
            State::Accepted { .. } => Ok(vec![Event::Numbered { number: *number, at: now }, Event::Waitlisted { at: now }]),
            _ => Err(Refusal::WrongState),
        },
        Command::Assign { receipt, procedure, calendar } => assign(state, receipt, procedure, calendar, now),
        Command::Reassign(reassignment) => reassign(state, reassignment, now),
        Command::FreezeDecision { sha256, by } => freeze(state, *sha256, by, now),
        Command::SignDecision { signature, by, index } => sign(state, *signature, by, *index, now),
    }
}

fn submit(state: &State, submission: &Submission<'_>, at: Instant) -> Result<Vec<Event>, Refusal> {
    let Submission { sha256, signature, signed_at, .. } = *submission;
    match (state, state.source()) {
        (State::AwaitingProof { .. }, Some(held)) if held == (sha256, signature) => {}
        (_, Some(held)) if held == (sha256, signature) && !planted!("redelivery-taken-again") => return Ok(vec![]),
        (_, Some(held)) if held == (sha256, signature) => {}
        (_, Some(_)) if planted!("bytes-not-compared-at-the-data-bank") => return Ok(vec![]),
        (_, Some(_)) => return Err(Refusal::OtherBytes),
        (_, None) => {}
    }
    if let Some(fault) = submission.unproved {
        return Err(Refusal::Unproved(fault.to_owned()));
    }
    Ok(vec![match why_not(submission, at) {
        Some(reason) => Event::Refused { sha256, signature, signed_at, reason, at },
        None => Event::Accepted { sha256, signature, signed_at, at },
    }])
}

/// Before it is decided, and only once.
fn end(state: &State, event: Event) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Accepted { .. } | State::Waiting { .. } | State::Assigned { .. } => Ok(vec![event]),
        State::Absent => Err(Refusal::NoSuchAct),
        State::Decided { .. } => Err(Refusal::AlreadySigned),
        State::AwaitingProof { .. } | State::Ended { .. } | State::Refused { .. } => Err(Refusal::WrongState),
    }
}

fn why_not(submission: &Submission<'_>, arrived: Instant) -> Option<String> {
    match submission.check.decision {
        Decision::Blocked => return Some("refused-form-blocked".to_owned()),
        Decision::Ordinary => return Some("refused-outside-pilot".to_owned()),
        Decision::Signable => {}
    }
    let too_old = is_older_than(submission.signed_at, submission.procedure.form_valid_months, arrived);
    too_old.then(|| "refused-form-too-old".to_owned())
}

/// A form holds for so many calendar months from its signature, to the same day of the month and hour
/// (MSE Rules; a shorter month ends it on its last day).
fn is_older_than(signed: Instant, months: u8, arrived: Instant) -> bool {
    let last = KAZAKHSTAN.to_datetime(signed).checked_add(jiff::Span::new().months(i64::from(months)));
    last.is_ok_and(|last| KAZAKHSTAN.to_datetime(arrived) > last)
}

fn assign(
    state: &State,
    receipt: &Receipt,
    procedure: &Procedure,
    calendar: &Calendar,
    at: Instant,
) -> Result<Vec<Event>, Refusal> {
    let alarm = match state {
        State::Waiting { alarm, .. } => alarm,
        State::Assigned { .. } if planted!("given-to-a-second-expert") => &false,
        _ => return Err(Refusal::WrongState),
    };
    let receipt = receipt.clone();
    let Some(expert) = receipt.chosen.clone() else {
        return Ok(if *alarm { vec![] } else { vec![Event::NobodyEligible { receipt, at }] });
    };
    let mut due = deadline::due(at, procedure, calendar)?;
    if planted!("term-of-another-day") {
        due.due_at = due.due_at.saturating_add(jiff::SignedDuration::from_hours(24)).unwrap_or(due.due_at);
    }
    Ok(vec![Event::Assigned { expert, receipt, at, counts_from: due.counts_from, due_at: due.due_at, readings: due.readings }])
}

/// Another expert's term runs from the new arrival; what was due first stays beside it (AMB-22).
fn reassign(state: &State, asked: &Reassignment<'_>, at: Instant) -> Result<Vec<Event>, Refusal> {
    let held = match state {
        State::Assigned { held, .. } => held,
        State::Decided { .. } => return Err(Refusal::AlreadySigned),
        State::Absent => return Err(Refusal::NoSuchAct),
        _ => return Err(Refusal::WrongState),
    };
    if held.expert != asked.from {
        return Err(Refusal::ElsewhereByNow);
    }
    let had_it = |expert: &String| *expert == held.expert || held.taken_from.contains(expert);
    let expert = asked.receipt.chosen.clone().filter(|expert| !had_it(expert)).ok_or(Refusal::NobodyElse)?;
    let due = deadline::due(at, asked.procedure, asked.calendar)?;
    Ok(vec![Event::Reassigned {
        expert,
        from: held.expert.clone(),
        reason: asked.reason.to_owned(),
        note: asked.note.to_owned(),
        by: asked.by.to_owned(),
        receipt: asked.receipt.clone(),
        at,
        counts_from: due.counts_from,
        due_at: due.due_at,
        readings: due.readings,
    }])
}

fn freeze(state: &State, sha256: Sha256, by: &str, at: Instant) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Assigned { held, .. } if held.expert != by => Err(Refusal::NotTheAssignedExpert),
        State::Assigned { held, .. } if held.decision == Some(sha256) => Ok(vec![]),
        State::Assigned { .. } => Ok(vec![Event::DecisionFrozen { sha256, at }]),
        State::Decided { held, .. } if held.expert != by => Err(Refusal::NotTheAssignedExpert),
        State::Decided { decision, .. } if *decision == sha256 => Ok(vec![]),
        State::Decided { .. } => Err(Refusal::AlreadySigned),
        _ => Err(Refusal::NoSuchAct),
    }
}

fn sign(state: &State, signature: Sha256, by: &str, index: u64, at: Instant) -> Result<Vec<Event>, Refusal> {
    match state {
        State::Assigned { held, .. } | State::Decided { held, .. } if held.expert != by => Err(Refusal::NotTheAssignedExpert),
        State::Assigned { held, .. } => {
            let sha256 = held.decision.ok_or(Refusal::NothingFrozen)?;
            Ok(vec![Event::Decided { sha256, signature, at }, Event::Registered { index, at }])
        }
        State::Decided { signature: held, .. } if *held == signature => Ok(vec![]),
        State::Decided { .. } => Err(Refusal::AlreadySigned),
        _ => Err(Refusal::NoSuchAct),
    }
}
