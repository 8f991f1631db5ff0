//! Nothing typed is ever lost.

use super::Desk;
use crate::browser::Browser;
use crate::harness::Ask;

#[test]
fn who_was_overtaken_sees_both_and_decides() {
    let desk = Desk::of("doctor-09");
    let form = desk.begin();
    let at = format!("{form}/patient");
    let page = desk.browser.get(&at).expect(200);
    desk.save(&form, "patient", &[("patient.family_name", "Бірінші")], "save").expect(303);
    let both = desk.browser.submit(&page, &at, &[("patient.family_name", "Екінші"), ("do", "save")]).expect(409);
    let shown = both.words("#conflict");
    assert!(shown.contains("Бірінші") && shown.contains("Екінші"), "{shown}");
    assert_eq!(both.attribute("[id='patient.family_name']", "value").as_deref(), Some("Екінші"));
    assert_eq!(desk.stored(&form)["patient"]["family_name"], "Бірінші");
    desk.browser.submit(&both, &at, &[("do", "save")]).expect(303);
    assert_eq!(desk.stored(&form)["patient"]["family_name"], "Екінші");
}

#[test]
fn a_form_that_was_frozen_meanwhile_shows_what_was_typed_and_stays_as_it_is() {
    let desk = Desk::of("doctor-09");
    let form = desk.begin();
    desk.fill(&form, super::EXAMPLES[1].1);
    // The chair signs today, so the commission has met by today.
    desk.save(&form, "commission", &[("commission.date", "2025-09-02")], "save").expect(303);
    let dates = ["karyotype", "geneticist", "neurologist", "psychiatrist", "pmpc", "card-extract"]
        .map(|kind| format!("evidence.{kind}.date"));
    let dates: Vec<(&str, &str)> = dates.iter().map(|name| (name.as_str(), "2025-08-20")).collect();
    desk.save(&form, "examinations", &dates, "save").expect(303);
    desk.save(&form, "diagnosis", &[("diagnosis.main.established_on", "2025-08-01")], "save").expect(303);
    let at = format!("{form}/patient");
    let page = desk.browser.get(&at).expect(200);
    let id = form.trim_start_matches("/doctor/forms/");
    Ask::new("POST", &format!("/api/v1/forms/{id}/freeze")).by(desk.chair).ask().expect(200);
    let both = desk.browser.submit(&page, &at, &[("patient.phone", "+7 701"), ("do", "next")]).expect(409);
    assert!(both.words("#conflict").contains("+7 701") && both.words("#fixed").contains("closed to changes"));
    assert_eq!(both.count("button[value=save]"), 0);
    assert_eq!(desk.stored(&form)["patient"]["phone"], serde_json::Value::Null);
    // What is closed to changes is offered to be read.
    let review = desk.browser.get(&format!("{form}/review")).expect(200).words("main");
    assert!(review.contains("View: Patient") && !review.contains("Change: "), "{review}");
}

#[test]
fn another_language_and_another_step_take_what_was_typed_along() {
    let desk = Desk::of("doctor-09");
    let form = desk.begin();
    let in_russian = desk.save(&form, "patient", &[("patient.given_name", "Қарлығаш")], "lang-ru").expect(303);
    assert_eq!(in_russian.header("location"), format!("{form}/patient?lang=ru"));
    let elsewhere = desk.save(&form, "patient", &[("patient.address", "Абай көшесі")], "go-measures").expect(303);
    assert_eq!(elsewhere.header("location"), format!("{form}/measures"));
    let patient = &desk.stored(&form)["patient"];
    assert_eq!((patient["given_name"].as_str(), patient["address"].as_str()), (Some("Қарлығаш"), Some("Абай көшесі")));
}

#[test]
fn what_is_wrong_is_kept_and_told_at_its_field() {
    let desk = Desk::of("doctor-09");
    let form = desk.begin();
    let saved = desk.save(&form, "patient", &[("patient.iin", "123"), ("patient.birth_date", "erteң")], "save");
    let page = desk.browser.follow(&saved).expect(200);
    assert_eq!(page.attribute("[id='patient.iin']", "value").as_deref(), Some("123"));
    assert_eq!(page.attribute("[id='patient.birth_date']", "value").as_deref(), Some("erteң"));
    assert_eq!(page.attribute("[id='patient.iin']", "aria-invalid").as_deref(), Some("true"));
    assert!(page.words("[id='patient.iin-error']").contains("12 digits"));
}

#[test]
fn a_form_of_another_program_keeps_what_no_page_knows_until_somebody_takes_it_out() {
    let desk = Desk::of("doctor-09");
    let form = desk.begin();
    let id = form.trim_start_matches("/doctor/forms/");
    let mut foreign = desk.stored(&form);
    foreign["colour"] = serde_json::json!({ "a": [1.5, null] });
    Ask::new("PUT", &format!("/api/v1/forms/{id}")).by(desk.doctor).json(foreign.to_string()).ask().expect(200);
    desk.save(&form, "patient", &[("patient.family_name", "Омаров")], "save").expect(303);
    assert_eq!(desk.stored(&form)["colour"], foreign["colour"]);
    let review = desk.browser.get(&format!("{form}/review")).expect(200);
    assert_eq!(review.count("[id='other.colour']"), 1);
    desk.save(&form, "review", &[], "remove:/colour").expect(303);
    assert_eq!(desk.stored(&form)["colour"], serde_json::Value::Null);
}

#[test]
fn what_the_chair_handed_back_stands_on_top_with_its_reason_until_it_is_presented_again() {
    let desk = Desk::of("doctor-10");
    let form = desk.begin();
    desk.fill(&form, super::EXAMPLES[2].1);
    desk.save(&form, "review", &[], "present").expect(303);
    let id = form.trim_start_matches("/doctor/forms/");
    let chair = Browser::of(&desk.chair.id);
    chair.post(&format!("/chair/forms/{id}/hand-back"), &[("reason", "Мутация атауы жоқ")]).expect(303);
    assert!(desk.browser.get("/doctor/forms?state=handed-back").expect(200).attributes("#forms a", "href").contains(&form));
    for page in [form.clone(), format!("{form}/measures")] {
        assert!(desk.browser.get(&page).expect(200).words(".sa-handed-back").contains("Мутация атауы жоқ"), "{page}");
    }
    desk.save(&form, "review", &[], "present").expect(303);
    assert_eq!(desk.browser.get(&form).expect(200).count(".sa-handed-back"), 0);
}

#[test]
fn what_lies_with_the_chair_is_taken_back_on_purpose_only() {
    let desk = Desk::of("doctor-10");
    let form = desk.begin();
    desk.fill(&form, super::EXAMPLES[2].1);
    desk.save(&form, "review", &[], "present").expect(303);
    assert!(desk.browser.get("/doctor/forms?state=presented").expect(200).attributes("#forms a", "href").contains(&form));
    let page = desk.browser.get(&format!("{form}/measures")).expect(200);
    assert!(page.words("#fixed").contains("lies with the chair"));
    assert_eq!(page.attribute("#form", "hx-post"), None, "nothing takes a form back by itself");
    let after = desk.save(&form, "measures", &[("measures.0.kind", "surgery"), ("measures.0.text", "протез")], "save");
    assert_eq!(desk.browser.follow(&after).expect(200).count("#fixed"), 0, "who changes it has it back");
}
