//! Signing in by digital signature.

use crate::browser::{Answer, Browser};
use crate::harness::{Person, person};
use crate::office::Office;
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The document of a page, byte for byte.
fn document(page: &Answer) -> Vec<u8> {
    let link = page.attribute("a[data-bytes]", "href").unwrap();
    STANDARD.decode(link.strip_prefix("data:application/octet-stream;base64,").unwrap()).unwrap()
}

fn code(page: &Answer) -> String {
    page.attribute("form[action='/enter/signature'] input[name=signed]", "value").unwrap()
}

fn seal(who: &Person, bytes: &[u8]) -> String {
    STANDARD.encode(who.seal(bytes))
}

fn send(browser: &Browser, code: &str, signature: &str) -> Answer {
    browser.send("POST", "/enter/signature", &[("signed", code), ("signature", signature)])
}

#[test]
fn whoever_signs_the_document_is_let_in_as_who_they_are() {
    for id in ["doctor-01", "chair-01", "expert-02"] {
        let browser = Browser::new("en");
        let page = browser.get("/enter/signature?next=%2Fme").expect(200);
        let answer = send(&browser, &code(&page), &seal(person(id), &document(&page))).expect(303);
        assert_eq!(answer.header("location"), "/me");
        let me = browser.follow(&answer).expect(200);
        assert!(me.words("main").contains(id) && me.words("main").contains("digital signature"), "{}", me.words("main"));
    }
}

#[test]
fn the_document_says_in_three_languages_what_is_signed_and_where() {
    let page = Browser::new("kk").get("/enter/signature").expect(200);
    let (bytes, code) = (document(&page), code(&page));
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        page.html().select(&scraper::Selector::parse("#document").unwrap()).next().unwrap().text().collect::<String>(),
        text
    );
    for part in [
        "ЖҮЙЕГЕ КІРУ",
        "ВХОД В СИСТЕМУ",
        "SIGNING IN",
        &format!("Code: {code}\n"),
        "Address: http://127.0.0.1:",
        "Time: 2025-09-02T",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(code.len(), 64);
}

#[test]
fn a_document_is_good_once_for_its_browser_and_for_its_own_bytes() {
    let (doctor, chair) = (person("doctor-01"), person("chair-01"));
    let fresh = || {
        let browser = Browser::new("en");
        let page = browser.get("/enter/signature").expect(200);
        (browser, code(&page), document(&page))
    };
    let (browser, code, bytes) = fresh();
    let (other, other_code, other_bytes) = fresh();
    // Another browser has the document and a good signature, and gets nothing.
    assert_eq!(send(&other, &code, &seal(doctor, &bytes)).status, 403);
    // The signature of another document is none of this one; the document is used up by it.
    assert_eq!(send(&other, &other_code, &seal(doctor, &bytes)).status, 422);
    assert_eq!(send(&other, &other_code, &seal(doctor, &other_bytes)).status, 403);
    let good = seal(chair, &bytes);
    send(&browser, &code, &good).expect(303);
    // The same again opens nothing, neither here nor where somebody took the cookies along.
    let replay = Browser::new("en");
    assert_eq!(send(&replay, &code, &good).status, 403);
    for (what, signature) in [("nothing", ""), ("no signature", "bm90aGluZw=="), ("no base64", "%%%")] {
        let (browser, code, _) = fresh();
        assert_eq!(send(&browser, &code, signature).status, 422, "{what}");
        assert_eq!(browser.cookie("__Host-saraptama"), None, "{what}");
    }
    assert_eq!(send(&fresh().0, "never asked", &good).status, 403);
    assert_eq!(send(&Browser::new("en"), "", "").status, 403);
}

#[test]
fn a_signature_may_come_as_a_file_where_there_are_no_scripts() {
    let browser = Browser::new("en");
    let page = browser.get("/enter/signature").expect(200);
    let part = |name: &str, bytes: &[u8], file: &str| {
        let head = format!("--frontier\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    };
    let signature = person("doctor-01").seal(&document(&page));
    let body = [
        part("signed", code(&page).as_bytes(), ""),
        part("signature", &signature, "; filename=\"signature.p7s\""),
        b"--frontier--\r\n".to_vec(),
    ];
    let answer = browser.send_body("POST", "/enter/signature", "multipart/form-data; boundary=frontier", body.concat());
    assert_eq!(answer.status, 303, "{}", answer.words("main"));
    browser.get("/me").expect(200);
}

#[test]
fn whoever_is_not_in_the_register_of_roles_is_told_what_to_do() {
    let mut office = Office::prepare("stranger", "mis");
    office.register(|entries| entries.retain(|entry| entry["principal"]["id"] != "doctor-02"));
    office.start();
    let browser = office.browser();
    let page = browser.get("/enter/signature").expect(200);
    let key = |name: &str| std::fs::read_to_string(office.folder.join("identities/doctor-02").join(name)).unwrap();
    let stranger = saraptama_sign::authority::Identity::from_pem(&key("cert.pem"), &key("key.pem")).unwrap();
    let signature = stranger.sign_detached(&document(&page), "2025-09-02T04:30:00Z".parse().unwrap()).unwrap();
    let page = send(&browser, &code(&page), &STANDARD.encode(signature)).expect(403);
    assert!(page.words("main").contains("Ask the operator"), "{}", page.words("main"));
    // Somebody whom another authority vouches for is nobody here.
    let page = browser.get("/enter/signature").expect(200);
    let foreign = send(&browser, &code(&page), &seal(person("doctor-01"), &document(&page))).expect(422);
    assert!(foreign.words("main").contains("trusted"), "{}", foreign.words("main"));
    office.stop();
}
