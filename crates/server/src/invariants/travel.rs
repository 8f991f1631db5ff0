//! I12: what was recorded for sending was sent, arrived, and is known where it belongs.

use super::forms::{outbox_of, signed_in};
use super::judging::Judging;
use super::{Evidence, Snapshot};
use saraptama_core::act::Event;
use saraptama_core::referral::relay;
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::Fate;

/// Once everybody has had time, nothing waits, nothing was given up, and every stage that a form has
/// reached is known to the ministry and to the medical information system as it happened.
pub(super) fn drained(evidence: &Evidence<'_>, judging: &mut Judging) {
    let archives: Vec<&Snapshot> = [evidence.mis, evidence.ministry, evidence.databank].into_iter().flatten().collect();
    judging.needs(archives.first(), "an archive");
    for archive in archives {
        let name = archive.kind.as_str();
        let dead: Vec<_> = archive.outbox.iter().filter(|message| message.fate == Fate::Dead).collect();
        let first = dead.first().map(|message| (message.form, message.reason.as_str()));
        judging.that(dead.is_empty(), || format!("{name}: {} messages were given up, first {first:?}", dead.len()));
        let waiting = outbox_of(archive, Fate::Waiting);
        judging.that(!evidence.settled || waiting.is_empty(), || {
            format!("{name}: messages of {} forms still wait, first of {:?}", waiting.len(), waiting.first())
        });
    }
    let Some(databank) = evidence.databank else { return };
    for (form, events) in &databank.acts {
        let reached: Vec<(Stage, Instant)> = events.iter().filter_map(stage).collect();
        if let Some(ministry) = evidence.ministry
            && let Some(relay::State::Accepted { stages, .. }) = ministry.relays.get(form).map(relay::State::of)
        {
            knows(evidence, "ministry", *form, &reached, &stages, judging);
        }
        if let Some((_, _, stages)) = evidence.mis.and_then(|mis| signed_in(mis, *form))
            && evidence.ministry.is_none_or(|ministry| ministry.relays.contains_key(form))
        {
            knows(evidence, "mis", *form, &reached, &stages, judging);
        }
    }
    told_by_the_ministry(evidence, judging);
}

/// The MIS knows what the ministry made of its form.
fn told_by_the_ministry(evidence: &Evidence<'_>, judging: &mut Judging) {
    let (Some(mis), Some(ministry)) = (evidence.mis, evidence.ministry) else { return };
    for (form, events) in &ministry.relays {
        let Some((_, _, stages)) = signed_in(mis, *form) else { continue };
        let reached = match relay::State::of(events) {
            relay::State::Accepted { at, .. } => (Stage::AcceptedByMinistry, at),
            relay::State::Refused { at, .. } => (Stage::Refused, at),
            _ => continue,
        };
        knows(evidence, "mis", *form, &[reached], &stages, judging);
    }
}

/// Before everybody has had time a stage may be missing, but never be told otherwise.
fn knows(
    evidence: &Evidence<'_>,
    who: &str,
    form: FormId,
    reached: &[(Stage, Instant)],
    known: &[Reached],
    judging: &mut Judging,
) {
    for (stage, at) in reached {
        match known.iter().find(|one| one.stage == *stage) {
            // When a refusal is learned from an answer, the learner's own clock dates it.
            Some(one) => judging.that(one.at == *at || *stage == Stage::Refused, || {
                format!("{who}: {form} reached {stage} at another instant than it is told")
            }),
            None => judging.that(!evidence.settled, || format!("{who}: nobody told that {form} reached {stage}")),
        }
    }
}

fn stage(event: &Event) -> Option<(Stage, Instant)> {
    Some(match event {
        Event::Accepted { at, .. } => (Stage::AcceptedByDataBank, *at),
        Event::Refused { at, .. } => (Stage::Refused, *at),
        Event::Numbered { at, .. } => (Stage::Numbered, *at),
        Event::Waitlisted { at } => (Stage::Waiting, *at),
        Event::Assigned { at, .. } => (Stage::Assigned, *at),
        Event::Decided { at, .. } => (Stage::Decided, *at),
        Event::Registered { at, .. } => (Stage::Registered, *at),
        _ => return None,
    })
}
