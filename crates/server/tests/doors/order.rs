//! Every request is judged in one order: token 401, role 403, existence 404, content type 415, size
//! 413, state 409, content 422.

use crate::cases::{Act, Form, chair, doctor, in_role};
use crate::harness::{Ask, CMS, JSON, person};

const ID: &str = "00000000-0000-4000-8000-000000000000";
const SHA: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Every resource with a token: method, path of something that is not there, roles, and what those roles get.
const ROUTES: &[(&str, &str, &[&str], u16)] = &[
    ("POST", "/api/v1/check", ROLES, 415),
    ("PUT", "/api/v1/forms/ID", &["doctor", "chair"], 415),
    ("GET", "/api/v1/forms/ID", &["doctor", "chair"], 404),
    ("PUT", "/api/v1/forms/ID/documents/SHA", &["doctor", "chair"], 404),
    ("GET", "/api/v1/forms/ID/documents/SHA", &["doctor", "chair"], 404),
    ("POST", "/api/v1/forms/ID/freeze", &["chair"], 404),
    ("DELETE", "/api/v1/forms/ID/freeze", &["chair"], 404),
    ("POST", "/api/v1/forms/ID/signature", &["chair"], 404),
    ("GET", "/api/v1/forms/ID/journey", &["doctor", "chair"], 404),
    ("GET", "/api/v1/acts", &["expert", "staff"], 200),
    ("GET", "/api/v1/acts/2025-999999", &["expert", "staff"], 404),
    ("POST", "/api/v1/acts/2025-999999/decision", &["expert"], 404),
    ("POST", "/api/v1/acts/2025-999999/decision/signature", &["expert"], 404),
    ("GET", "/api/v1/acts/2025-999999/proof", &["staff"], 404),
    ("GET", "/api/v1/acts/2025-999999/assignment", &["staff", "monitor"], 404),
    ("GET", "/api/v1/refusals", &["staff"], 200),
    ("POST", "/api/v1/register/search", &["staff"], 415),
    ("GET", "/metrics", &["operator"], 200),
    ("POST", "/exchange/v1/submissions", &["integrator"], 415),
    // Believed from the ministry's own node only.
    ("POST", "/exchange/v1/stages", &[], 403),
];
const ROLES: &[&str] = &["doctor", "chair", "expert", "staff", "monitor", "analyst", "integrator", "operator"];

fn routes() -> impl Iterator<Item = (&'static str, String, &'static [&'static str], u16)> {
    ROUTES.iter().map(|(method, path, roles, then)| (*method, path.replace("ID", ID).replace("SHA", SHA), *roles, *then))
}

#[test]
fn without_a_token_that_somebody_holds_nothing_is_told() {
    for (method, path, ..) in routes() {
        let plain = || Ask::new(method, &path).body("text/plain", "?");
        plain().ask().problem(401);
        for wrong in ["Bearer", "Bearer ", "Bearer nobody", "Basic bm9ib2R5", "Bearer \u{e9}"] {
            let got = plain().with("authorization", wrong).ask();
            assert_eq!(got.header("www-authenticate"), "Bearer", "{method} {path} {wrong}");
            got.problem(401);
        }
    }
}

#[test]
fn each_of_the_eight_roles_may_do_what_the_contract_says_and_nothing_else() {
    for role in ROLES {
        let who = in_role(role).next().unwrap();
        for (method, path, roles, then) in routes() {
            let got = Ask::new(method, &path).by(who).body("text/plain", "?").ask();
            let expected = if roles.contains(role) { then } else { 403 };
            assert_eq!(got.status, expected, "{role}: {method} {path}: {}", got.text());
            if expected >= 400 {
                got.problem(expected);
            }
        }
    }
}

#[test]
fn a_form_of_another_organisation_does_not_exist() {
    let form = Form::new(1).frozen();
    let before = form.journey();
    for stranger in [doctor(2), chair(2)] {
        let documents = format!("/documents/{SHA}");
        for (method, tail, kind) in [
            ("GET", "", JSON),
            ("PUT", "", JSON),
            ("GET", "/journey", JSON),
            ("POST", "/freeze", JSON),
            ("DELETE", "/freeze", JSON),
            ("POST", "/signature", CMS),
            ("PUT", documents.as_str(), "application/pdf"),
            ("GET", documents.as_str(), JSON),
        ] {
            let path = form.path(tail);
            let got = Ask::new(method, &path).by(stranger).body(kind, form.bytes.clone()).ask();
            let is_chairs = tail == "/freeze" || tail == "/signature";
            got.problem(if is_chairs && stranger.role == "doctor" { 403 } else { 404 });
        }
    }
    assert_eq!(form.journey(), before);
}

#[test]
fn a_form_that_names_another_organisation_is_not_the_callers_to_store() {
    let form = Form::new(1);
    Ask::new("PUT", &form.path("")).by(doctor(2)).json(form.bytes.clone()).ask().problem(403);
    form.put().expect(201);
}

#[test]
fn what_is_wrong_first_is_told_first() {
    let huge = || vec![b' '; 3 << 20];
    let (draft, frozen, signed) = (Form::new(3).stored(), Form::new(3).frozen(), Form::new(3).signed());
    for (what, form) in [("draft", &draft), ("frozen", &frozen), ("signed", &signed)] {
        for (wrong, kind, bytes, status) in [
            ("415 before 413", "text/plain", huge(), 415),
            ("413 before 409 and 422", JSON, huge(), 413),
            ("409 before 422", JSON, b"not JSON".to_vec(), if what == "draft" { 422 } else { 409 }),
        ] {
            let got = Ask::new("PUT", &form.path("")).by(doctor(3)).body(kind, bytes).ask();
            assert_eq!(got.status, status, "{what}: {wrong}");
        }
        for (wrong, kind, bytes, status) in [
            ("415 before 413", "text/plain", huge(), 415),
            ("413 before 409", CMS, huge(), 413),
            ("409 before 422", CMS, b"?".to_vec(), if what == "frozen" { 422 } else { 409 }),
        ] {
            let got = Ask::new("POST", &form.path("/signature")).by(chair(3)).body(kind, bytes).ask();
            assert_eq!(got.status, status, "{what}: {wrong}: {}", got.text());
        }
    }
}

#[test]
fn a_decision_is_judged_in_the_same_order() {
    let act = Act::assigned(&Form::new(4).signed());
    let stranger = in_role("expert").find(|one| one.id != act.expert.id).unwrap();
    for (tail, kind) in [("/decision", JSON), ("/decision/signature", CMS)] {
        let ask = |who, kind: &str, size| Ask::new("POST", &act.path(tail)).by(who).body(kind, vec![b'{'; size]).ask();
        for (who, kind, size, status) in [
            (person("staff"), "text/plain", 3 << 20, 403),
            (stranger, "text/plain", 3 << 20, 404),
            (act.expert, "text/plain", 3 << 20, 415),
            (act.expert, kind, 3 << 20, 413),
        ] {
            ask(who, kind, size).problem(status);
        }
    }
    act.sign("?").problem(409);
    act.registered();
    Ask::new("POST", &act.path("/decision")).by(act.expert).json("not JSON").ask().problem(409);
    act.sign("?").problem(409);
}

#[test]
fn what_needs_no_token_answers_without_one() {
    for path in
        ["/", "/?lang=ru", "/?lang=xx", "/health/live", "/health/ready", "/api/openapi.json", "/api/docs", "/ws/SyncChannel?wsdl"]
    {
        Ask::get(path).ask().expect(200);
    }
    for (lang, tag) in [("kk", "lang=\"kk\""), ("ru", "lang=\"ru\""), ("en", "lang=\"en\"")] {
        assert!(Ask::get(&format!("/?lang={lang}")).ask().text().contains(tag));
        assert!(Ask::get("/").with("accept-language", lang).ask().text().contains(tag));
    }
}

#[test]
fn a_problem_speaks_the_readers_language_and_kazakh_where_none_is_known() {
    for (asked, spoken) in [
        ("", "kk"),
        ("kk-KZ", "kk"),
        ("ru", "ru"),
        ("en-GB,en;q=0.9", "en"),
        ("de, ru;q=0.5", "ru"),
        ("de", "kk"),
        ("en;q=0.3, ru;q=0.9", "ru"),
        ("ru;q=0, en", "en"),
        ("enx", "kk"),
    ] {
        let problem = Ask::get("/api/v1/acts").with("accept-language", asked).ask().problem(401);
        assert_eq!(problem["detail"], problem["messages"][spoken], "{asked}");
    }
}

#[test]
fn what_is_no_address_is_a_problem_too() {
    let doctor = doctor(1);
    for (method, path, status) in [
        ("GET", "/nothing", 404),
        ("GET", "/api/v1/forms/not-a-uuid", 404),
        ("GET", "/api/v1/forms/%ff", 404),
        ("GET", "/api/v1/forms/%ff/documents/%ff", 404),
        ("PATCH", "/api/v1/check", 405),
        ("GET", "/ws/SyncChannel?xsd=../x", 404),
        ("GET", "/api/v1/acts/2025-1/proof?code=1", 404),
        ("POST", "/api/v1/check?at=%ff", 422),
        ("POST", "/api/v1/check?at=2025-02-30", 422),
        ("GET", "/api/v1/acts/%ff/proof?code=%ff", 404),
    ] {
        Ask::new(method, path).by(doctor).json("{}").ask().problem(status);
    }
    Ask::get("/api/v1/acts?state=%ff").by(person("staff")).ask().problem(422);
}
