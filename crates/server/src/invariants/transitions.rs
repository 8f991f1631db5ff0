//! I9: every history takes only lawful steps, and the rows beside it say the same.

use super::judging::Judging;
use super::{Evidence, Snapshot};
use saraptama_core::act::{self, Event as ActEvent};
use saraptama_core::referral::relay::{self, Event as RelayEvent};
use saraptama_core::referral::{self, Event, Reached, Stage, journey, standing};
use saraptama_store::rows::ActState;

/// The steps are written out here and not asked of the product.
pub(super) fn legal(evidence: &Evidence<'_>, judging: &mut Judging) {
    let archives: Vec<&Snapshot> = [evidence.mis, evidence.ministry, evidence.databank].into_iter().flatten().collect();
    judging.needs(archives.first(), "an archive");
    for archive in archives {
        referrals(archive, judging);
        relays(archive, judging);
        acts(archive, judging);
    }
    for told in evidence.journal.iter().flat_map(|journal| &journal.unlawful) {
        judging.that(false, || told.clone());
    }
}

/// The name of a step, and those after which it may come; the empty name is the beginning.
type Steps = &'static [(&'static str, &'static [&'static str])];

const OF_A_REFERRAL: Steps = &[
    ("stored", &["", "stored", "presented", "handed-back", "thawed"]),
    ("presented", &["stored", "handed-back", "thawed"]),
    ("handed-back", &["presented", "thawed"]),
    ("frozen", &["stored", "presented", "handed-back", "thawed"]),
    ("thawed", &["frozen"]),
    ("awaiting-proof", &["frozen"]),
    ("signed", &["frozen", "awaiting-proof"]),
    ("signature-refused", &["awaiting-proof"]),
    ("reached", &["signed", "reached"]),
];

const OF_A_RELAY: Steps = &[
    ("awaiting-proof", &["", "awaiting-proof"]),
    ("accepted", &["", "awaiting-proof"]),
    ("refused", &["", "awaiting-proof"]),
    ("reached", &["accepted", "reached"]),
];

const OF_AN_ACT: Steps = &[
    ("awaiting-proof", &["", "awaiting-proof"]),
    ("accepted", &["", "awaiting-proof"]),
    ("refused", &["", "awaiting-proof"]),
    ("numbered", &["accepted"]),
    ("waitlisted", &["numbered"]),
    ("nobody-eligible", &["waitlisted"]),
    ("assigned", &["waitlisted", "nobody-eligible"]),
    ("reassigned", &["assigned", "reassigned", "decision-frozen"]),
    // What was frozen before the act went to another expert is nobody's: only a decision frozen since is signed.
    ("decision-frozen", &["assigned", "reassigned", "decision-frozen"]),
    ("decided", &["decision-frozen"]),
    ("registered", &["decided"]),
    ("returned", &["accepted", "waitlisted", "nobody-eligible", "assigned", "reassigned", "decision-frozen"]),
    ("withdrawn", &["accepted", "waitlisted", "nobody-eligible", "assigned", "reassigned", "decision-frozen"]),
];

/// The first step that may not come there. A step that the tables do not know is none of theirs.
fn unlawful<E: serde::Serialize>(events: &[E], steps: Steps) -> Option<String> {
    let mut before = String::new();
    for event in events {
        let name = serde_json::to_value(event).ok()?["event"].as_str().unwrap_or_default().to_owned();
        let known = steps.iter().find(|(step, _)| *step == name);
        if !known.is_some_and(|(_, after)| after.contains(&before.as_str())) {
            return Some(format!("{name} after {}", if before.is_empty() { "nothing" } else { &before }));
        }
        before = name;
    }
    None
}

fn referrals(archive: &Snapshot, judging: &mut Judging) {
    for (form, events) in &archive.referrals {
        let wrong = unlawful(events, OF_A_REFERRAL);
        judging.that(wrong.is_none(), || format!("mis: {form}: {}", wrong.unwrap_or_default()));
        let reached: Vec<&Reached> =
            events.iter().filter_map(|e| if let Event::Reached(r) = e { Some(r) } else { None }).collect();
        each_once("mis", *form, &reached, judging);
        let furthest = standing(&journey(&referral::State::of(events))).map(|stage| stage.to_string());
        same_stage(archive, *form, furthest, judging);
    }
}

fn relays(archive: &Snapshot, judging: &mut Judging) {
    for (form, events) in &archive.relays {
        let wrong = unlawful(events, OF_A_RELAY);
        judging.that(wrong.is_none(), || format!("ministry: {form}: {}", wrong.unwrap_or_default()));
        let reached: Vec<&Reached> =
            events.iter().filter_map(|e| if let RelayEvent::Reached(r) = e { Some(r) } else { None }).collect();
        each_once("ministry", *form, &reached, judging);
        let furthest = match relay::State::of(events) {
            relay::State::Accepted { stages, .. } => Some(standing(&stages).unwrap_or(Stage::AcceptedByMinistry).to_string()),
            relay::State::Refused { .. } => Some(Stage::Refused.to_string()),
            _ => None,
        };
        if furthest.is_some() {
            same_stage(archive, *form, furthest, judging);
        }
    }
}

fn each_once(node: &str, form: saraptama_core::terms::FormId, reached: &[&Reached], judging: &mut Judging) {
    let in_order: Vec<Stage> = reached.iter().map(|reached| reached.stage).collect();
    // Each node behind may have to wait for a proof, and between two waits the form has moved on.
    let waits = |stage: &Stage| *stage == Stage::AwaitingProof;
    let waits_twice = in_order.windows(2).any(|pair| pair.iter().all(waits));
    judging.that(!waits_twice, || format!("{node}: {form} waits for a proof twice at once: {in_order:?}"));
    let mut stages: Vec<Stage> = in_order.into_iter().filter(|stage| !waits(stage)).collect();
    stages.sort_unstable();
    let twins = stages.windows(2).any(|pair| pair[0] == pair[1]);
    judging.that(!twins, || format!("{node}: {form} reached a stage twice: {stages:?}"));
}

fn same_stage(archive: &Snapshot, form: saraptama_core::terms::FormId, furthest: Option<String>, judging: &mut Judging) {
    let row = archive.forms.get(&form).map(|row| row.stage.clone());
    judging.that(row == furthest, || {
        format!("{}: the row of {form} shows {row:?}, its history has come to {furthest:?}", archive.kind.as_str())
    });
}

fn acts(archive: &Snapshot, judging: &mut Judging) {
    for (form, events) in &archive.acts {
        let wrong = unlawful(events, OF_AN_ACT);
        judging.that(wrong.is_none(), || format!("databank: {form}: {}", wrong.unwrap_or_default()));
        let shown = archive.act_rows.get(form).map(|row| row.state);
        let holds = match act::State::of(events) {
            act::State::Accepted { .. } => matches!(shown, Some(ActState::Accepted | ActState::AwaitingDocuments)),
            act::State::Waiting { .. } => shown == Some(ActState::Waiting),
            act::State::Assigned { .. } => shown == Some(ActState::Assigned),
            act::State::Decided { .. } => shown == Some(ActState::Registered),
            act::State::Refused { .. } => shown == Some(ActState::Refused),
            _ => true,
        };
        judging.that(holds, || format!("databank: the row of {form} shows {shown:?}, its history says otherwise"));
        let last_stands = !matches!(events.last(), Some(ActEvent::Decided { .. } | ActEvent::Numbered { .. }));
        judging.that(last_stands, || format!("databank: the history of {form} stops between two steps of one unit"));
    }
}
