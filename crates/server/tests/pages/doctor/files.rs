//! Files beside an examination.

use super::Desk;
use crate::browser::Answer;
use serde_json::Value;

const KIND: &str = "multipart/form-data; boundary=XX";

/// Sends the examinations with a file, as a browser does.
fn attach(desk: &Desk, form: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Answer {
    let at = format!("{form}/examinations");
    let page = desk.browser.get(&at).expect(200);
    let mut all = page.fields(&at);
    all.retain(|(known, _)| !fields.iter().any(|(name, _)| name == known));
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let mut body = Vec::new();
    for (name, value) in all {
        body.extend(format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(format!("--XX\r\ncontent-disposition: form-data; name=\"evidence.dna-mutation.file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n").into_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--XX--\r\n");
    desk.browser.send_body("POST", &at, KIND, body)
}

fn begun(desk: &Desk) -> String {
    let form = desk.begin();
    desk.save(&form, "diagnosis", &[("diagnosis.main.icd10", "E76.1")], "next").expect(303);
    form
}

#[test]
fn a_file_is_kept_by_its_digest_named_by_its_content_and_given_back_as_an_attachment() {
    let desk = Desk::of("doctor-11");
    let form = begun(&desk);
    attach(&desk, &form, &[("do", "save")], "C:\\кариотип.pdf", b"%PDF-1.7 abc").expect(303);
    let entry = desk.stored(&form)["evidence"][0].clone();
    assert_eq!((entry["kind"].as_str(), entry["status"].as_str()), (Some("dna-mutation"), Some("attached")));
    let document = &entry["document"];
    assert_eq!(
        (document["media_type"].as_str(), document["size"].as_u64(), document["name"].as_str()),
        (Some("application/pdf"), Some(12), Some("кариотип.pdf"))
    );
    let to = format!("{form}/files/{}", document["sha256"].as_str().unwrap());
    let file = desk.browser.get(&to).expect(200);
    assert_eq!(file.body, b"%PDF-1.7 abc");
    assert_eq!((file.header("content-disposition"), file.header("x-content-type-options")), ("attachment", "nosniff"));
    // Another takes its place, and it can be taken out.
    attach(&desk, &form, &[("do", "save")], "b.png", b"\x89PNG\r\n\x1a\nx").expect(303);
    assert_eq!(desk.stored(&form)["evidence"][0]["document"]["media_type"], "image/png");
    desk.save(&form, "examinations", &[], "drop:dna-mutation").expect(303);
    assert_eq!(desk.stored(&form)["evidence"][0]["document"], Value::Null);
    assert_eq!(desk.browser.get(&format!("{form}/files/{}", "0".repeat(64))).status, 404);
}

#[test]
fn a_file_of_another_kind_or_size_is_refused_in_words_and_what_was_typed_beside_it_is_saved() {
    let desk = Desk::of("doctor-11");
    let large = [b"%PDF-".to_vec(), vec![b'x'; 10 * 1024 * 1024 - 4]].concat();
    for (name, bytes, why) in
        [("a.pdf", b"<script>".to_vec(), "no PDF, JPEG, PNG or DICOM"), ("b.pdf", large, "larger than 10 MiB")]
    {
        let form = begun(&desk);
        let typed = [("evidence.dna-mutation.conclusion", "IDS c.1402C>T"), ("do", "save")];
        let page = attach(&desk, &form, &typed, name, &bytes).expect(422);
        assert!(page.words("[id='evidence.dna-mutation.file-error']").contains(why), "{}", page.words(".govuk-error-summary"));
        assert!(page.attributes(".govuk-error-summary a", "href").contains(&"#evidence.dna-mutation.file".to_owned()));
        let entry = desk.stored(&form)["evidence"][0].clone();
        assert_eq!((entry["conclusion"].as_str(), &entry["document"]), (Some("IDS c.1402C>T"), &Value::Null));
    }
    let largest = [b"%PDF-".to_vec(), vec![b'x'; 10 * 1024 * 1024 - 5]].concat();
    attach(&desk, &begun(&desk), &[("do", "save")], "c.pdf", &largest).expect(303);
}

#[test]
fn a_file_without_the_token_of_the_page_is_not_taken() {
    let desk = Desk::of("doctor-11");
    let form = begun(&desk);
    attach(&desk, &form, &[("csrf", "x")], "a.pdf", b"%PDF-1.7").expect(403);
    assert_eq!(desk.stored(&form)["evidence"], serde_json::json!([]));
    let nonsense = desk.browser.send_body("POST", &format!("{form}/examinations"), KIND, b"--YY\r\n".to_vec());
    assert!((400..500).contains(&nonsense.status), "{}", nonsense.status);
}
