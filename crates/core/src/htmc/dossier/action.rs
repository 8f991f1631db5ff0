use super::State;
use crate::authority::{Principal, Role};
use jiff::civil::Date;

/// What may be done with a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// See it.
    See,
    /// Change the proposal and its evidence.
    Amend,
    /// Pick levels.
    Score,
    /// Confirm one level of each criterion.
    Confirm,
    /// Sign the frozen protocol.
    Approve,
    /// Withdraw it.
    Withdraw,
    /// See the protocol, signed or frozen.
    SeeProtocol,
}

/// What `who` may do next with a dossier on `day`. Nothing means: for this person the dossier does not exist.
pub fn actions(state: &State, who: &Principal, day: Date) -> Vec<Action> {
    let Some(proposal) = state.proposal().filter(|_| who.holds(Role::Analyst, day)) else { return vec![] };
    let mut may = vec![Action::See];
    if state.frozen().is_some() {
        may.push(Action::SeeProtocol);
    }
    if let State::Open(open) = state {
        may.push(Action::Score);
        if open.by == who.id {
            may.extend([Action::Amend, Action::Withdraw]);
        }
        let is_second = proposal.by != who.id && !proposal.scores.contains_key(&who.id);
        if is_second && open.standing().next().is_some() {
            may.push(Action::Confirm);
        }
        if is_second && open.frozen.as_ref().is_some_and(|frozen| frozen.by == who.id) {
            may.push(Action::Approve);
        }
    }
    may.sort_unstable();
    may
}
