//! The list of acts, and how each came to its expert.

use crate::cases::{Act, Form, acts_of, all_acts, in_role};
use crate::harness::{Ask, person, wait_for};
use saraptama_core::terms::Sha256;
use serde_json::Value;
use std::collections::BTreeSet;

/// Waits until the demonstration's own forms are all assigned or decided.
fn settled() -> Vec<Value> {
    wait_for("the demonstration's acts", || {
        let acts = all_acts("staff", "");
        (acts.len() > 100 && acts.iter().all(|act| act["state"] != "waiting")).then_some(acts)
    })
}

fn numbers(acts: &[Value]) -> BTreeSet<String> {
    acts.iter().map(|act| act["number"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_expert_sees_their_own_acts_only_the_nearest_deadline_first() {
    settled();
    let mut seen = BTreeSet::new();
    for expert in in_role("expert") {
        let own = all_acts(&expert.id, "");
        let due: Vec<&str> = own.iter().map(|act| act["due_at"].as_str().unwrap()).collect();
        assert!(due.is_sorted(), "{due:?}");
        for number in numbers(&own) {
            assert_eq!(Act::numbered(&number).expert.id, expert.id);
            assert!(seen.insert(number), "one act, one expert");
        }
    }
}

#[test]
fn staff_page_through_all_acts_and_miss_none() {
    let before = numbers(&settled());
    let first = acts_of("staff", "").value();
    assert_eq!((first["items"].as_array().unwrap().len(), first["next"].is_string()), (50, true));
    let paged = all_acts("staff", "");
    let distinct = numbers(&paged);
    assert_eq!(distinct.len(), paged.len(), "no act stands on two pages");
    assert!(before.is_subset(&distinct));
    // Numbers of a year have no gaps.
    let ordinals: BTreeSet<u32> = distinct.iter().map(|number| number.strip_prefix("2025-").unwrap().parse().unwrap()).collect();
    assert!((1..=before.len() as u32).all(|number| ordinals.contains(&number)), "{ordinals:?}");
    for act in &paged {
        let mut members: Vec<&str> = act.as_object().unwrap().keys().map(String::as_str).collect();
        members.sort_unstable();
        assert_eq!(members, ["arrived_at", "due_at", "icd10", "number", "state"]);
    }
}

#[test]
fn the_state_narrows_the_list_and_an_unknown_one_is_refused() {
    settled();
    let registered = Act::assigned(&Form::new(13).signed());
    registered.registered();
    let assigned = Act::assigned(&Form::new(13).signed());
    for who in ["staff", registered.expert.id.as_str()] {
        for state in ["waiting", "assigned", "registered"] {
            assert!(all_acts(who, &format!("state={state}")).iter().all(|act| act["state"] == state));
        }
    }
    let in_state = |state: &str| numbers(&all_acts("staff", &format!("state={state}")));
    assert!(in_state("registered").contains(&registered.number) && !in_state("assigned").contains(&registered.number));
    assert!(in_state("assigned").contains(&assigned.number) && !in_state("registered").contains(&assigned.number));
    for wrong in
        ["?state=", "?state=open", "?state=Waiting", "?cursor=", "?cursor=x", "?cursor=%00", "?state=assigned&cursor=1;2"]
    {
        for who in ["staff", "expert-01"] {
            Ask::get(&format!("/api/v1/acts{wrong}")).by(person(who)).ask().problem(422);
        }
    }
}

/// Every assignment receipt of the acts known now, with its act as staff see it.
fn receipts() -> Vec<(Value, Value)> {
    let one = |act: &Value| {
        let number = act["number"].as_str().unwrap();
        (acts_of("staff", &format!("/{number}")).value(), acts_of("monitor", &format!("/{number}/assignment")).value())
    };
    settled().iter().map(one).collect()
}

#[test]
fn every_receipt_shows_why_the_expert_was_chosen() {
    let experts: BTreeSet<&str> = in_role("expert").map(|expert| expert.id.as_str()).collect();
    for (act, receipt) in receipts() {
        let candidates = receipt["candidates"].as_array().unwrap();
        let excluded = receipt["exclusions"].as_array().unwrap();
        let id = |one: &Value| one["expert"].as_str().unwrap().to_owned();
        let named: BTreeSet<String> = candidates.iter().chain(excluded).map(id).collect();
        assert_eq!(named.iter().map(String::as_str).collect::<BTreeSet<_>>(), experts, "each expert once");
        assert_eq!(candidates.len() + excluded.len(), experts.len());
        // Nobody of the patient's or the organisation's region, and nobody else is excluded.
        let form = &act["form"];
        let regions = [&form["patient"]["region"], &form["organisation"]["region"]];
        for expert in in_role("expert") {
            let is_near = regions.iter().any(|region| **region == expert.region.as_str());
            assert_eq!(excluded.iter().any(|one| id(one) == expert.id), is_near, "{} {excluded:?}", expert.id);
        }
        assert!(excluded.iter().all(|one| one["reason"].is_string()));
        // The least loaded are tied; the lot falls on one of them.
        let load = |one: &&Value| one["open"].as_u64().unwrap();
        let least = candidates.iter().map(|one| load(&one)).min().unwrap();
        let tied: Vec<String> = candidates.iter().filter(|one| load(one) == least).map(id).collect();
        assert_eq!(receipt["tied"], serde_json::json!(tied));
        let ticket = hex::decode(receipt["lottery"]["ticket"].as_str().unwrap()).unwrap();
        let place = u128::from_be_bytes(ticket[..16].try_into().unwrap()) % tied.len() as u128;
        assert_eq!(receipt["chosen"], tied[place as usize]);
        assert_eq!(receipt["chosen"], act["expert"]);
        assert!(receipt["due_at"].is_string() && receipt["counts_from"].is_string());
        assert!(Sha256::parse(receipt["lottery"]["commitment"].as_str().unwrap()).is_ok());
        assert_eq!(receipt["lottery"]["seed"], Value::Null, "the seed is told when the day is over");
    }
}

#[test]
fn a_draft_of_the_morning_counts_from_the_same_day_and_expert_and_staff_are_told_one_deadline() {
    let act = Act::assigned(&Form::new(13).signed());
    let receipt = acts_of("staff", &format!("/{}/assignment", act.number)).value();
    let own = acts_of(&act.expert.id, &format!("/{}", act.number)).value();
    assert_eq!((&receipt["counts_from"], &receipt["due_at"]), (&"2025-09-02".into(), &own["due_at"]));
}
