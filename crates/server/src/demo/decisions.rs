use super::world::World;
use crate::node::Host;
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, FormId, civil_date, full_years};
use saraptama_store::Page;
use saraptama_store::rows::{ActRow, ActState};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// How many acts are decided by themselves, so that the register is not empty.
const DECIDED: usize = 24;
/// So many acts of an expert are looked at.
const AT_ONCE: u32 = 20;

/// Waits until the first drafts are assigned, and has their experts decide some of those whose forms it was `filled` with.
pub(super) async fn decide_some(host: Host, world: Arc<World>, filled: BTreeSet<FormId>) {
    let mut decided = 0;
    for _ in 0..50 {
        sleep(Duration::from_millis(100)).await;
        for expert in world.in_role(Role::Expert) {
            if decided == DECIDED {
                return;
            }
            let listed = host.databank().store.acts_of_expert(&expert.principal.id, &[ActState::Assigned], None, AT_ONCE).await;
            let own = |page: Page<ActRow>| page.rows.into_iter().find(|act| filled.contains(&act.form));
            let Some(act) = listed.ok().and_then(own) else { continue };
            let Some(number) = act.number else { continue };
            match decide(&host, expert, number, decided).await {
                Ok(()) => decided += 1,
                Err(error) => tracing::warn!(act = %number, error, "a decision of the demonstration"),
            }
        }
    }
}

async fn decide(host: &Host, expert: &super::Identified, number: ActNumber, n: usize) -> Result<(), String> {
    let databank = host.databank();
    let act = databank.store.act_by_number(number).await.map_err(|e| e.to_string())?.ok_or("the act is gone")?;
    let passport = databank.passport_of(act.form).await.map_err(|e| e.to_string())?;
    let today = civil_date(databank.clock.now());
    let decision = decision(number, full_years(passport.birth_date, today), &today.to_string(), n % 6 != 5);
    let bytes = serde_json::to_vec(&decision).map_err(|e| e.to_string())?;
    let identity = expert.identity.as_ref().ok_or("the expert has no key")?;
    let signature = identity.sign_detached(&bytes, databank.clock.now()).map_err(|e| e.to_string())?;
    databank.freeze_decision(&expert.principal, number, &bytes).await.map_err(|e| e.to_string())?;
    databank.sign_decision(&expert.principal, number, &signature).await.map_err(|e| e.to_string())?;
    Ok(())
}

/// A lawful decision for a person of that age. "Not established" is one too (algorithm p. 2 (3)).
pub(super) fn decision(number: ActNumber, age: i16, from: &str, established: bool) -> Value {
    let rationale = "Тұрақты бұзылулар қаралды; қорытынды тіркелген зерттеп-қарауларға негізделген.";
    let mut decision = json!({
        "decision": 1, "act": number, "result": "not-established", "limitations": [], "measures": [], "rationale": rationale,
    });
    if established {
        let (category, cause, term) = match age {
            ..7 => ("child", "child-under-7", "until-7"),
            7..18 => ("child-group-2", "child-7-to-18", "until-18"),
            _ => ("group-2", "from-childhood", "without-term"),
        };
        decision["result"] = "established".into();
        for (member, value) in [("category", category), ("cause", cause), ("from", from), ("term", term)] {
            decision[member] = value.into();
        }
        decision["limitations"] = json!([{ "activity": "self-care", "degree": 2 }]);
        decision["measures"] = json!([{ "kind": "technical-aid", "text": "Техникалық көмекші құрал" }]);
    }
    decision
}
