//! Editions of the list of high-tech services (annex 2): who enters and approves them, what answers for which day, what
//! differs between two, and which section answers for whom.
#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::{Date, date};
use proptest::prelude::*;
use saraptama_core::authority::{Grant, Principal, Role};
use saraptama_core::htmc::edition::*;
use saraptama_core::htmc::*;
use saraptama_core::law::{HtmcRow, Law, Section};
use saraptama_core::terms::{FormId, Instant, Sha256, Trilingual};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn at(day: Date) -> Instant {
    saraptama_core::terms::KAZAKHSTAN.to_timestamp(day.at(12, 0, 0, 0)).unwrap()
}

fn words(text: &str) -> Trilingual {
    Trilingual { kk: text.into(), ru: text.into(), en: text.into() }
}

fn row(section: Section, number: u16, code: &str) -> HtmcRow {
    HtmcRow { section, number, code: code.into(), name: words("Атау"), gloss: None }
}

fn heading(edition: &str, from: Date) -> Heading {
    Heading { edition: edition.into(), act: "12".into(), signed_on: date(2025, 9, 1), paragraph: "1".into(), from }
}

fn rows() -> Vec<HtmcRow> {
    vec![row(Section::Emergency, 1, "00.50"), row(Section::Emergency, 2, "39.65"), row(Section::PlannedBoth, 1, "92.291")]
}

fn known() -> Vec<Known> {
    vec![Known { edition: "2024-90".into(), from: date(2024, 11, 12) }]
}

const DAY: Date = date(2025, 9, 2);

/// The state after commands of these people, each of which must be taken.
fn after(commands: &[(&str, Command<'_>)]) -> State {
    commands.iter().fold(State::Absent, |state, (by, command)| {
        let events = decide(&state, command, by, &known(), at(DAY)).unwrap();
        events.iter().fold(state, State::evolve)
    })
}

fn refused(state: &State, by: &str, command: &Command<'_>) -> Option<Refusal> {
    decide(state, command, by, &known(), at(DAY)).err()
}

fn analyst(id: &str) -> Principal {
    let grant = Grant { role: Role::Analyst, organisation: None, from: date(2020, 1, 1), until: None };
    Principal { id: id.into(), name: String::new(), iin: None, region: None, grants: vec![grant], absences: vec![] }
}

#[test]
fn whoever_wrote_anything_of_an_edition_never_approves_it() {
    let (head, rows) = (heading("2025-12", date(2025, 9, 12)), rows());
    let begin = Command::Begin { heading: &head, rows: &rows };
    let add = row(Section::PlannedBoth, 2, "92.321");
    let state = after(&[("one", begin), ("two", Command::AddRow(&add)), ("one", Command::Submit { sha256: Sha256::of(b"x") })]);
    let approve = Command::Approve { signature: Sha256::of(b"signature") };
    for by in ["one", "two"] {
        assert_eq!(refused(&state, by, &approve), Some(Refusal::OwnWork), "{by}");
        assert_eq!(actions(&state, &analyst(by), DAY), [Action::See, Action::Return], "{by}");
    }
    assert_eq!(actions(&state, &analyst("three"), DAY), [Action::See, Action::Return, Action::Approve]);
    let events = decide(&state, &approve, "three", &known(), at(DAY)).unwrap();
    let approved = events.iter().fold(state, State::evolve);
    assert!(matches!(&approved, State::Approved { sha256, by, .. } if *sha256 == Sha256::of(b"x") && by == "three"));
    // The same again changes nothing; nothing else moves it any more.
    assert_eq!(decide(&approved, &approve, "three", &known(), at(DAY)), Ok(vec![]));
    assert_eq!(refused(&approved, "four", &approve), Some(Refusal::WrongState));
    for command in [Command::Drop, Command::ReplaceRows(&rows), Command::ChangeHeading(&head), Command::Return { reason: "x" }] {
        assert_eq!(refused(&approved, "three", &command), Some(Refusal::WrongState), "{command:?}");
    }
    assert_eq!(actions(&approved, &analyst("three"), DAY), [Action::See]);
}

#[test]
fn what_is_handed_back_may_be_written_again_and_what_is_given_up_may_not() {
    let (head, rows) = (heading("2025-12", date(2025, 9, 12)), rows());
    let begin = Command::Begin { heading: &head, rows: &rows };
    let submit = Command::Submit { sha256: Sha256::of(b"x") };
    let state = after(&[("one", begin.clone()), ("one", submit), ("two", Command::Return { reason: " қате " })]);
    assert_eq!(state.draft().unwrap().returned.as_deref(), Some("қате"));
    assert!(!state.draft().unwrap().writers.contains("two"), "whoever handed it back may still approve it");
    assert_eq!(actions(&state, &analyst("one"), DAY), [Action::See, Action::Edit, Action::Submit, Action::Drop]);
    let frozen = after(&[("one", begin.clone()), ("one", Command::Submit { sha256: Sha256::of(b"x") })]);
    assert_eq!(refused(&frozen, "one", &Command::ReplaceRows(&rows)), Some(Refusal::WrongState), "it stands still");
    assert_eq!(refused(&frozen, "two", &Command::Return { reason: " " }), Some(Refusal::Reason));
    let dropped = after(&[("one", begin), ("one", Command::Drop)]);
    assert_eq!(refused(&dropped, "one", &Command::Submit { sha256: Sha256::of(b"x") }), Some(Refusal::WrongState));
    assert_eq!(refused(&State::Absent, "one", &Command::Drop), Some(Refusal::NoSuchDraft));
    let mut doctor = analyst("one");
    doctor.grants[0].role = Role::Doctor;
    for state in [&state, &frozen, &dropped] {
        assert!(actions(state, &doctor, DAY).is_empty(), "for others there is none");
    }
}

#[test]
fn an_edition_bears_a_name_of_its_own_and_follows_the_last_one() {
    let rows = rows();
    for (head, expected) in [
        (heading("2025-12", date(2025, 9, 12)), None),
        (heading("2024-90", date(2025, 9, 12)), Some(Refusal::EditionKnown)),
        (Heading { signed_on: date(2024, 11, 1), ..heading("2025-12", date(2024, 11, 12)) }, Some(Refusal::NotAfterTheLast)),
        (Heading { signed_on: date(2024, 11, 1), ..heading("2025-12", date(2024, 11, 13)) }, None),
        (heading("2025/12", date(2025, 9, 12)), Some(Refusal::Heading(vec![HeadingFault::Edition]))),
        (heading("", date(2025, 9, 12)), Some(Refusal::Heading(vec![HeadingFault::Edition]))),
        (heading("2025-12", date(2025, 8, 31)), Some(Refusal::Heading(vec![HeadingFault::From]))),
        (Heading { act: " 12".into(), ..heading("2025-12", date(2025, 9, 12)) }, Some(Refusal::Heading(vec![HeadingFault::Act]))),
        (
            Heading { paragraph: String::new(), ..heading("2025-12", date(2025, 9, 12)) },
            Some(Refusal::Heading(vec![HeadingFault::Paragraph])),
        ),
    ] {
        assert_eq!(refused(&State::Absent, "one", &Command::Begin { heading: &head, rows: &rows }), expected, "{head:?}");
    }
    // Another edition may be approved while this one waits.
    let head = heading("2025-12", date(2025, 9, 12));
    let state =
        after(&[("one", Command::Begin { heading: &head, rows: &rows }), ("one", Command::Submit { sha256: Sha256::of(b"x") })]);
    let meanwhile = vec![Known { edition: "2025-11".into(), from: date(2025, 9, 12) }];
    let approve = Command::Approve { signature: Sha256::of(b"s") };
    assert_eq!(decide(&state, &approve, "two", &meanwhile, at(DAY)), Err(Refusal::NotAfterTheLast));
}

#[test]
fn a_code_has_one_of_five_shapes() {
    for code in ["00.5", "00.50", "54.970", "35.9900", "54.970.059"] {
        assert!(is_code(code), "{code}");
    }
    for code in
        ["", "0.50", "00.", "00.50000", "54.970.05", "54.97.059", "54.970.0599", "٠٠.50", "00,50", " 00.50", "000.5", "00.5O"]
    {
        assert!(!is_code(code), "{code}");
    }
    assert!(LAW.htmc.lists[0].rows.iter().all(|row| is_code(&row.code)));
    assert_eq!(faults(&LAW.htmc.lists[0].rows), []);
}

#[test]
fn every_row_that_cannot_stand_is_named_with_its_reason() {
    let fault = |change: fn(&mut Vec<HtmcRow>)| {
        let mut rows = rows();
        change(&mut rows);
        faults(&rows).into_iter().map(|fault| (fault.at, fault.wrong)).collect::<Vec<_>>()
    };
    for (change, expected) in [
        ((|rows: &mut Vec<HtmcRow>| rows[1].number = 3) as fn(&mut Vec<HtmcRow>), vec![(1, RowWrong::Number)]),
        (|rows| rows[1].code = "00.50".into(), vec![(1, RowWrong::CodeTwice)]),
        (|rows| rows[2].code = "00.50".into(), vec![]),
        (|rows| rows[0].code = "0.5".into(), vec![(0, RowWrong::Code)]),
        (|rows| rows[0].name.kk.clear(), vec![(0, RowWrong::NameKk)]),
        (|rows| rows[0].name.kk = "Атау ".into(), vec![(0, RowWrong::NameKk)]),
        (|rows| rows[0].name.ru = "=1+1".into(), vec![(0, RowWrong::NameRu)]),
        (|rows| rows[0].name.en = "a\nb".into(), vec![(0, RowWrong::NameEn)]),
        (|rows| rows[2].gloss = Some(Trilingual { ru: String::new(), ..words("x") }), vec![(2, RowWrong::Gloss)]),
    ] {
        assert_eq!(fault(change), expected);
    }
}

#[test]
fn an_edition_answers_from_its_first_day_and_never_before_it_was_approved() {
    let approved = |from: Date, on: Date| {
        let head = heading("2025-12", from);
        let draft = Draft { heading: Some(head), rows: rows(), ..Draft::default() };
        Editions::of(&LAW, &[Approved { id: FormId::from_bytes([1; 16]), draft, by: "two".into(), at: at(on) }])
    };
    let name = |editions: &Editions, day| editions.on(day).ok().map(|one| one.list.edition.clone());
    let in_time = approved(date(2025, 9, 12), date(2025, 9, 2));
    for (day, expected) in [
        (date(2024, 11, 11), None),
        (date(2024, 11, 12), Some("2024-90")),
        (date(2025, 9, 11), Some("2024-90")),
        (date(2025, 9, 12), Some("2025-12")),
        (date(2030, 1, 1), Some("2025-12")),
    ] {
        assert_eq!(name(&in_time, day).as_deref(), expected, "{day}");
    }
    // Approved late: the days between its act's first day and the approval are answered by nobody.
    let late = approved(date(2025, 9, 2), date(2025, 9, 10));
    for (day, expected) in [
        (date(2025, 9, 1), Some("2024-90")),
        (date(2025, 9, 2), None),
        (date(2025, 9, 9), None),
        (date(2025, 9, 10), Some("2025-12")),
    ] {
        assert_eq!(name(&late, day).as_deref(), expected, "{day}");
    }
    let law = &in_time.all()[0];
    assert_eq!((law.act.number.as_str(), law.act.on, &law.source), ("90", date(2024, 11, 1), &Source::Law));
    let acts = in_time.acts_between(&in_time.all()[1], law);
    assert_eq!(acts.iter().map(|one| one.act.number.as_str()).collect::<Vec<_>>(), ["12"], "in whichever order");
    assert_eq!(Editions::of(&LAW, &[]).all()[0].list, LAW.htmc.lists[0]);
}

#[test]
fn an_edition_that_another_node_tells_answers_for_the_days_for_which_it_answers_there() {
    let told = |edition: &str, answers_from| Told { heading: heading(edition, date(2025, 9, 2)), answers_from, rows: rows() };
    let editions = Editions::told(&LAW, &[told("2025-12", date(2025, 9, 10)), told("2024-90", date(2025, 9, 2))]);
    let name = |day| editions.on(day).ok().map(|one| one.list.edition.as_str());
    assert_eq!([date(2025, 9, 1), date(2025, 9, 9), date(2025, 9, 10)].map(name), [Some("2024-90"), None, Some("2025-12")]);
    let sources: Vec<&Source> = editions.all().iter().map(|one| &one.source).collect();
    assert_eq!(sources, [&Source::Law, &Source::Told], "what the law's data hold answers for itself");
    let hasty = Editions::told(&LAW, &[told("2025-12", date(2020, 1, 1))]);
    assert_eq!(hasty.on(date(2025, 9, 1)).unwrap().list.edition, "2024-90", "none answers before its first day");
}

#[test]
fn added_removed_moved_renamed_and_reworded_are_told_apart() {
    let old = rows();
    let mut new =
        vec![row(Section::Emergency, 1, "39.65"), row(Section::PlannedBoth, 1, "00.50"), row(Section::PlannedBoth, 2, "92.291")];
    let told = |new: &[HtmcRow]| {
        let found = differences(&old, new);
        found.iter().map(|one| (one.as_str(), one.before().or(one.after()).unwrap().code.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&new), [("moved", "00.50".to_owned())], "numbers alone are no difference");
    new[0].name.kk = "Басқа".into();
    new[2].name.ru = "Иначе".into();
    new.push(row(Section::PlannedInsurance, 1, "92.291"));
    let expected = [("moved", "00.50"), ("renamed", "39.65"), ("added", "92.291"), ("reworded", "92.291")];
    assert_eq!(told(&new), expected.map(|(kind, code)| (kind, code.to_owned())));
    assert_eq!(told(&old[..2]), [("removed", "92.291".to_owned())]);
}

/// The sections that answer, for each way in and each payer: a table to be read beside the titles of the order.
#[test]
fn which_section_answers_depends_on_admission_and_payer_and_none_goes_before_another() {
    use Section::{Emergency, PlannedBoth, PlannedInsurance};
    for (admission, payer, expected) in [
        (Admission::Emergency, "guaranteed-volume", vec![Emergency]),
        (Admission::Emergency, "insurance", vec![]),
        (Admission::Planned, "guaranteed-volume", vec![PlannedBoth]),
        (Admission::Planned, "insurance", vec![PlannedBoth, PlannedInsurance]),
        (Admission::Planned, "cash", vec![]),
    ] {
        assert_eq!(sections_for(&LAW.sections, admission, payer), expected, "{admission:?} {payer}");
    }
    let shared = shared_codes(&LAW.htmc.lists[0].rows);
    let differing = shared.values().filter(|rows| rows[0].name.kk != rows[1].name.kk).count();
    assert_eq!((shared.len(), differing), (26, 12));
}

fn any_rows() -> impl Strategy<Value = Vec<HtmcRow>> {
    prop::collection::btree_set((0usize..3, 0u8..12), 0..20).prop_map(|keys| {
        let mut numbers = [0u16; 3];
        let one = |(section, code): (usize, u8)| {
            numbers[section] += 1;
            row(Section::ALL[section], numbers[section], &format!("{code:02}.5"))
        };
        keys.into_iter().map(one).collect()
    })
}

proptest! {
    #[test]
    fn the_differences_turn_one_edition_into_the_other(old in any_rows(), new in any_rows()) {
        let key = |row: &HtmcRow| (row.section, row.code.clone());
        let mut keys: BTreeSet<_> = old.iter().map(key).collect();
        for one in differences(&old, &new) {
            if let (Some(row), true) = (one.before(), matches!(one, Difference::Removed(_) | Difference::Moved { .. })) {
                prop_assert!(keys.remove(&key(row)));
            }
            if let (Some(row), true) = (one.after(), matches!(one, Difference::Added(_) | Difference::Moved { .. })) {
                prop_assert!(keys.insert(key(row)));
            }
        }
        prop_assert_eq!(keys, new.iter().map(key).collect::<BTreeSet<_>>());
        prop_assert!(differences(&old, &old).is_empty());
    }

    /// Whatever is put in and taken out by hand, numbers run on and no code stands twice in a section.
    #[test]
    fn rows_keep_their_shape_under_any_changes(changes in prop::collection::vec((0u8..3, 0usize..3, 1u16..12, 0u8..12), 0..40)) {
        let head = heading("2025-12", date(2025, 9, 12));
        let mut state = after(&[("one", Command::Begin { heading: &head, rows: &rows() })]);
        for (kind, section, number, code) in changes {
            let row = row(Section::ALL[section], number, &format!("{code:02}.50"));
            let command = match kind {
                0 => Command::AddRow(&row),
                1 => Command::ChangeRow(&row),
                _ => Command::RemoveRow { section: row.section, number },
            };
            if let Ok(events) = decide(&state, &command, "one", &known(), at(DAY)) {
                state = events.iter().fold(state, State::evolve);
            }
            prop_assert_eq!(faults(&state.draft().unwrap().rows), vec![]);
        }
    }
}
