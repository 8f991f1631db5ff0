//! Whatever goes wrong below `/fhir`, an OperationOutcome says it.

use super::{FHIR, get, read, refused, resource};
use crate::harness::{Ask, person};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn the_capability_statement_is_for_anyone_and_names_what_is_there() {
    let statement = resource(Ask::get("/fhir/metadata").ask(), 200, "CapabilityStatement");
    assert_eq!((&statement["fhirVersion"], &statement["kind"]), (&json!("4.0.1"), &json!("instance")));
    let staff = person("staff");
    for one in statement["rest"][0]["resource"].as_array().unwrap() {
        let kind = one["type"].as_str().unwrap();
        let interactions: BTreeSet<&str> =
            one["interaction"].as_array().into_iter().flatten().map(|one| one["code"].as_str().unwrap()).collect();
        let path = format!("/fhir/{kind}");
        if interactions.contains("search-type") {
            let parameters = one["searchParam"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap());
            for parameter in parameters {
                let got = Ask::get(&format!("{path}?{parameter}=x")).by(staff).with("prefer", "handling=strict").ask();
                resource(got, 200, "Bundle");
            }
        } else {
            assert_ne!(get(staff, &path).status, 200, "{kind} says that it is not searched");
        }
        for operation in one["operation"].as_array().into_iter().flatten() {
            let of_form = operation["name"] == "document";
            let address =
                if of_form { format!("{path}/x/$document") } else { format!("{path}/${}", operation["name"].as_str().unwrap()) };
            assert_ne!(Ask::new("POST", &address).by(staff).body(FHIR, "{}").ask().status, 404, "{address}");
        }
    }
}

#[test]
fn every_kind_of_refusal_is_an_outcome() {
    let analyst = person("analyst");
    let ask = |method: &'static str, path: &'static str| Ask::new(method, path).by(analyst);
    for (got, status, code) in [
        (Ask::get("/fhir/CodeSystem").ask(), 401, "login"),
        (Ask::get("/fhir/CodeSystem").with("authorization", "Bearer nobody").ask(), 401, "login"),
        (ask("GET", "/fhir/Task").ask(), 403, "forbidden"),
        (ask("GET", "/fhir/Nothing").ask(), 404, "not-found"),
        (Ask::get("/fhir/Nothing/at/all").ask(), 404, "not-found"),
        (ask("DELETE", "/fhir/CodeSystem").ask(), 405, "not-supported"),
        (ask("POST", "/fhir/metadata").body(FHIR, "{}").ask(), 405, "not-supported"),
        (ask("GET", "/fhir/CodeSystem").with("accept", "application/fhir+xml").ask(), 406, "not-supported"),
        (ask("GET", "/fhir/metadata?_format=xml").ask(), 406, "not-supported"),
        (ask("POST", "/fhir/CodeSystem/$lookup").body("text/plain", "{}").ask(), 415, "not-supported"),
        (ask("POST", "/fhir/CodeSystem/$lookup").body(FHIR, vec![b' '; 70_000]).ask(), 413, "too-long"),
        (ask("POST", "/fhir/CodeSystem/$lookup").body(FHIR, "{").ask(), 400, "invalid"),
        (ask("POST", "/fhir/CodeSystem/$lookup").body(FHIR, r#"{"resourceType":"Patient"}"#).ask(), 400, "invalid"),
        (ask("POST", "/fhir/Bundle/$validate").body(FHIR, "[]").ask(), 400, "invalid"),
        (ask("POST", "/fhir/Bundle/$validate").body(FHIR, r#"{"form":1,"form":2}"#).ask(), 400, "invalid"),
        (ask("GET", "/fhir").ask(), 404, "not-found"),
        (ask("POST", "/fhir").body(FHIR, "{}").ask(), 404, "not-found"),
        (ask("GET", "/fhir/").ask(), 404, "not-found"),
        (ask("GET", "/fhir/CodeSystem?_count=many").ask(), 400, "invalid"),
        (ask("GET", "/fhir/CodeSystem/%00").ask(), 404, "not-found"),
    ] {
        assert_eq!(refused(got, status)["code"], code, "{status}");
    }
}

#[test]
fn an_outcome_speaks_the_readers_language_and_holds_the_other_two() {
    let say = |language: &str| refused(Ask::get("/fhir/Task").with("accept-language", language).ask(), 401)["details"].clone();
    let (kk, en) = (say("kk"), say("en"));
    assert_ne!(kk["text"], en["text"]);
    let others: Vec<&Value> =
        en["_text"]["extension"].as_array().unwrap().iter().map(|one| &one["extension"][0]["valueCode"]).collect();
    assert_eq!(others, ["kk", "ru"]);
    assert!(en["_text"]["extension"].to_string().contains(kk["text"].as_str().unwrap()));
}

#[test]
fn json_is_answered_to_whoever_asks_for_it_by_any_of_its_names() {
    for accept in ["*/*", "application/json", "application/fhir+json; fhirVersion=4.0", "text/html, application/*;q=0.5", ""] {
        let got = Ask::get("/fhir/CodeSystem?_count=1").by(person("analyst")).with("accept", accept).ask();
        // An empty header asks for nothing in particular.
        let expected = if accept.is_empty() { [200, 406] } else { [200, 200] };
        assert!(expected.contains(&got.status), "{accept}");
    }
    for format in ["json", "application/json", "application/fhir+json", "application/fhir%2Bjson"] {
        let path = format!("/fhir/CodeSystem?_format={format}");
        resource(Ask::get(&path).by(person("analyst")).with("accept", "application/fhir+xml").ask(), 200, "Bundle");
    }
}

#[test]
fn an_unknown_parameter_is_named_and_refused_only_where_the_request_is_strict() {
    let bundle = read("/fhir/CodeSystem?nmae=htmc&name=htmc", "Bundle");
    let entries = bundle["entry"].as_array().unwrap();
    let (found, remarks) = (&entries[0], entries.last().unwrap());
    assert_eq!((&found["search"]["mode"], &remarks["search"]["mode"]), (&json!("match"), &json!("outcome")));
    assert!(remarks["resource"]["issue"][0]["details"]["text"].as_str().unwrap().contains("nmae"));
    let own = bundle["link"][0]["url"].as_str().unwrap();
    assert!(own.contains("?name=htmc") && !own.contains("nmae"), "{own}");
    let strict = |path: &'static str| Ask::get(path).by(person("analyst")).with("prefer", "respond-async, handling=strict").ask();
    let issue = refused(strict("/fhir/CodeSystem?nmae=htmc"), 400);
    assert!(issue["details"]["text"].as_str().unwrap().contains("nmae"));
    refused(strict("/fhir/CodeSystem/$lookup?sistem=x"), 400);
}

#[test]
fn pages_follow_one_another_to_the_end_and_none_is_larger_than_fifty() {
    let (mut path, mut seen) = ("/fhir/ValueSet?_count=3".to_owned(), vec![]);
    loop {
        let page = read(&path, "Bundle");
        let entries = page["entry"].as_array().unwrap();
        assert!(entries.len() <= 3);
        seen.extend(entries.iter().map(|one| one["fullUrl"].as_str().unwrap().to_owned()));
        let next = page["link"].as_array().unwrap().iter().find(|link| link["relation"] == "next");
        let Some(next) = next else { break };
        path = next["url"].as_str().unwrap().split_once("/fhir/").map(|(_, rest)| format!("/fhir/{rest}")).unwrap();
    }
    let all = read("/fhir/ValueSet?_count=1000000", "Bundle");
    assert_eq!(seen.len(), all["total"].as_u64().unwrap() as usize);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
    let none = read("/fhir/ValueSet?_count=0", "Bundle");
    assert!(none["entry"].is_null() && none["total"] == all["total"]);
}
