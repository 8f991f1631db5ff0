use super::{Desk, State};
use crate::authority::{Principal, Role};
use crate::form::Passport;
use crate::terms::Bin;
use jiff::civil::Date;

/// What may be done with a form in the MIS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// See the form, its documents and its journey.
    See,
    /// Replace its bytes.
    Replace,
    /// Lay it before the chair whom it names.
    Present,
    /// Give it back to be corrected.
    HandBack,
    /// Freeze it for signing.
    Freeze,
    /// Take the freeze back.
    Thaw,
    /// Sign it.
    Sign,
}

/// What `who` may do next with a form of `organisation` on `day`. Nothing means: for this person the
/// form does not exist.
pub fn actions(state: &State, organisation: Bin, passport: Option<&Passport>, who: &Principal, day: Date) -> Vec<Action> {
    let is_doctor = who.holds_in(Role::Doctor, organisation, day);
    let is_chair = who.holds_in(Role::Chair, organisation, day);
    if !is_doctor && !is_chair {
        return vec![];
    }
    let is_named = is_chair && passport.is_some_and(|passport| Some(passport.chair) == who.iin);
    let mut may = vec![Action::See];
    match state {
        State::Absent => may.push(Action::Replace),
        State::Draft { desk, .. } => {
            may.push(Action::Replace);
            match desk {
                Desk::Doctor { .. } => may.push(Action::Present),
                Desk::Chair { .. } if is_named => may.push(Action::HandBack),
                Desk::Chair { .. } => {}
            }
            if is_named {
                may.push(Action::Freeze);
            }
        }
        State::Frozen { .. } if is_named => may.extend([Action::HandBack, Action::Freeze, Action::Thaw, Action::Sign]),
        State::Frozen { .. } | State::AwaitingProof { .. } | State::Refused { .. } | State::Signed { .. } => {}
    }
    may
}
