//! From the freeze to the signature, as a browser without scripts and without NCALayer goes: by fields and by files.

use crate::browser::{Answer, Browser};
use crate::cases::Form;
use crate::harness::person;
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The bytes that a page offers for signing, in its order.
fn offered(page: &Answer) -> Vec<Vec<u8>> {
    let links = page.attributes("a[data-bytes]", "href");
    links.iter().map(|link| STANDARD.decode(link.split_once(',').unwrap().1).unwrap()).collect()
}

fn base64(der: &[u8]) -> String {
    STANDARD.encode(der)
}

#[test]
fn one_form_is_frozen_and_signed_from_its_page_and_shows_where_it_goes() {
    let form = Form::new(9).stored();
    let chair = Browser::of("chair-09");
    let page = chair.get(&format!("/chair/forms/{}", form.id)).expect(200);
    let page = chair.follow(&chair.submit(&page, "/chair/freeze", &[])).expect(200);
    assert_eq!(offered(&page), std::slice::from_ref(&form.bytes), "exactly the frozen bytes");
    assert_eq!(page.attribute("[data-sign]", "data-key-type").as_deref(), Some("SIGNATURE"));
    assert!(page.count("script[src^='/assets/sign.js']") == 1 && page.count("noscript") == 1);
    let signed = chair.submit(&page, "/chair/signatures", &[("signature", &base64(&form.seal()))]);
    let page = chair.follow(&signed).expect(200);
    assert!(page.words("#journey").contains("Signed by the chair"), "{}", page.words("#journey"));
    assert_eq!(page.count("#actions"), 0, "nothing is left to do");
    assert!(form.stages().starts_with(&["checked", "frozen", "signed"].map(str::to_owned)));
    let queue = chair.get("/chair").expect(200);
    assert!(queue.attributes("#signed-today a", "href").contains(&format!("/chair/forms/{}", form.id)));
}

#[test]
fn a_signature_that_does_not_hold_says_why_and_can_be_tried_again() {
    let form = Form::new(9).frozen();
    let chair = Browser::of("chair-09");
    let stranger = person("chair-10").seal(&form.bytes);
    let other_bytes = person("chair-09").seal(b"other bytes");
    for (signature, told) in [
        (base64(&stranger), "p. 2(4)"),
        (base64(&other_bytes), "other bytes"),
        (String::new(), "empty"),
        ("no signature".to_owned(), "CMS signature in DER"),
    ] {
        let page = chair.post("/chair/signatures", &[("signed", &form.id), ("signature", &signature)]).expect(422);
        let results = page.words("#results");
        assert!(results.contains("not signed") && results.contains(told), "{told}: {results}");
        assert_eq!(page.count("[data-sign] input[name=signed]"), 1, "it can be tried again at once");
        assert_eq!(form.stages(), ["checked", "frozen"]);
    }
    chair.post("/chair/signatures", &[("signed", &form.id), ("signature", &base64(&form.seal()))]).expect(303);
}

#[test]
fn several_are_signed_together_and_each_signature_is_kept_by_itself() {
    let forms = [Form::new(10).stored(), Form::new(10).stored(), Form::blocked(10).stored()];
    let chair = Browser::of("chair-10");
    let chosen: Vec<(&str, &str)> = forms.iter().map(|form| ("form", form.id.as_str())).collect();
    let page = chair.follow(&chair.post("/chair/freeze", &chosen)).expect(200);
    assert_eq!(offered(&page), [forms[0].bytes.clone(), forms[1].bytes.clone()]);
    assert!(page.attributes("#left-out a", "href").contains(&format!("/chair/forms/{}", forms[2].id)));
    assert!(page.words("#left-out").contains("p. 4"), "{}", page.words("#left-out"));
    let (right, wrong) = (base64(&forms[0].seal()), base64(&forms[0].seal()));
    let sent = [("signed", forms[0].id.as_str()), ("signature", &right), ("signed", &forms[1].id), ("signature", &wrong)];
    let page = chair.post("/chair/signatures", &sent).expect(422);
    assert_eq!(page.count("#results tbody tr"), 2);
    assert_eq!(page.count("#results .govuk-tag--green"), 1);
    assert_eq!(offered(&page), [forms[1].bytes.clone()], "what was not signed waits, frozen");
    assert_eq!(forms[1].stages(), ["checked", "frozen"]);
    assert!(forms[0].stages().contains(&"signed".to_owned()));
    let right = base64(&forms[1].seal());
    chair.post("/chair/signatures", &[("signed", &forms[1].id), ("signature", &right)]).expect(303);
}

#[test]
fn a_signature_made_elsewhere_is_handed_in_as_a_file() {
    let form = Form::new(9).frozen();
    let chair = Browser::of("chair-09");
    let page = chair.get(&format!("/chair/sign?form={}", form.id)).expect(200);
    assert_eq!(page.count("form[enctype='multipart/form-data'] input[type=file]"), 1);
    let mut body = vec![];
    for (name, value) in
        [("csrf", chair.token().into_bytes()), ("signed", form.id.clone().into_bytes()), ("signature", form.seal())]
    {
        let file = if name == "signature" { "; filename=\"a.p7s\"" } else { "" };
        body.extend(format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes());
        body.extend(value);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    chair.follow(&chair.send_body("POST", "/chair/signatures", "multipart/form-data; boundary=x", body)).expect(200);
    assert!(form.stages().contains(&"signed".to_owned()));
}

#[test]
fn what_is_no_choice_is_answered_in_words() {
    let chair = Browser::of("chair-09");
    assert!(chair.post("/chair/freeze", &[]).expect(422).words("h1").contains("No form was chosen"));
    assert_eq!(chair.post("/chair/freeze", &[("form", "nonsense")]).status, 404);
    assert_eq!(chair.get("/chair/sign").status, 422);
    assert_eq!(chair.get("/chair?cursor=nonsense").status, 404);
    let ids: Vec<String> = (0..21).map(|n| format!("0198f0a2-0000-7000-8000-0000000000{n:02}")).collect();
    let many: Vec<(&str, &str)> = ids.iter().map(|id| ("form", id.as_str())).collect();
    assert_eq!(chair.post("/chair/freeze", &many).status, 422);
    let large = "A".repeat(2 << 20);
    assert_eq!(chair.post("/chair/signatures", &[("signed", "x"), ("signature", &large)]).status, 413);
    assert_eq!(chair.send_body("POST", "/chair/signatures", "multipart/form-data; boundary=x", vec![0; 2 << 20]).status, 422);
}
