use super::files::parts;
use crate::browser::{Answer, Browser};
use crate::harness::{Ask, person};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is held changes for all of these: one after the other.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

const NEW: &str = "/htmc/drafts/new";

/// The list as it is in force, as the file that comes in, with changes.
fn file(change: impl Fn(&str) -> Option<String>) -> String {
    let text = Browser::of("analyst").get("/htmc/editions/2024-90/csv?dialect=rfc4180").expect(200).text();
    text.lines().filter_map(change).map(|line| line + "\r\n").collect()
}

/// A form with a file, as browsers send it.
fn send(browser: &Browser, path: &str, fields: &[(&str, &str)], csv: Option<&str>) -> Answer {
    let token = browser.token();
    let mut body = String::new();
    for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
        body += &format!("--frontier\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    if let Some(csv) = csv {
        body += "--frontier\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\ncontent-type: text/csv\r\n\r\n";
        body += &format!("{csv}\r\n");
    }
    body += "--frontier--\r\n";
    browser.send_body("POST", path, "multipart/form-data; boundary=frontier", body.into_bytes())
}

/// The act that amends the list: in force after the demonstration's day, so that the list of today stays what it is.
fn heading<'a>(edition: &'a str, source: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("edition", edition),
        ("act", "15"),
        ("signed_on", "2025-09-01"),
        ("paragraph", "қосымша, 1-тармақ"),
        ("from", if edition == "2025-15" { "2025-10-01" } else { "2027-01-01" }),
        ("source", source),
    ]
}

fn begun(browser: &Browser, edition: &str, source: &str, csv: Option<&str>) -> String {
    send(browser, NEW, &heading(edition, source), csv).expect(303).header("location").to_owned()
}

/// The bytes that a page hands to the signer.
fn to_sign(page: &Answer) -> Vec<u8> {
    let data = page.attribute("a[data-bytes]", "href").unwrap();
    STANDARD.decode(data.split_once(',').unwrap().1).unwrap()
}

/// The amendment of the tests: a code leaves section 1, one moves, one is renamed, one comes.
fn amended() -> String {
    let mut number = 0;
    let mut count = |line: &str| {
        let (section, rest) = line.split_once(',')?;
        if section == "planned-both" {
            number += 1;
            return Some(format!("{section},{number},{}", rest.split_once(',')?.1));
        }
        Some(line.to_owned())
    };
    let text = file(|line| {
        match () {
            // The last of section 1; the first of section 2, which goes to section 3 below.
            () if line.starts_with("emergency,25,") || line.contains(",92.321,") => None,
            () if line.starts_with("emergency,2,39.65,") => {
                Some("emergency,2,39.65,Жаңа атау,Новое название,A new name,,,".into())
            }
            () => Some(line.to_owned()),
        }
    });
    let text: Vec<String> = text.lines().filter_map(&mut count).collect();
    let last = text.len() - 75;
    assert!(text[last].starts_with("planned-insurance,1,"));
    let more = [
        "planned-insurance,76,92.321,Көшкен,Перенесённый,Moved,,,".to_owned(),
        "planned-insurance,77,11.111,Келген,Новый,Come,,,".to_owned(),
    ];
    [text, more.into()].concat().join("\r\n") + "\r\n"
}

#[test]
fn a_file_with_a_bad_row_is_refused_whole_with_the_number_and_the_reason_of_each() {
    let _alone = alone();
    let analyst = Browser::of("analyst");
    let bad = file(|line| {
        let line = line.replace("emergency,3,35.84,", "emergency,3,35.8x,");
        Some(line.replace("planned-both,1,", "planned-twice,1,"))
    });
    let refused = send(&analyst, NEW, &heading("2025-bad", "file"), Some(&bad)).expect(422);
    let told = refused.words(".govuk-error-summary__list");
    assert!(
        told.contains("Line 4: The code has none of the order’s five shapes")
            || told.contains("Line 4: The code has none of the order's five shapes"),
        "{told}"
    );
    assert!(told.contains("Line 27: There is no such section"), "{told}");
    assert!(!analyst.get("/htmc/drafts").expect(200).text().contains("2025-bad"), "nothing was taken");
    for (what, csv) in [("no file", None), ("another header", Some("code;name\r\n")), ("nothing in it", Some(""))] {
        let page = send(&analyst, NEW, &heading("2025-bad", "file"), csv).expect(422);
        assert_eq!(page.attribute(".govuk-error-summary a", "href").as_deref(), Some("#file"), "{what}");
    }
    // What is wrong with the act is told beside its field, and what was typed stays.
    let mut fields = heading("2024-90", "copy");
    let known = send(&analyst, NEW, &fields, None).expect(422);
    assert_eq!(known.attribute(".govuk-error-summary a", "href").as_deref(), Some("#edition"));
    assert_eq!(known.attribute("#act", "value").as_deref(), Some("15"));
    fields.retain(|(name, _)| *name != "from");
    let early = send(&analyst, NEW, &[&fields[..], &[("from", "2024-11-12")]].concat(), None).expect(422);
    assert!(early.count(".govuk-error-summary a[href='#from']") == 1, "{}", early.words("main"));
}

#[test]
fn an_edition_is_changed_by_hand_row_by_row_and_handed_back() {
    let _alone = alone();
    let (one, other) = (Browser::of("analyst"), Browser::of("analyst-02"));
    let draft = begun(&one, "2025-hand", "copy", None);
    assert_eq!(one.get(&draft).expect(200).count("#same"), 1, "a copy differs in nothing");
    let row = format!("{draft}/row");
    let form = one.get(&format!("{row}?section=planned-both&number=1&do=change")).expect(200);
    assert_eq!(form.attribute("#code", "value").as_deref(), Some("92.291"));
    let names = [("name_kk", "Атау"), ("name_ru", "Название"), ("name_en", "Name")];
    let with = |rest: &[(&'static str, &'static str)]| [&names[..], rest].concat();
    let twice =
        one.post(&row, &with(&[("section", "planned-both"), ("number", "1"), ("do", "add"), ("code", "92.201")])).expect(422);
    assert_eq!(twice.attribute(".govuk-error-summary a", "href").as_deref(), Some("#code"));
    one.post(&row, &with(&[("section", "planned-both"), ("number", "1"), ("do", "add"), ("code", "92.1")])).expect(303);
    one.post(&row, &with(&[("section", "planned-both"), ("number", "11"), ("do", "add"), ("code", "92.2")])).expect(422);
    one.post(&row, &[("section", "emergency"), ("number", "1"), ("do", "remove")]).expect(303);
    let page = one.get(&draft).expect(200);
    assert_eq!(page.attributes("#differences tbody tr", "data-kind"), ["removed", "added"]);
    assert_eq!(page.words("#section-planned-both tbody tr:nth-child(2) th"), "92.291", "those behind it moved on");
    assert_eq!(page.words("#section-emergency tbody tr:first-child td:first-child"), "1", "numbers run on");

    // Whoever handed it over does not sign it; the other one hands it back with a reason.
    one.post(&format!("{draft}/submit"), &[]).expect(303);
    let waiting = one.get(&draft).expect(200);
    assert_eq!((waiting.count("#own-work"), waiting.count("a[data-bytes]")), (1, 0));
    one.post(&row, &[("section", "emergency"), ("number", "1"), ("do", "remove")]).expect(409);
    let seal = person("analyst").seal(&to_sign(&other.get(&draft).expect(200)));
    let sent = [("signed", "x"), ("signature", &*STANDARD.encode(seal))];
    let refused = one.post(&format!("{draft}/signature"), &sent).expect(409);
    assert!(refused.words(".govuk-error-summary").contains("another analyst signs"));
    let blank = other.post(&format!("{draft}/return"), &[("reason", " ")]).expect(422);
    assert_eq!(blank.attribute(".govuk-error-summary a", "href").as_deref(), Some("#reason"));
    other.post(&format!("{draft}/return"), &[("reason", "1-бөлім толық емес")]).expect(303);
    assert!(one.get(&draft).expect(200).words("#returned").contains("1-бөлім толық емес"));
    one.post(&format!("{draft}/drop"), &[]).expect(303);
    one.post(&format!("{draft}/submit"), &[]).expect(409);
    assert_eq!(one.get(&draft).expect(200).count("main form"), 0);
}

#[test]
fn an_edition_approved_by_a_second_person_answers_from_its_day_on_and_is_compared_with_the_one_before() {
    let _alone = alone();
    let (one, other) = (Browser::of("analyst"), Browser::of("analyst-02"));
    let draft = begun(&one, "2025-15", "file", Some(&amended()));
    let kinds = ["added", "renamed", "removed", "moved"];
    let seen = one.get(&draft).expect(200).attributes("#differences tbody tr", "data-kind");
    assert_eq!(seen, kinds);
    one.post(&format!("{draft}/submit"), &[]).expect(303);
    let list = |day: &str| Ask::get(&format!("/api/v1/htmc/list?at={day}")).by(person("doctor-01")).ask().expect(200).value();
    assert_eq!(list("2025-10-01")["edition"]["edition"], "2024-90", "not approved yet");

    // A signature of somebody else, or over something else, approves nothing.
    let bytes = to_sign(&other.get(&draft).expect(200));
    assert!(
        String::from_utf8(bytes.clone()).unwrap().starts_with(r#"{"htmc_edition":1,"edition":"2025-15","act":{"number":"15""#)
    );
    let sign =
        |seal: Vec<u8>| other.post(&format!("{draft}/signature"), &[("signed", "x"), ("signature", &STANDARD.encode(seal))]);
    sign(person("analyst").seal(&bytes)).expect(422);
    sign(person("analyst-02").seal(b"something else")).expect(422);
    sign(b"nonsense".to_vec()).expect(422);
    assert_eq!(list("2025-10-01")["edition"]["edition"], "2024-90");
    let seal = person("analyst-02").seal(&bytes);
    sign(seal.clone()).expect(303);
    sign(seal).expect(303);
    assert!(other.get(&draft).expect(200).words("#summary").contains("Approved by"));
    one.post(&format!("{draft}/drop"), &[]).expect(409);

    for (day, expected, rows) in [("2025-09-30", "2024-90", 108), ("2025-10-01", "2025-15", 108)] {
        let answer = list(day);
        assert_eq!(
            (answer["edition"]["edition"].as_str(), answer["items"].as_array().unwrap().len()),
            (Some(expected), rows),
            "{day}"
        );
    }
    let reader = Browser::of("doctor-01");
    assert!(reader.get("/htmc?at=2025-10-01").expect(200).words("#of-edition").starts_with("2025-15 . Act No. 15 of 01.09.2025"));
    assert!(reader.get("/htmc/editions").expect(200).words("#editions").contains("Entered and approved"));
    // The difference, as a page and as files; each names the act.
    let query = "from=2024-90&to=2025-15";
    let page = reader.get(&format!("/htmc/diff?{query}")).expect(200);
    assert_eq!(page.attributes("#differences tbody tr", "data-kind"), kinds);
    assert!(page.words("#acts").contains("Act No. 15 of 01.09.2025"));
    let told: serde_json::Value =
        serde_json::from_slice(&reader.get(&format!("/htmc/diff/json?{query}")).expect(200).body).unwrap();
    let program = Ask::get(&format!("/api/v1/htmc/diff?{query}")).by(person("doctor-01")).ask().expect(200).value();
    assert_eq!(told, program);
    assert_eq!(told["acts"][0]["act"]["number"], "15");
    let moved = told["differences"].as_array().unwrap().iter().find(|one| one["kind"] == "moved").unwrap().clone();
    assert_eq!(
        (&moved["code"], &moved["from"]["section"], &moved["to"]["section"]),
        (&"92.321".into(), &"planned-both".into(), &"planned-insurance".into())
    );
    let csv = reader.get(&format!("/htmc/diff/csv?{query}&dialect=rfc4180")).expect(200).text();
    assert!(csv.contains("\r\nmoved,92.321,planned-both,2,") && csv.contains(",15 (2025-09-01)\r\n"), "{csv}");
    let book = reader.get(&format!("/htmc/diff/xlsx?{query}")).expect(200).body;
    assert!(parts(&book, "sharedStrings.xml")[0].contains("Edition 2025-15: act No. 15 of 2025-09-01"));
    // Backwards it says the same the other way round.
    let back = reader.get("/htmc/diff?from=2025-15&to=2024-90").expect(200);
    assert_eq!(back.attributes("#differences tbody tr", "data-kind"), ["removed", "renamed", "added", "moved"]);
    // Its name and day are taken now.
    let mut fields = heading("2025-16", "copy");
    fields.retain(|(name, _)| *name != "from");
    let again = send(&one, NEW, &[&fields[..], &[("from", "2025-10-01")]].concat(), None).expect(422);
    assert_eq!(again.attribute(".govuk-error-summary a", "href").as_deref(), Some("#from"));
}
