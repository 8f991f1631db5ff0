//! What each person may do with a form in each state, as a text that people read.

use crate::world::*;
use jiff::civil::date;
use saraptama_core::authority::{Grant, Principal, Role};
use saraptama_core::form::Passport;
use saraptama_core::referral::{Action, Command, State, actions};
use saraptama_core::terms::{Bin, Iin};

const ELSEWHERE: &str = "130740994501";

fn holding(role: Role, organisation: Option<Bin>, iin: Iin) -> Principal {
    let grant = Grant { role, organisation, from: date(2025, 6, 22), until: Some(date(2025, 9, 30)) };
    Principal { id: "p".into(), name: String::new(), iin: Some(iin), region: None, grants: vec![grant], absences: vec![] }
}

fn people() -> Vec<(&'static str, Principal)> {
    let (here, elsewhere) = (Some(clinic()), Some(Bin::parse(ELSEWHERE).unwrap()));
    vec![
        ("doctor", holding(Role::Doctor, here, person(3))),
        ("the named chair", holding(Role::Chair, here, chair())),
        ("another chair", holding(Role::Chair, here, stranger())),
        ("doctor elsewhere", holding(Role::Doctor, elsewhere, person(3))),
        ("the named chair elsewhere", holding(Role::Chair, elsewhere, chair())),
        ("doctor of no organisation", holding(Role::Doctor, None, person(3))),
        ("expert", holding(Role::Expert, here, person(5))),
        ("staff", holding(Role::Staff, here, person(5))),
        ("monitor", holding(Role::Monitor, here, person(5))),
        ("analyst", holding(Role::Analyst, here, person(5))),
        ("integrator", holding(Role::Integrator, here, person(5))),
        ("operator", holding(Role::Operator, here, person(5))),
    ]
}

fn cells(who: &Principal, passport: Option<&Passport>, day: jiff::civil::Date) -> String {
    let of = |state: &State| {
        let passport = passport.filter(|_| *state != State::Absent);
        actions(state, clinic(), passport, who, day).iter().map(|action| format!("{action:?}")).collect::<Vec<_>>()
    };
    let cell = |actions: Vec<String>| if actions.is_empty() { "-".to_owned() } else { actions.join(" ") };
    states().iter().map(|(_, state)| format!(" | {}", cell(of(state)))).collect()
}

#[test]
fn the_matrix_of_actions_is_the_committed_one() {
    let passport = passport();
    let mut matrix =
        String::from("who | absent | draft | presented | handed back | frozen | awaiting proof | signed | refused\n");
    for (name, who) in people() {
        matrix += &format!("{name}{}\n", cells(&who, Some(&passport), DAY));
    }
    let named = holding(Role::Chair, Some(clinic()), chair());
    for (name, passport, day) in [
        ("a chair, the form unreadable", None, DAY),
        ("the named chair, on the last day of the grant", Some(&passport), date(2025, 9, 30)),
        ("the named chair, the day after", Some(&passport), date(2025, 10, 1)),
        ("the named chair, the day before the first", Some(&passport), date(2025, 6, 21)),
    ] {
        matrix += &format!("{name}{}\n", cells(&named, passport, day));
    }
    assert_eq!(matrix, include_str!("actions.txt"), "\n{matrix}");
}

#[test]
fn what_is_offered_to_the_named_chair_is_not_refused() {
    let (passport, who) = (passport(), holding(Role::Chair, Some(clinic()), chair()));
    for (name, state) in states() {
        for action in actions(&state, clinic(), Some(&passport).filter(|_| state != State::Absent), &who, DAY) {
            let command = match action {
                Action::See => continue,
                Action::Replace => Command::Store { sha256: bytes("other") },
                Action::Present => Command::Present { by: chair() },
                Action::HandBack => Command::HandBack { by: chair(), reason: reason() },
                Action::Freeze => Command::Freeze { by: chair() },
                Action::Thaw => Command::Thaw { by: chair() },
                Action::Sign => Command::Sign { signature: bytes("seal"), by: chair() },
            };
            assert!(ask_signable(&state, &command, at(12)).is_ok(), "{action:?}, {name}");
        }
    }
}
