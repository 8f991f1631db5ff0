//! Local accounts: their digests, their doors, and what becomes of a session when the register changes.

use crate::browser::{Answer, Browser};
use crate::office::{Office, entry, program};
use std::sync::{LazyLock, Mutex};

const PASSWORD: &str = "a long password of tests ";

/// The digest that the program makes of a password.
fn digest(password: &str) -> String {
    let (done, digest, said) = program(&["account", "hash"], format!("{password}\n").as_bytes());
    assert!(done, "{said}");
    digest.trim_end().to_owned()
}

/// A clinic's node with accounts: of a doctor, of a chair, and of a doctor whose role ended yesterday.
static OFFICE: LazyLock<Mutex<Office>> = LazyLock::new(|| {
    let mut office = Office::prepare("accounts", "mis");
    let digest = digest(PASSWORD);
    office.register(|entries| {
        for id in ["doctor-01", "doctor-02", "doctor-03", "chair-01"] {
            entry(entries, id)["password"] = digest.clone().into();
        }
        entry(entries, "doctor-02")["principal"]["grants"][0]["until"] = "2025-09-01".into();
    });
    office.start();
    Mutex::new(office)
});

fn browser() -> Browser {
    OFFICE.lock().unwrap().browser()
}

fn try_as(browser: &Browser, account: &str, password: &str) -> Answer {
    browser.send("POST", "/enter/password", &[("account", account), ("password", password), ("next", "/me")])
}

#[test]
fn a_digest_is_made_of_a_password_that_is_neither_short_nor_endless() {
    assert!(digest("twelve chars").starts_with("$argon2id$v=19$"));
    assert_ne!(digest("twelve chars"), digest("twelve chars"), "each has a salt of its own");
    let long = "x".repeat(257);
    for refused in ["", "eleven char", &long, "twelve\u{7}chars"] {
        let (done, printed, said) = program(&["account", "hash", "--lang", "en"], format!("{refused}\n").as_bytes());
        assert!(!done && printed.is_empty() && said.contains("at least 12 characters"), "{refused}: {said}");
        assert!(refused.is_empty() || !said.contains(refused));
    }
}

#[test]
fn the_right_password_lets_in_and_goes_on_to_where_one_wanted_to_be() {
    let browser = browser();
    let page = browser.get("/enter?next=%2Fme").expect(200);
    let fields = [("account", "doctor-01"), ("password", PASSWORD)];
    let answer = browser.submit(&page, "/enter/password", &fields).expect(303);
    assert_eq!(answer.header("location"), "/me");
    let cookie = answer.header("set-cookie");
    for part in ["__Host-saraptama=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part) && !cookie.contains("Domain"), "{cookie}");
    }
    let me = browser.follow(&answer).expect(200);
    assert!(me.words("main").contains("doctor-01") && me.words("main").contains("password"), "{}", me.words("main"));
}

#[test]
fn a_wrong_password_an_unknown_account_and_an_account_without_a_password_get_the_same_answer() {
    let wrong = |account: &str, password: &str| {
        let page = try_as(&browser(), account, password).expect(422);
        assert!(page.words("title").starts_with("Error:"));
        assert_eq!(page.attribute(".govuk-error-summary a", "href").as_deref(), Some("#account"));
        page.words("main")
    };
    // A blank at the end belongs to a password.
    let first = wrong("doctor-03", PASSWORD.trim_end());
    for (account, password) in [("nobody", PASSWORD), ("expert-01", PASSWORD), ("", ""), ("chair-02", &"x".repeat(5000))] {
        assert_eq!(wrong(account, password), first, "{account}");
    }
}

#[test]
fn after_five_wrong_passwords_even_the_right_one_waits_and_others_do_not() {
    let browser = browser();
    for _ in 0..5 {
        try_as(&browser, "chair-01", "not the password").expect(422);
    }
    let page = try_as(&browser, "chair-01", PASSWORD).expect(429);
    let seconds: u32 = page.header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&seconds) && page.words("main").contains(&seconds.to_string()), "{}", page.words("main"));
    assert_eq!(browser.cookie("__Host-saraptama"), None);
    try_as(&browser, "doctor-01", PASSWORD).expect(303);
}

#[test]
fn whoever_asks_from_one_address_shuts_out_nobody_at_another() {
    let (here, there) = (browser().from("198.51.100.7"), browser().from("198.51.100.8"));
    let ask = |browser: &Browser| browser.get("/enter/signature").status;
    assert!((0..500).any(|_| ask(&here) == 429), "questions have an end");
    assert_eq!(ask(&there), 200);
}

#[test]
fn a_doctor_of_two_organisations_searches_the_one_that_is_open() {
    let mut office = Office::prepare("two-organisations", "mis");
    let digest = digest(PASSWORD);
    let (mut other, mut iin) = (String::new(), String::new());
    office.register(|entries| {
        let second = entry(entries, "doctor-05")["principal"]["grants"][0].clone();
        other = second["organisation"].as_str().unwrap().to_owned();
        iin = entry(entries, "doctor-05")["principal"]["iin"].as_str().unwrap().to_owned();
        let doctor = entry(entries, "doctor-01");
        doctor["principal"]["grants"].as_array_mut().unwrap().push(second);
        doctor["password"] = digest.clone().into();
    });
    office.start();
    let browser = office.browser();
    try_as(&browser, "doctor-01", PASSWORD).expect(303);
    let page = browser.get(&format!("/doctor/forms/new?organisation={other}")).expect(200);
    let who = [
        ("organisation.name", "№ 5 қалалық емхана"),
        ("organisation.capacity", "dispensary"),
        ("doctor.speciality", "терапевт"),
        ("mis.vendor", "damu"),
    ];
    let begun = browser.submit(&page, "/doctor/forms", &who).expect(303);
    let step = begun.header("location").to_owned();
    let page = browser.get(&step).expect(200);
    browser.submit(&page, &step, &[("patient.family_name", "Жұмабаева"), ("patient.iin", &iin), ("do", "save")]).expect(303);
    for (list, search) in [("/doctor/forms", "/doctor/forms/search"), ("/doctor/patients", "/doctor/patients/search")] {
        let here = format!("{list}?organisation={other}");
        let found = browser.submit(&browser.get(&here).expect(200), search, &[("q", "Жұмабаева")]).expect(200);
        assert_eq!(found.attributes("main a", "href").iter().filter(|link| **link == here).count(), 1, "the way back");
        assert!(found.words("main table").contains("Жұмабаева"), "{search}: {}", found.words("main"));
        let elsewhere = browser.submit(&browser.get(list).expect(200), search, &[("q", "Жұмабаева")]).expect(200);
        assert_eq!(elsewhere.count("main table"), 0, "{search}");
    }
}

#[test]
fn a_role_that_ended_opens_nothing_and_is_shown_to_have_ended() {
    let browser = browser();
    try_as(&browser, "doctor-02", PASSWORD).expect(303);
    let me = browser.get("/me").expect(200);
    assert!(me.words("main").contains("01.09.2025") && me.words("main").contains("does not hold"), "{}", me.words("main"));
    for route in crate::routes::all().into_iter().filter(crate::routes::is_doctors_only) {
        let path = crate::routes::filled(route.path, "x");
        assert_eq!(browser.send(route.method, &path, &[]).status, 403, "{path}");
    }
}

#[test]
fn whoever_is_taken_out_of_the_register_is_out_and_a_session_outlives_a_restart_of_the_node() {
    let mut office = Office::prepare("removed", "mis");
    let digest = digest(PASSWORD);
    office.register(|entries| {
        ["doctor-01", "doctor-03"].iter().for_each(|id| entry(entries, id)["password"] = digest.clone().into())
    });
    office.start();
    let (stays, goes) = (office.browser(), office.browser());
    try_as(&stays, "doctor-01", PASSWORD).expect(303);
    try_as(&goes, "doctor-03", PASSWORD).expect(303);
    office.stop();
    office.register(|entries| entries.retain(|entry| entry["principal"]["id"] != "doctor-03"));
    office.start();
    stays.get("/me").expect(200);
    let out = goes.get("/me").expect(303);
    assert_eq!(out.header("location"), "/enter?next=%2Fme");
    office.stop();
}

#[test]
fn no_line_of_the_log_names_who_tried() {
    let browser = browser();
    try_as(&browser, "somebody-who-tries", "and what they typed").expect(422);
    let log = OFFICE.lock().unwrap().log();
    assert!(log.contains("a sign-in failed"));
    assert!(!log.contains("somebody-who-tries") && !log.contains("and what they typed"));
}

#[test]
fn a_password_that_is_no_digest_stops_the_start_and_names_whose_it_is() {
    let office = Office::prepare("no-digest", "mis");
    office.register(|entries| entry(entries, "doctor-01")["password"] = "plain text".into());
    let config = office.folder.join("mis.toml");
    let (done, printed, _) = program(&["config", "check", config.to_str().unwrap(), "--lang", "en"], b"");
    assert!(!done && printed.contains("the password of doctor-01 is no Argon2id digest"), "{printed}");
    assert!(!printed.contains("plain text"));
}
