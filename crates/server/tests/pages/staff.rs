//! The workplace of the data bank's staff: who may, the waiting list, an act, its assignment, another expert.

use crate::browser::{Answer, Browser};
use crate::harness::{Ask, person, wait_for};
use serde_json::Value;

/// Acts of a state, as staff get them over HTTP.
pub(crate) fn acts(state: &str) -> Vec<String> {
    let path = format!("/api/v1/acts?state={state}");
    wait_for("acts", || {
        let list: Value = Ask::get(&path).by(person("staff")).ask().value();
        let all: Vec<String> =
            list["items"].as_array()?.iter().filter_map(|item| Some(item["number"].as_str()?.to_owned())).collect();
        (!all.is_empty()).then_some(all)
    })
}

/// Who has the act.
pub(crate) fn expert_of(number: &str) -> String {
    let act = Ask::get(&format!("/api/v1/acts/{number}")).by(person("staff")).ask().value();
    act["expert"].as_str().unwrap().to_owned()
}

#[test]
fn only_staff_come_in_and_only_with_what_our_own_pages_send() {
    let number = acts("assigned").remove(0);
    let act = format!("/staff/acts/{number}");
    let (assignment, redistribute) = (format!("{act}/assignment"), format!("{act}/redistribute"));
    let pages = ["/staff/waiting", &act, &redistribute, "/staff/experts", "/staff/experts/expert-01", "/staff/register"];
    let [staff, doctor, monitor, operator] = ["staff", "doctor-01", "monitor", "operator"].map(Browser::of);
    let nobody = Browser::new("en");
    for page in pages {
        assert_eq!(nobody.get(page).status, 303, "{page}");
        for (who, status) in [(&staff, 200), (&doctor, 403), (&monitor, 403), (&operator, 403)] {
            assert_eq!(who.get(page).status, status, "{page}");
        }
    }
    for (who, status) in [(&staff, 200), (&monitor, 200), (&doctor, 403), (&operator, 403), (&nobody, 303)] {
        assert_eq!(who.get(&assignment).status, status, "how it was assigned is for those who watch, too");
    }
    for page in ["/staff/messages", "/staff/messages/list"] {
        for (who, status) in [(&staff, 200), (&operator, 200), (&monitor, 403), (&doctor, 403), (&nobody, 303)] {
            assert_eq!(who.get(page).status, status, "{page}");
        }
    }
    let absences = "/staff/experts/expert-01/absences";
    let withdrawal = format!("{absences}/{}/withdraw", "0".repeat(64));
    for form in
        [redistribute.as_str(), absences, &withdrawal, "/staff/register", "/staff/messages/redrive", "/staff/messages/log"]
    {
        assert_eq!(staff.send("POST", form, &[("csrf", "somebody else's")]).status, 403, "{form}");
        assert_eq!(doctor.post(form, &[]).status, 403, "{form}");
        assert_eq!(nobody.send("POST", form, &[]).status, 401, "{form}");
    }
    for unknown in [
        "/staff/acts/2025-999999",
        "/staff/acts/x",
        "/staff/acts/2025-999999/assignment",
        "/staff/experts/doctor-01",
        "/staff/experts/x",
    ] {
        assert_eq!(staff.get(unknown).status, 404, "{unknown}");
    }
}

#[test]
fn the_waiting_list_says_by_which_paragraph_and_what_an_empty_one_means() {
    for (lang, title) in [("kk", "Күту парағы"), ("ru", "Лист ожидания"), ("en", "Waiting list")] {
        let browser = Browser::of("staff").reading(lang);
        let page =
            wait_for("an empty waiting list", || Some(browser.get("/staff/waiting")).filter(|page| page.count(".sa-card") == 1));
        assert_eq!((page.words("h1").as_str(), page.count("h1")), (title, 1));
        assert!(page.attribute(".sa-law a", "href").unwrap().starts_with("/law/"), "{}", page.words("main"));
        browser.get("/staff/waiting?show=documents").expect(200);
        assert_eq!(browser.get("/staff/waiting?cursor=acts.1").status, 422);
    }
}

#[test]
fn an_act_shows_the_whole_case_to_staff_and_where_it_goes_from_here() {
    let staff = Browser::of("staff");
    let registered = staff.get(&format!("/staff/acts/{}", acts("registered").remove(0))).expect(200);
    let words = registered.words("main");
    for part in ["In the register", "Patient", "IIN", "Verification code", "Entered in the register of acts", "given to another"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!((registered.count("#redistribute"), registered.count("#proof")), (0, 1));
    let proof = staff.get(&registered.attribute("#proof", "href").unwrap()).expect(200);
    assert!(proof.header("content-disposition").starts_with("attachment"));
    assert!(serde_json::from_slice::<Value>(&proof.body).unwrap()["leaf"].is_object());
    let assigned = staff.get(&format!("/staff/acts/{}", acts("assigned").remove(0))).expect(200);
    assert_eq!((assigned.count("#redistribute"), assigned.count("#proof"), assigned.count("h1")), (1, 0, 1));
}

#[test]
fn the_receipt_of_a_draw_names_everybody_with_the_reason_and_is_recomputed() {
    let number = acts("registered").remove(0);
    let page = Browser::of("staff").get(&format!("/staff/acts/{number}/assignment")).expect(200);
    let receipt = Ask::get(&format!("/api/v1/acts/{number}/assignment")).by(person("staff")).ask().value();
    let rows = |table: &str| page.count(&format!("{table} tbody tr"));
    assert_eq!(rows("#candidates"), receipt["candidates"].as_array().unwrap().len());
    assert_eq!(rows("#excluded"), receipt["exclusions"].as_array().unwrap().len());
    let lottery = page.words("#lottery");
    assert!(lottery.contains("Agrees") && lottery.contains(receipt["lottery"]["ticket"].as_str().unwrap()), "{lottery}");
    assert!(lottery.contains("Secret.") && page.count("#seed") == 0, "the day is not over: {lottery}");
    assert!(page.words("#term").contains("AMB-22"), "{}", page.words("#term"));
    let chosen = receipt["chosen"].as_str().unwrap();
    assert_eq!(page.count("#candidates .govuk-tag--green"), 1);
    assert!(page.words("#drawn").contains(chosen));
    assert_eq!(Browser::of("staff").get(&format!("/staff/acts/{number}/assignment?draw=2")).status, 404);
}

fn reasons(page: &Answer) -> String {
    page.words(".govuk-error-summary")
}

#[test]
fn an_act_is_taken_from_who_cannot_decide_and_given_to_another_by_lot() {
    let staff = Browser::of("staff");
    let number = acts("assigned").pop().unwrap();
    let (act, former) = (format!("/staff/acts/{number}"), expert_of(&number));
    let form = format!("{act}/redistribute");
    let page = staff.get(&form).expect(200);
    let empty = staff.submit(&page, &form, &[]).expect(200);
    assert!(reasons(&empty).contains("Choose a reason"), "{}", empty.words("main"));
    assert_eq!(empty.attribute(".govuk-error-summary a", "href").as_deref(), Some("#reason"));
    let mute = staff.submit(&page, &form, &[("reason", "redistributed-other")]).expect(200);
    assert!(reasons(&mute).contains("explanation"), "{}", mute.words("main"));
    assert_eq!(expert_of(&number), former, "nothing changed so far");

    let seen = || Ask::get(&format!("/api/v1/acts/{number}")).by(person(&former)).ask().status;
    assert_eq!(seen(), 200);
    let done = staff.submit(&page, &form, &[("reason", "redistributed-recused"), ("note", "Туысы")]);
    let receipt = staff.follow(&done).expect(200);
    let now = expert_of(&number);
    assert_ne!(now, former);
    assert_eq!(seen(), 404, "the former expert sees it no more");
    assert!(receipt.words("#drawn").contains(&now) && receipt.words("#lottery").contains("Agrees"));
    assert!(receipt.words("#excluded").contains("cannot decide it"), "{}", receipt.words("#excluded"));
    assert!(receipt.words("#term").contains("first expert’s term"));
    assert_eq!(receipt.count(".sa-tabs li"), 2, "both draws can be seen");
    let first = staff.get(&format!("{act}/assignment?draw=1")).expect(200);
    assert!(first.words("#drawn").contains(&former));
    let history = staff.get(&act).words("#history");
    assert!(history.contains("Given anew by lot") && history.contains("Туысы"), "{history}");

    // The same page sent again: somebody was faster, and it was we.
    assert_eq!(staff.submit(&page, &form, &[("reason", "redistributed-ill")]).status, 409);
    let registered = acts("registered").remove(0);
    assert_eq!(staff.get(&format!("/staff/acts/{registered}/redistribute")).status, 409);
}
