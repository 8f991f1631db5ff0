//! The decision: what the form offers, keeps and refuses; freezing, changing, signing.

use crate::browser::{Answer, Browser};
use crate::cases::{Act, Form, acts_of};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// A case of Down syndrome of somebody who was born on that day.
fn born(on: &str) -> Act {
    let form = loop {
        let form = Form::new(8);
        if form.value()["diagnosis"]["main"]["icd10"].as_str().unwrap().starts_with("Q90") {
            break form;
        }
    };
    let mut value = form.value();
    value["patient"]["birth_date"] = on.into();
    value["diagnosis"]["main"]["established_on"] = "2025-08-01".into();
    for entry in value["evidence"].as_array_mut().unwrap().iter_mut().filter(|entry| entry["status"] == "attached") {
        entry["date"] = "2025-08-15".into();
    }
    Act::assigned(&Form { bytes: serde_json::to_vec(&value).unwrap(), ..form }.signed())
}

fn path(act: &Act, tail: &str) -> String {
    format!("/expert/acts/{}{tail}", act.number)
}

#[test]
fn the_form_offers_exactly_what_the_age_on_the_day_of_the_decision_allows() {
    let of_minors = ["child-group-1", "child-group-2", "child-group-3"];
    let always = ["", "6-months", "1-year", "2-years", "5-years"];
    for (birth, age, categories, birthdays) in [
        ("2018-09-03", 6, &["child"][..], &["until-7", "until-18"][..]),
        ("2018-09-02", 7, &of_minors, &["until-18"]),
        ("2007-09-03", 17, &of_minors, &["until-18"]),
        ("2007-09-02", 18, &["group-1", "group-2", "group-3"], &[]),
    ] {
        let act = born(birth);
        let browser = Browser::of(&act.expert.id);
        let page = browser.get(&path(&act, "/decision")).expect(200);
        assert!(page.words("h1").ends_with(&format!("aged {age}")), "{}", page.words("h1"));
        assert_eq!(page.attributes("input[name=category]", "value"), categories, "{age}");
        let terms = [&always[..], birthdays, &["without-term"]].concat();
        for name in ["term", "general_capacity_loss.term", "measure.1.term"] {
            assert_eq!(page.attributes(&format!("select[name='{name}'] option"), "value"), terms, "{age}, {name}");
        }
        assert_eq!(page.count("select[name=cause] option"), 10);
        assert_eq!(page.count("select[name^='limitation.']"), 7);
        // What is not offered is refused as well, by name, and nothing of it is lost.
        let other = if age < 18 { "group-1" } else { "child" };
        let term = if age < 7 { "1-year" } else { "until-7" };
        let sent = [
            ("do", "freeze"),
            ("result", "established"),
            ("category", other),
            ("cause", "service-injury"),
            ("term", term),
            ("limitation.movement", "2"),
            ("measure.2.text", "Арба"),
            ("rationale", " "),
        ];
        let refused = browser.post(&path(&act, "/decision"), &sent).expect(422);
        let mut fields = vec!["#category", "#causal_link", "#from", "#measure.2.kind", "#rationale"];
        fields.extend((age >= 7).then_some("#term"));
        let mut named = refused.attributes(".govuk-error-summary li > a", "href");
        named.sort_unstable();
        fields.sort_unstable();
        assert_eq!(named, fields, "{age}");
        assert!(refused.words("title").starts_with("Error:"));
        assert!(refused.words(".govuk-error-summary").contains("p. 8"));
        for (name, value) in [("measure.2.text", "Арба"), ("limitation.movement", "2"), ("cause", "service-injury")] {
            for page in [&refused, &browser.get(&path(&act, "/decision"))] {
                assert!(page.fields(&path(&act, "/decision")).contains(&(name.into(), value.into())), "{name}");
            }
        }
    }
}

/// A lawful decision of an adult.
const LAWFUL: [(&str, &str); 9] = [
    ("do", "freeze"),
    ("result", "established"),
    ("category", "group-2"),
    ("cause", "from-childhood"),
    ("from", "2025-09-02"),
    ("term", "1-year"),
    ("limitation.movement", "2"),
    ("measure.1.kind", "prosthesis"),
    ("measure.1.text", "Протез"),
];

fn with(rationale: &str) -> Vec<(&str, &str)> {
    LAWFUL.into_iter().chain([("rationale", rationale)]).collect()
}

/// The bytes that a page hands to the signer.
fn to_sign(page: &Answer) -> Vec<u8> {
    let data = page.attribute("a[data-bytes]", "href").unwrap();
    STANDARD.decode(data.split_once(',').unwrap().1).unwrap()
}

#[test]
fn a_decision_is_kept_frozen_changed_signed_and_stands() {
    let act = born("1990-01-01");
    let browser = Browser::of(&act.expert.id);
    let (form, signature) = (path(&act, "/decision"), path(&act, "/decision/signature"));
    assert_eq!(browser.get(&path(&act, "/decision/review")).header("location"), form, "nothing is frozen");
    browser.post(&signature, &[("signed", "x"), ("signature", "MIIB")]).expect(409);

    // What is half written is kept, whoever comes again finds it; one more row is no loss.
    browser.post(&form, &[("do", "save"), ("rationale", "жартысы")]).expect(303);
    let more = browser.post(&form, &[("do", "more"), ("rationale", "жартысы"), ("measure.2.text", "Арба")]).expect(303);
    assert_eq!(more.header("location"), format!("{form}?rows=3#measure.3.kind"));
    let again = Browser::of(&act.expert.id).get(&format!("{form}?rows=3")).expect(200);
    assert_eq!((again.words("#rationale"), again.count("[name='measure.3.kind']")), ("жартысы".into(), 1));

    let first = browser.follow(&browser.post(&form, &with("бірінші негіздеме"))).expect(200);
    assert!(first.words("main").contains("бірінші негіздеме") && first.words("main").contains("Disability of the second group"));
    let second = browser.follow(&browser.post(&form, &with("екінші негіздеме"))).expect(200);
    assert!(!second.words("main").contains("бірінші негіздеме"));
    let (before, bytes) = (to_sign(&first), to_sign(&second));
    assert!(String::from_utf8(bytes.clone()).unwrap().starts_with(r#"{"decision":1,"act":""#));
    assert_eq!(browser.get(&form).words("#rationale"), "екінші негіздеме");

    let send = |cms: &[u8]| browser.post(&signature, &[("signed", &act.number), ("signature", &STANDARD.encode(cms))]);
    let wrong = send(&act.expert.seal(&before)).expect(422);
    assert!(wrong.words(".govuk-error-summary").contains("was not taken"));
    send(b"nonsense").expect(422);
    let seal = act.expert.seal(&bytes);
    let done = browser.follow(&send(&seal)).expect(200);
    let seen = acts_of("staff", &format!("/{}", act.number)).value();
    assert_eq!(seen["state"], "registered");
    assert!(done.words("#number").contains(&act.number) && !done.words("#index").is_empty());
    assert!(!done.text().contains(seen["verification_code"].as_str().unwrap()), "the code is the person's");

    // The same signature again gives the same; nothing else moves any more.
    send(&seal).expect(303);
    let act_page = browser.get(&path(&act, "")).expect(200);
    assert!(act_page.words("main").contains("екінші негіздеме"));
    assert_eq!(act_page.count("main form, [data-open]"), 0);
    assert_eq!(browser.get(&form).header("location"), path(&act, ""));
    browser.post(&form, &with("үшінші")).expect(409);
    let decided = browser.get("/expert/decided").expect(200);
    assert!(decided.words("tbody tr:first-child").starts_with(&act.number), "{}", decided.words("tbody tr:first-child"));
    assert!(decided.words("tbody tr:first-child").contains("In term"));
    assert!(!browser.get("/expert").attributes("tr[data-act] a", "href").contains(&path(&act, "")));
}

#[test]
fn what_is_unusual_is_shown_before_it_is_signed_and_not_refused() {
    let act = born("1990-01-01");
    let browser = Browser::of(&act.expert.id);
    let mut fields = with("негіздеме");
    fields.retain(|(name, _)| !["cause", "from"].contains(name));
    fields.extend([("cause", "child-under-7"), ("from", "2025-12-01")]);
    let review = browser.follow(&browser.post(&path(&act, "/decision"), &fields)).expect(200);
    assert_eq!(review.count(".govuk-inset-text .govuk-tag"), 2);
}

#[test]
fn a_decision_that_a_program_sent_stands_in_the_form() {
    let act = born("1990-01-01");
    act.decide(&act.not_established()).expect(200);
    let page = Browser::of(&act.expert.id).get(&path(&act, "/decision")).expect(200);
    assert_eq!(page.attribute("input[name=result][checked]", "value").as_deref(), Some("not-established"));
    assert_eq!(page.words("#rationale"), "Тұрақты бұзылулар қаралды.");
}
