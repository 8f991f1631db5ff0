//! Sessions: a new one at each sign-in, listed for their owner, ended by them.

use crate::browser::Browser;

const COOKIE: &str = "__Host-saraptama";

#[test]
fn a_token_that_somebody_put_into_the_browser_is_not_the_one_that_gets_signed_in() {
    let browser = Browser::new("en");
    let planted = "0".repeat(64);
    browser.set_cookie(COOKIE, &planted);
    browser.send("POST", "/enter/demo", &[("as", "doctor-05")]).expect(303);
    let first = browser.cookie(COOKIE).unwrap();
    assert_ne!(first, planted);
    // Signing in once more gives another token, and the one before is over.
    let page = browser.get("/enter");
    browser.submit(&page, "/enter/demo", &[("as", "doctor-06")]).expect(303);
    assert_ne!(browser.cookie(COOKIE).unwrap(), first);
    let thief = Browser::new("en");
    thief.set_cookie(COOKIE, &first);
    assert_eq!(thief.get("/me").status, 303);
}

#[test]
fn everybody_sees_their_own_sessions_and_ends_those_that_they_do_not_know() {
    let (here, there, stranger) = (Browser::of("doctor-17"), Browser::of("doctor-17"), Browser::of("doctor-18"));
    let page = here.get("/me").expect(200);
    let sessions = page.attributes("form[action='/me/sessions/end'] input[name=session]", "value");
    assert_eq!(sessions.len(), 1, "the one that asks is not offered to be ended");
    // Of somebody else's session there is nothing to be known.
    stranger.post("/me/sessions/end", &[("session", &sessions[0])]).expect(404);
    for unknown in ["", "zz", &"0".repeat(64)] {
        here.post("/me/sessions/end", &[("session", unknown)]).expect(404);
    }
    there.get("/me").expect(200);
    here.post("/me/sessions/end", &[("session", &sessions[0])]).expect(303);
    assert_eq!(there.get("/me").status, 303);
    assert_eq!(here.get("/me").count("form[action='/me/sessions/end']"), 0);
}

#[test]
fn whoever_leaves_ends_the_session_on_the_server_and_only_by_our_own_page() {
    let browser = Browser::of("doctor-09");
    browser.send("POST", "/leave", &[]).expect(403);
    browser.send("POST", "/leave", &[("csrf", &Browser::of("doctor-10").token())]).expect(403);
    browser.get("/me").expect(200);
    browser.post("/leave", &[]).expect(303);
    assert_eq!(browser.get("/me").header("location"), "/enter?next=%2Fme");
}

#[test]
fn what_is_for_everybody_asks_for_no_session() {
    let browser = Browser::new("en");
    for path in ["/", "/?lang=ru", "/health/live", "/health/ready", "/api/openapi.json", "/api/docs", "/enter"] {
        assert_eq!(browser.get(path).status, 200, "{path}");
    }
    for path in ["/ws/SyncChannel?wsdl", "/ws/AsyncChannel?wsdl", "/ws/AsyncChannelClient?wsdl"] {
        assert_eq!(browser.get(path).status, 200, "{path}");
    }
    // Whether they exist yet or not, nobody is asked to sign in for them.
    for path in ["/v/no-such-code", "/s/no-such-code", "/fhir/metadata"] {
        assert!([200, 404].contains(&browser.get(path).status), "{path}");
    }
}

#[test]
fn who_is_asked_to_sign_in_is_led_back_to_the_page_on_which_they_were() {
    let browser = Browser::new("en");
    let refused = browser.send("POST", "/doctor/forms/new-one/patient", &[("a", "b")]).expect(401);
    let way = refused.attribute("main a.govuk-button", "href").unwrap();
    assert_eq!(way, "/enter?next=%2Fdoctor%2Fforms%2Fnew-one%2Fpatient");
    assert_eq!(browser.get(&way).attribute("form.sa-door input[name=next]", "value").unwrap(), "/doctor/forms/new-one/patient");
    let entered = browser.send("POST", "/enter/demo", &[("as", "doctor-20"), ("next", "/me?lang=ru")]).expect(303);
    assert_eq!(entered.header("location"), "/me?lang=ru");
    // To where only forms are sent nobody is led.
    let refused = Browser::new("en").send("POST", "/me/sessions/end", &[]).expect(401);
    assert_eq!(refused.attribute("main a.govuk-button", "href").as_deref(), Some("/enter"));
    // A page of an earlier session says where it is opened again.
    let old = browser.send("POST", "/doctor/forms/new-one/patient", &[("csrf", "of yesterday")]).expect(403);
    assert_eq!(old.attribute("main a.govuk-button", "href").as_deref(), Some("/doctor/forms/new-one/patient"));
}

#[test]
fn a_page_tells_whose_it_is_and_for_how_long_the_session_can_last() {
    let page = Browser::of("doctor-20").get("/me").expect(200);
    assert_eq!(page.attribute("body", "data-who").as_deref(), Some("doctor-20"));
    let left: i64 = page.attribute("body", "data-ends-in-ms").unwrap().parse().unwrap();
    assert!((1..=12 * 3_600_000).contains(&left), "{left}");
    let nobody = Browser::new("en").get("/enter").expect(200);
    assert_eq!(nobody.count("body[data-who], body[data-ends-in-ms], #idle"), 0);
}
