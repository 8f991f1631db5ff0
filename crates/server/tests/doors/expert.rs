//! What an expert learns of a case: an allow-list, and nobody's name.

use crate::cases::{Act, Form, acts_of, in_role};
use crate::harness::{Ask, person};
use serde_json::Value;

/// Everything by which a form tells who somebody is.
fn told(form: &Value) -> Vec<String> {
    let mut pointers: Vec<String> =
        ["iin", "family_name", "given_name", "patronymic", "address", "phone"].map(|one| format!("/patient/{one}")).into();
    for person in [
        "/patient/representative",
        "/patient/attachment",
        "/doctor",
        "/commission/chair",
        "/commission/members/0",
        "/organisation",
    ] {
        pointers.extend(["iin", "bin", "name"].map(|member| format!("{person}/{member}")));
    }
    let entries = form["evidence"].as_array().unwrap().len();
    pointers.extend((0..entries).flat_map(|n| [format!("/evidence/{n}/specialist/name"), format!("/evidence/{n}/organisation")]));
    pointers.iter().filter_map(|pointer| form.pointer(pointer)?.as_str().map(str::to_owned)).collect()
}

/// The form, its own names and numbers strewn through its free text.
fn strewn(clinic: usize) -> Form {
    Form::of(clinic, |form| {
        let names = told(form);
        let sentence = format!("Науқас {} қаралды.", names.join(", "));
        let shouted = format!("ҚОРЫТЫНДЫ: {}", names.join("; ").to_uppercase());
        for (pointer, text) in [
            ("/history/disease", &sentence),
            ("/history/life", &shouted),
            ("/history/treatment", &sentence),
            ("/diagnosis/main/text", &sentence),
            ("/diagnosis/comorbid/0/text", &shouted),
            ("/impairments/0/text", &sentence),
            ("/measures/0/text", &shouted),
        ] {
            *form.pointer_mut(pointer).unwrap() = text.clone().into();
        }
        for entry in form["evidence"].as_array_mut().unwrap() {
            if entry["status"] == "attached" {
                entry["conclusion"] = sentence.clone().into();
                entry["facts"]["note"] = shouted.clone().into();
            }
        }
    })
}

#[test]
fn an_expert_sees_the_allow_list_and_nobodys_name_number_or_region() {
    for clinic in 1..=8 {
        let form = strewn(clinic);
        assert_eq!(form.put().expect(201).value()["decision"], "signable");
        form.freeze().expect(200);
        form.sign(form.seal()).expect(201);
        let act = Act::assigned(&form);
        let seen = acts_of(&act.expert.id, &format!("/{}", act.number));
        let (text, seen) = (seen.text().to_lowercase(), seen.value());
        let allowed = [
            "number",
            "state",
            "arrived_at",
            "due_at",
            "sex",
            "age",
            "purpose",
            "diagnosis",
            "history",
            "impairments",
            "circumstances",
            "evidence",
            "measures",
        ];
        assert!(seen.as_object().unwrap().keys().all(|name| allowed.contains(&name.as_str())), "{seen}");
        for entry in seen["evidence"].as_array().unwrap() {
            let allowed = ["kind", "status", "date", "conclusion", "facts"];
            assert!(entry.as_object().unwrap().keys().all(|name| allowed.contains(&name.as_str())), "{entry}");
        }
        for name in told(&form.value()) {
            assert!(!text.contains(&name.to_lowercase()), "clinic {clinic}: {name} in {text}");
        }
        for pointer in ["/patient/region", "/organisation/region", "/id"] {
            let word = form.value().pointer(pointer).unwrap().as_str().unwrap().to_lowercase();
            assert!(!text.contains(&word), "clinic {clinic}: {pointer} in {text}");
        }
    }
}

#[test]
fn a_foreign_expert_does_not_learn_that_the_act_exists() {
    let act = Act::assigned(&Form::new(14).signed());
    let stranger = in_role("expert").find(|one| one.id != act.expert.id).unwrap();
    let there = Ask::get(&act.path("")).by(stranger).ask().problem(404);
    let nowhere = Ask::get("/api/v1/acts/2025-999999").by(stranger).ask().problem(404);
    assert_eq!(there, nowhere);
    for tail in ["/proof", "/assignment"] {
        Ask::get(&act.path(tail)).by(act.expert).ask().problem(403);
    }
}

#[test]
fn staff_see_the_whole_act() {
    let form = Form::new(14).signed();
    let act = Act::assigned(&form);
    let seen = Ask::get(&act.path("")).by(person("staff")).ask().expect(200).value();
    assert_eq!((&seen["form"], &seen["number"]), (&form.value(), &act.number.clone().into()));
}
