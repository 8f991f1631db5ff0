use crate::harness::{Ask, Got, person};

fn ask(path: &str) -> Got {
    Ask::get(path).by(person("integrator")).ask()
}

#[test]
fn programs_read_the_list_of_a_day_a_section_and_a_code() {
    let all = ask("/api/v1/htmc/list").expect(200).value();
    assert_eq!(all["items"].as_array().unwrap().len(), 108);
    assert_eq!(all["edition"]["edition"], "2024-90");
    assert_eq!(all["edition"]["act"]["number"], "90");
    let count = |query: &str| ask(&format!("/api/v1/htmc/list?{query}")).expect(200).value()["items"].as_array().unwrap().len();
    for (query, expected) in [
        ("section=emergency", 25),
        ("section=planned-both", 8),
        ("section=planned-insurance", 75),
        ("code=92.291", 2),
        ("code=92.291&section=planned-both", 1),
        ("code=35.9900", 1),
        ("code=35.99", 0),
        ("edition=2024-90", 108),
        ("at=2024-11-12", 108),
    ] {
        assert_eq!(count(query), expected, "{query}");
    }
    let first = ask("/api/v1/htmc/editions").expect(200).value();
    assert_eq!((&first["items"][0]["edition"], &first["items"][0]["of_law"]), (&"2024-90".into(), &true.into()));
}

#[test]
fn what_is_not_held_or_cannot_be_read_is_told() {
    let held = ask("/api/v1/htmc/list?at=2024-11-11").problem(404);
    assert_eq!(held["type"], "urn:saraptama:problem:edition-not-held");
    assert!(held["messages"]["ru"].as_str().unwrap().contains("ҚР ДСМ-134/2020"));
    ask("/api/v1/htmc/list?edition=2020-1").problem(404);
    ask("/api/v1/htmc/diff?from=2024-90&to=2020-1").problem(404);
    for query in ["list?at=tomorrow", "list?section=4", "list?codes=1", "diff", "diff?from=2024-90"] {
        ask(&format!("/api/v1/htmc/{query}")).problem(422);
    }
    for path in ["editions", "list", "diff"] {
        Ask::get(&format!("/api/v1/htmc/{path}")).ask().problem(401);
    }
    let same = ask("/api/v1/htmc/diff?from=2024-90&to=2024-90").expect(200).value();
    assert_eq!((same["differences"].as_array().unwrap().len(), same["acts"].as_array().unwrap().len()), (0, 0));
}
