//! Every state with every command: the events that follow, or why not.

use crate::world::*;
use saraptama_core::check::Decision::{self, Blocked, Ordinary, Signable};
use saraptama_core::referral::{Command, Event, Refusal, Route, State};

fn store(name: &str) -> Command {
    Command::Store { sha256: bytes(name) }
}

fn sign(name: &str) -> Command {
    Command::Sign { signature: bytes(name), by: chair() }
}

const NOTHING: &str = "NothingAwaitsProof";

fn wait_for(name: &str) -> Command {
    Command::AwaitProof { signature: bytes(name), by: chair(), reason: "signature-revocation-unknown".into() }
}

fn not_proved(name: &str) -> Command {
    Command::RefuseSignature { signature: bytes(name), reason: "signature-revoked".into() }
}

#[test]
fn every_state_answers_every_command() {
    let [freeze, thaw] = [Command::Freeze { by: chair() }, Command::Thaw { by: chair() }];
    let strange = stranger();
    let table: [(&str, Command, [&str; 8]); 18] = [
        (
            "the same bytes",
            store("form"),
            ["Stored", "nothing new", "nothing new", "nothing new", "nothing new", "nothing new", "nothing new", "nothing new"],
        ),
        (
            "other bytes",
            store("other"),
            ["Stored", "Stored", "Stored", "Stored", "BytesAreFixed", "BytesAreFixed", "BytesAreFixed", "BytesAreFixed"],
        ),
        (
            "freeze",
            freeze,
            ["NoSuchForm", "Frozen", "Frozen", "Frozen", "nothing new", "nothing new", "nothing new", "nothing new"],
        ),
        (
            "freeze by another",
            Command::Freeze { by: strange },
            [
                "NoSuchForm",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
            ],
        ),
        (
            "thaw",
            thaw,
            [
                "NoSuchForm",
                "nothing new",
                "nothing new",
                "nothing new",
                "Thawed",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
        (
            "thaw by another",
            Command::Thaw { by: strange },
            [
                "NoSuchForm",
                "nothing new",
                "nothing new",
                "nothing new",
                "NotTheNamedChair",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
        (
            "sign",
            sign("seal"),
            ["NoSuchForm", "NotFrozen", "NotFrozen", "NotFrozen", "Signed", "nothing new", "nothing new", "AlreadySigned"],
        ),
        (
            "sign otherwise",
            sign("other seal"),
            ["NoSuchForm", "NotFrozen", "NotFrozen", "NotFrozen", "Signed", "AlreadySigned", "AlreadySigned", "AlreadySigned"],
        ),
        (
            "sign by another",
            Command::Sign { signature: bytes("third seal"), by: strange },
            [
                "NoSuchForm",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
        (
            "await a proof",
            wait_for("seal"),
            ["NoSuchForm", "NotFrozen", "NotFrozen", "NotFrozen", "AwaitingProof", "nothing new", "nothing new", "AlreadySigned"],
        ),
        (
            "await another's proof",
            wait_for("other seal"),
            [
                "NoSuchForm",
                "NotFrozen",
                "NotFrozen",
                "NotFrozen",
                "AwaitingProof",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
        (
            "prove",
            Command::Prove { signature: bytes("seal") },
            [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "Signed", "nothing new", NOTHING],
        ),
        ("prove another", Command::Prove { signature: bytes("other seal") }, [NOTHING; 8]),
        ("refuse", not_proved("seal"), [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "SignatureRefused", NOTHING, "nothing new"]),
        ("refuse another", not_proved("other seal"), [NOTHING; 8]),
        (
            "present",
            Command::Present { by: person(3) },
            [
                "NoSuchForm",
                "Presented",
                "nothing new",
                "Presented",
                "nothing new",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
        (
            "hand back",
            Command::HandBack { by: chair(), reason: reason() },
            [
                "NoSuchForm",
                "NotPresented",
                "HandedBack",
                "nothing new",
                "Thawed HandedBack",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
        (
            "hand back by another",
            Command::HandBack { by: strange, reason: reason() },
            [
                "NoSuchForm",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "NotTheNamedChair",
                "AlreadySigned",
                "AlreadySigned",
                "AlreadySigned",
            ],
        ),
    ];
    for (what, command, expected) in table {
        for ((name, state), expected) in states().into_iter().zip(expected) {
            assert_eq!(said(&ask_signable(&state, &command, at(12))), expected, "{what}, {name}");
        }
    }
}

#[test]
fn a_blocked_form_is_stored_taken_and_handed_back_but_neither_presented_nor_frozen_nor_signed() {
    for (command, expected) in [
        (store("other"), ["Stored", "Stored", "Stored", "Stored", "BytesAreFixed"]),
        (Command::Present { by: person(3) }, ["NoSuchForm", "Blocked", "nothing new", "Blocked", "nothing new"]),
        (
            Command::HandBack { by: chair(), reason: reason() },
            ["NoSuchForm", "NotPresented", "HandedBack", "nothing new", "Thawed HandedBack"],
        ),
        (Command::Freeze { by: chair() }, ["NoSuchForm", "Blocked", "Blocked", "Blocked", "nothing new"]),
        (Command::Thaw { by: chair() }, ["NoSuchForm", "nothing new", "nothing new", "nothing new", "Thawed"]),
        (sign("seal"), ["NoSuchForm", "Blocked", "Blocked", "Blocked", "Blocked"]),
    ] {
        for ((name, state), expected) in states().into_iter().zip(expected) {
            let answer = ask(&state, &command, Blocked, Some(&passport()), at(12));
            assert_eq!(said(&answer), expected, "{command:?}, {name}");
        }
    }
}

#[test]
fn a_refusal_because_of_the_check_carries_what_was_found() {
    let answer = ask(&draft(), &Command::Freeze { by: chair() }, Blocked, Some(&passport()), at(12));
    assert_eq!(answer, Err(Refusal::Blocked(check(Blocked).findings)));
}

#[test]
fn a_form_that_cannot_be_read_as_one_names_no_chair_and_is_blocked_for_everybody() {
    for by in [chair(), stranger()] {
        for (state, command) in [
            (draft(), Command::Present { by }),
            (draft(), Command::Freeze { by }),
            (draft(), Command::Sign { signature: bytes("seal"), by }),
            (frozen(), Command::Sign { signature: bytes("seal"), by }),
        ] {
            assert_eq!(said(&ask(&state, &command, Blocked, None, at(12))), "Blocked", "{command:?}");
        }
    }
}

#[test]
fn the_chair_signs_from_the_day_of_the_commission() {
    for (days, may) in [(-1, true), (0, true), (1, false)] {
        let mut passport = passport();
        passport.commission_date = DAY.checked_add(jiff::Span::new().days(days)).unwrap();
        for (state, command, done) in [(draft(), Command::Freeze { by: chair() }, "Frozen"), (frozen(), sign("seal"), "Signed")] {
            let answer = ask(&state, &command, Signable, Some(&passport), at(12));
            assert_eq!(said(&answer), if may { done } else { "CommissionInFuture" }, "{days} days, {command:?}");
        }
    }
}

#[test]
fn the_day_of_the_commission_begins_at_midnight_in_kazakhstan() {
    let mut passport = passport();
    passport.commission_date = DAY.tomorrow().unwrap();
    for (now, expected) in [("2025-09-02T18:59:59Z", "CommissionInFuture"), ("2025-09-02T19:00:00Z", "Frozen")] {
        let now = saraptama_core::terms::parse_instant(now).unwrap();
        let answer = ask(&draft(), &Command::Freeze { by: chair() }, Signable, Some(&passport), now);
        assert_eq!(said(&answer), expected, "{now}");
    }
}

#[test]
fn the_reasons_are_asked_in_one_order_person_then_day_then_findings() {
    let mut passport = passport();
    passport.commission_date = DAY.tomorrow().unwrap();
    let freeze = |by| Command::Freeze { by };
    assert_eq!(ask(&draft(), &freeze(stranger()), Blocked, Some(&passport), at(12)), Err(Refusal::NotTheNamedChair));
    assert_eq!(ask(&draft(), &freeze(chair()), Blocked, Some(&passport), at(12)), Err(Refusal::CommissionInFuture));
}

#[test]
fn a_form_outside_the_pilot_is_signed_and_goes_the_ordinary_way() {
    let route = |decision: Decision| match ask(&frozen(), &sign("seal"), decision, Some(&passport()), at(12)).unwrap().as_slice()
    {
        [Event::Signed { route, .. }] => *route,
        other => panic!("{other:?}"),
    };
    assert_eq!((route(Signable), route(Ordinary)), (Route::Pilot, Route::Ordinary));
}

#[test]
fn freezing_and_signing_record_the_day_whose_law_was_read_and_the_nodes_own_instant() {
    let frozen_at = ask_signable(&draft(), &Command::Freeze { by: chair() }, at(12)).unwrap();
    assert_eq!(frozen_at, [Event::Frozen { sha256: bytes("form"), by: chair(), law: DAY, at: at(12) }]);
    let signed_at = ask_signable(&frozen(), &sign("seal"), at(13)).unwrap();
    let seal = Event::Signed { sha256: bytes("form"), signature: bytes("seal"), law: DAY, route: Route::Pilot, at: at(13) };
    assert_eq!(signed_at, [seal]);
}

#[test]
fn a_freeze_that_was_taken_back_leaves_the_form_as_it_was() {
    assert_eq!(after(frozen(), &[Event::Thawed { at: at(11) }]), presented());
    assert_eq!(State::of([&Event::Thawed { at: at(11) }]), State::Absent, "what cannot have happened changes nothing");
}
