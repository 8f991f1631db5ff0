//! From an empty form to one that the chair can sign.

use super::{Desk, EXAMPLES};
use crate::harness::Ask;

#[test]
fn an_empty_form_becomes_one_that_the_chair_gets_for_each_nosology() {
    for ((nosology, example), doctor) in EXAMPLES.iter().zip(["doctor-02", "doctor-03", "doctor-04"]) {
        let desk = Desk::of(doctor);
        let form = desk.begin();
        let blocked = desk.save(&form, "review", &[], "present").expect(409);
        assert!(blocked.count(".govuk-error-summary__list a") > 10, "{}", blocked.words(".govuk-error-summary"));
        desk.fill(&form, example);
        let review = desk.browser.get(&format!("{form}/review")).expect(200);
        assert_eq!(review.words(".govuk-error-summary"), "", "{nosology}");
        assert_eq!(review.attribute("button[value=present]", "aria-disabled"), None);
        let presented = desk.save(&form, "review", &[], "present");
        let journey = desk.browser.follow(&presented).expect(200);
        assert!(journey.words("main").contains("Handed to the chair of the commission"), "{nosology}");
        let stored =
            Ask::new("POST", "/api/v1/check").by(desk.doctor).json(desk.stored(&form).to_string()).ask().expect(200).value();
        assert_eq!((stored["decision"].as_str(), stored["scope"]["nosology"].as_str()), (Some("signable"), Some(*nosology)));
    }
}

#[test]
fn each_missing_examination_blocks_and_names_its_paragraph() {
    for ((nosology, example), doctor) in EXAMPLES.iter().zip(["doctor-05", "doctor-06", "doctor-07"]) {
        let desk = Desk::of(doctor);
        let form = desk.begin();
        desk.fill(&form, example);
        let complete = desk.stored(&form);
        let at = format!("{form}/examinations");
        for entry in complete["evidence"].as_array().unwrap() {
            let kind = entry["kind"].as_str().unwrap();
            let page = desk.browser.get(&at).expect(200);
            let all = page.fields(&at);
            let ours: Vec<&(String, String)> =
                all.iter().filter(|(name, _)| name.starts_with(&format!("evidence.{kind}."))).collect();
            let blank: Vec<(&str, &str)> = ours.iter().map(|(name, _)| (name.as_str(), "")).collect();
            let checked = desk.browser.follow(&desk.save(&form, "examinations", &blank, "save")).expect(200);
            let first = if kind == "surgeon" { "traumatologist-orthopaedist" } else { kind };
            let link = format!("#evidence.{first}.status");
            assert!(
                checked.attributes(".govuk-error-summary__list a", "href").contains(&link),
                "{nosology} {kind}: {}",
                checked.words(".govuk-error-summary")
            );
            assert!(checked.count(&format!("[id='evidence.{first}.status']")) == 1, "{kind}");
            let (summary, field) = (checked.words(".govuk-error-summary"), checked.words(".govuk-error-message"));
            assert!(summary.contains("Algorithm, annex 2") && field.contains("Algorithm, annex 2"), "{summary} / {field}");
            assert!(checked.attributes(".govuk-error-summary__list .sa-law a", "href").iter().all(|to| to.starts_with("/law/")));
            desk.save(&form, "review", &[], "present").expect(409);
            let again: Vec<(&str, &str)> = ours.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            desk.save(&form, "examinations", &again, "save").expect(303);
            let review = desk.browser.get(&format!("{form}/review")).expect(200);
            assert_eq!(review.words(".govuk-error-summary"), "", "{nosology} {kind}");
        }
    }
}

#[test]
fn the_requirements_stand_beside_the_form_and_follow_what_is_typed() {
    let desk = Desk::of("doctor-08");
    let form = desk.begin();
    let page = desk.browser.get(&format!("{form}/diagnosis")).expect(200);
    assert!(page.words("#beside").contains("Once the code of the main diagnosis is chosen"));
    let saved = desk.save(&form, "diagnosis", &[("diagnosis.main.icd10", "Q90.0")], "save");
    let page = desk.browser.follow(&saved).expect(200);
    assert!(page.words("#beside h2").contains("Down syndrome: mandatory 0 / 5"), "{}", page.words("#beside h2"));
    // The sixth is asked "if available": it needs an answer, and is not counted.
    assert_eq!(page.count("#beside tbody tr"), 7);
    let entry = [
        ("evidence.karyotype.status", "attached"),
        ("evidence.karyotype.date", "1.9.2025"),
        ("evidence.karyotype.conclusion", "47,XX,+21"),
    ];
    let saved = desk.save(&form, "examinations", &entry, "save");
    let page = desk.browser.follow(&saved).expect(200);
    assert!(page.words("#beside h2").contains("mandatory 1 / 5"));
    assert_eq!(page.attribute("[name='evidence.karyotype.date']", "value").as_deref(), Some("01.09.2025"));
}

#[test]
fn a_script_that_saves_gets_the_part_beside_and_what_changed_in_words() {
    let desk = Desk::of("doctor-08");
    let form = desk.begin();
    desk.save(&form, "diagnosis", &[("diagnosis.main.icd10", "E76.1")], "save").expect(303);
    desk.save(&form, "patient", &[("patient.birth_date", "2020-03-01")], "save").expect(303);
    let at = format!("{form}/examinations");
    let page = desk.browser.get(&at).expect(200);
    let token = page.attribute("input[name=csrf]", "value").unwrap();
    let seen = page.attribute("input[name=seen]", "value").unwrap();
    let fields = [("csrf", token.as_str()), ("seen", &seen), ("evidence.dna-mutation.status", "attached")];
    let part = desk.browser.send_part(&at, &fields).expect(200);
    assert_eq!(part.count("h1"), 0);
    assert!(part.words("#beside").contains("mandatory 1 / 1"), "{}", part.words("#beside"));
    assert!(part.words("#said").contains("there. Mandatory: 1 of 1"), "{}", part.words("#said"));
    assert_ne!(part.attribute("#seen", "value").unwrap(), seen);
    assert_eq!(desk.browser.send_part(&at, &fields).expect(200).words("#said"), "", "the same again changes nothing");
}

#[test]
fn codes_are_found_listed_ones_first_and_a_near_miss_is_only_a_hint() {
    let desk = Desk::of("doctor-08");
    let form = desk.begin();
    let found = desk.save(&form, "diagnosis", &[("icd10.search", "s98")], "search").expect(200);
    let codes = found.attributes("[data-pick]", "data-pick");
    assert_eq!((codes.first().map(String::as_str), codes.last().map(String::as_str)), (Some("S98"), Some("S98.4")));
    let picked = desk.browser.follow(&desk.save(&form, "diagnosis", &[], "pick:S98.4")).expect(200);
    assert_eq!(picked.count(".sa-hints li"), 1, "{}", picked.words("main"));
    assert_eq!(desk.stored(&form)["diagnosis"]["main"]["icd10"], "S98.4");
}

#[test]
fn the_forms_of_a_limb_are_a_choice_with_the_orders_own_words_and_hints_that_never_block() {
    let desk = Desk::of("doctor-08");
    let form = desk.begin();
    desk.fill(&form, EXAMPLES[0].1);
    let page = desk.browser.get(&format!("{form}/diagnosis")).expect(200);
    assert_eq!(page.count("input[name='diagnosis.main.anatomical_form']"), 23);
    assert_eq!(page.count(".sa-form [lang=kk]"), 22);
    assert_eq!(page.count(".sa-form svg"), 22);
    let odd = desk.save(&form, "diagnosis", &[("diagnosis.main.anatomical_form", "4")], "save");
    let page = desk.browser.follow(&odd).expect(200);
    let hints = page.words(".sa-hints");
    assert!(hints.contains("row 4 is unusual with the code S88.1") && hints.contains("Row 4 speaks of several limbs"), "{hints}");
    let review = desk.browser.get(&format!("{form}/review")).expect(200);
    assert_eq!(review.attribute("button[value=present]", "aria-disabled"), None);
}
