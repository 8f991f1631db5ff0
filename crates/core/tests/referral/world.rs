//! The people, bytes and checks of the tests.

use jiff::civil::{Date, date};
use saraptama_core::check::{Check, Code, Decision, Finding, Scope};
use saraptama_core::form::{Passport, Purpose, Sex};
use saraptama_core::referral::{Command, Context, Event, HandBackReason, Reached, Refusal, Route, Stage, State, decide, evolve};
use saraptama_core::terms::{Bin, FormId, Icd10, Iin, Instant, Region, Sha256, parse_instant};

/// The first day of the pilot's second month, a working day.
pub const DAY: Date = date(2025, 9, 2);

/// An hour of that day in Kazakhstan.
pub fn at(hour: u8) -> Instant {
    parse_instant(&format!("2025-09-02T{hour:02}:00:00+05:00")).unwrap()
}

pub fn bytes(name: &str) -> Sha256 {
    Sha256::of(name.as_bytes())
}

/// An IIN of nobody: eight digits of a birth that never was, three that tell people apart.
pub fn person(serial: u8) -> Iin {
    let eleven = [b'8', b'0', b'0', b'1', b'0', b'1', b'4', b'0', b'0', b'0', b'0' + serial];
    Iin::complete(eleven).unwrap()
}

/// The chair whom the form names.
pub fn chair() -> Iin {
    person(1)
}

/// Somebody else.
pub fn stranger() -> Iin {
    person(2)
}

pub fn clinic() -> Bin {
    Bin::parse("990440000385").unwrap()
}

pub fn passport() -> Passport {
    Passport {
        id: FormId::parse("0198f0a2-0000-7000-8000-000000000001").unwrap(),
        created_at: at(8),
        vendor: "damu".into(),
        organisation: clinic(),
        organisation_name: String::new(),
        organisation_region: Region::parse("KZ-11").unwrap(),
        doctor: person(3),
        patient: person(4),
        patient_name: String::new(),
        birth_date: date(1980, 1, 1),
        sex: Sex::Female,
        patient_region: Region::parse("KZ-11").unwrap(),
        purpose: Purpose::First,
        earlier_act: None,
        replaces: None,
        main: Icd10::parse("Q90.0").unwrap(),
        commission_date: DAY,
        chair: chair(),
        documents: vec![],
    }
}

/// A check with this decision and, where it blocks, one finding.
pub fn check(decision: Decision) -> Check {
    let findings = match decision {
        Decision::Blocked => {
            vec![Finding::order(Code::EvidenceMissing, "E2.1", "168-56-292/2025 algorithm annex 2 p.2(1)", "/evidence")]
        }
        _ => vec![],
    };
    let scope = Scope { pilot: decision == Decision::Signable, reason: None, nosology: None };
    Check { at: Some(DAY), decision, scope, findings }
}

/// What a node brings to a command: the check of its day, the passport if the form has one, the clock.
pub fn ask(
    state: &State,
    command: &Command,
    decision: Decision,
    passport: Option<&Passport>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    let check = check(decision);
    decide(state, command, &Context { now, check: &check, passport })
}

/// The chair's own question about a form that may be signed.
pub fn ask_signable(state: &State, command: &Command, now: Instant) -> Result<Vec<Event>, Refusal> {
    ask(state, command, Decision::Signable, Some(&passport()), now)
}

pub fn after(state: State, events: &[Event]) -> State {
    events.iter().fold(state, evolve)
}

pub fn draft() -> State {
    State::of(&[Event::Stored { sha256: bytes("form"), at: at(9) }])
}

pub fn presented() -> State {
    after(draft(), &[Event::Presented { sha256: bytes("form"), by: person(3), at: at(9) }])
}

pub fn reason() -> HandBackReason {
    HandBackReason::parse("Рентген суреті анық емес").unwrap()
}

pub fn handed_back() -> State {
    after(presented(), &[Event::HandedBack { sha256: bytes("form"), by: chair(), reason: reason(), at: at(10) }])
}

pub fn frozen() -> State {
    after(presented(), &[Event::Frozen { sha256: bytes("form"), by: chair(), law: DAY, at: at(10) }])
}

pub fn signed() -> State {
    let seal = Event::Signed { sha256: bytes("form"), signature: bytes("seal"), law: DAY, route: Route::Pilot, at: at(11) };
    after(frozen(), &[seal])
}

pub fn awaiting() -> State {
    let (sha256, signature, reason) = (bytes("form"), bytes("seal"), "signature-revocation-unknown".to_owned());
    after(frozen(), &[Event::AwaitingProof { sha256, signature, law: DAY, route: Route::Pilot, reason, at: at(11) }])
}

pub fn refused() -> State {
    let refused = Event::SignatureRefused { signature: bytes("seal"), reason: "signature-revoked".to_owned(), at: at(12) };
    after(awaiting(), &[refused])
}

/// Every state with its name.
pub fn states() -> [(&'static str, State); 8] {
    let [absent, draft, frozen] = [("absent", State::Absent), ("draft", draft()), ("frozen", frozen())];
    let [presented, handed_back] = [("presented", presented()), ("handed back", handed_back())];
    [absent, draft, presented, handed_back, frozen, ("awaiting proof", awaiting()), ("signed", signed()), ("refused", refused())]
}

pub fn reached(stage: Stage, hour: u8) -> Reached {
    Reached { stage, at: at(hour), detail: None }
}

/// What was answered, in a word or two: the events, `nothing new`, or why not.
pub fn said(answer: &Result<Vec<Event>, Refusal>) -> String {
    let name = |event: &Event| format!("{event:?}").split([' ', '(']).next().unwrap().to_owned();
    match answer {
        Ok(events) if events.is_empty() => "nothing new".into(),
        Ok(events) => events.iter().map(name).collect::<Vec<_>>().join(" "),
        Err(refusal) => format!("{refusal:?}").split('(').next().unwrap().into(),
    }
}
