//! Yearly figures imported and judged (order B, annex 1 p. 3–4), as an analyst does it.

#[allow(dead_code, reason = "the tests of the languages use the rest")]
#[path = "../../../wire/tests/books/mod.rs"]
mod books;

use crate::browser::{Answer, Browser};
use crate::harness::person;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use books::{Cell, workbook};

const EXAMPLE: &str = include_str!("../../../../docs/examples/htmc-transition.csv");
const PATH: &str = "/htmc/transition";

fn import(browser: &Browser, name: &str, bytes: &[u8]) -> Answer {
    let token = browser.token();
    let mut body = format!("--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n").into_bytes();
    body.extend(format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--x--\r\n");
    browser.send_body("POST", PATH, "multipart/form-data; boundary=x", body)
}

#[test]
fn the_worked_example_is_imported_and_comes_out_as_its_document_says() {
    let analyst = Browser::of("analyst-02");
    let page = analyst.follow(&import(&analyst, "figures.csv", EXAMPLE.as_bytes())).expect(200);
    let place = page.attribute("#protocol", "href").unwrap().replace("/protocol", "");
    assert_eq!(page.count("#types tbody tr"), 108);
    for (show, rows, told) in [("excluded", 1, "35.84"), ("watch", 1, "37.66")] {
        let part = analyst.get(&format!("{place}?show={show}")).expect(200);
        assert_eq!(part.count("#types tbody tr"), rows, "{show}");
        assert!(part.words("#types tbody th").contains(told), "{}", part.words("#types tbody"));
    }
    let watched = analyst.get(&format!("{place}/type?section=emergency&code=37.66&year=2025")).expect(200);
    let t1 = watched.words("#T1");
    assert!(t1.contains("4") && t1.contains("at least 5") || t1.contains("5 are needed") || t1.contains("needed"), "{t1}");
    assert!(watched.words("#outcome").contains("watched"));
    assert_eq!(watched.count("#T1 tbody tr"), 27, "two counts, twenty regions, five zones");
    let t2 = watched.words("#T2");
    assert!(t2.contains("73800000.00") && t2.contains("1961679.83") && t2.contains("1954970.51"), "both means: {t2}");
    let unknown = analyst.get(&format!("{place}/type?section=planned-insurance&code=86.66&year=2025")).expect(200);
    assert!(unknown.words("#T1").contains("another reading differs"), "{}", unknown.words("#T1"));
    assert!(unknown.words("#T3").contains("not known") && unknown.words("#T3").contains("Abai"), "{}", unknown.words("#T3"));
    assert_eq!(analyst.get(&format!("{place}/type?section=emergency&code=37.660&year=2025")).status, 404, "zeros count");
    for (lang, said) in [("kk", "108 түрдің 1 түрі"), ("ru", "Из 108 видов исключаются 1"), ("en", "Of 108 types 1 leave")]
    {
        let printed = analyst.get(&format!("{place}/protocol?in={lang}")).expect(200);
        assert!(printed.words("article").replace(['\u{2068}', '\u{2069}'], "").contains(said), "{}", printed.words("article"));
        assert!(!printed.words("article").contains("paper-"), "{lang}");
    }
    if cfg!(feature = "pdf") {
        assert!(analyst.get(&format!("{place}/protocol/pdf?in=ru")).expect(200).body.starts_with(b"%PDF-1.7"));
    }
    // Once more: it stands beside the first and replaces nothing.
    let before = analyst.get(PATH).count("#imports tbody tr");
    analyst.follow(&import(&analyst, "figures.csv", EXAMPLE.as_bytes())).expect(200);
    assert_eq!(analyst.get(PATH).count("#imports tbody tr"), before + 1);
    analyst.get(&place).expect(200);
}

#[test]
fn every_refused_row_is_told_with_its_number_and_nothing_is_kept_of_the_file() {
    let analyst = Browser::of("analyst-03");
    let before = analyst.get(PATH).expect(200).words("#imports tbody");
    let bad = EXAMPLE.replacen("35.84,emergency", "35.840,emergency", 1).replacen("KZ-19,south", "KZ-19,nowhere", 1);
    let page = import(&analyst, "figures.csv", bad.as_bytes()).expect(422);
    assert_eq!(page.count("#refused tbody tr"), 2);
    let told = page.words("#refused tbody");
    assert!(told.starts_with('2') && told.contains("no such code") && told.contains("5 "), "{told}");
    assert_eq!(page.attribute(".govuk-error-summary a", "href").as_deref(), Some("#refused"));
    let rows = [vec![Cell::Text("code"), Cell::Number("1")]];
    for (name, bytes, said) in [
        ("a.xlsx", workbook(&rows, &[]), "first line"),
        ("b.xlsx", b"PK\x03\x04 and nothing more".to_vec(), "workbook"),
        ("c.csv", b"\xff\xfe\0".to_vec(), "first line"),
        ("d.csv", vec![b'x'; 11 << 20], "larger than 10 MiB"),
    ] {
        let page = import(&analyst, name, &bytes).expect(422);
        assert!(page.words("main").contains(said), "{name}: {}", page.words("main"));
    }
    let none = analyst.post(PATH, &[]).expect(422);
    assert!(none.words(".govuk-error-summary").contains("Choose a file"));
    let after = analyst.get(PATH).words("#imports tbody");
    assert!(after.ends_with(&before), "nothing of these was kept: {after}");
}

#[test]
fn a_second_analyst_signs_the_protocol_and_after_that_nothing_changes_it() {
    let importer = Browser::of("analyst-02");
    let page = importer.follow(&import(&importer, "figures.csv", EXAMPLE.as_bytes())).expect(200);
    let place = page.attribute("#protocol", "href").unwrap().replace("/protocol", "");
    assert!(page.words("#state").contains("not signed") && page.count("#sign") == 0);
    assert!(page.words("#own-work").contains("second analyst"), "{}", page.words("main"));
    let refused = importer.get(&format!("{place}/sign")).expect(409);
    assert!(refused.words("main").contains("second analyst"), "{}", refused.words("main"));
    let second = Browser::of("analyst-03");
    let page = second.get(&second.get(&place).attribute("#sign", "href").unwrap()).expect(200);
    let offered = page.attribute("a[data-bytes]", "href").unwrap();
    let bytes = STANDARD.decode(offered.split_once(',').unwrap().1).unwrap();
    let protocol: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&protocol["protocol"], &protocol["file"]["rows"]), (&"htmc-transition/1".into(), &187.into()));
    let types = protocol["types"].as_array().unwrap();
    assert_eq!((types.len(), types.iter().filter(|one| one["excluded"] == true).count()), (108, 1));
    let digest = page.attribute("[data-sign] input[name=signed]", "value").unwrap();
    let (signature, seal) = (format!("{place}/signature"), |id: &str| STANDARD.encode(person(id).seal(&bytes)));
    let sent = |browser: &Browser, over: &str, by: &str| browser.post(&signature, &[("signed", over), ("signature", &seal(by))]);
    assert_eq!(sent(&importer, &digest, "analyst-02").status, 409, "whoever imported the figures");
    let stranger = sent(&second, &digest, "analyst").expect(422);
    assert!(stranger.words(".govuk-error-summary").contains("not signed"), "{}", stranger.words("main"));
    let other = digest.replace(|c: char| c != '0', "0");
    assert_eq!(sent(&second, &other, "analyst-03").status, 409, "other bytes than those that follow from the figures");
    assert_eq!(sent(&Browser::of("chair-04"), &digest, "chair-04").status, 403);
    // Each signature is another one; this one is sent twice.
    let own = seal("analyst-03");
    let sign = || second.post(&signature, &[("signed", &digest), ("signature", &own)]);
    let page = second.follow(&sign()).expect(200);
    assert!(page.words("#state").contains("is signed") && page.count("#sign") == 0, "{}", page.words("#state"));
    assert_eq!(sign().status, 303, "the same again changes nothing");
    let late = sent(&Browser::of("analyst"), &digest, "analyst").expect(409);
    assert!(late.words("main").contains("nothing changes it"), "{}", late.words("main"));
    for (lang, said) in
        [("kk", "хаттаманы бекіткен талдаушы"), ("ru", "аналитик, утвердивший протокол"), ("en", "analyst who approved")]
    {
        let printed = importer.get(&format!("{place}/protocol?in={lang}")).expect(200);
        assert!(printed.words("article").contains(said), "{lang}: {}", printed.words("article"));
        assert!(!printed.words("article").contains("paper-"), "{lang}");
    }
    if cfg!(feature = "pdf") {
        let pdf = importer.get(&format!("{place}/protocol/pdf?in=kk")).expect(200);
        let holds = |what: &[u8]| pdf.body.windows(what.len()).any(|window| window == what);
        assert!(pdf.body.starts_with(b"%PDF-1.7") && holds(b"protocol.json.p7s"));
    }
}
