use super::State;
use crate::authority::{Principal, Role};
use jiff::civil::Date;

/// What may be done with an act in the data bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// See the case pseudonymised, as its expert.
    SeeCase,
    /// See the whole act.
    SeeAct,
    /// See how it was assigned.
    SeeAssignment,
    /// Give it to another expert than the one who has it.
    Redistribute,
    /// Fetch its register proof.
    SeeProof,
    /// Send a decision, and again until one is signed.
    Decide,
    /// Sign the frozen decision.
    Sign,
}

/// What `who` may do next with an act on `day`. Nothing means: for this person the act does not exist.
pub fn actions(state: &State, who: &Principal, day: Date) -> Vec<Action> {
    let mut may = vec![];
    let held = match state {
        State::Assigned { held, .. } | State::Decided { held, .. } => Some(held),
        State::Absent => return may,
        _ => None,
    };
    if held.is_some_and(|held| held.expert == who.id) && who.holds(Role::Expert, day) {
        may.push(Action::SeeCase);
        if let State::Assigned { held, .. } = state {
            may.push(Action::Decide);
            if held.decision.is_some() {
                may.push(Action::Sign);
            }
        }
    }
    let is_staff = who.holds(Role::Staff, day);
    if is_staff {
        may.push(Action::SeeAct);
    }
    if held.is_some() && (is_staff || who.holds(Role::Monitor, day)) {
        may.push(Action::SeeAssignment);
    }
    if is_staff && matches!(state, State::Assigned { .. }) {
        may.push(Action::Redistribute);
    }
    if is_staff && matches!(state, State::Decided { index: Some(_), .. }) {
        may.push(Action::SeeProof);
    }
    may.sort_unstable();
    may
}
