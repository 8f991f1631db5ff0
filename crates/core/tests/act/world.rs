//! The act, its experts and the law of the tests.

use jiff::civil::date;
use saraptama_core::act::{Command, Event, Reassignment, Refusal, State, Submission, decide, evolve};
use saraptama_core::assign::{Load, Receipt, Seed};
use saraptama_core::check::{Check, Decision, Scope};
use saraptama_core::law::{Calendar, Law, Procedure};
use saraptama_core::terms::{ActNumber, Instant, Sha256, parse_instant};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

pub const EXPERT: &str = "expert-1";
pub const ANOTHER: &str = "expert-2";
pub const THIRD: &str = "expert-3";

pub fn procedure() -> &'static Procedure {
    &LAW.on(date(2025, 9, 2)).pilot.unwrap().procedure
}

pub fn calendar() -> &'static Calendar {
    &LAW.calendar
}

/// An hour of Tuesday 2 September 2025 in Kazakhstan.
pub fn at(hour: u8) -> Instant {
    parse_instant(&format!("2025-09-02T{hour:02}:00:00+05:00")).unwrap()
}

pub fn bytes(name: &str) -> Sha256 {
    Sha256::of(name.as_bytes())
}

pub fn number() -> ActNumber {
    ActNumber::new(2025, 1)
}

pub fn check(decision: Decision) -> Check {
    let scope = Scope { pilot: decision == Decision::Signable, reason: None, nosology: None };
    Check { at: Some(date(2025, 9, 2)), decision, scope, findings: vec![] }
}

pub fn submission<'s>(form: &str, seal: &str, check: &'s Check, unproved: Option<&'s str>) -> Command<'s> {
    let (sha256, signature) = (bytes(form), bytes(seal));
    Command::Submit(Submission { sha256, signature, signed_at: at(9), check, unproved, procedure: procedure() })
}

pub fn assign(chosen: Option<&str>) -> Command<'static> {
    Command::Assign { receipt: receipt(chosen), procedure: procedure(), calendar: calendar() }
}

pub fn reassign(from: &'static str, chosen: Option<&str>) -> Command<'static> {
    Command::Reassign(Reassignment {
        from,
        reason: "redistributed-ill",
        note: "",
        by: "staff",
        receipt: receipt(chosen),
        procedure: procedure(),
        calendar: calendar(),
    })
}

pub fn receipt(chosen: Option<&str>) -> Receipt {
    let seed = Seed::new([7; 32]);
    Receipt {
        candidates: chosen.iter().map(|expert| Load { expert: (*expert).to_owned(), open: 0 }).collect(),
        exclusions: vec![],
        tied: chosen.iter().map(|expert| (*expert).to_owned()).collect(),
        commitment: seed.commitment(),
        ticket: seed.ticket(number()),
        chosen: chosen.map(str::to_owned),
    }
}

pub fn freeze(decision: &str, by: &'static str) -> Command<'static> {
    Command::FreezeDecision { sha256: bytes(decision), by }
}

pub fn sign(seal: &str, by: &'static str) -> Command<'static> {
    Command::SignDecision { signature: bytes(seal), by, index: 0 }
}

/// The state after these commands, each an hour later than the one before; none may be refused.
pub fn after(commands: &[Command<'_>]) -> State {
    (10..).zip(commands).fold(State::Absent, |state, (hour, command)| {
        let events = decide(&state, command, at(hour)).unwrap();
        events.iter().fold(state, evolve)
    })
}

/// Every state with its name.
pub fn states() -> Vec<(&'static str, State)> {
    let (good, bad) = (check(Decision::Signable), check(Decision::Blocked));
    let submit = submission("form", "seal", &good, None);
    let way = [
        submit,
        Command::Number { number: number() },
        assign(Some(EXPERT)),
        freeze("decision", EXPERT),
        sign("expert's seal", EXPERT),
    ];
    let [submit, numbered, ..] = &way;
    let awaited = Command::AwaitProof { sha256: bytes("form"), signature: bytes("seal"), reason: "signature-revocation-unknown" };
    vec![
        ("absent", State::Absent),
        ("refused", after(&[submission("form", "seal", &bad, None)])),
        ("awaiting proof", after(&[awaited])),
        ("accepted", after(&way[..1])),
        ("waiting", after(&way[..2])),
        ("alarmed", after(&[submit.clone(), numbered.clone(), assign(None)])),
        ("assigned", after(&way[..3])),
        ("frozen", after(&way[..4])),
        ("redistributed", after(&[&way[..4], &[reassign(EXPERT, Some(ANOTHER))]].concat())),
        ("registered", after(&way)),
        ("returned", after(&[submit.clone(), numbered.clone(), Command::Return { reason: "returned-by-expert" }])),
    ]
}

pub fn state(name: &str) -> State {
    states().into_iter().find(|(known, _)| *known == name).unwrap().1
}

/// What was answered, in a word or two: the events, `nothing new`, or why not.
pub fn said(answer: &Result<Vec<Event>, Refusal>) -> String {
    let first = |text: String| text.split([' ', '(']).next().unwrap().to_owned();
    match answer {
        Ok(events) if events.is_empty() => "nothing new".into(),
        Ok(events) => events.iter().map(|event| first(format!("{event:?}"))).collect::<Vec<_>>().join(" "),
        Err(refusal) => first(format!("{refusal:?}")),
    }
}
