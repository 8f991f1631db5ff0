//! The register of acts: found by everything that people know of an act, all of it at once.

use crate::browser::{Answer, Browser};
use crate::harness::{Ask, person};
use crate::staff::acts;
use serde_json::Value;

const REGISTER: &str = "/staff/register";

fn found(page: &Answer) -> Vec<String> {
    page.attributes("#register tbody th a", "href").iter().filter_map(|to| Some(to.rsplit('/').next()?.to_owned())).collect()
}

/// A registered act, with what its form says.
fn one() -> (String, Value, String) {
    let number = acts("registered").remove(0);
    let act = Ask::get(&format!("/api/v1/acts/{number}")).by(person("staff")).ask().value();
    (number, act["form"].clone(), act["expert"].as_str().unwrap().to_owned())
}

#[test]
fn an_act_is_found_by_each_of_its_fields_and_by_all_of_them_at_once() {
    let staff = Browser::of("staff");
    let (number, form, expert) = one();
    let patient = &form["patient"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let name = text(&patient["family_name"]);
    // As it is typed on a Russian layout, and only its beginning.
    let russian: String = name
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'қ' => 'к',
            'ғ' => 'г',
            'ң' => 'н',
            'ө' => 'о',
            'ұ' | 'ү' => 'у',
            'і' => 'и',
            'ә' => 'а',
            'һ' => 'х',
            c => c,
        })
        .collect();
    let start: String = russian.chars().take(4).collect();
    let iin = text(&patient["iin"]);
    let region = text(&patient["region"]);
    let fields = [
        ("number", number.as_str()),
        ("iin", &iin),
        ("name", &start),
        ("expert", &expert),
        ("region", &region),
        ("from", "2025-09-02"),
        ("until", "2025-09-02"),
    ];
    for field in fields {
        let page = staff.post(REGISTER, &[field]).expect(200);
        let mut all = found(&page);
        let mut page = page;
        while page.count("form#next") == 1 {
            let cursor = page.attribute("form#next input[name=cursor]", "value").unwrap();
            page = staff.post(REGISTER, &[field, ("cursor", &cursor)]).expect(200);
            all.extend(found(&page));
        }
        assert!(all.contains(&number), "{field:?}: {all:?}");
    }
    let page = staff.post(REGISTER, &fields).expect(200);
    assert_eq!(found(&page), std::slice::from_ref(&number));
    assert!(page.words("#register").contains(&name), "{}", page.words("#register"));
    assert!(page.attributes("#register a", "href").iter().any(|to| to.starts_with("/v/")), "the way for the person");
    for nosology in ["down-syndrome", "limb-defect", "mucopolysaccharidosis"] {
        let page = staff.post(REGISTER, &[("number", &number), ("nosology", nosology)]).expect(200);
        assert!(found(&page).len() <= 1);
    }
    let none = staff.post(REGISTER, &[("number", &number), ("until", "2025-09-01")]).expect(200);
    assert!(found(&none).is_empty() && none.words("main").contains("No such act"));
}

#[test]
fn what_cannot_be_read_is_told_beside_its_field_and_restricts_nothing_by_mistake() {
    let staff = Browser::of("staff");
    for (field, text) in [
        ("number", "12"),
        ("iin", "123456789012"),
        ("name", "а"),
        ("name", "%"),
        ("region", "KZ-1"),
        ("nosology", "flu"),
        ("expert", "x"),
        ("from", "yesterday"),
        ("until", "2025-02-30"),
    ] {
        let page = staff.post(REGISTER, &[(field, text)]).expect(422);
        assert_eq!(page.attribute(".govuk-error-summary a", "href"), Some(format!("#{field}")), "{text}");
        assert_eq!(page.count("#register"), 0);
    }
    staff.post(REGISTER, &[("from", "2025-09-03"), ("until", "2025-09-02")]).expect(422);
    staff.post(REGISTER, &[("cursor", "acts.1.2")]).expect(422);
    staff.post(REGISTER, &[("name", &"я".repeat(5000))]).expect(422);
}

#[test]
fn the_latest_entries_are_there_without_asking() {
    let page = Browser::of("staff").reading("kk").get(REGISTER).expect(200);
    assert!(!found(&page).is_empty());
    assert_eq!((page.words("h1").as_str(), page.count("form#search [name]")), ("Тіркелген актілер", 9));
}
