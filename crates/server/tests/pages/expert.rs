//! The expert's list and case: order, filter, whose it is, and that they tell nobody's name.

use crate::browser::{Answer, Browser};
use crate::cases::{Act, Form};
use crate::harness::{Ask, Person, people};
use serde_json::Value;

/// Every address of an act.
const PAGES: [&str; 4] = ["", "/decision", "/decision/review", "/registered"];

/// Everything by which a form tells who somebody is, but for what is too short to tell.
fn told(form: &Value) -> Vec<String> {
    let mut texts: Vec<&Value> =
        ["iin", "family_name", "given_name", "patronymic", "address", "phone"].map(|member| &form["patient"][member]).into();
    let patient = &form["patient"];
    for person in [&patient["representative"], &patient["attachment"], &form["doctor"], &form["commission"]["chair"]] {
        texts.extend(["iin", "bin", "name"].map(|member| &person[member]));
    }
    texts.extend(["bin", "name"].map(|member| &form["organisation"][member]));
    for entry in form["evidence"].as_array().unwrap() {
        texts.extend([&entry["specialist"]["name"], &entry["organisation"]]);
    }
    texts.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// An act whose form repeats its own names and numbers wherever it may say anything.
fn strewn() -> (Form, Act) {
    let form = Form::of(3, |form| {
        let sentence = format!("Науқас {} қаралды.", told(form).join(", "));
        for pointer in ["/history/disease", "/diagnosis/main/text", "/impairments/0/text", "/measures/0/text"] {
            *form.pointer_mut(pointer).unwrap() = sentence.clone().into();
        }
        for entry in form["evidence"].as_array_mut().unwrap() {
            if entry["status"] == "attached" {
                entry["conclusion"] = sentence.clone().into();
            }
        }
    });
    let form = form.signed();
    let act = Act::assigned(&form);
    (form, act)
}

fn page(act: &Act, tail: &str) -> String {
    format!("/expert/acts/{}{tail}", act.number)
}

#[test]
fn no_page_of_the_expert_tells_a_name_a_number_an_address_or_an_organisation() {
    let (form, act) = strewn();
    for lang in ["kk", "ru", "en"] {
        let browser = Browser::of(&act.expert.id).reading(lang);
        let pages = [
            "/expert".to_owned(),
            format!("/expert?nosology=&number={}", &act.number[5..]),
            page(&act, ""),
            page(&act, "/decision"),
        ];
        for path in pages {
            let seen = browser.get(&path).expect(200);
            let main = seen.words("main").to_lowercase();
            for name in told(&form.value()) {
                assert!(!main.contains(&name.to_lowercase()), "{path} in {lang} tells {name}");
            }
            assert!(!seen.text().contains(&form.id), "{path} tells the form's id");
        }
        assert!(browser.get(&page(&act, "")).words("main").contains("▮▮▮"));
    }
}

#[test]
fn the_list_has_the_nearest_deadline_first_and_every_act_of_the_expert() {
    let act = Act::assigned(&Form::new(4).signed());
    let browser = Browser::of(&act.expert.id);
    let list = browser.get("/expert").expect(200);
    let listed = |page: &Answer| -> Vec<String> {
        page.attributes("tr[data-act] th a", "href").iter().map(|to| to.rsplit('/').next().unwrap().to_owned()).collect()
    };
    let of_api = Ask::get("/api/v1/acts?state=assigned").by(act.expert).ask().expect(200).value();
    let mut expected: Vec<(String, String)> = of_api["items"].as_array().unwrap().iter().map(due_and_number).collect();
    expected.sort();
    assert_eq!(listed(&list), expected.iter().map(|(_, number)| number.clone()).collect::<Vec<_>>());
    assert_eq!(list.words("#count-held"), expected.len().to_string());
    assert_eq!(list.words("#count-late"), "0");
    assert_eq!((list.count("h1"), list.count("table caption"), list.count("progress")), (1, 1, expected.len()));
    assert!(list.words("main").contains("AMB-20") && list.words("main").contains("AMB-22"));
    // A part of the number narrows the list, the whole number leads to the act, and a nosology to its own.
    assert!(listed(&browser.get(&format!("/expert?number={}", &act.number[5..]))).contains(&act.number));
    assert_eq!(browser.get(&format!("/expert?number={}", act.number)).header("location"), page(&act, ""));
    let all: usize = ["limb-defect", "down-syndrome", "mucopolysaccharidosis"]
        .map(|nosology| listed(&browser.get(&format!("/expert?nosology={nosology}"))).len())
        .iter()
        .sum();
    assert_eq!(all, expected.len());
    assert!(browser.get("/expert?number=999999").expect(200).words("main").contains("None of your cases"));
    for wrong in ["/expert?cursor=x&known=y", "/expert?nosology=%00&number=%27", "/expert?lang=kk"] {
        browser.get(wrong).expect(200);
    }
    browser.get("/expert/decided?cursor=nonsense").expect(404);
}

fn due_and_number(item: &Value) -> (String, String) {
    (item["due_at"].as_str().unwrap().to_owned(), item["number"].as_str().unwrap().to_owned())
}

#[test]
fn a_list_that_looks_again_answers_its_part_and_says_only_what_is_new() {
    let act = Act::assigned(&Form::new(5).signed());
    let browser = Browser::of(&act.expert.id);
    let cookie = format!("__Host-saraptama={}", browser.cookie("__Host-saraptama").unwrap());
    let ask = |path: &str| Ask::get(path).with("cookie", cookie.as_str()).with("hx-request", "true").ask().expect(200).text();
    let again = browser.get("/expert").attribute("#work", "hx-get").unwrap();
    let quiet = ask(&again);
    assert!(quiet.starts_with("<div id=\"work\"") && !quiet.contains("<html") && !quiet.contains("id=\"said\""));
    assert!(ask("/expert?known=0.0").contains("hx-swap-oob=\"innerHTML\""));
}

#[test]
fn a_case_shows_its_law_its_term_and_its_hypothesis_as_one() {
    let form = loop {
        let form = Form::new(6);
        if form.value()["diagnosis"]["main"]["anatomical_form"].is_number() {
            break form.signed();
        }
    };
    let act = Act::assigned(&form);
    let browser = Browser::of(&act.expert.id);
    let case = browser.get(&page(&act, "")).expect(200);
    assert_eq!(case.count("h1"), 1);
    for id in ["summary", "diagnosis", "impairments", "evidence", "requirements", "history", "practice"] {
        assert_eq!(case.count(&format!("h2#{id}")), 1, "{id}");
        assert_eq!(case.count(&format!("nav a[href='#{id}']")), 1, "{id}");
    }
    assert_eq!(case.count("#summary ~ ol li"), 5);
    for link in case.attributes("#summary ~ ol a", "href") {
        assert_eq!(case.count(&link), 1, "{link} leads nowhere");
    }
    assert!(case.words("#sub-form").contains("Unconfirmed hypothesis, never a rule"));
    assert!(case.words("#term").contains("p. 9"));
    assert!(case.words("main").contains("Attached files are not shown to experts"));
    assert_eq!(case.count("main a[href*='documents'], main a[download]"), 0);
}

#[test]
fn whoever_is_not_the_assigned_expert_comes_to_no_page_of_the_act() {
    let act = Act::assigned(&Form::new(7).signed());
    let strangers: Vec<&Person> = people().iter().filter(|one| one.role == "expert" && one.id != act.expert.id).take(1).collect();
    let (stranger, staff, nobody) = (Browser::of(&strangers[0].id), Browser::of("staff"), Browser::new("en"));
    for path in PAGES.map(|tail| page(&act, tail)) {
        stranger.get(&path).expect(404);
        staff.get(&path).expect(403);
        let answer = nobody.get(&path).expect(303);
        assert!(answer.header("location").starts_with("/enter?next="), "{path}");
    }
    for path in ["/expert", "/expert/decided"] {
        staff.get(path).expect(403);
        nobody.get(path).expect(303);
    }
    for tail in ["/decision", "/decision/signature"] {
        let path = page(&act, tail);
        stranger.post(&path, &[("do", "freeze")]).expect(404);
        staff.post(&path, &[]).expect(403);
        nobody.send("POST", &path, &[]).expect(401);
        Browser::of(&act.expert.id).send("POST", &path, &[("do", "save")]).expect(403);
        Browser::of(&act.expert.id).as_if_from("cross-site").post(&path, &[]).expect(403);
    }
    let own = Browser::of(&act.expert.id);
    for number in ["2025-999999", "2025-1", "x", "%00", "..%2f.."] {
        own.get(&format!("/expert/acts/{number}")).expect(404);
    }
}
