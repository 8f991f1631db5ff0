//! Lists, people, and how a form begins.

use super::{Desk, EXAMPLES};
use crate::harness::Ask;

#[test]
fn a_form_begins_with_what_is_known_of_who_refers_and_nothing_is_guessed_silently() {
    let desk = Desk::of("doctor-12");
    let page = desk.browser.get("/doctor/forms/new").expect(200);
    assert_eq!(page.attribute("[name='organisation.bin']", "value"), Some(desk.doctor.bin.clone()));
    assert_eq!(page.attribute("[name='doctor.iin']", "value"), Some(desk.doctor.iin.clone()));
    assert_eq!(page.attribute("[name='organisation.region'] option[selected]", "value"), Some(desk.doctor.region.clone()));
    let form = desk.begin();
    let stored = desk.stored(&form);
    assert_eq!(stored["data_checked_at"], serde_json::Value::Null, "only the doctor says that the data were checked");
    assert_eq!(&form["/doctor/forms/".len() + 14..][..1], "7", "ids are ordered by time");
    desk.save(&form, "patient", &[("data_checked_at", "yes")], "save").expect(303);
    assert!(desk.stored(&form)["data_checked_at"].as_str().unwrap().ends_with("+05:00"));
    let foreign = desk.browser.submit(&page, "/doctor/forms", &[("organisation.bin", "130740994501")]).expect(422);
    assert!(foreign.words(".govuk-error-summary").contains("not a doctor of this organisation"));
}

#[test]
fn a_form_for_the_same_person_takes_over_who_they_are() {
    let desk = Desk::of("doctor-12");
    let form = desk.begin();
    desk.fill(&form, EXAMPLES[0].1);
    let id = form.trim_start_matches("/doctor/forms/");
    let page = desk.browser.get(&format!("/doctor/forms/new?from={id}")).expect(200);
    let begun = desk.browser.submit(&page, "/doctor/forms", &[]).expect(303);
    let again = desk.stored(begun.header("location").trim_end_matches("/patient"));
    assert_eq!(again["patient"]["iin"], "850226441534");
    assert_eq!((&again["evidence"], &again["referral"]["replaces"]), (&serde_json::json!([]), &serde_json::Value::Null));
}

#[test]
fn people_and_forms_are_found_by_number_and_by_a_name_typed_on_any_keyboard() {
    let desk = Desk::of("doctor-13");
    let form = desk.begin();
    desk.fill(&form, EXAMPLES[0].1);
    for asked in ["850226 441534", "абдигулова кар", "ӘБДІҒҰЛОВА"] {
        for (to, table) in [("/doctor/forms/search", "#forms"), ("/doctor/patients/search", "#patients")] {
            let found = desk.browser.post(to, &[("q", asked)]).expect(200);
            assert!(found.attributes(&format!("{table} a"), "href").contains(&form), "{asked}: {}", found.words("main"));
            assert!(found.words(table).contains("**********34") && !found.words(table).contains("850226441534"));
        }
    }
    let born = desk.browser.get("/doctor/patients").expect(200);
    assert!(born.words("#patients").contains("26.02.1985"));
    assert!(
        desk.browser
            .post("/doctor/forms/search", &[("q", "850226441535")])
            .words(".govuk-error-summary")
            .contains("control digit")
    );
    assert_eq!(desk.browser.post("/doctor/forms/search", &[("q", "ешкім")]).expect(200).count("#nothing"), 1);
}

#[test]
fn every_part_of_the_list_is_there_and_a_foreign_cursor_is_none() {
    let desk = Desk::of("doctor-01");
    for part in ["drafts", "handed-back", "presented", "under-way", "ended", "all"] {
        let page = desk.browser.get(&format!("/doctor/forms?state={part}")).expect(200);
        assert_eq!(page.count("#forms") + page.count("#nothing"), 1, "{part}");
    }
    desk.browser.get("/doctor/forms?cursor=x").expect(404);
}

#[test]
fn the_journey_shows_what_was_reached_and_what_is_to_come_each_with_its_paragraph() {
    let desk = Desk::of("doctor-01");
    let all = desk.browser.get("/doctor/forms?state=all").expect(200);
    for form in all.attributes("#forms th a", "href") {
        let page = desk.browser.get(&form).expect(200);
        assert!(page.count(".sa-journey li") >= 1 && page.count(".sa-journey .sa-law") >= page.count(".sa-journey li"), "{form}");
        let id = form.trim_start_matches("/doctor/forms/");
        let journey = Ask::get(&format!("/api/v1/forms/{id}/journey")).by(desk.doctor).ask().expect(200).value();
        for stage in journey["stages"].as_array().unwrap() {
            let reached = format!(".sa-journey__reached[data-stage='{}']", stage["stage"].as_str().unwrap());
            assert_eq!(page.count(&reached), 1, "{stage}");
        }
    }
}
