//! Who may ask for what.

use super::{Desk, STEPS};
use crate::browser::Browser;

/// Every page of the workplace, with a form of somebody.
fn pages(form: &str) -> Vec<String> {
    let mut pages: Vec<String> = ["/doctor/patients", "/doctor/forms", "/doctor/forms/new"].map(str::to_owned).to_vec();
    pages.push(form.to_owned());
    pages.extend(STEPS.map(|step| format!("{form}/{step}")));
    pages.push(format!("{form}/files/{}", "0".repeat(64)));
    pages
}

/// Everything that a page of it sends.
fn posts(form: &str) -> Vec<String> {
    let mut posts: Vec<String> =
        ["/doctor/forms", "/doctor/forms/search", "/doctor/patients/search", "/doctor/icd10"].map(str::to_owned).to_vec();
    posts.extend(STEPS.map(|step| format!("{form}/{step}")));
    posts
}

#[test]
fn who_is_not_signed_in_is_led_to_the_door_and_another_role_is_refused() {
    let form = Desk::of("doctor-14").begin();
    let (nobody, chair) = (Browser::new("en"), Browser::of("chair-14"));
    for page in pages(&form) {
        assert!(nobody.get(&page).expect(303).header("location").starts_with("/enter"), "{page}");
        chair.get(&page).expect(403);
    }
    for post in posts(&form) {
        nobody.send("POST", &post, &[("a", "b")]).expect(401);
        chair.post(&post, &[]).expect(403);
    }
}

#[test]
fn a_form_of_another_organisation_does_not_exist() {
    let form = Desk::of("doctor-14").begin();
    let stranger = Browser::of("doctor-15");
    for page in pages(&form).iter().filter(|page| page.starts_with(&form)) {
        stranger.get(page).expect(404);
    }
    for post in posts(&form).iter().filter(|post| post.starts_with(&form)) {
        stranger.post(post, &[("patient.iin", "1")]).expect(404);
    }
    let id = form.trim_start_matches("/doctor/forms/");
    stranger.get(&format!("/doctor/forms/new?from={id}")).expect(404);
    stranger.get("/doctor/forms/nothing").expect(404);
    Browser::of("doctor-14").get(&format!("{form}/nothing")).expect(404);
}

#[test]
fn what_no_page_of_ours_sent_is_refused() {
    let desk = Desk::of("doctor-14");
    let form = desk.begin();
    for post in posts(&form) {
        desk.browser.send("POST", &post, &[("csrf", "x")]).expect(403);
    }
    desk.browser.as_if_from("cross-site").post(&format!("{form}/patient"), &[("patient.iin", "1")]).expect(403);
}

#[test]
fn names_numbers_and_diagnoses_stand_in_no_address() {
    let desk = Desk::of("doctor-14");
    let form = desk.begin();
    desk.fill(&form, super::EXAMPLES[0].1);
    for page in pages(&form).iter().filter(|page| !page.contains("/files/")) {
        let page = desk.browser.get(page).expect(200);
        for address in page.attributes("a", "href").into_iter().chain(page.attributes("form", "action")) {
            assert!(
                !address.contains("850226441534") && !address.contains("S88") && !address.contains(&desk.doctor.iin),
                "{address}"
            );
        }
    }
}
