//! The OpenAPI document says what the router offers, no more and no less.

#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::Value;
use std::collections::BTreeSet;

const DOCUMENT: &str = include_str!("../src/doors/openapi.json");
const ROUTER: &str = include_str!("../src/doors/mod.rs");
const FORM: &str = include_str!("../../../bench/form-031e.schema.json");

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

/// Every `.route("PATH", METHOD(…).METHOD(…))` of the router as `METHOD PATH`.
fn routes() -> BTreeSet<String> {
    // The first page is drawn like all pages, and stands in the contract of programs all the same.
    let mut routes = BTreeSet::from(["get /".to_owned()]);
    for route in ROUTER.split(".route(\"").skip(1) {
        let (path, rest) = route.split_once('"').unwrap();
        let handlers = rest.lines().next().unwrap();
        for method in ["get", "put", "post", "delete", "patch"] {
            if handlers.contains(&format!(" {method}(")) || handlers.contains(&format!(".{method}(")) {
                routes.insert(format!("{method} {path}"));
            }
        }
    }
    routes
}

/// Every operation of the document, as `METHOD PATH`.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of = |(path, item): (&String, &'_ Value)| -> Vec<String> {
        item.as_object().unwrap().keys().filter(|key| *key != "parameters").map(|method| format!("{method} {path}")).collect()
    };
    let names = paths.iter().flat_map(of);
    names
        .map(|name| {
            let (method, path) = name.split_once(' ').unwrap();
            let what = &paths[path][method];
            (name.clone(), what)
        })
        .collect()
}

/// Calls `see` with every object in the document.
fn walk<'v>(value: &'v Value, see: &mut impl FnMut(&'v serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            see(object);
            object.values().for_each(|member| walk(member, see));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        _ => {}
    }
}

#[test]
fn the_document_has_exactly_the_routers_paths_and_methods() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<String> = operations(&document).into_iter().map(|(name, _)| name).collect();
    assert!(described.len() > 20);
    assert_eq!(described, routes());
}

#[test]
fn every_reference_resolves() {
    let document = document();
    let mut references = 0;
    walk(&document, &mut |object| {
        if let Some(to) = object.get("$ref").and_then(Value::as_str) {
            let pointer = to.strip_prefix('#').unwrap_or_else(|| panic!("{to} lies elsewhere"));
            assert!(document.pointer(pointer).is_some(), "{to} is not in the document");
            references += 1;
        }
    });
    assert!(references > 100, "{references}");
}

#[test]
fn every_operation_says_who_may_call_it_and_names_each_of_its_path_parameters() {
    let document = document();
    let mut ids = BTreeSet::new();
    for (name, operation) in operations(&document) {
        for member in ["operationId", "summary", "description", "x-who"] {
            assert!(operation[member].as_str().is_some_and(|text| !text.is_empty()), "{name} has no {member}");
        }
        assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{name}: its operationId stands twice");
        let path = name.split_once(' ').unwrap().1;
        let shared = document["paths"][path]["parameters"].as_array().into_iter().flatten();
        let stated: BTreeSet<&str> = shared
            .map(|one| document.pointer(one["$ref"].as_str().unwrap().trim_start_matches('#')).unwrap()["name"].as_str().unwrap())
            .collect();
        let used: BTreeSet<&str> = path.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect();
        assert_eq!(stated, used, "{name}");
    }
}

#[test]
fn whoever_needs_a_token_is_told_of_401_and_whoever_sends_a_body_of_415_and_413() {
    let document = document();
    for (name, operation) in operations(&document) {
        let open = operation["security"].as_array().is_some_and(Vec::is_empty);
        assert_eq!(operation["responses"]["401"].is_null(), open, "{name}");
        let has_body = operation["requestBody"].is_object();
        for status in ["415", "413"] {
            assert_eq!(operation["responses"][status].is_object(), has_body, "{name}: {status}");
        }
    }
}

#[test]
fn the_schema_of_the_form_is_the_one_that_the_check_is_measured_against() {
    let within = FORM.replace("#/$defs/", "#/components/schemas/Form031/$defs/");
    let mut form: Value = serde_json::from_str(&within).unwrap();
    form.as_object_mut().unwrap().remove("$schema");
    let mut described = document()["components"]["schemas"]["Form031"].clone();
    described.as_object_mut().unwrap().remove("description");
    assert_eq!(described, form);
}

#[test]
fn the_examples_of_the_form_are_the_contracts_own() {
    let document = document();
    let example = &document["paths"]["/api/v1/check"]["post"]["requestBody"]["content"]["application/json"]["example"];
    let contracts: Value = serde_json::from_str(include_str!("../../../law/mse-pilot-2025/examples/down-signable.json")).unwrap();
    assert_eq!(*example, contracts);
}
