//! What all pages have in common.

use crate::browser::Browser;

#[test]
fn the_first_page_is_there_for_everybody_in_each_language() {
    for (lang, title) in [("kk", "Сараптама"), ("ru", "Сараптама"), ("en", "Saraptama")] {
        let page = Browser::new(lang).get("/").expect(200);
        assert_eq!((page.attribute("html", "lang").as_deref(), page.words("h1").as_str()), (Some(lang), title));
        assert!(page.header("content-security-policy").starts_with("default-src 'self'"));
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[test]
fn a_language_that_was_chosen_stays_chosen() {
    let browser = Browser::new("en");
    browser.get("/?lang=ru").expect(200);
    assert_eq!(browser.get("/").attribute("html", "lang").as_deref(), Some("ru"));
}

#[test]
fn whoever_is_signed_in_is_named_and_can_leave() {
    let browser = Browser::of("doctor-01");
    let page = browser.get("/");
    assert!(page.words(".sa-who").contains("Attending doctor"), "{}", page.words(".sa-who"));
    let before = browser.cookie("__Host-saraptama").unwrap();
    browser.post("/leave", &[]).expect(303);
    assert_eq!(browser.cookie("__Host-saraptama"), None);
    // The token that somebody copied opens nothing any more.
    browser.set_cookie("__Host-saraptama", &before);
    assert!(browser.get("/").words(".sa-who").contains("Sign in"));
}

#[test]
fn no_page_carries_a_style_or_a_script_of_its_own_or_loads_anything_from_elsewhere() {
    let page = Browser::new("kk").get("/");
    assert_eq!(page.count("[style], style, script:not([src])"), 0);
    for (selector, name) in [("script", "src"), ("link", "href"), ("img", "src")] {
        for address in page.attributes(selector, name) {
            assert!(address.starts_with('/') && !address.starts_with("//"), "{address}");
        }
    }
}

#[test]
fn a_page_that_does_not_exist_says_so_in_the_readers_language() {
    let page = Browser::new("ru").get("/nowhere").expect(404);
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("ru"));
}
