//! An act as a task: the case without names, the version that guards it, and the decision by the one corridor.

use super::{FHIR, get, refused, resource};
use crate::cases::{Act, Form, chair, doctor, in_role};
use crate::harness::{Ask, Got, Person, person};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

fn path(act: &Act) -> String {
    format!("/fhir/Task/{}", act.number)
}

fn assigned(clinic: usize) -> (Form, Act) {
    let form = Form::new(clinic).signed();
    let act = Act::assigned(&form);
    (form, act)
}

fn put(act: &Act, who: &Person, tag: Option<&str>, task: &Value) -> Got {
    let address = path(act);
    let ask = Ask::new("PUT", &address).by(who).body(FHIR, task.to_string());
    match tag {
        Some(tag) => ask.with("if-match", tag).ask(),
        None => ask.ask(),
    }
}

/// The task with one more output.
fn with(task: &Value, status: &str, code: &str, value_type: &str, value: Value) -> Value {
    let mut task = task.clone();
    task["status"] = status.into();
    let mut outputs = task["output"].as_array().cloned().unwrap_or_default();
    outputs.push(json!({ "type": { "coding": [{ "system": "urn:saraptama:fhir:task", "code": code }] }, value_type: value }));
    task["output"] = outputs.into();
    task
}

fn deciding(task: &Value, decision: &[u8]) -> Value {
    let attached = json!({ "contentType": "application/json", "data": STANDARD.encode(decision) });
    with(task, "in-progress", "decision", "valueAttachment", attached)
}

#[test]
fn an_expert_sees_the_case_without_anybodys_name() {
    let (form, act) = assigned(9);
    let got = get(act.expert, &path(&act));
    let tag = got.header("etag").to_owned();
    let task = resource(got, 200, "Task");
    assert_eq!(tag, format!("W/\"{}\"", task["meta"]["versionId"].as_str().unwrap()));
    assert_eq!((&task["status"], &task["intent"]), (&"accepted".into(), &"order".into()));
    assert_eq!(task["owner"]["reference"], format!("PractitionerRole/{}", act.expert.id));
    assert!(task["restriction"]["period"]["end"].is_string());
    let (text, value) = (task.to_string(), form.value());
    for pointer in [
        "/patient/iin",
        "/patient/family_name",
        "/patient/given_name",
        "/doctor/iin",
        "/commission/chair/iin",
        "/organisation/bin",
        "/organisation/name",
        "/id",
    ] {
        let told = value.pointer(pointer).unwrap().as_str().unwrap();
        assert!(!text.contains(told), "{pointer}");
    }
    assert!(text.contains(value["diagnosis"]["main"]["icd10"].as_str().unwrap()));
    refused(get(doctor(9), &path(&act)), 403);
    let other = in_role("expert").find(|one| one.id != act.expert.id).unwrap();
    refused(get(other, &path(&act)), 404);
    resource(get(person("staff"), &path(&act)), 200, "Task");
    refused(get(person("staff"), "/fhir/Task/2025-999999"), 404);
}

#[test]
fn a_task_is_found_by_its_id_however_many_came_after_it_and_a_page_is_full() {
    let (_, act) = assigned(12);
    let ids = |page: &Value| -> Vec<String> {
        let entries = page["entry"].as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["resource"]["id"].as_str().unwrap().to_owned()).collect()
    };
    let search = |who: &Person, query: &str| resource(get(who, &format!("/fhir/Task?{query}")), 200, "Bundle");
    // Later acts push it off the first page; the page of one is the latest act's.
    let (_, later) = assigned(12);
    let staff = person("staff");
    assert!(!ids(&search(staff, "_count=1")).contains(&act.number));
    let found = search(staff, &format!("_id={}&_count=1", act.number));
    assert_eq!((ids(&found), &found["total"]), (vec![act.number.clone()], &json!(1)));
    let both = search(staff, &format!("_id={},{},2025-999999,nonsense", act.number, later.number));
    assert_eq!(ids(&both), [act.number.clone(), later.number.clone()]);
    assert_eq!(ids(&search(staff, &format!("_id={}&status=completed", act.number))), Vec::<String>::new());
    assert_eq!(ids(&search(act.expert, &format!("_id={}", act.number))).len(), 1);
    let other = in_role("expert").find(|one| one.id != act.expert.id).unwrap();
    assert_eq!(ids(&search(other, &format!("_id={}", act.number))), Vec::<String>::new());
    // What is not wanted takes no place on a page.
    assert_eq!(ids(&search(staff, "status=accepted,requested&_count=2")).len(), 2);
    assert_eq!(ids(&search(staff, "status=draft")), Vec::<String>::new());
    let many: Vec<_> = (0..51).map(|n| format!("2025-{n:06}")).collect();
    refused(get(staff, &format!("/fhir/Task?_id={}", many.join(","))), 400);
}

#[test]
fn a_decision_and_its_signature_go_through_a_task_into_the_register() {
    let (_, act) = assigned(10);
    let task = resource(get(act.expert, &path(&act)), 200, "Task");
    let tag = get(act.expert, &path(&act)).header("etag").to_owned();
    let decision = serde_json::to_vec(&act.not_established()).unwrap();
    let asked = deciding(&task, &decision);
    assert_eq!(refused(put(&act, act.expert, None, &asked), 428)["code"], "required");
    for wrong in ["W/\"999\"", "\"\"", "nonsense", "*"] {
        assert_eq!(refused(put(&act, act.expert, Some(wrong), &asked), 412)["code"], "conflict", "{wrong}");
    }
    let got = put(&act, act.expert, Some(&tag), &asked);
    let next = got.header("etag").to_owned();
    let frozen = resource(got, 200, "Task");
    assert_ne!(next, tag);
    assert_eq!((&frozen["status"], frozen["output"].as_array().unwrap().len()), (&"in-progress".into(), 1));
    refused(put(&act, act.expert, Some(&tag), &asked), 412);
    let seal = |bytes: &[u8]| {
        let signature = json!({ "type": [{ "system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1" }],
                                "when": "2025-09-02T09:30:00+05:00", "who": { "reference": format!("Practitioner/{}", act.expert.id) },
                                "sigFormat": "application/pkcs7-signature", "data": STANDARD.encode(act.expert.seal(bytes)) });
        with(&frozen, "completed", "signature", "valueSignature", signature)
    };
    refused(put(&act, act.expert, Some(&next), &seal(b"{}")), 422);
    let done = resource(put(&act, act.expert, Some(&next), &seal(&decision)), 200, "Task");
    assert_eq!(done["status"], "completed");
    let outputs = done["output"].as_array().unwrap();
    assert!(outputs.iter().any(|one| one["valueUnsignedInt"].is_u64()), "{outputs:?}");
    let shown = Ask::get(&act.path("")).by(person("staff")).ask().expect(200).value();
    assert_eq!(shown["state"], "registered");
}

#[test]
fn an_unlawful_decision_a_foreign_member_and_a_foreign_expert_change_nothing() {
    let (_, act) = assigned(11);
    let got = get(act.expert, &path(&act));
    let tag = got.header("etag").to_owned();
    let task = resource(got, 200, "Task");
    let mut unlawful = act.not_established();
    unlawful["result"] = "established".into();
    let unlawful = deciding(&task, unlawful.to_string().as_bytes());
    let got = put(&act, act.expert, Some(&tag), &unlawful).expect(422);
    assert!(got.value()["issue"].as_array().unwrap().len() > 1, "each fault is named");
    let lawful = deciding(&task, act.not_established().to_string().as_bytes());
    for (change, value) in
        [("owner", json!({ "reference": "PractitionerRole/expert-99" })), ("intent", json!("plan")), ("priority", json!("stat"))]
    {
        let mut foreign = lawful.clone();
        foreign[change] = value;
        let issue = refused(put(&act, act.expert, Some(&tag), &foreign), 422);
        assert!(issue["details"]["text"].as_str().unwrap().contains(change));
    }
    refused(put(&act, act.expert, Some(&tag), &task), 422);
    refused(put(&act, act.expert, Some(&tag), &json!({ "resourceType": "Patient" })), 400);
    refused(put(&act, person("staff"), Some(&tag), &lawful), 403);
    refused(put(&act, chair(11), Some(&tag), &lawful), 403);
    let other = in_role("expert").find(|one| one.id != act.expert.id).unwrap();
    refused(put(&act, other, Some(&tag), &lawful), 404);
    assert_eq!(get(act.expert, &path(&act)).header("etag"), tag);
}

#[test]
fn of_experts_who_send_at_once_under_one_version_one_is_taken() {
    let (_, act) = assigned(12);
    let got = get(act.expert, &path(&act));
    let tag = got.header("etag").to_owned();
    let task = resource(got, 200, "Task");
    let send = |n: usize| {
        let mut decision = act.not_established();
        decision["rationale"] = format!("Негіздеме {n}.").into();
        put(&act, act.expert, Some(&tag), &deciding(&task, decision.to_string().as_bytes())).status
    };
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..6)
            .map(|n| {
                scope.spawn({
                    let send = &send;
                    move || send(n)
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [200, 412].contains(status)), "{statuses:?}");
}

#[test]
fn an_expert_finds_their_own_tasks_and_staff_all_of_them() {
    let (_, act) = assigned(13);
    let numbers = |who: &Person, query: &str| -> Vec<String> {
        let bundle = resource(get(who, &format!("/fhir/Task?{query}")), 200, "Bundle");
        let entries = bundle["entry"].as_array().into_iter().flatten();
        entries.map(|one| one["resource"]["id"].as_str().unwrap().to_owned()).collect()
    };
    let id = &act.expert.id;
    for query in [
        "",
        "status=accepted",
        "status=requested,accepted",
        &format!("owner=PractitionerRole/{id}"),
        &format!("owner={id}&status=accepted"),
    ] {
        assert!(numbers(act.expert, query).contains(&act.number), "{query}");
    }
    assert!(!numbers(act.expert, "status=completed").contains(&act.number));
    assert!(numbers(act.expert, "owner=PractitionerRole/expert-99").is_empty());
    assert!(numbers(person("staff"), &format!("owner={id}&status=accepted")).contains(&act.number));
    let other = in_role("expert").find(|one| one.id != *id).unwrap();
    assert!(!numbers(other, "").contains(&act.number));
    refused(get(act.expert, "/fhir/Task?_getpages=nonsense"), 400);
}
