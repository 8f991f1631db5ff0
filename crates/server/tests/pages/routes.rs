//! Every route of the table, asked by whoever may not: nobody, somebody in another role, another site, somebody
//! whose it is not. A path with a name in it needs a row in [`ROWS`]; without one this fails, and says which.

use crate::browser::{Answer, Browser};
use crate::harness::{Ask, Person, people, wait_for};
use saraptama_core::authority::Role;
use saraptama_server::config::NodeKind;
use saraptama_server::pages::{Route, Who, table};
use std::sync::LazyLock;

/// What stands in a path, and who must not find it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    /// A form: of another organisation it is not there.
    Form,
    /// An act: given to another expert it is not there.
    Act,
    /// Nothing that is anybody's, or something that all who may ask see: an unknown name alone is not there.
    Open,
}

/// What stands in each path.
const ROWS: &[(&str, Named)] = &[
    ("/assets/{name}", Named::Open),
    ("/chair/forms/{id}", Named::Form),
    ("/chair/forms/{id}/documents/{sha256}", Named::Form),
    ("/chair/forms/{id}/hand-back", Named::Form),
    ("/chair/forms/{id}/thaw", Named::Form),
    ("/chair/high-tech/{id}", Named::Form),
    ("/chair/high-tech/{id}/print", Named::Form),
    ("/chair/high-tech/{id}/print/pdf", Named::Form),
    ("/chair/high-tech/{id}/sign", Named::Form),
    ("/chair/high-tech/{id}/signature", Named::Form),
    ("/doctor/forms/{id}", Named::Form),
    ("/doctor/forms/{id}/files/{sha256}", Named::Form),
    ("/doctor/forms/{id}/{step}", Named::Form),
    ("/documents/acts/{number}", Named::Act),
    ("/documents/acts/{number}/extract", Named::Open),
    ("/documents/acts/{number}/extract/pdf", Named::Open),
    ("/documents/acts/{number}/notice", Named::Open),
    ("/documents/acts/{number}/notice/pdf", Named::Open),
    ("/documents/acts/{number}/pdf", Named::Act),
    ("/documents/forms/{id}", Named::Form),
    ("/documents/forms/{id}/pdf", Named::Form),
    ("/expert/acts/{number}", Named::Act),
    ("/expert/acts/{number}/decision", Named::Act),
    ("/expert/acts/{number}/decision/review", Named::Act),
    ("/expert/acts/{number}/decision/signature", Named::Act),
    ("/expert/acts/{number}/registered", Named::Act),
    ("/htmc/dossiers/{id}", Named::Open),
    ("/htmc/dossiers/{id}/confirm", Named::Open),
    ("/htmc/dossiers/{id}/evidence", Named::Open),
    ("/htmc/dossiers/{id}/protocol", Named::Open),
    ("/htmc/dossiers/{id}/protocol/pdf", Named::Open),
    ("/htmc/dossiers/{id}/score", Named::Open),
    ("/htmc/dossiers/{id}/sign", Named::Open),
    ("/htmc/dossiers/{id}/signature", Named::Open),
    ("/htmc/dossiers/{id}/withdraw", Named::Open),
    ("/htmc/codes/{code}", Named::Open),
    ("/htmc/drafts/{id}", Named::Open),
    ("/htmc/drafts/{id}/drop", Named::Open),
    ("/htmc/drafts/{id}/heading", Named::Open),
    ("/htmc/drafts/{id}/return", Named::Open),
    ("/htmc/drafts/{id}/row", Named::Open),
    ("/htmc/drafts/{id}/rows", Named::Open),
    ("/htmc/drafts/{id}/signature", Named::Open),
    ("/htmc/drafts/{id}/submit", Named::Open),
    ("/htmc/editions/{edition}/csv", Named::Open),
    ("/htmc/editions/{edition}/json", Named::Open),
    ("/htmc/editions/{edition}/xlsx", Named::Open),
    ("/htmc/transition/{id}", Named::Open),
    ("/htmc/transition/{id}/protocol", Named::Open),
    ("/htmc/transition/{id}/protocol/pdf", Named::Open),
    ("/htmc/transition/{id}/sign", Named::Open),
    ("/htmc/transition/{id}/signature", Named::Open),
    ("/htmc/transition/{id}/type", Named::Open),
    ("/law/{order}", Named::Open),
    ("/s/{code}", Named::Open),
    ("/s/{code}/not-me", Named::Open),
    ("/staff/acts/{number}", Named::Open),
    ("/staff/acts/{number}/assignment", Named::Open),
    ("/staff/acts/{number}/proof", Named::Open),
    ("/staff/acts/{number}/redistribute", Named::Open),
    ("/staff/experts/{id}", Named::Open),
    ("/staff/experts/{id}/absences", Named::Open),
    ("/staff/experts/{id}/absences/{absence}/withdraw", Named::Open),
    ("/v/{code}", Named::Open),
    ("/v/{code}/proof", Named::Open),
];

/// What may stand behind the first name of a path, well made.
const BEHIND: [(&str, &str); 3] = [
    ("{absence}", "00000000-0000-7000-8000-000000000000"),
    ("{sha256}", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("{step}", "patient"),
];

/// Somebody of the demonstration in each role.
const PEOPLE: [(Role, &str); 7] = [
    (Role::Doctor, "doctor-01"),
    (Role::Chair, "chair-01"),
    (Role::Expert, "expert-01"),
    (Role::Staff, "staff"),
    (Role::Monitor, "monitor"),
    (Role::Analyst, "analyst"),
    (Role::Operator, "operator"),
];

/// Names that name nothing: well made, and garbage.
const UNKNOWN: [&str; 8] = [
    "00000000-0000-7000-8000-000000000000",
    "2025-4294967295",
    "7KQ3-7KQ3-7KQ3",
    "x",
    "%00",
    "..%2F..%2Fetc",
    "%D2%9B",
    "'%22%3C%3E",
];

/// The routes of a process with all three nodes.
pub(crate) fn all() -> Vec<Route> {
    table(&[NodeKind::Mis, NodeKind::Ministry, NodeKind::DataBank]).routes().to_vec()
}

/// Whether it is for doctors and nobody else.
pub(crate) fn is_doctors_only(route: &Route) -> bool {
    matches!(route.who, Who::Roles([Role::Doctor]))
}

/// The path with `name` for the first name in it, and something well made for those behind it.
pub(crate) fn filled(path: &str, name: &str) -> String {
    let mut names = 0;
    let fill = |part: &str| {
        if !part.starts_with('{') {
            return part.to_owned();
        }
        names += 1;
        let behind = BEHIND.iter().find(|(known, _)| names > 1 && *known == part).map(|(_, value)| *value);
        behind.unwrap_or(name).to_owned()
    };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

/// Somebody who may ask.
fn allowed(route: &Route) -> &'static str {
    let of = |role: &Role| PEOPLE.iter().find(|(known, _)| known == role).map(|(_, id)| *id);
    match route.who {
        Who::Roles(roles) => roles.iter().find_map(of).unwrap_or_else(|| panic!("nobody of {roles:?} is in PEOPLE")),
        Who::SignedIn | Who::Anyone => "doctor-01",
    }
}

/// One browser for each of the people, so that a walk signs in a few times and not hundreds of times.
struct Browsers(Vec<(&'static str, Browser)>);

impl Browsers {
    fn open() -> Self {
        Self(PEOPLE.iter().map(|(_, id)| (*id, Browser::of(id))).collect())
    }

    fn of(&self, id: &str) -> &Browser {
        &self.0.iter().find(|(known, _)| *known == id).unwrap().1
    }
}

/// No answer is a fault of ours, and each keeps what it says to its reader.
#[track_caller]
fn sound(answer: Answer, what: &str) -> Answer {
    assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.words("main"));
    assert!(answer.header("content-security-policy").starts_with("default-src 'self'; "), "{what}");
    for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("x-frame-options", "DENY")]
    {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    assert!(!answer.header("cache-control").is_empty(), "{what}: cache-control");
    answer
}

fn ask(browser: &Browser, route: &Route, path: &str) -> Answer {
    let what = format!("{} {path}", route.method);
    sound(if route.method == "GET" { browser.get(path) } else { browser.post(path, &[]) }, &what)
}

#[test]
fn whoever_is_not_signed_in_is_led_to_the_ways_in_or_gets_nothing() {
    let nobody = Browser::new("en");
    for route in all() {
        let path = filled(route.path, "x");
        let answer = sound(nobody.send(route.method, &path, &[]), &path);
        match (route.who, route.method) {
            (Who::Anyone, _) => assert_ne!(answer.status, 401, "{path}"),
            (_, "GET") => {
                let to = reqwest::Url::parse_with_params("http://x/enter", [("next", &path)]).unwrap();
                let to = format!("/enter?{}", to.query().unwrap());
                assert_eq!((answer.status, answer.header("location")), (303, to.as_str()), "{path}");
            }
            _ => assert_eq!(answer.status, 401, "{path}"),
        }
        assert_eq!(nobody.cookie("__Host-saraptama"), None, "{path}");
    }
}

#[test]
fn a_role_opens_its_own_pages_and_no_others() {
    let browsers = Browsers::open();
    for route in all() {
        let Who::Roles(roles) = route.who else { continue };
        let path = filled(route.path, "x");
        for (_, id) in PEOPLE.iter().filter(|(role, _)| !roles.contains(role)) {
            let answer = sound(browsers.of(id).send(route.method, &path, &[]), &path);
            assert_eq!(answer.status, 403, "{id} at {} {path}", route.method);
        }
    }
}

#[test]
fn a_form_of_another_session_of_another_site_or_without_its_token_changes_nothing() {
    let browsers = Browsers::open();
    let foreign = Browser::of("doctor-02").token();
    assert_eq!(foreign.len(), 64);
    for route in all().iter().filter(|route| route.method == "POST") {
        let (browser, path) = (browsers.of(allowed(route)), filled(route.path, "x"));
        for (what, token) in [("no token", ""), ("another session's token", &*foreign), ("half a token", &foreign[..32])] {
            let answer = sound(browser.send("POST", &path, &[("csrf", token)]), &path);
            let answer = if answer.status == 415 { by_parts(browser, &path, token) } else { answer };
            assert_eq!(answer.status, 403, "{path}, {what}");
        }
        let token = browser.token();
        for site in ["cross-site", "same-site", "none"] {
            let answer = browser.as_if_from(site).send("POST", &path, &[("csrf", &token)]);
            browser.as_if_from("same-origin");
            assert_eq!(sound(answer, &path).status, 403, "{path}, {site}");
        }
    }
    // They are all signed in still.
    for (_, id) in PEOPLE {
        assert_eq!(browsers.of(id).get("/me").status, 200, "{id}");
    }
}

/// The same form where files are sent.
fn by_parts(browser: &Browser, path: &str, token: &str) -> Answer {
    let body = format!("--frontier\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--frontier--\r\n");
    sound(browser.send_body("POST", path, "multipart/form-data; boundary=frontier", body.into_bytes()), path)
}

#[test]
fn a_name_that_names_nothing_is_not_there() {
    let browsers = Browsers::open();
    for route in all().iter().filter(|route| route.path.contains('{')) {
        for name in UNKNOWN {
            let path = filled(route.path, name);
            let answer = ask(browsers.of(allowed(route)), route, &path);
            assert_eq!(answer.status, 404, "{} {path}: {}", route.method, answer.words("main"));
        }
    }
}

/// A form, and the number of the organisation whose it is: the first that any doctor's node tells of.
static FORM: LazyLock<(String, String)> = LazyLock::new(|| {
    wait_for("a form of somebody", || {
        people().iter().filter(|one| one.role == "doctor").find_map(|one| {
            let told = Ask::get("/api/v1/events").by(one).ask().expect(200).value();
            Some((told["events"].as_array()?.first()?["data"]["id"].as_str()?.to_owned(), one.bin.clone()))
        })
    })
});

/// An act, and the id of the expert whose it is.
static ACT: LazyLock<(String, String)> = LazyLock::new(|| {
    wait_for("an act of somebody", || {
        people().iter().filter(|one| one.role == "expert").find_map(|one| {
            let told = Ask::get("/api/v1/acts").by(one).ask().expect(200).value();
            Some((told["items"].as_array()?.first()?["number"].as_str()?.to_owned(), one.id.clone()))
        })
    })
});

/// Somebody in the route's role, and something of the kind that is not theirs.
fn not_theirs(route: &Route, named: Named) -> Option<(String, String)> {
    let (name, keeps): (&str, fn(&Person) -> bool) = match named {
        Named::Open => return None,
        Named::Form => (&FORM.0, |one| one.bin == FORM.1),
        Named::Act => (&ACT.0, |one| one.id == ACT.1),
    };
    let Who::Roles(roles) = route.who else { panic!("{} names what is somebody's and is for everybody", route.path) };
    let may = |one: &Person| roles.iter().any(|role| format!("{role:?}").eq_ignore_ascii_case(&one.role));
    let other = people().iter().find(|one| may(one) && !keeps(one))?;
    Some((other.id.clone(), name.to_owned()))
}

#[test]
fn what_is_somebody_elses_is_not_there() {
    let missing: Vec<_> = all()
        .iter()
        .filter(|route| route.path.contains('{') && !ROWS.iter().any(|(path, _)| *path == route.path))
        .map(|route| route.path)
        .collect();
    assert!(missing.is_empty(), "these paths name something and have no row in ROWS: {missing:#?}");
    for route in all() {
        let Some((_, named)) = ROWS.iter().find(|(path, _)| *path == route.path) else { continue };
        let Some((who, name)) = not_theirs(&route, *named) else { continue };
        let path = filled(route.path, &name);
        let answer = ask(&Browser::of(&who), &route, &path);
        assert_eq!(answer.status, 404, "{who} at {} {path}: {}", route.method, answer.words("main"));
    }
}
