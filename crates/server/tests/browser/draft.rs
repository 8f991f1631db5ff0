//! A draft on which its doctor is still at work, with something on each of its steps.

use crate::browser::Browser;

/// The steps of the form, as addresses name them.
pub(crate) const STEPS: [&str; 7] = ["patient", "diagnosis", "examinations", "impairments", "measures", "commission", "review"];

/// What stands on the steps that are filled in: a limb defect, so the diagnosis shows every form of it as a card, and the
/// examinations ask for what is still missing.
const TYPED: [(&str, &[(&str, &str)]); 5] = [
    (
        "patient",
        &[
            ("patient.family_name", "Әбдіғұлова"),
            ("patient.given_name", "Қарлығаш"),
            ("patient.birth_date", "1985-02-26"),
            ("patient.sex", "female"),
            ("patient.phone", "+7 701 000 00 00"),
            ("referral.purpose", "first"),
        ],
    ),
    (
        "diagnosis",
        &[
            ("diagnosis.main.icd10", "S88.1"),
            ("diagnosis.main.text", "Жіліншіктің травматикалық ампутациясы"),
            ("diagnosis.main.established_on", "2025-07-11"),
            ("diagnosis.main.anatomical_form", "21"),
        ],
    ),
    ("impairments", &[("impairments.0.function", "movement"), ("impairments.0.degree", "3")]),
    ("measures", &[("measures.0.kind", "prosthesis"), ("measures.0.text", "Жіліншік протезі")]),
    ("commission", &[("commission.number", "17"), ("commission.members.0.name", "Бірінші М.")]),
];

/// Makes it; answers its address.
pub(crate) fn unfinished(doctor: &str) -> String {
    let browser = Browser::of(doctor);
    let page = browser.get("/doctor/forms/new").expect(200);
    let who = [
        ("organisation.name", "№ 5 қалалық емхана"),
        ("organisation.capacity", "dispensary"),
        ("doctor.speciality", "терапевт"),
        ("mis.vendor", "damu"),
    ];
    let begun = browser.submit(&page, "/doctor/forms", &who).expect(303);
    let form = begun.header("location").trim_end_matches("/patient").to_owned();
    for (step, typed) in TYPED {
        let at = format!("{form}/{step}");
        let page = browser.get(&at).expect(200);
        browser.submit(&page, &at, &[typed, &[("do", "next")]].concat()).expect(303);
    }
    attach(&browser, &format!("{form}/examinations"));
    form
}

/// Sends the examinations with a file, as a browser does.
fn attach(browser: &Browser, at: &str) {
    let page = browser.get(at).expect(200);
    let name = page.attribute("input[type=file]", "name").unwrap();
    let mut body = String::new();
    for (name, value) in page.fields(at).into_iter().chain([("do".to_owned(), "save".to_owned())]) {
        body += &format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += &format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"көшірме.pdf\"\r\n");
    body += "content-type: application/pdf\r\n\r\n%PDF-1.7 abc\r\n--XX--\r\n";
    browser.send_body("POST", at, "multipart/form-data; boundary=XX", body.into_bytes()).expect(303);
}
