//! I11: what the monthly figures count beside the histories is what histories, forms and messages say. Every mark has its
//! reason, every reason its mark; every message that was given up is counted, and none that went at once.

use super::judging::Judging;
use super::{Evidence, Snapshot};
use crate::flow::mis::MOST_MARKS;
use crate::flow::reading;
use saraptama_core::check::{Check, Severity};
use saraptama_core::referral::{Reached, Stage, relay};
use saraptama_core::terms::{FormId, Instant};
use saraptama_core::{act, referral};
use saraptama_store::Fate;
use saraptama_store::rows::{Mark, MarkRow};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn counted(evidence: &Evidence<'_>, judging: &mut Judging) {
    for archive in [evidence.mis, evidence.ministry, evidence.databank].into_iter().flatten() {
        troubles(archive, judging);
    }
    if let Some(mis) = evidence.mis {
        written(evidence, mis, judging);
    }
    if let Some(ministry) = evidence.ministry {
        relayed(ministry, judging);
    }
    if let Some(databank) = evidence.databank {
        arrived(evidence, databank, judging);
    }
}

fn troubles(archive: &Snapshot, judging: &mut Judging) {
    let messages: BTreeMap<i64, _> = archive.outbox.iter().map(|message| (message.id, message)).collect();
    let last = archive.outbox.last().map_or(i64::MIN, |last| last.id);
    // What was recorded while the archive was read is judged the next time.
    for trouble in archive.troubles.iter().filter(|trouble| trouble.message <= last) {
        let told = messages.get(&trouble.message).is_some_and(|message| {
            let is_why = if trouble.given_up { !trouble.reason.is_empty() } else { trouble.reason.is_empty() };
            message.route == trouble.route && message.created_at == trouble.at && is_why
        });
        judging.that(told, || format!("message {} is counted as not delivered otherwise than it was", trouble.message));
    }
    let given_up: BTreeSet<i64> = archive.troubles.iter().filter(|one| one.given_up).map(|one| one.message).collect();
    for message in archive.outbox.iter().filter(|message| message.fate == Fate::Dead) {
        judging.that(given_up.contains(&message.id), || format!("message {} was given up and is not counted", message.id));
    }
}

fn written(evidence: &Evidence<'_>, mis: &Snapshot, judging: &mut Judging) {
    for mark in &mis.marks {
        let events = mis.referrals.get(&mark.form);
        let begun = events.into_iter().flatten().find_map(|event| match event {
            referral::Event::Stored { at, .. } => Some(*at),
            _ => None,
        });
        let is_its = matches!(mark.kind, Mark::Blocked | Mark::SignatureRefused);
        judging.that(is_its && begun.is_some_and(|at| at <= mark.at), || {
            format!("the form {} is marked with {} before it was begun, or by nobody", mark.form, mark.name)
        });
    }
    let marks: BTreeMap<(FormId, Mark, &str), Instant> =
        mis.marks.iter().map(|mark| ((mark.form, mark.kind, mark.name.as_str()), mark.at)).collect();
    for (form, events) in &mis.referrals {
        let marked = |kind, name: &str, at: Instant| marks.get(&(*form, kind, name)).is_some_and(|first| *first <= at);
        for event in events {
            if let referral::Event::SignatureRefused { reason, at, .. } = event {
                judging.that(marked(Mark::SignatureRefused, reason, *at), || {
                    format!("that the signature over {form} does not hold is not counted")
                });
            }
        }
        let stored = events.iter().rev().find_map(|event| match event {
            referral::Event::Stored { sha256, at } => Some((*sha256, *at)),
            _ => None,
        });
        let Some(((sha256, at), row)) = stored.zip(mis.forms.get(form)) else { continue };
        if row.sha256 == sha256 {
            let (check, _) = reading::check(&row.bytes, None, evidence.law);
            // A form that names no day of its commission was judged by the day on which it was written.
            for name in blocks(&check).into_iter().filter(|_| check.at.is_some()) {
                judging.that(marked(Mark::Blocked, name, at), || format!("that {name} blocks {form} is not counted"));
            }
        }
    }
}

/// What blocks a form, by the check's own findings; as many as are marked of one form.
fn blocks(check: &Check) -> BTreeSet<&str> {
    let errors = check.findings.iter().filter(|finding| finding.severity() == Severity::Error);
    let names: BTreeSet<&str> = errors.map(|one| one.requirement.as_deref().unwrap_or(one.code.as_str())).collect();
    names.into_iter().take(MOST_MARKS).collect()
}

fn relayed(ministry: &Snapshot, judging: &mut Judging) {
    let mut told: BTreeSet<(FormId, Mark, String, Instant)> = BTreeSet::new();
    for (form, events) in &ministry.relays {
        told.extend(events.iter().filter_map(|event| match event {
            relay::Event::Refused { reason, at, .. } => Some((*form, Mark::RefusedHere, reason.clone(), *at)),
            relay::Event::Reached(Reached { stage: Stage::Refused, at, detail }) => {
                Some((*form, Mark::RefusedBehind, detail.clone().unwrap_or_default(), *at))
            }
            _ => None,
        }));
    }
    same(&told, &ministry.marks, judging);
}

fn arrived(evidence: &Evidence<'_>, databank: &Snapshot, judging: &mut Judging) {
    let mut told: BTreeSet<(FormId, Mark, String, Instant)> = BTreeSet::new();
    for (form, events) in &databank.acts {
        let Some((row, first)) = databank.forms.get(form).zip(events.first()) else { continue };
        let (act::Event::Accepted { at, .. } | act::Event::Refused { at, .. } | act::Event::AwaitingProof { at, .. }) = first
        else {
            continue;
        };
        let names = reading::odd_dates(&row.bytes, evidence.law).into_iter();
        told.extend(names.map(|name| (*form, Mark::OddDates, name.to_owned(), *at)));
    }
    same(&told, &databank.marks, judging);
}

/// What happened is marked, and nothing else is.
fn same(told: &BTreeSet<(FormId, Mark, String, Instant)>, marks: &[MarkRow], judging: &mut Judging) {
    let marked: BTreeSet<_> = marks.iter().map(|mark| (mark.form, mark.kind, mark.name.clone(), mark.at)).collect();
    for (form, _, name, _) in told.difference(&marked) {
        judging.that(false, || format!("{name} of {form} is not counted"));
    }
    for (form, _, name, _) in marked.difference(told) {
        judging.that(false, || format!("{name} of {form} is counted and never was"));
    }
    told.intersection(&marked).for_each(|_| judging.that(true, String::new));
}
