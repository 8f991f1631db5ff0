use super::synth::{Options, Organisation, Person};
use super::*;
use proptest::prelude::*;
use saraptama_core::check::{Code, Decision, Severity};
use saraptama_core::terms::{Bin, Iin, Region};
use std::collections::{BTreeMap, BTreeSet};

fn options(defects_percent: u8) -> Options {
    Options { defects_percent, ..Options::default() }
}

#[test]
fn the_same_seed_gives_the_same_forms_and_another_seed_others() {
    let bytes = |seed, index| synth::form(seed, index, &options(50), &LAW).bytes;
    assert_eq!(bytes(7, 3), bytes(7, 3));
    assert_ne!(bytes(7, 3), bytes(7, 4));
    assert_ne!(bytes(7, 3), bytes(8, 3));
}

#[test]
fn a_form_without_planted_defects_is_signable_and_nothing_is_found() {
    let mut nosologies = BTreeSet::new();
    let mut sizes = Vec::new();
    for index in 0..2000 {
        let form = synth::form(1, index, &options(0), &LAW);
        let check = check(&form.bytes, None);
        assert_eq!(told(&check), [], "{}", String::from_utf8_lossy(&form.bytes));
        assert_eq!(check.decision, Decision::Signable);
        nosologies.insert(check.scope.nosology);
        sizes.push(form.bytes.len());
    }
    assert_eq!(nosologies.len(), LAW.pilot.editions[0].nosologies.len());
    sizes.sort_unstable();
    assert!((2_500..4_500).contains(&sizes[1000]), "{}", sizes[1000]);
}

#[test]
fn every_planted_defect_is_found_and_every_code_is_planted() {
    let mut planted: BTreeMap<Code, usize> = BTreeMap::new();
    for index in 0..4000 {
        let form = synth::form(2, index, &options(100), &LAW);
        assert!((1..=3).contains(&form.planted.len()));
        let check = check(&form.bytes, None);
        for code in &form.planted {
            *planted.entry(*code).or_default() += 1;
            let found = check.findings.iter().any(|finding| finding.code == *code);
            assert!(found, "{code:?} of {:?}: {:?}\n{}", form.planted, check.findings, String::from_utf8_lossy(&form.bytes));
        }
        let error = form.planted.iter().any(|code| code.severity() == Severity::Error);
        assert_eq!(check.decision == Decision::Blocked, error, "{:?} {:?}", form.planted, check.findings);
    }
    assert_eq!(planted.len(), Code::ALL.len(), "{planted:?}");
}

#[test]
fn what_is_fixed_stays_as_it_is() {
    let organisation =
        Organisation {
            bin: Bin::parse("990440000385").unwrap(), name: "Емхана".into(), region: Region::parse("KZ-55").unwrap()
        };
    let doctor = Person { iin: Iin::parse("750315300018").unwrap(), name: "Д".into() };
    let chair = Person { iin: Iin::parse("881201412344").unwrap(), name: "Т".into() };
    let date = Some("2025-06-22".parse().unwrap());
    let options = Options {
        organisation: Some(organisation),
        doctor: Some(doctor.clone()),
        chair: Some(chair.clone()),
        date,
        ..Options::default()
    };
    for index in 0..50 {
        let form = synth::form(3, index, &options, &LAW).bytes;
        let passport = read(&form, &LAW, &mut Scratch::default()).passport().unwrap();
        assert_eq!(passport.organisation.as_str(), "990440000385");
        assert_eq!((passport.doctor, passport.chair), (doctor.iin, chair.iin));
        assert_eq!(Some(passport.commission_date), date);
        assert_eq!(check(&form, None).decision, Decision::Signable);
    }
}

/// The answer of the product against the naive one, where the structure is sound.
fn compare(bytes: &[u8], at: &str) -> bool {
    let check = check(bytes, Some(at));
    if check.findings.iter().any(|finding| finding.code.is_structural()) {
        return false;
    }
    let form: Value = serde_json::from_slice(bytes).unwrap();
    let naive = naive::check(&form, at);
    let context = || format!("at {at}: {form}");
    assert_eq!(told(&check).into_iter().collect::<BTreeSet<_>>(), naive.findings, "{}", context());
    assert_eq!(told(&check).len(), naive.findings.len(), "{}", context());
    assert_eq!(check.scope.nosology.as_deref(), naive.nosology, "{}", context());
    assert_eq!(check.scope.reason.map(|reason| reason.as_str()), naive.reason, "{}", context());
    assert_eq!(check.decision.as_str(), naive.decision, "{}", context());
    true
}

#[test]
fn the_law_driven_rules_agree_with_a_second_reading_of_the_contract() {
    let mut compared = 0;
    for index in 0..6000 {
        let defects = if index % 3 == 0 { 0 } else { 100 };
        let form = synth::form(4, index, &options(defects), &LAW);
        let at = ["2025-09-02", "2025-07-15", "2025-06-21", "2025-06-22", "2026-06-21", "2026-06-22", "2025-07-01", "2025-08-01"];
        compared += usize::from(compare(&form.bytes, at[(index % 8) as usize]));
    }
    assert!(compared > 4000, "{compared}");
}

/// One small change of a form that leaves it JSON: a member out, an entry out, an entry twice, or a
/// value that stands elsewhere in the same place.
fn mutate(form: &mut Value, choice: u64) {
    let evidence = form["evidence"].as_array_mut().unwrap();
    let count = evidence.len().max(1) as u64;
    let at = (choice / 16 % count) as usize;
    let status = ["attached", "not-available", "carried"][(choice / 512 % 3) as usize];
    match choice % 16 {
        0 if !evidence.is_empty() => drop(evidence.remove(at)),
        1 if !evidence.is_empty() => evidence.push(evidence[at].clone()),
        2 | 3 if !evidence.is_empty() => evidence[at]["status"] = status.into(),
        4 if !evidence.is_empty() => drop(evidence[at].as_object_mut().unwrap().remove("facts")),
        5 if !evidence.is_empty() => {
            evidence[at]["facts"] =
                serde_json::json!({"amputation_level": "Сан", "laterality": "оң", "local_status": "x", "stump_condition": "y"})
        }
        6 if !evidence.is_empty() => {
            evidence[at]["kind"] =
                ["surgeon", "radiologist", "traumatologist-orthopaedist", "karyotype"][(choice / 64 % 4) as usize].into()
        }
        7 if !evidence.is_empty() => {
            evidence[at]["specialist"] =
                serde_json::json!({"name": "Д", "audience": if choice & 64 == 0 { "adult" } else { "child" }})
        }
        8 => form["referral"] = serde_json::json!({"purpose": "repeat", "earlier_act": if choice & 16 == 0 { " " } else { "7" }}),
        9 => form["mis"]["vendor"] = ["damu", "avicenna", "own"][(choice / 16 % 3) as usize].into(),
        10 => form["organisation"]["region"] = ["KZ-11", "KZ-55", "KZ-71"][(choice / 16 % 3) as usize].into(),
        11 => {
            form["diagnosis"]["main"]["icd10"] =
                ["S88.1", "T05", "Q90.9", "E76.2", "S98.4", "I10", "e76"][(choice / 16 % 7) as usize].into()
        }
        12 => form["diagnosis"]["main"]["anatomical_form"] = if choice & 16 == 0 { "none".into() } else { 7.into() },
        13 => form["circumstances"] = serde_json::json!({"surgical_amputation": if choice & 16 == 0 { "yes" } else { "no" }}),
        14 => {
            form["patient"]["birth_date"] =
                ["2007-09-02", "2008-02-29", "2025-09-02", "1999-12-31"][(choice / 16 % 4) as usize].into()
        }
        _ => drop(form.as_object_mut().unwrap().remove("circumstances")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn they_agree_on_changed_forms_too(index in 0u64..100_000, choices in prop::collection::vec(any::<u64>(), 1..6), day in 0usize..4) {
        let form = synth::form(5, index, &options(30), &LAW);
        let mut form: Value = serde_json::from_slice(&form.bytes).unwrap();
        choices.iter().for_each(|choice| mutate(&mut form, *choice));
        compare(&bytes(&form), ["2025-09-02", "2025-07-15", "2026-03-01", "2025-06-22"][day]);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes, None);
    }

    #[test]
    fn no_spoilt_form_makes_it_panic(index in 0u64..1000, cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), end in any::<prop::sample::Index>()) {
        let mut bytes = synth::form(6, index, &options(50), &LAW).bytes;
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes, None);
        check(&bytes[..end.index(bytes.len())], None);
    }

    #[test]
    fn what_one_reader_takes_for_json_the_other_does_too(text in "[\\[\\]{}:,\"\\\\u0d8e1. a-]{0,24}") {
        let whole = format!("{{\"form\":\"031/e\",\"x\":{text}}}");
        let ours = check(whole.as_bytes(), None);
        let not_json = told(&ours) == [("json.invalid".to_owned(), None, String::new())];
        // An overlong number is JSON that neither reader takes.
        prop_assert_eq!(not_json, serde_json::from_str::<Value>(&whole).is_err(), "{}", whole);
    }
}
