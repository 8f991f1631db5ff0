//! What each person may do with an act in each state, as a text that people read.

use crate::world::*;
use jiff::civil::{Date, date};
use saraptama_core::act::{Action, actions, decide};
use saraptama_core::authority::{Grant, Principal, Role};

const DAY: Date = date(2025, 9, 2);

fn holding(id: &str, role: Role) -> Principal {
    let grant = Grant { role, organisation: None, from: date(2025, 6, 22), until: Some(date(2025, 9, 30)) };
    Principal { id: id.into(), name: String::new(), iin: None, region: None, grants: vec![grant], absences: vec![] }
}

fn cells(who: &Principal, day: Date) -> String {
    let cell = |(_, state)| {
        let may: Vec<_> = actions(&state, who, day).iter().map(|action| format!("{action:?}")).collect();
        format!(" | {}", if may.is_empty() { "-".to_owned() } else { may.join(" ") })
    };
    states().into_iter().map(cell).collect()
}

#[test]
fn the_matrix_of_actions_is_the_committed_one() {
    let heads: String = states().iter().map(|(name, _)| format!(" | {name}")).collect();
    let mut matrix = format!("who{heads}\n");
    for (name, who, day) in [
        ("the assigned expert", holding(EXPERT, Role::Expert), DAY),
        ("another expert", holding(ANOTHER, Role::Expert), DAY),
        ("staff", holding("p", Role::Staff), DAY),
        ("monitor", holding("p", Role::Monitor), DAY),
        ("doctor", holding("p", Role::Doctor), DAY),
        ("chair", holding("p", Role::Chair), DAY),
        ("analyst", holding("p", Role::Analyst), DAY),
        ("integrator", holding("p", Role::Integrator), DAY),
        ("operator", holding("p", Role::Operator), DAY),
        ("the assigned expert, the day after the last of the grant", holding(EXPERT, Role::Expert), date(2025, 10, 1)),
        ("staff, the day after the last of the grant", holding("p", Role::Staff), date(2025, 10, 1)),
    ] {
        matrix += &format!("{name}{}\n", cells(&who, day));
    }
    assert_eq!(matrix, include_str!("actions.txt"), "\n{matrix}");
}

#[test]
fn what_is_offered_to_the_expert_is_not_refused() {
    for (name, state) in states() {
        for action in actions(&state, &holding(EXPERT, Role::Expert), DAY) {
            let command = match action {
                Action::Decide => freeze("another decision", EXPERT),
                Action::Sign => sign("expert's seal", EXPERT),
                Action::SeeCase | Action::SeeAct | Action::SeeAssignment | Action::SeeProof | Action::Redistribute => continue,
            };
            assert!(decide(&state, &command, at(15)).is_ok(), "{action:?}, {name}");
        }
    }
}
