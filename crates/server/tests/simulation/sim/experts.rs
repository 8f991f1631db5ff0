//! Experts, and the staff who look after them.

use super::bed::Bed;
use super::clients::Ask;
use super::places;
use super::state::Sim;
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, civil_date};
use saraptama_server::flow::databank::{NewAbsence, Redistribution};
use saraptama_server::invariants::Seen;
use saraptama_sign::log::proof;
use std::time::Duration;

/// Acts are looked at now and then, and some of them decided, until everything is over.
pub(crate) async fn work(sim: Sim, bed: &'static Bed, most: usize) {
    let mut decided = 0;
    while !sim.state().closing {
        let pause = if sim.state().long_wait { 3600 } else { 10 };
        sim.sleep(Duration::from_secs(pause + sim.below(50))).await;
        let list = Ask::get("databank", "/api/v1/acts", bed.token("staff"));
        let Some(list) = list.once(&sim).await.filter(|reply| reply.status == 200) else { continue };
        let numbers = list.json()["items"].as_array().cloned().unwrap_or_default();
        for number in numbers.iter().filter_map(|item| item["number"].as_str()) {
            let Some((expert, state)) = look(&sim, bed, number).await else { continue };
            if state == "assigned" && sim.below(8) == 0 {
                hand_on(&sim, bed, number, &expert).await;
            } else if state == "assigned" && decided < most && sim.below(3) == 0 {
                decide(&sim, bed, number, &expert).await;
                decided += 1;
            } else if state == "registered" && sim.below(4) == 0 {
                take_proof(&sim, bed, number).await;
            }
        }
    }
}

/// Looks at an act and remembers what was shown.
async fn look(sim: &Sim, bed: &Bed, number: &str) -> Option<(String, String)> {
    let act = Ask::get("databank", format!("/api/v1/acts/{number}"), bed.token("staff")).once(sim).await?.json();
    let (expert, state) = (act["expert"].as_str()?.to_owned(), act["state"].as_str()?.to_owned());
    let due_at = act["due_at"].as_str()?.to_owned();
    sim.state().journal.seen.entry(number.to_owned()).or_default().insert(Seen { expert: expert.clone(), due_at });
    Some((expert, state))
}

/// Staff learn that the expert cannot decide, and give the act to another. Whoever had it sees it no more.
async fn hand_on(sim: &Sim, bed: &Bed, number: &str, expert: &str) {
    let (Some(databank), Some(staff)) = (places::databank(sim), bed.world.by_id("staff")) else { return };
    let Ok(act) = ActNumber::parse(number) else { return };
    // Once in a while it stands in the calendar too, so that nobody is given to them on that day.
    if sim.below(4) == 0 {
        let today = civil_date(databank.clock.now());
        let absence = NewAbsence { expert, from: today, until: today, reason: "absence-ill", note: "" };
        if matches!(databank.enter_absence(&staff.principal, &absence).await, Ok(Ok(()))) {
            sim.note("an expert is absent");
        }
    }
    let asked = Redistribution { from: expert, reason: "redistributed-ill", note: "" };
    match databank.redistribute(&staff.principal, act, asked).await {
        Ok(to) if to == expert => sim.unlawful(format!("{number} was taken from {expert} and given back")),
        Ok(_) => sim.note("an act goes to another expert"),
        // The archive failed, or nobody else may have it: it may have gone all the same, or not.
        Err(_) => return,
    }
    let token = bed.token(expert);
    if let Some(seen) = Ask::get("databank", format!("/api/v1/acts/{number}"), token).once(sim).await
        && seen.status == 200
    {
        sim.unlawful(format!("{expert} still sees {number}, which was taken from them"));
    }
}

/// The expert decides and signs, and insists; sometimes somebody else tries before.
async fn decide(sim: &Sim, bed: &Bed, number: &str, expert: &str) {
    let Some(expert) = bed.world.by_id(expert) else { return sim.unlawful(format!("{number} is with nobody whom we know")) };
    // Some keep to one process of the data bank: what it does not know, no other one answers for it.
    let host = ["databank", "databank-1", "databank-2"][sim.below(3) as usize];
    let path = format!("/api/v1/acts/{number}/decision");
    let decision = serde_json::json!({
        "decision": 1, "act": number, "result": "not-established", "limitations": [], "measures": [],
        "rationale": "Тұрақты бұзылулар анықталмады.",
    });
    let bytes = decision.to_string().into_bytes();
    let other = bed.world.in_role(Role::Expert).find(|one| one.principal.id != expert.principal.id);
    let Some(other) = other else { return };
    let freeze = Ask::send("POST", host, path.as_str(), &expert.token, "application/json", bytes.clone());
    let mut foreign = freeze.clone();
    foreign.token.clone_from(&other.token);
    if sim.below(3) == 0 && foreign.insist(sim, &[]).await.status == 200 {
        sim.unlawful(format!("another expert decided {number}"));
    }
    let frozen = freeze.insist(sim, &[]).await;
    if frozen.status != 200 {
        return sim.unlawful(format!("the decision on {number} was answered {}", frozen.status));
    }
    let path = format!("{path}/signature");
    let sign =
        |signature: Vec<u8>| Ask::send("POST", host, path.as_str(), &expert.token, "application/pkcs7-signature", signature);
    if sim.below(3) == 0 {
        let Ok(signature) = bed.sign(other, &bytes) else { return };
        if sign(signature).insist(sim, &[]).await.status == 201 {
            sim.unlawful(format!("another expert's signature registered {number}"));
        }
    }
    let Ok(signature) = bed.sign(expert, &bytes) else { return };
    let placed = sign(signature).insist(sim, &[]).await;
    match placed.json()["register_index"].as_u64() {
        Some(index) if placed.status == 201 => {
            sim.state().journal.registered.insert(number.to_owned(), index);
            sim.note("a decision is registered");
        }
        _ => sim.unlawful(format!("the signature of {number} was answered {}", placed.status)),
    }
}

/// Somebody takes the register's proof home.
async fn take_proof(sim: &Sim, bed: &Bed, number: &str) {
    let asked = Ask::get("databank", format!("/api/v1/acts/{number}/proof"), bed.token("staff"));
    let Some(reply) = asked.once(sim).await.filter(|reply| reply.status == 200) else { return };
    match proof::verify(&reply.body, Some(std::slice::from_ref(&bed.log_key))) {
        Ok(_) => {
            let note = reply.json()["checkpoint"].as_str().unwrap_or_default().to_owned();
            sim.state().journal.checkpoints.insert(note);
        }
        Err(fault) => sim.unlawful(format!("the proof of {number} does not hold: {fault}")),
    }
}
