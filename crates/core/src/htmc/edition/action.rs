use super::State;
use crate::authority::{Principal, Role};
use jiff::civil::Date;

/// What may be done with an edition that is being entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// See it.
    See,
    /// Change its heading and rows.
    Edit,
    /// Hand it to a second person.
    Submit,
    /// Hand it back to whoever entered it.
    Return,
    /// Approve it with a signature.
    Approve,
    /// Give it up.
    Drop,
}

/// What `who` may do next with an edition on `day`. Nothing means: for this person there is none.
pub fn actions(state: &State, who: &Principal, day: Date) -> Vec<Action> {
    if !who.holds(Role::Analyst, day) {
        return vec![];
    }
    match state {
        State::Absent => vec![],
        State::Draft(_) => vec![Action::See, Action::Edit, Action::Submit, Action::Drop],
        State::Submitted { draft, .. } if draft.writers.contains(&who.id) => vec![Action::See, Action::Return],
        State::Submitted { .. } => vec![Action::See, Action::Return, Action::Approve],
        State::Approved { .. } | State::Dropped(_) => vec![Action::See],
    }
}
