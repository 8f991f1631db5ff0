//! A commission's decision on referral to high-tech care, from the form to the signed paper.

use crate::browser::{Answer, Browser};
use crate::harness::person;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::Iin;

const NEW: &str = "/chair/high-tech/new";

/// An invented person: 3 May 1971.
fn iin() -> String {
    let digits = (0..10).find_map(|n| Iin::complete(format!("7105033500{n}").into_bytes().try_into().unwrap()));
    digits.unwrap().as_str().to_owned()
}

fn fields(iin: &str) -> Vec<(&str, &str)> {
    vec![
        ("iin", iin),
        ("patient-name", "Сынақов Сынақ"),
        ("birth-date", "1971-05-03"),
        ("icd10", "I50.0"),
        ("diagnosis", "Жүрек функциясының жеткіліксіздігі"),
        ("urgency", "planned"),
        ("payer", "insurance"),
        ("grounds", "Дәрімен емдеу нәтиже бермеді"),
        ("granted", "yes"),
        ("number", "17"),
        ("decided-on", "2025-09-01"),
        ("members", "Бірінші М.\nЕкінші М."),
    ]
}

fn with<'f>(mut fields: Vec<(&'f str, &'f str)>, changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    fields.extend(changes);
    fields
}

fn sent(chair: &Browser, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    chair.submit(page, NEW, fields)
}

#[test]
fn urgency_and_payer_lead_to_the_sections_and_a_person_chooses_the_row() {
    let chair = Browser::of("chair-04");
    let (page, iin) = (chair.get(NEW).expect(200), iin());
    let find =
        |changes: &[(&str, &str)]| sent(&chair, &page, &with(fields(&iin), &[changes, &[("find", "1")]].concat())).expect(200);
    // 92.291 stands in two sections that insurance pays for: nothing chooses silently (AMB-39).
    let both = find(&[("q", "92.291")]);
    let offered = both.attributes("input[name=row]", "value");
    assert_eq!(offered, ["planned-both 92.291", "planned-insurance 92.291"]);
    assert_eq!(both.count("input[name=row][checked]"), 0);
    assert_eq!(both.attribute("#number", "value").as_deref(), Some("17"), "what was typed is not lost");
    let free = find(&[("q", "92.291"), ("payer", "guaranteed-volume")]);
    assert_eq!(free.attributes("input[name=row]", "value"), ["planned-both 92.291"]);
    let emergency = find(&[("q", "00.50"), ("urgency", "emergency"), ("payer", "guaranteed-volume")]);
    assert_eq!(emergency.attributes("input[name=row]", "value"), ["emergency 00.50"]);
    let nobody = find(&[("q", "00.50"), ("urgency", "emergency")]);
    assert!(nobody.words("#service").contains("no section for this admission"), "{}", nobody.words("#service"));
    assert_eq!(find(&[("q", "35.990")]).attributes("input[name=row]", "value"), ["planned-insurance 35.9900"], "zeros count");
    let named = find(&[("q", "ТРАНСПЛАНТАЦИЯ")]);
    assert!(named.count("input[name=row]") > 0, "by a name");
}

#[test]
fn a_decision_is_written_signed_by_the_chair_printed_and_stays_where_it_is() {
    let chair = Browser::of("chair-04");
    let (page, iin) = (chair.get(NEW).expect(200), iin());
    let row = ("row", "planned-insurance 92.291");
    for (changes, field) in [
        (vec![("birth-date", "1971-05-04"), row], "#birth-date"),
        (vec![("decided-on", "2025-09-03"), row], "#decided-on"),
        (vec![("iin", "123456789012"), row], "#iin"),
        (vec![("row", "emergency 00.50")], "#row"),
        (vec![("row", "planned-insurance 92.2910")], "#row"),
        (vec![("granted", ""), row], "#granted"),
        (vec![("members", " "), row], "#members"),
    ] {
        let refused = sent(&chair, &page, &with(fields(&iin), &changes)).expect(422);
        let led = refused.attributes(".govuk-error-summary a", "href");
        assert_eq!(led, [field], "{changes:?}");
    }
    let written = sent(&chair, &page, &with(fields(&iin), &[row]));
    let page = chair.follow(&written).expect(200);
    let place = written.header("location").replace("/sign", "");
    let offered = page.attribute("a[data-bytes]", "href").unwrap();
    let bytes = STANDARD.decode(offered.split_once(',').unwrap().1).unwrap();
    let said: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        (&said["section"], &said["code"], &said["granted"]),
        (&"planned-insurance".into(), &"92.291".into(), &true.into())
    );
    let digest = page.attribute("[data-sign] input[name=signed]", "value").unwrap();
    // Of another organisation it is not there.
    let other = Browser::of("chair-05");
    for tail in ["", "/sign", "/print"] {
        assert_eq!(other.get(&format!("{place}{tail}")).status, 404, "{tail}");
    }
    let seal = |id: &str| STANDARD.encode(person(id).seal(&bytes));
    let signature = format!("{place}/signature");
    assert_eq!(other.post(&signature, &[("signed", &digest), ("signature", &seal("chair-05"))]).status, 404);
    chair.post(&signature, &[("signed", &digest), ("signature", &seal("chair-05"))]).expect(422);
    let page = chair.follow(&chair.post(&signature, &[("signed", &digest), ("signature", &seal("chair-04"))])).expect(200);
    assert!(page.words("#signed").contains("signed at"), "{}", page.words("main"));
    assert_eq!(chair.post(&place, &with(fields(&iin), &[row, ("number", "18")])).status, 409, "nothing changes it");
    for (lang, said) in [("kk", "ЖТМК-ға жіберілсін"), ("ru", "Направить на ВТМП"), ("en", "Refer to high-tech care")]
    {
        let printed = chair.get(&format!("{place}/print?in={lang}")).expect(200);
        assert!(printed.words("article").contains(said) && !printed.words("article").contains("paper-"), "{lang}");
    }
    if cfg!(feature = "pdf") {
        let pdf = chair.get(&format!("{place}/print/pdf?in=kk")).expect(200);
        assert!(pdf.body.starts_with(b"%PDF-1.7") && !pdf.header("content-disposition").contains(&iin));
    }
    assert!(chair.get("/chair/high-tech").expect(200).words("#referrals").contains("Сынақов"));
    assert!(!other.get("/chair/high-tech").expect(200).words("main").contains("Сынақов"));
}
