//! One line a rule: an example, what is changed in it, and what is told then.

use super::*;
use serde_json::json;

/// Puts values at pointers; a value of null takes the member out.
fn changed(name: &str, changes: &[(&str, Value)]) -> Value {
    let mut form = example(name);
    for (pointer, value) in changes {
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        match form.pointer_mut(parent).unwrap() {
            Value::Object(object) if value.is_null() => {
                object.remove(member).unwrap();
            }
            Value::Object(object) => {
                object.insert(member.to_owned(), value.clone());
            }
            Value::Array(items) if member == "-" => items.push(value.clone()),
            Value::Array(items) => items[member.parse::<usize>().unwrap()] = value.clone(),
            other => panic!("{other} holds nothing"),
        }
    }
    form
}

fn findings(name: &str, changes: &[(&str, Value)]) -> Vec<String> {
    let check = check(&bytes(&changed(name, changes)), None);
    told(&check)
        .into_iter()
        .map(|(code, requirement, pointer)| {
            requirement.map_or_else(|| format!("{code} {pointer}"), |id| format!("{code} {id} {pointer}"))
        })
        .collect()
}

fn reason(name: &str, changes: &[(&str, Value)], at: Option<&str>) -> Option<&'static str> {
    let check = check(&bytes(&changed(name, changes)), at);
    assert_eq!(check.scope.pilot, check.scope.reason.is_none(), "{:?}", check.findings);
    check.scope.reason.map(|reason| reason.as_str())
}

const LIMB: &str = "limb-signable";
const DOWN: &str = "down-signable";
const MPS: &str = "mps-signable";

#[test]
fn each_value_has_its_rule() {
    let text = "x".repeat((64 << 10) + 1);
    for (name, pointer, value, expected) in [
        (LIMB, "/form", json!("031/u"), "field.invalid /form"),
        (LIMB, "/version", json!(2), "field.invalid /version"),
        (LIMB, "/version", json!(1.5), "field.invalid /version"),
        (LIMB, "/version", json!("1"), "json.invalid /version"),
        (LIMB, "/id", json!("863031b38f8a41c1a8302c2e623e8e18"), "field.invalid /id"),
        (LIMB, "/created_at", json!("2026-01-05T09:30:00"), "field.invalid /created_at"),
        (LIMB, "/data_checked_at", json!("yesterday"), "field.invalid /data_checked_at"),
        (LIMB, "/mis/vendor", json!(" "), "field.invalid /mis/vendor"),
        (LIMB, "/organisation/region", json!("KZ-99"), "field.invalid /organisation/region"),
        (LIMB, "/patient/region", json!("Astana"), "field.invalid /patient/region"),
        (LIMB, "/organisation/capacity", json!("hospital"), "field.invalid /organisation/capacity"),
        (LIMB, "/organisation/bin", json!("221140839147"), "bin.checksum /organisation/bin"),
        (LIMB, "/patient/attachment", json!({"bin": "1", "name": "x"}), "bin.checksum /patient/attachment/bin"),
        (LIMB, "/doctor/iin", json!("80020340490"), "iin.checksum /doctor/iin"),
        (LIMB, "/commission/chair/iin", json!("710506333066"), "iin.checksum /commission/chair/iin"),
        (LIMB, "/commission/members", json!([{"iin": "x", "name": "y"}]), "iin.checksum /commission/members/0/iin"),
        (
            LIMB,
            "/patient/representative",
            json!({"iin": "", "name": "y", "relation": "z"}),
            "iin.checksum /patient/representative/iin",
        ),
        (LIMB, "/doctor/name", json!(""), "field.invalid /doctor/name"),
        (LIMB, "/patient/address", json!(text), "field.invalid /patient/address"),
        (LIMB, "/patient/birth_date", json!("1985-02-30"), "field.invalid /patient/birth_date"),
        (LIMB, "/patient/birth_date", json!("1985-02-27"), "iin.birth-date /patient/iin"),
        (LIMB, "/patient/sex", json!("male"), "iin.sex /patient/iin"),
        (LIMB, "/patient/sex", json!("f"), "field.invalid /patient/sex"),
        (LIMB, "/referral/purpose", json!("again"), "field.invalid /referral/purpose"),
        (LIMB, "/referral/replaces", json!("7"), "field.invalid /referral/replaces"),
        (LIMB, "/diagnosis/main/icd10", json!("S881"), "icd10.malformed /diagnosis/main/icd10"),
        (LIMB, "/diagnosis/comorbid", json!([{"icd10": "", "text": "x"}]), "icd10.malformed /diagnosis/comorbid/0/icd10"),
        (
            LIMB,
            "/history",
            json!({"incapacity": [{"from": "2025-01-01", "to": "2025-01-02", "icd10": "1"}]}),
            "icd10.malformed /history/incapacity/0/icd10",
        ),
        (LIMB, "/diagnosis/main/icd10", json!("s88"), "icd10.category-only /diagnosis/main/icd10"),
        (LIMB, "/diagnosis/main/icd10", json!("S98.4"), "icd10.near-miss /diagnosis/main/icd10"),
        (LIMB, "/diagnosis/main/anatomical_form", json!(23), "field.invalid /diagnosis/main/anatomical_form"),
        (LIMB, "/diagnosis/main/anatomical_form", json!(0), "field.invalid /diagnosis/main/anatomical_form"),
        (LIMB, "/diagnosis/main/anatomical_form", json!("all"), "field.invalid /diagnosis/main/anatomical_form"),
        (LIMB, "/diagnosis/main/established_on", json!("2026-01-06"), "date.in-future /diagnosis/main/established_on"),
        (LIMB, "/diagnosis/main/established_on", json!("1985-02-25"), "date.before-birth /diagnosis/main/established_on"),
        (LIMB, "/impairments", json!([]), "field.invalid /impairments"),
        (LIMB, "/impairments/0/degree", json!(5), "field.invalid /impairments/0/degree"),
        (LIMB, "/impairments/0/degree", json!(-1), "field.invalid /impairments/0/degree"),
        (LIMB, "/circumstances/surgical_amputation", json!("perhaps"), "field.invalid /circumstances/surgical_amputation"),
        (LIMB, "/circumstances", Value::Null, "circumstance.unanswered E1.5 /circumstances/surgical_amputation"),
        (LIMB, "/diagnosis/main/anatomical_form", Value::Null, "circumstance.unanswered N1 /diagnosis/main/anatomical_form"),
        (LIMB, "/evidence/0/kind", json!("mri"), "field.invalid /evidence/0/kind"),
        (LIMB, "/evidence/0/status", json!("lost"), "field.invalid /evidence/0/status"),
        (LIMB, "/evidence/0/status", json!("not-available"), "evidence.missing E1.1 /evidence"),
        (LIMB, "/evidence/0/conclusion", json!(" "), "field.invalid /evidence/0/conclusion"),
        (LIMB, "/evidence/0/date", Value::Null, "field.missing /evidence/0/date"),
        (LIMB, "/evidence/0/date", json!("2026-01-06"), "date.in-future /evidence/0/date"),
        (LIMB, "/evidence/0/date", json!("1985-02-25"), "date.before-birth /evidence/0/date"),
        (
            LIMB,
            "/evidence/0/document",
            json!({"sha256": "A", "media_type": "a/b", "size": 1}),
            "field.invalid /evidence/0/document/sha256",
        ),
        (
            LIMB,
            "/evidence/0/document",
            json!({"sha256": "a".repeat(64), "media_type": "a/b", "size": -1}),
            "field.invalid /evidence/0/document/size",
        ),
        (LIMB, "/evidence/1/facts/stump_condition", json!(" "), "evidence.incomplete E1.2 /evidence/1/facts/stump_condition"),
        (LIMB, "/evidence/1/facts/stump_condition", json!(7), "json.invalid /evidence/1/facts/stump_condition"),
        (LIMB, "/evidence/1/specialist/audience", json!("child"), "specialist.audience-mismatch /evidence/1/specialist/audience"),
        (
            LIMB,
            "/evidence/3/facts/amputation_level",
            json!("сан"),
            "amputation-level.mismatch /evidence/3/facts/amputation_level",
        ),
        (LIMB, "/commission/date", json!("05.01.2026"), "field.invalid /commission/date"),
        (DOWN, "/evidence", json!([]), "evidence.unanswered E2.6 /evidence"),
        (MPS, "/evidence", json!([]), "evidence.missing E3.1 /evidence"),
    ] {
        let told = findings(name, &[(pointer, value.clone())]);
        assert!(told.contains(&expected.to_owned()), "{name} {pointer} = {value}: {told:?}");
    }
}

#[test]
fn what_is_right_in_another_spelling_is_told_nothing() {
    for (pointer, value) in [
        ("/diagnosis/main/icd10", json!(" Ѕ88.1".replace('Ѕ', "S"))),
        ("/diagnosis/comorbid", json!([{"icd10": "е76.1 ", "text": "x"}])),
        ("/id", json!("863031B3-8F8A-41C1-A830-2C2E623E8E18")),
        ("/created_at", json!("2026-01-05T04:30:00.5Z")),
        ("/patient/patronymic", json!("")),
        ("/evidence/3/facts/amputation_level", json!(" Жіліншіктің ортаңғы ҮШТЕН бірі\n")),
        ("/evidence/3/facts/laterality", json!("left")),
        ("/circumstances/surgical_amputation", json!("no")),
        ("/evidence/-", json!({"kind": "other", "status": "not-available", "conclusion": ""})),
    ] {
        assert_eq!(findings(LIMB, &[(pointer, value.clone())]), Vec::<String>::new(), "{pointer} = {value}");
    }
}

#[test]
fn a_member_written_twice_is_invalid() {
    let form = String::from_utf8(bytes(&example(LIMB))).unwrap();
    for (once, twice, pointer) in [
        ("\"version\":1", "\"version\":1,\"version\":1", "/version"),
        ("\"vendor\":", "\"vendor\":\"damu\",\"vendor\":", "/mis/vendor"),
        ("\"stump_condition\":", "\"stump_condition\":\"x\",\"stump_condition\":", "/evidence/1/facts/stump_condition"),
    ] {
        let told = told(&check(form.replacen(once, twice, 1).as_bytes(), None));
        assert_eq!(told, [("json.invalid".to_owned(), None, pointer.to_owned())]);
    }
}

#[test]
fn a_number_too_long_for_any_machine_is_invalid_at_its_place() {
    let form = String::from_utf8(bytes(&example(LIMB))).unwrap();
    let huge = form.replacen("\"degree\":1", &format!("\"degree\":{}", "9".repeat(30)), 1);
    assert_eq!(told(&check(huge.as_bytes(), None)), [("field.invalid".to_owned(), None, "/impairments/0/degree".to_owned())]);
}

#[test]
fn the_first_reason_outside_the_pilot_is_told() {
    let other = json!("my-own-mis");
    for (name, changes, at, expected) in [
        (LIMB, vec![], None, None),
        (LIMB, vec![("/organisation/region", json!("KZ-11"))], Some("2025-06-21"), Some("order-not-in-force")),
        (LIMB, vec![("/organisation/region", json!("KZ-11")), ("/mis/vendor", other.clone())], Some("2025-06-22"), None),
        (LIMB, vec![("/organisation/region", json!("KZ-55"))], Some("2026-06-21"), None),
        (LIMB, vec![], Some("2026-06-22"), Some("order-not-in-force")),
        (LIMB, vec![("/mis/vendor", json!("damu"))], Some("2025-06-30"), Some("subject-not-started")),
        (LIMB, vec![("/mis/vendor", json!("damu"))], Some("2025-07-01"), None),
        (LIMB, vec![], Some("2025-07-31"), Some("subject-not-started")),
        (LIMB, vec![], Some("2025-08-01"), None),
        (LIMB, vec![("/mis/vendor", other.clone())], None, Some("vendor-undefined")),
        (LIMB, vec![("/mis/vendor", other.clone())], Some("2025-06-22"), Some("vendor-undefined")),
        (LIMB, vec![("/mis/vendor", other), ("/diagnosis/main/anatomical_form", json!("none"))], None, Some("form-not-listed")),
        (LIMB, vec![("/diagnosis/main/icd10", json!("Q71.4"))], None, Some("nosology-not-listed")),
        (MPS, vec![], Some("2025-12-06"), None),
        (MPS, vec![("/patient/birth_date", json!("2007-12-06"))], Some("2025-12-05"), None),
        (MPS, vec![("/patient/birth_date", json!("2007-12-06"))], Some("2025-12-06"), Some("age-out-of-scope")),
        (MPS, vec![("/patient/birth_date", json!("2008-02-29"))], Some("2026-02-28"), None),
        (MPS, vec![("/patient/birth_date", json!("2008-02-29"))], Some("2026-03-01"), Some("age-out-of-scope")),
    ] {
        assert_eq!(reason(name, &changes, at), expected, "{name} {changes:?} {at:?}");
    }
}

#[test]
fn a_listed_code_has_its_nosology_outside_the_window_too() {
    let check = check(&bytes(&example(LIMB)), Some("2030-01-01"));
    assert_eq!(check.scope.nosology.as_deref(), Some("limb-defect"));
    assert_eq!(check.decision.as_str(), "ordinary");
}

#[test]
fn outside_the_pilot_nobody_asks_for_evidence() {
    let told = findings(LIMB, &[("/mis/vendor", json!("my-own-mis")), ("/evidence", json!([])), ("/circumstances", Value::Null)]);
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn one_complete_conclusion_of_two_is_enough() {
    let surgeon =
        json!({"kind": "surgeon", "status": "attached", "date": "2025-09-01", "conclusion": "x", "facts": {"local_status": "x"}});
    assert_eq!(findings(LIMB, &[("/evidence/-", surgeon)]), Vec::<String>::new());
}

#[test]
fn levels_of_different_limbs_are_not_compared_and_one_mismatch_is_told_once() {
    let level = |kind: &str, side: &str, level: &str| {
        json!({"kind": kind, "status": "attached", "date": "2025-09-01", "conclusion": "x",
               "facts": {"amputation_level": level, "laterality": side}})
    };
    let (left, right) = (level("surgeon", "LEFT ", "a"), level("surgeon", "right", "b"));
    let told = |radiologist: [Value; 2]| {
        let [one, two] = radiologist;
        findings(
            LIMB,
            &[("/evidence/-", left.clone()), ("/evidence/-", right.clone()), ("/evidence/-", one), ("/evidence/-", two)],
        )
    };
    assert_eq!(told([level("radiologist", "left", "A"), level("radiologist", " Right", "b ")]), Vec::<String>::new());
    let mismatch = ["amputation-level.mismatch /evidence/7/facts/amputation_level"];
    assert_eq!(told([level("radiologist", "left", "b"), level("radiologist", "right", "a")]), mismatch);
}

#[test]
fn a_carried_result_needs_the_number_of_the_earlier_act() {
    let carried = ("/evidence/0/status", json!("carried"));
    for (changes, satisfied) in [
        (vec![carried.clone()], false),
        (vec![carried.clone(), ("/referral/purpose", json!("repeat"))], false),
        (vec![carried.clone(), ("/referral/purpose", json!("repeat")), ("/referral/earlier_act", json!(" "))], false),
        (vec![carried.clone(), ("/referral/purpose", json!("first")), ("/referral/earlier_act", json!("7"))], false),
        (vec![carried, ("/referral/purpose", json!("repeat")), ("/referral/earlier_act", json!("7"))], true),
    ] {
        let kind = example(DOWN)["evidence"][0]["kind"].as_str().unwrap().to_owned();
        assert!(kind == "karyotype" || kind == "geneticist", "{kind}");
        assert_eq!(findings(DOWN, &changes).is_empty(), satisfied, "{changes:?}");
    }
}

#[test]
fn a_seventh_digit_of_zero_states_neither_century_nor_sex() {
    let digits: [u8; 11] = *b"85022604153";
    let iin = saraptama_core::terms::Iin::complete(digits).unwrap();
    assert_eq!(findings(LIMB, &[("/patient/iin", json!(iin.as_str())), ("/patient/sex", json!("male"))]), Vec::<String>::new());
}

#[test]
fn a_form_without_a_readable_commission_day_is_checked_by_no_law() {
    let form = changed(LIMB, &[("/commission/date", Value::Null)]);
    let answer = check(&bytes(&form), None);
    assert_eq!(answer.at, None);
    assert_eq!(answer.decision.as_str(), "blocked");
    assert_eq!((answer.scope.pilot, answer.scope.reason), (false, None));
    assert_eq!(check(&bytes(&form), Some("2026-01-05")).scope.reason, None);
}

#[test]
fn structural_findings_come_first_in_the_order_of_the_document() {
    let told = findings(
        LIMB,
        &[
            ("/commission/colour", json!("red")),
            ("/impairments/0/degree", json!(9)),
            ("/patient/sex", json!("male")),
            ("/evidence/0/status", json!("carried")),
        ],
    );
    let codes: Vec<_> = told.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(codes[2..], ["evidence.missing", "iin.sex"]);
    assert!(codes[..2].iter().all(|code| code.starts_with("field.")));
}

#[test]
fn lists_and_texts_have_limits() {
    let item = json!({"kind": "other", "status": "not-available"});
    let many = |count: usize| json!(vec![item.clone(); count]);
    assert!(!findings(LIMB, &[("/evidence", many(1000))]).contains(&"field.invalid /evidence".to_owned()));
    assert!(findings(LIMB, &[("/evidence", many(1001))]).contains(&"field.invalid /evidence".to_owned()));
    let faults = findings(LIMB, &[("/evidence", json!(vec![json!({}); 1000]))]);
    assert!(faults.iter().filter(|line| line.starts_with("field.")).count() == 1000);
}
