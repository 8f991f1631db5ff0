//! Staff find an act in the register; a restriction that cannot be read never becomes none.

use crate::cases::{Act, Form};
use crate::harness::{Ask, person};
use serde_json::{Value, json};

fn search(query: &Value) -> Vec<Value> {
    let ask = Ask::new("POST", "/api/v1/register/search").by(person("staff")).json(serde_json::to_vec(query).unwrap());
    let found = ask.ask().expect(200).value();
    assert!(found["next"].is_null() || found["next"].is_string());
    found["items"].as_array().unwrap().clone()
}

/// A name as somebody types it who has no Kazakh layout.
fn on_a_russian_layout(name: &str) -> String {
    let plain = |c: char| match c {
        'ә' => 'а',
        'Ә' => 'А',
        'ғ' => 'г',
        'Ғ' => 'Г',
        'қ' => 'к',
        'Қ' => 'К',
        'ң' => 'н',
        'ө' => 'о',
        'Ө' => 'О',
        'ұ' | 'ү' => 'у',
        'Ұ' | 'Ү' => 'У',
        'һ' => 'х',
        'Һ' => 'Х',
        'і' => 'и',
        'І' => 'И',
        c => c,
    };
    name.chars().map(plain).collect()
}

#[test]
fn an_act_is_found_by_number_iin_and_name_however_it_is_typed() {
    let form = Form::of(19, |form| {
        form["patient"]["family_name"] = "Өңірқұлбекова".into();
        form["patient"]["given_name"] = "Әсемгүл".into();
    })
    .signed();
    let act = Act::assigned(&form);
    let index = act.registered();
    let iin = form.value()["patient"]["iin"].clone();
    for query in [
        json!({ "number": act.number }),
        json!({ "iin": iin }),
        json!({ "name": "Өңірқұлбекова" }),
        json!({ "name": on_a_russian_layout("Өңірқұлбекова") }),
        json!({ "name": "ОНИРКУЛБЕКОВА  асемгул" }),
        json!({ "name": "өңірқұл" }),
        json!({ "number": act.number, "iin": iin, "from": "2025-09-02", "to": "2025-09-02" }),
    ] {
        let found = search(&query);
        assert_eq!(found.len(), 1, "{query}");
        assert_eq!(
            (&found[0]["number"], &found[0]["index"], &found[0]["result"]),
            (&act.number.clone().into(), &index.into(), &"not-established".into())
        );
        assert!(found[0]["registered_at"].as_str().unwrap().starts_with("2025-09-02T"), "{found:?}");
    }
    for query in [
        json!({ "number": act.number, "iin": "040325537859" }),
        json!({ "number": "2025-999999" }),
        json!({ "name": "Басқаадам" }),
        json!({ "number": act.number, "from": "2025-09-03" }),
        json!({ "number": act.number, "to": "2025-09-01" }),
    ] {
        assert!(search(&query).is_empty(), "{query}");
    }
}

#[test]
fn the_days_of_a_search_include_both_ends() {
    for (query, is_found) in [
        (json!({ "from": "2025-09-02" }), true),
        (json!({ "to": "2025-09-02" }), true),
        (json!({ "from": "2025-09-02", "to": "2025-09-02" }), true),
        (json!({ "to": "2025-09-01" }), false),
        (json!({ "from": "2025-09-03" }), false),
        (json!({}), true),
    ] {
        assert_eq!(!search(&query).is_empty(), is_found, "{query}");
    }
}

#[test]
fn a_restriction_that_cannot_be_read_is_refused_and_never_dropped() {
    for query in [
        json!({ "iin": "040325537850" }),
        json!({ "iin": "" }),
        json!({ "iin": 7 }),
        json!({ "number": "25-1" }),
        json!({ "number": "" }),
        json!({ "from": "yesterday" }),
        json!({ "to": "2025-13-01" }),
        json!({ "cursor": "x" }),
        json!({ "cursor": "-1" }),
        json!({ "surname": "x" }),
        json!({ "name": "" }),
        json!({ "name": " - " }),
        json!([]),
        json!("x"),
    ] {
        let ask = Ask::new("POST", "/api/v1/register/search").by(person("staff")).json(serde_json::to_vec(&query).unwrap());
        let got = ask.ask();
        assert_eq!(got.status, 422, "{query}: {}", got.text());
        got.problem(422);
    }
}

#[test]
fn pages_of_the_register_follow_one_another() {
    Act::assigned(&Form::new(19).signed()).registered();
    let ask = |cursor: u64| search(&json!({ "cursor": cursor.to_string() }));
    let first = search(&json!({}));
    let places: Vec<u64> = first.iter().map(|one| one["index"].as_u64().unwrap()).collect();
    assert!(places.is_sorted() || places.iter().rev().is_sorted(), "{places:?}");
    let after = ask(places[0]);
    assert_eq!(after[0]["index"], places[1]);
}
