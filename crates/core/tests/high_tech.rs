//! Order A, algorithm p. 2, with the list of order B: what a commission may write, and who signs it.
#![allow(clippy::unwrap_used)]

use saraptama_core::authority::{Grant, Principal, Role};
use saraptama_core::htmc::referral::*;
use saraptama_core::law::{Law, Section};
use saraptama_core::terms::{Bin, Icd10, Iin, Instant, Sha256, civil_date};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);
const HERE: &str = "990440000385";
const THERE: &str = "130740994501";

fn chair(bin: &str) -> Principal {
    let organisation = Some(Bin::parse(bin).unwrap());
    let grant = Grant { role: Role::Chair, organisation, from: "2020-01-01".parse().unwrap(), until: None };
    Principal { id: bin.into(), name: "Т.".into(), iin: None, region: None, grants: vec![grant], absences: vec![] }
}

fn content() -> Referral {
    Referral {
        organisation: Bin::parse(HERE).unwrap(),
        patient: Iin::parse("800203450162").unwrap(),
        patient_name: "Сынақов С.".into(),
        birth_date: "1980-02-03".parse().unwrap(),
        icd10: Icd10::parse("I50.0").unwrap(),
        diagnosis: "Жүрек".into(),
        urgency: Urgency::Planned,
        payer: Payer::Insurance,
        section: Section::PlannedInsurance,
        code: "35.9900".into(),
        edition: "2024-90".into(),
        grounds: "Негіз".into(),
        granted: true,
        number: "1".into(),
        decided_on: "2025-09-01".parse().unwrap(),
        chair: "Т.".into(),
        members: vec!["М.".into()],
    }
}

fn ask(state: &State, who: &Principal, command: &Command<'_>) -> Result<Vec<Event>, Refusal> {
    let at: Instant = "2025-09-02T05:00:00Z".parse().unwrap();
    let list = LAW.htmc.list_on(civil_date(at)).unwrap();
    decide(state, command, &Context { who, at, list, sections: &LAW.sections })
}

#[test]
fn urgency_and_payer_lead_to_the_sections_that_the_list_prints() {
    let of = |urgency, payer| sections_for(urgency, payer, &LAW.sections);
    assert_eq!(of(Urgency::Emergency, Payer::GuaranteedVolume), [Section::Emergency]);
    assert_eq!(of(Urgency::Emergency, Payer::Insurance), []);
    assert_eq!(of(Urgency::Planned, Payer::GuaranteedVolume), [Section::PlannedBoth]);
    assert_eq!(of(Urgency::Planned, Payer::Insurance), [Section::PlannedBoth, Section::PlannedInsurance]);
}

#[test]
fn every_row_of_the_list_can_be_referred_to_by_its_own_section_and_by_no_other() {
    let list = &LAW.htmc.lists[0];
    let today = "2025-09-02".parse().unwrap();
    for row in &list.rows {
        for urgency in [Urgency::Emergency, Urgency::Planned] {
            for payer in [Payer::GuaranteedVolume, Payer::Insurance] {
                let of = Referral { urgency, payer, section: row.section, code: row.code.clone(), ..content() };
                let expected = sections_for(urgency, payer, &LAW.sections).contains(&row.section);
                assert_eq!(of.faults(list, &LAW.sections, today).is_empty(), expected, "{} {:?}", row.code, row.section);
            }
        }
    }
}

#[test]
fn only_the_chair_of_the_organisation_writes_and_signs_and_nothing_changes_what_is_signed() {
    let (own, other, content) = (chair(HERE), chair(THERE), content());
    let (first, second) = (Sha256::of(b"1"), Sha256::of(b"2"));
    let write = |sha256| Command::Write { content: &content, sha256 };
    let sign = |sha256| Command::Sign { sha256, signature: Sha256::of(b"s") };
    assert_eq!(ask(&State::Absent, &other, &write(first)), Err(Refusal::NotTheChair));
    assert_eq!(ask(&State::Absent, &own, &sign(first)), Err(Refusal::NoSuchReferral));
    let written = State::of(&ask(&State::Absent, &own, &write(first)).unwrap());
    assert_eq!(ask(&written, &other, &sign(first)), Err(Refusal::NoSuchReferral), "of another organisation it is not there");
    assert!(actions(&written, &other, "2025-09-02".parse().unwrap()).is_empty());
    assert_eq!(ask(&written, &own, &sign(second)), Err(Refusal::WrittenAnew));
    assert_eq!(ask(&written, &own, &write(first)), Ok(vec![]), "the same again");
    let signed = ask(&written, &own, &sign(first)).unwrap().iter().fold(written, evolve);
    assert_eq!(ask(&signed, &own, &sign(first)), Ok(vec![]), "the same signature again");
    assert_eq!(ask(&signed, &own, &write(second)), Err(Refusal::AlreadySigned));
    assert_eq!(actions(&signed, &own, "2025-09-02".parse().unwrap()), [Action::See]);
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let wrong = Referral {
        birth_date: "1980-02-04".parse().unwrap(),
        decided_on: "2025-09-03".parse().unwrap(),
        code: "35.99".into(),
        grounds: " ".into(),
        members: vec![],
        ..content()
    };
    let Err(Refusal::Faulty(faults)) =
        ask(&State::Absent, &chair(HERE), &Command::Write { content: &wrong, sha256: Sha256::of(b"1") })
    else {
        panic!("it is refused")
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["grounds", "birth-date", "decided-on", "members", "row"], "35.99 is not 35.9900");
}
