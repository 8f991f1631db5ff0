//! A vendor's own format at the door: translated before freezing, kept beside the form as it came.

use crate::cases::{Form, chair, doctor};
use crate::harness::{Ask, Got, server};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::Sha256;
use serde_json::Value;

const FLAT: &str = "application/vnd.saraptama.flat-export+json";
const CDA: &str = "application/vnd.saraptama.cda-document+xml";

/// The fixture's document, made one of the `n`-th clinic: a new id, its BIN, its doctor and its chair.
fn document(fixture: &str, n: usize, id: &str) -> String {
    let file = format!("{}/../wire/tests/vendor/{fixture}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).unwrap();
    let of_fixture = ["5b1f6c0a-3d52-4a77-9d0e-6f2f1c7e4a10", "0c6d1f3e-8b1d-4a55-8f1c-2f9b7d6e5a41"];
    let text = of_fixture.iter().fold(text, |text, old| text.replace(old, id));
    let text = text
        .replace("221140839146", &doctor(n).bin)
        .replace("710506333065", &chair(n).iin)
        .replace("800203404901", &doctor(n).iin);
    // The demonstration lives in September 2025; the fixtures in January 2026.
    let text = text.replace("05.01.2026", "02.09.2025").replace("20260105", "20250902").replace("07.10.2025", "07.08.2025");
    text.replace("20251007", "20250807")
        .replace("14.09.2025", "14.08.2025")
        .replace("20250914", "20250814")
        .replace("10.10.2025", "10.08.2025")
}

fn put(n: usize, id: &str, tail: &str, kind: &str, body: &str) -> Got {
    Ask::new("PUT", &format!("/api/v1/forms/{id}{tail}")).by(doctor(n)).body(kind, body).ask()
}

fn new_id() -> String {
    Form::new(1).id
}

fn original(n: usize, id: &str) -> Got {
    Ask::get(&format!("/api/v1/forms/{id}/original")).by(doctor(n)).ask()
}

#[test]
fn the_chair_signs_our_json_and_the_vendors_document_stays_beside_it_byte_by_byte() {
    for (fixture, kind) in [("flat-export/limb.in.json", FLAT), ("cda-document/limb.in.xml", CDA)] {
        let (n, id) = (5, new_id());
        let sent = document(fixture, n, &id);
        let check = put(n, &id, "", kind, &sent).expect(201).value();
        assert_eq!(check["decision"], "signable", "{check}");
        assert_eq!(put(n, &id, "", kind, &sent).status, 200);
        let stored: Value = Ask::get(&format!("/api/v1/forms/{id}")).by(doctor(n)).ask().expect(200).value();
        assert_eq!((&stored["form"], &stored["patient"]["birth_date"]), (&"031/e".into(), &"1985-02-26".into()));
        let form = Form { clinic: n, id: id.clone(), bytes: serde_json::to_vec(&stored).unwrap() };
        let frozen = form.freeze().expect(200).value();
        let bytes = STANDARD.decode(frozen["bytes_base64"].as_str().unwrap()).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), stored);
        form.sign(chair(n).seal(&bytes)).expect(201);
        let got = original(n, &id).expect(200);
        assert_eq!((got.body.as_slice(), got.header("content-type")), (sent.as_bytes(), kind));
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::of(sent.as_bytes()).0));
        assert_eq!(got.header("repr-digest"), digest);
        // After the signature: the same document is the same form, another one is refused.
        assert_eq!(put(n, &id, "", kind, &sent).status, 200);
        put(n, &id, "", kind, &sent.replace("терапевт", "хирург")).problem(409);
        put(n, &id, "", kind, "nonsense").problem(409);
        form.reached("accepted-by-data-bank");
    }
}

#[test]
fn a_format_may_be_named_in_the_address_beside_a_plain_media_type() {
    let (n, id) = (5, new_id());
    let sent = document("cda-document/limb.in.xml", n, &id);
    put(n, &id, "?format=cda-document", "text/xml", &sent).expect(201);
    put(n, &id, "?format=cda-document", "application/json", &sent).problem(415);
    put(n, &id, "?format=nobody", "application/json", &sent).problem(415);
    put(n, &id, "", "application/vnd.saraptama.nobody+json", &sent).problem(415);
    let told = put(n, &id, "", "text/xml", &sent).problem(415);
    assert!(told["detail"].as_str().unwrap().contains(CDA), "{told}");
}

#[test]
fn a_field_that_is_not_named_or_not_read_is_an_error_by_its_path_and_nothing_is_stored() {
    let (n, id) = (5, new_id());
    let sent = document("flat-export/unreadable.in.json", n, &id);
    let problem = put(n, &id, "", FLAT, &sent).problem(422);
    let findings = problem["findings"].as_array().unwrap();
    let found = |path: &str| findings.iter().find(|one| one["original"] == path).unwrap_or_else(|| panic!("{path}: {problem}"));
    assert_eq!(found("/Туған_күні")["code"], "original.unreadable");
    assert_eq!(found("/Жаңа_өріс/ішкі/0")["code"], "original.unmapped");
    for language in ["kk", "ru", "en"] {
        let message = found("/Туған_күні")["message"][language].as_str().unwrap();
        assert!(message.contains("/Туған_күні") && message.contains("DD.MM.YYYY") && !message.contains("1985"), "{message}");
    }
    Ask::get(&format!("/api/v1/forms/{id}")).by(doctor(n)).ask().problem(404);
    let log = std::fs::read_to_string(&server().log).unwrap();
    assert!(!log.contains("850226441534") && !log.contains("Әбдіғұлова"));
}

#[test]
fn what_the_check_misses_is_named_by_the_vendors_own_field() {
    let (n, id) = (5, new_id());
    let sent = document("flat-export/limb.in.json", n, &id).replace("\"Телефоны\": null", "\"Телефоны\": \"7\"");
    let mut flat: Value = serde_json::from_str(&sent).unwrap();
    flat.as_object_mut().unwrap().remove("Тегі");
    flat["Зерттеулер"][1].as_object_mut().unwrap().remove("Жергілікті_күйі");
    flat["ЖСН"] = "850226441535".into();
    let sent = serde_json::to_string(&flat).unwrap();
    for got in [
        put(n, &id, "", FLAT, &sent).expect(201),
        Ask::new("POST", "/api/v1/check").by(doctor(n)).body(FLAT, sent.as_str()).ask().expect(200),
    ] {
        let check = got.value();
        assert_eq!(check["decision"], "blocked");
        let findings = check["findings"].as_array().unwrap();
        for (code, ours, theirs) in [("field.missing", "/patient/family_name", "/Тегі"), ("iin.checksum", "/patient/iin", "/ЖСН")]
        {
            let found = findings.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{code}: {check}"));
            assert_eq!((&found["pointer"], &found["original"]), (&ours.into(), &theirs.into()));
        }
    }
    // A plain form afterwards is not what the document means, so nothing stands beside it any more.
    assert_eq!(original(n, &id).expect(200).body, sent.as_bytes());
    let plain = Form::of(n, |form| form["id"] = id.clone().into());
    plain.put().expect(200);
    original(n, &id).problem(404);
}

#[test]
fn only_who_may_see_the_form_may_see_its_original() {
    let (n, id) = (5, new_id());
    put(n, &id, "", FLAT, &document("flat-export/limb.in.json", n, &id)).expect(201);
    let path = format!("/api/v1/forms/{id}/original");
    Ask::get(&path).ask().problem(401);
    Ask::get(&path).by(crate::harness::person("staff")).ask().problem(403);
    Ask::get(&path).by(doctor(6)).ask().problem(404);
    Ask::get(&path).by(chair(n)).ask().expect(200);
    let big = format!("{{\"x\":\"{}\"}}", " ".repeat(3 << 20));
    put(n, &id, "", FLAT, &big).problem(413);
}
