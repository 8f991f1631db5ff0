//! From the doctor to the chair and back: the doctor fills the form in, the chair signs it or gives it back
//! (algorithm p. 3, 4).

use super::{Context, Desk, Event, HandBackReason, Refusal, State};
use crate::check::Decision;
use crate::terms::Iin;

/// Whoever may write the form lays it before the chair. What blocks a signature (p. 4) is not laid there.
pub(super) fn present(state: &State, by: Iin, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let sha256 = match state {
        State::Absent => return Err(Refusal::NoSuchForm),
        State::Draft { desk: Desk::Chair { .. }, .. } | State::Frozen { .. } => return Ok(vec![]),
        State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. } => return Err(Refusal::AlreadySigned),
        State::Draft { sha256, .. } => *sha256,
    };
    if context.passport.is_none() || context.check.decision == Decision::Blocked {
        return Err(Refusal::Blocked(context.check.findings.clone()));
    }
    Ok(vec![Event::Presented { sha256, by, at: context.now }])
}

/// The named chair gives the form back; a frozen one is thawed first, so that it can be corrected.
pub(super) fn hand_back(state: &State, by: Iin, reason: &HandBackReason, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let is_named = context.passport.is_some_and(|passport| passport.chair == by);
    let at = context.now;
    let handed_back = |sha256| Event::HandedBack { sha256, by, reason: reason.clone(), at };
    match state {
        State::Absent => Err(Refusal::NoSuchForm),
        State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. } => Err(Refusal::AlreadySigned),
        State::Frozen { by: chair, .. } if *chair != by => Err(Refusal::NotTheNamedChair),
        State::Frozen { sha256, .. } => Ok(vec![Event::Thawed { at }, handed_back(*sha256)]),
        State::Draft { sha256, desk, .. } if desk.handed_back().is_some_and(|last| (last.sha256, last.by) == (*sha256, by)) => {
            Ok(vec![])
        }
        State::Draft { .. } if !is_named => Err(Refusal::NotTheNamedChair),
        State::Draft { sha256, desk: Desk::Chair { .. }, .. } => Ok(vec![handed_back(*sha256)]),
        State::Draft { .. } => Err(Refusal::NotPresented),
    }
}
