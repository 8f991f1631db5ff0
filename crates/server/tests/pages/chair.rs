//! The chair's queue and the whole form on one page: what each shows, who may see it, and the way back to the doctor.

use crate::browser::Browser;
use crate::cases::Form;
use serde_json::json;

/// Every page of the workplace, for a form.
fn pages(id: &str) -> Vec<(&'static str, String)> {
    vec![
        ("GET", "/chair".to_owned()),
        ("GET", format!("/chair/forms/{id}")),
        ("GET", format!("/chair/sign?form={id}")),
        ("GET", format!("/chair/forms/{id}/documents/{}", "0".repeat(64))),
        ("POST", "/chair/search".to_owned()),
        ("POST", "/chair/freeze".to_owned()),
        ("POST", "/chair/signatures".to_owned()),
        ("POST", format!("/chair/forms/{id}/thaw")),
        ("POST", format!("/chair/forms/{id}/hand-back")),
    ]
}

#[test]
fn nobody_comes_to_the_workplace_without_a_session_or_in_another_role() {
    let form = Form::new(3).stored();
    for (method, path) in pages(&form.id) {
        let nobody = Browser::new("kk").send(method, &path, &[]);
        let expected = if method == "GET" { 303 } else { 401 };
        assert_eq!(nobody.status, expected, "{method} {path}");
        for id in ["doctor-03", "expert-01", "staff", "monitor"] {
            let other = Browser::of(id).send(method, &path, &[]);
            assert_eq!(other.status, 403, "{id}: {method} {path}");
        }
    }
}

#[test]
fn a_form_of_another_organisation_does_not_exist_for_a_chair() {
    let form = Form::new(3).stored();
    let stranger = Browser::of("chair-04");
    for (method, path) in pages(&form.id).into_iter().filter(|(_, path)| path.contains(&form.id)) {
        let answer = if method == "GET" { stranger.get(&path) } else { stranger.post(&path, &[("reason", "?")]) };
        assert_eq!(answer.status, 404, "{method} {path}");
    }
    assert_eq!(stranger.post("/chair/freeze", &[("form", &form.id)]).status, 404);
    let seal = [("signed", form.id.as_str()), ("signature", "MAMCAQU=")];
    assert_eq!(stranger.post("/chair/signatures", &seal).status, 404);
    assert_eq!(form.stages(), ["checked"], "nothing of it was done");
}

#[test]
fn a_post_without_the_sessions_token_changes_nothing() {
    let form = Form::new(3).frozen();
    let chair = Browser::of("chair-03");
    for (method, path) in pages(&form.id).into_iter().filter(|(method, _)| *method == "POST") {
        assert_eq!(chair.send(method, &path, &[("csrf", "guessed")]).status, 403, "{path}");
    }
    let parts = "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\nguessed\r\n--x--\r\n";
    let files = chair.send_body("POST", "/chair/signatures", "multipart/form-data; boundary=x", parts.into());
    assert_eq!(files.status, 403);
    assert_eq!(form.stages(), ["checked", "frozen"]);
}

#[test]
fn the_queue_tells_what_can_be_signed_from_what_cannot_and_why() {
    let (good, bad) = (Form::new(5).stored(), Form::blocked(5).stored());
    let page = Browser::of("chair-05").get("/chair").expect(200);
    let chosen = page.attributes("#to-sign input[name=form]", "value");
    assert!(chosen.contains(&good.id) && !chosen.contains(&bad.id), "{chosen:?}");
    let links = page.attributes("#blocked th a", "href");
    assert!(links.contains(&format!("/chair/forms/{}", bad.id)), "{links:?}");
    assert!(page.words("#blocked").contains("mandatory examination"), "{}", page.words("#blocked"));
    assert!(page.count("#blocked .sa-law a[href^='/law/']") > 0, "every reason names its paragraph");
    assert_eq!(page.count("#blocked input[name=form], #blocked button"), 0, "p. 4: no signature is offered");
}

#[test]
fn a_blocked_form_shows_every_reason_and_offers_no_signature() {
    let form = Form::blocked(5).stored();
    for lang in ["kk", "ru", "en"] {
        let page = Browser::of("chair-05").reading(lang).get(&format!("/chair/forms/{}", form.id)).expect(200);
        assert!(page.count(".govuk-error-summary__list li") > 0);
        assert_eq!(page.count("#freeze, #sign, [data-sign]"), 0);
        assert!(page.count("#actions .sa-law") > 0 && !page.words("#why-not-sign").is_empty());
        assert_eq!(page.count("h1"), 1);
    }
}

#[test]
fn what_is_missing_is_named_by_its_label_and_not_by_its_place_in_the_json() {
    let form = Form::of(5, |value| drop(value["commission"].as_object_mut().unwrap().remove("number"))).stored();
    let label = [("kk", "Қорытынды нөмірі"), ("ru", "Номер заключения"), ("en", "Number of the conclusion")];
    for (lang, label) in label {
        let page = Browser::of("chair-05").reading(lang).get(&format!("/chair/forms/{}", form.id)).expect(200);
        let told = page.words(".govuk-error-summary__list");
        assert!(told.contains(label) && !told.contains("/commission"), "{told}");
    }
}

#[test]
fn the_whole_form_stands_on_one_page() {
    let form = Form::new(5).stored();
    let page = Browser::of("chair-05").get(&format!("/chair/forms/{}", form.id)).expect(200);
    let value = form.value();
    for pointer in ["/patient/family_name", "/patient/iin", "/diagnosis/main/icd10", "/doctor/name", "/commission/number"] {
        let text = value.pointer(pointer).unwrap().as_str().unwrap();
        assert!(page.words("main").contains(text), "{pointer}");
    }
    let entries = value["evidence"].as_array().unwrap().len();
    assert_eq!(page.count("#part-evidence tbody tr"), entries);
    assert!(page.count("#requirements .govuk-tag") > 0);
    assert!(page.count("#freeze button") == 1 && page.words("#why-not-hand-back").contains("presented"));
}

#[test]
fn a_form_that_is_handed_back_says_why_and_shows_next_time_what_has_changed() {
    let form = Form::new(6).frozen();
    let chair = Browser::of("chair-06");
    let (path, back) = (format!("/chair/forms/{}", form.id), format!("/chair/forms/{}/hand-back", form.id));
    let silent = chair.post(&back, &[("reason", "  ")]).expect(422);
    assert!(
        silent.count("#reason-error") == 1 && silent.attribute(".govuk-error-summary a", "href").as_deref() == Some("#reason")
    );
    let long = chair.post(&back, &[("reason", &"ұ".repeat(2001))]).expect(422);
    assert!(long.words("#reason").contains('ұ'), "what was typed is not lost");
    let page = chair.follow(&chair.post(&back, &[("reason", "Ескі <b>рентген</b>")]));
    assert!(page.words("main").contains("Ескі <b>рентген</b>"), "{}", page.words("main"));
    assert_eq!(form.stages(), ["checked"], "the contract's journey knows nothing of desks");

    let mut corrected = form.value();
    corrected["commission"]["number"] = json!("999-Ж");
    form.put_bytes(&serde_json::to_vec(&corrected).unwrap()).expect(200);
    let page = chair.get(&path).expect(200);
    assert_eq!(page.words("#changes ins"), "999-Ж");
    assert_eq!(page.words("#changes del"), form.value()["commission"]["number"].as_str().unwrap());
    assert_eq!(page.count("#changes tbody tr"), 1);
}

#[test]
fn a_reason_for_handing_back_is_told_to_no_other_and_stands_in_no_log() {
    let form = Form::new(6).frozen();
    let secret = "Қателік-7319";
    Browser::of("chair-06").post(&format!("/chair/forms/{}/hand-back", form.id), &[("reason", secret)]).expect(303);
    assert!(!form.journey().to_string().contains(secret));
    let log = std::fs::read_to_string(&crate::harness::server().log).unwrap_or_default();
    assert!(!log.contains(secret));
}

#[test]
fn a_freeze_is_taken_back_from_the_page() {
    let form = Form::new(6).frozen();
    let chair = Browser::of("chair-06");
    let page = chair.get(&format!("/chair/forms/{}", form.id)).expect(200);
    let action = format!("/chair/forms/{}/thaw", form.id);
    chair.follow(&chair.submit(&page, &action, &[])).expect(200);
    assert_eq!(form.stages(), ["checked"]);
}

#[test]
fn a_patient_is_found_by_iin_and_by_the_beginning_of_the_name_and_stands_in_no_address() {
    let form = Form::new(7).stored();
    let chair = Browser::of("chair-07");
    let value = form.value();
    let (iin, family) = (value["patient"]["iin"].as_str().unwrap(), value["patient"]["family_name"].as_str().unwrap());
    let link = format!("/chair/forms/{}", form.id);
    for sought in [iin, family] {
        let page = chair.post("/chair/search", &[("patient", sought)]).expect(200);
        let links = page.attributes("#found a", "href");
        assert!(links.contains(&link), "{links:?}");
        assert!(links.iter().all(|to| !to.contains(sought)));
    }
    let long = "а".repeat(300);
    for wrong in ["", "123", "800101", long.as_str()] {
        assert_eq!(chair.post("/chair/search", &[("patient", wrong)]).status, 422, "{wrong}");
    }
    assert_eq!(Browser::of("chair-08").post("/chair/search", &[("patient", iin)]).expect(200).count("#found a"), 0);
}

#[test]
fn presented_forms_come_before_the_others() {
    let mut seen = 0;
    for n in 1..=8 {
        let page = Browser::of(&format!("chair-{n:02}")).get("/chair").expect(200);
        let tags: Vec<String> = page
            .html()
            .select(&scraper::Selector::parse("#to-sign td .govuk-tag").unwrap())
            .map(|tag| tag.text().collect::<String>())
            .collect();
        let presented = tags.iter().filter(|tag| *tag == "presented by the doctor").count();
        let first_other = tags.iter().position(|tag| tag == "not presented").unwrap_or(tags.len());
        let last_presented = tags.iter().rposition(|tag| tag == "presented by the doctor");
        assert!(last_presented.is_none_or(|last| last < first_other), "{tags:?}");
        seen += presented;
    }
    assert!(seen > 0, "the demonstration's doctors have presented forms");
}
