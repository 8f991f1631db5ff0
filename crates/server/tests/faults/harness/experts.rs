use super::Told;
use super::bed::Bed;
use super::cases::signing_time;
use super::clerks::{Journal, Request, note};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::authority::Role;
use saraptama_server::config::NodeKind;
use saraptama_server::demo::Identified;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Has the experts decide what is assigned to them, one after another, until `most` acts are decided or
/// nobody wants more.
///
/// # Errors
/// What was refused.
pub(crate) fn decide_some(bed: &Bed, most: usize, enough: &AtomicBool, journal: &Journal) -> Told<()> {
    decide_part(bed, [0, 1], most, enough, journal)
}

/// [`decide_some`] by the `part`-th of every `of` experts.
///
/// # Errors
/// What was refused.
pub(crate) fn decide_part(bed: &Bed, [part, of]: [usize; 2], most: usize, enough: &AtomicBool, journal: &Journal) -> Told<()> {
    let mut decided = 0;
    while decided < most && !enough.load(Ordering::Relaxed) {
        for expert in bed.people.in_role(Role::Expert).skip(part).step_by(of) {
            if decided < most && decide_one(bed, expert, journal)? {
                decided += 1;
            }
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Decides the expert's nearest act, if there is one.
fn decide_one(bed: &Bed, expert: &Identified, journal: &Journal) -> Told<bool> {
    let mut client = bed.client(NodeKind::DataBank);
    let token = &expert.token;
    let list = Request { method: "GET", path: "/api/v1/acts?state=assigned", token, body: None };
    let list = journal.insist(&mut client, &list, &[200])?.json()?;
    let Some(number) = list["items"][0]["number"].as_str() else { return Ok(false) };
    let path = format!("/api/v1/acts/{number}/decision");
    let decision = serde_json::json!({
        "decision": 1, "act": number, "result": "not-established", "limitations": [], "measures": [],
        "rationale": "Тұрақты бұзылулар анықталмады.",
    });
    let body = decision.to_string();
    let freeze = Request { method: "POST", path: &path, token, body: Some(("application/json", body.as_bytes())) };
    let frozen = journal.insist(&mut client, &freeze, &[200])?.json()?;
    let bytes = frozen["bytes_base64"].as_str().and_then(|text| STANDARD.decode(text).ok()).ok_or("no bytes to sign")?;
    let identity = expert.identity.as_ref().ok_or("the expert has no key")?;
    let signature = identity.sign_detached(&bytes, signing_time()?).map_err(|e| e.to_string())?;
    let path = format!("{path}/signature");
    let sign = Request { method: "POST", path: &path, token, body: Some(("application/pkcs7-signature", &signature)) };
    let place = journal.insist(&mut client, &sign, &[201])?.json()?;
    let index = place["register_index"].as_u64().ok_or("the register gave no place")?;
    note(&journal.registered, (number.to_owned(), index));
    Ok(true)
}
