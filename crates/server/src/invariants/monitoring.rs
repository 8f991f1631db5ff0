//! I11: what the monthly figures are folded from is what the histories say. Each instant is looked for anew.

use super::judging::Judging;
use super::{Evidence, Snapshot};
use saraptama_core::indicators::{Course, Ended, Roster, Ruling};
use saraptama_core::terms::{FormId, Instant};
use saraptama_core::{act, referral};
use saraptama_store::rows::{ActFactRow, DraftFactRow};

pub(super) fn counted(evidence: &Evidence<'_>, judging: &mut Judging) {
    if let Some(databank) = judging.needs(evidence.databank, "the data bank") {
        databank.acts.iter().for_each(|(form, events)| of_act(databank, *form, events, judging));
    }
    if let Some(mis) = judging.needs(evidence.mis, "the medical information system") {
        mis.referrals.iter().for_each(|(form, events)| of_form(mis, *form, events, judging));
    }
}

fn of_act(databank: &Snapshot, form: FormId, events: &[act::Event], judging: &mut Judging) {
    let find = |is: fn(&act::Event) -> Option<Instant>| events.iter().find_map(is);
    let last = |is: fn(&act::Event) -> Option<Instant>| events.iter().rev().find_map(is);
    let accepted = find(|event| if let act::Event::Accepted { at, .. } = event { Some(*at) } else { None });
    let refused = find(|event| if let act::Event::Refused { at, .. } = event { Some(*at) } else { None });
    if accepted.is_none() && refused.is_none() {
        return;
    }
    let Some(ActFactRow { fact, .. }) = databank.act_facts.get(&form) else {
        judging.that(false, || format!("the act of {form} is not counted"));
        return;
    };
    let due = |event: &act::Event| match event {
        act::Event::Assigned { due_at, .. } | act::Event::Reassigned { due_at, .. } => Some(*due_at),
        _ => None,
    };
    let told = [
        ("acceptance", fact.course.accepted_at, accepted),
        ("refusal", fact.course.refused_at, refused),
        (
            "number",
            fact.course.numbered_at,
            find(|event| if let act::Event::Numbered { at, .. } = event { Some(*at) } else { None }),
        ),
        (
            "assignment",
            fact.course.assigned_at,
            find(|event| if let act::Event::Assigned { at, .. } = event { Some(*at) } else { None }),
        ),
        ("first term", fact.course.first_due_at, find(due)),
        ("term", fact.course.due_at, last(due)),
        (
            "decision",
            fact.course.decided_at,
            find(|event| if let act::Event::Decided { at, .. } = event { Some(*at) } else { None }),
        ),
        (
            "entry",
            fact.course.registered_at,
            find(|event| if let act::Event::Registered { at, .. } = event { Some(*at) } else { None }),
        ),
    ];
    for (what, counted, happened) in told {
        judging.that(counted == happened, || format!("the {what} of {form} is counted at another instant than it happened"));
    }
    drawn(databank, form, events, &fact.course, judging);
    let moved = events.iter().filter(|event| matches!(event, act::Event::Reassigned { .. })).count();
    judging.that(fact.course.moved as usize == moved, || format!("{form} is counted as redistributed another number of times"));
    let ended = events.iter().find_map(|event| match event {
        act::Event::Returned { .. } => Some(Ended::Returned),
        act::Event::Withdrawn { .. } => Some(Ended::Withdrawn),
        _ => None,
    });
    judging.that(fact.course.ended == ended, || format!("{form} is counted as ended otherwise than it did"));
    let row = databank.act_rows.get(&form);
    judging.that(row.is_some_and(|row| row.expert == fact.course.expert && row.patient_region == fact.patient_region), || {
        format!("{form} is counted for another expert or region than its row says")
    });
    if let Some(entry) = databank.register.iter().find(|entry| entry.form == form) {
        let is_established = fact.ruling.map(|ruling| ruling != Ruling::NotEstablished);
        judging.that(is_established == Some(entry.result == "established"), || {
            format!("the decision on {form} is counted otherwise than the register says")
        });
    }
}

/// Each draw is counted with whoever was drawn and with everybody among whom the lot was drawn.
fn drawn(databank: &Snapshot, form: FormId, events: &[act::Event], course: &Course, judging: &mut Judging) {
    let receipts = events.iter().filter_map(|event| match event {
        act::Event::Assigned { receipt, at, .. } | act::Event::Reassigned { receipt, at, .. } => Some((receipt, *at)),
        _ => None,
    });
    let happened: Vec<_> = receipts.map(|(receipt, at)| (at, receipt.chosen.clone(), receipt.tied.clone())).collect();
    let counted = course.draws.iter().map(|draw| {
        let roster = databank.rosters.get(&draw.roster).map(Roster::experts).unwrap_or_default();
        let lot: Vec<String> = draw.places().filter_map(|place| roster.get(place).cloned()).collect();
        (draw.at, draw.drawn.and_then(|place| roster.get(place)).cloned(), lot)
    });
    let is_so = counted.collect::<Vec<_>>() == happened;
    judging.that(is_so, || format!("the draws of {form} are counted otherwise than their receipts say"));
}

fn of_form(mis: &Snapshot, form: FormId, events: &[referral::Event], judging: &mut Judging) {
    let find = |is: fn(&referral::Event) -> Option<Instant>| events.iter().find_map(is);
    let Some(DraftFactRow { fact, .. }) = mis.draft_facts.get(&form) else {
        judging.that(events.is_empty(), || format!("the form {form} is not counted"));
        return;
    };
    let begun = find(|event| if let referral::Event::Stored { at, .. } = event { Some(*at) } else { None });
    let signed = find(|event| if let referral::Event::Signed { at, .. } = event { Some(*at) } else { None });
    let handed_back = find(|event| if let referral::Event::HandedBack { at, .. } = event { Some(*at) } else { None });
    for (what, counted, happened) in [
        ("beginning", fact.draft.begun_at, begun),
        ("signature", fact.draft.signed_at, signed),
        ("first hand-back", fact.draft.handed_back_at, handed_back),
    ] {
        judging.that(counted == happened, || format!("the {what} of {form} is counted at another instant than it happened"));
    }
}
