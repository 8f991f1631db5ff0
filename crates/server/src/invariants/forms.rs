//! I1 and I2: nothing is lost, nothing is doubled, nothing comes from nowhere.

use super::judging::Judging;
use super::{Evidence, Snapshot, seals};
use saraptama_core::referral::relay;
use saraptama_core::referral::{Route, Stage};
use saraptama_core::terms::{FormId, Sha256};
use saraptama_core::{act, referral};
use saraptama_sign::cms::without_what_is_beside;
use saraptama_store::Fate;
use std::collections::{BTreeMap, BTreeSet};

/// What was submitted: the digests of form and signature.
type Source = (Sha256, Sha256);

/// Every acknowledged form stands exactly once in each later archive, or waits on its way there.
pub(super) fn kept(evidence: &Evidence<'_>, judging: &mut Judging) {
    for archive in [evidence.mis, evidence.ministry, evidence.databank].into_iter().flatten() {
        stored_as_submitted(archive, judging);
    }
    if let (Some(journal), Some(mis)) = (judging.needs(evidence.journal, "a journal"), judging.needs(evidence.mis, "the MIS")) {
        for (form, sha256) in &journal.signed {
            let held = signed_in(mis, *form);
            judging.that(held.is_some_and(|(held, ..)| held.0 == *sha256), || {
                format!("the MIS acknowledged the signature of {form} and does not hold it signed")
            });
        }
    }
    if let (Some(journal), Some(databank)) = (evidence.journal, evidence.databank) {
        for form in journal.accepted.keys().chain(&journal.refused) {
            let held = databank.acts.contains_key(form) || evidence.ministry.is_some_and(|it| it.relays.contains_key(form));
            judging.that(held, || format!("{form} has its receipt and no archive holds it"));
        }
    }
    if let (Some(mis), Some(ministry)) = (evidence.mis, judging.needs(evidence.ministry, "the ministry")) {
        let taken = |(form, events): (&FormId, &Vec<relay::Event>)| Some((*form, bare(ministry, *form, relay_source(events)?)));
        let taken = ministry.relays.iter().filter_map(taken).collect();
        for form in mis.referrals.keys() {
            let Some((source, Route::Pilot, stages)) = signed_in(mis, *form) else { continue };
            let refused = stages.iter().any(|reached| reached.stage == Stage::Refused);
            arrived(evidence, mis, "ministry", (*form, bare(mis, *form, source)), &taken, refused, judging);
        }
    }
    if let (Some(ministry), Some(databank)) = (evidence.ministry, judging.needs(evidence.databank, "the data bank")) {
        let taken =
            |(form, events): (&FormId, &Vec<act::Event>)| Some((*form, bare(databank, *form, act::State::of(events).source()?)));
        let taken = databank.acts.iter().filter_map(taken).collect();
        for (form, events) in &ministry.relays {
            let state = relay::State::of(events);
            let relay::State::Accepted { sha256, signature, stages, .. } = &state else { continue };
            let refused = stages.iter().any(|reached| reached.stage == Stage::Refused);
            let source = bare(ministry, *form, (*sha256, *signature));
            arrived(evidence, ministry, "data bank", (*form, source), &taken, refused, judging);
        }
    }
}

/// What the next archive holds of a form, or what waits for it. Whatever is refused for what the form says
/// is kept there; without a trace goes only what proves nothing.
fn arrived(
    evidence: &Evidence<'_>,
    from: &Snapshot,
    to: &str,
    (form, source): (FormId, Source),
    taken: &BTreeMap<FormId, Source>,
    refused: bool,
    judging: &mut Judging,
) {
    let sends: Vec<Fate> = from.outbox.iter().filter(|m| m.form == form && m.kind == "submission").map(|m| m.fate).collect();
    judging.that(sends.len() == 1, || format!("{form} was recorded {} times for the {to}", sends.len()));
    let on_its_way = sends.iter().any(|fate| matches!(fate, Fate::Waiting | Fate::Dead));
    match taken.get(&form) {
        Some(held) => {
            judging.that(*held == source || refused, || format!("the {to} holds other bytes of {form} than were signed"))
        }
        None if refused && !on_its_way => judging.that(!seals::proved_in(evidence, from, form), || {
            format!("{form} was refused for a signature that holds, and the {to} does not hold it")
        }),
        None => judging.that(on_its_way, || format!("{form} is signed, and neither does the {to} hold it nor does it wait")),
    }
}

/// Each archive's bytes are those that it says it was given, and it was given them once.
fn stored_as_submitted(archive: &Snapshot, judging: &mut Judging) {
    let name = archive.kind.as_str();
    for form in &archive.unreadable {
        judging.that(false, || format!("{name}: the history of {form} cannot be read back"));
    }
    for (form, row) in &archive.forms {
        judging.that(row.sha256 == Sha256::of(&row.bytes), || format!("{name}: the bytes of {form} are not those of its digest"));
    }
    let sources = (archive.relays.iter().map(|(form, events)| (form, relay_sources(events))))
        .chain(archive.acts.iter().map(|(form, events)| (form, act_sources(events))));
    for (form, sources) in sources {
        judging.that(sources.len() <= 1, || format!("{name}: {form} was taken {} times", sources.len()));
        let Some((sha256, signature)) = sources.last() else { continue };
        let row = archive.forms.get(form);
        judging
            .that(row.is_some_and(|row| row.sha256 == *sha256), || format!("{name}: the bytes of {form} as taken are missing"));
        let seals = archive.signatures.get(form).map(Vec::as_slice).unwrap_or_default();
        let sealed = seals.iter().any(|seal| seal.role == "chair" && seal.sha256 == *signature);
        judging.that(sealed, || format!("{name}: the signature of {form} as taken is missing"));
    }
}

/// No form stands anywhere that nobody sent.
pub(super) fn sent(evidence: &Evidence<'_>, judging: &mut Judging) {
    let sent = evidence.journal.map(|journal| &journal.sent);
    let was_sent = |form: &FormId, sha256: &Sha256| sent.is_some_and(|sent| sent.get(form).is_some_and(|of| of.contains(sha256)));
    if let (Some(mis), Some(_)) = (judging.needs(evidence.mis, "the MIS"), judging.needs(sent, "a journal")) {
        for (form, events) in &mis.referrals {
            for event in events {
                let referral::Event::Stored { sha256, .. } = event else { continue };
                judging.that(was_sent(form, sha256), || format!("the MIS holds {form} with bytes that nobody sent"));
            }
        }
    }
    if let (Some(ministry), true) = (evidence.ministry, evidence.mis.is_some() || sent.is_some()) {
        for (form, events) in &ministry.relays {
            for (sha256, _) in relay_sources(events) {
                let signed = evidence.mis.and_then(|mis| signed_in(mis, *form)).is_some_and(|((held, _), ..)| held == sha256);
                judging.that(signed || was_sent(form, &sha256), || format!("the ministry holds {form}, which nobody sent"));
            }
        }
    }
    if let (Some(databank), true) = (evidence.databank, evidence.ministry.is_some() || sent.is_some()) {
        for (form, events) in &databank.acts {
            for (sha256, _) in act_sources(events) {
                let passed_on = evidence.ministry.and_then(|ministry| relay_source(ministry.relays.get(form)?));
                let known = passed_on.is_some_and(|(held, _)| held == sha256);
                judging.that(known || was_sent(form, &sha256), || format!("the data bank holds {form}, which nobody sent"));
            }
        }
    }
}

/// What the MIS holds as signed: what, where it goes, and which stages it knows.
pub(super) fn signed_in(mis: &Snapshot, form: FormId) -> Option<(Source, Route, Vec<referral::Reached>)> {
    match referral::State::of(mis.referrals.get(&form)?) {
        referral::State::Signed { sha256, signature, route, stages } => Some(((sha256, signature), route, stages)),
        _ => None,
    }
}

/// The same with the digest of the signature alone: time-stamps are put beside it on its way.
fn bare(archive: &Snapshot, form: FormId, (sha256, signature): Source) -> Source {
    let seals = archive.signatures.get(&form).map(Vec::as_slice).unwrap_or_default();
    let seal = seals.iter().find(|seal| seal.role == "chair" && seal.sha256 == signature);
    let alone = seal.and_then(|seal| without_what_is_beside(&seal.bytes).ok());
    (sha256, alone.map_or(signature, |alone| Sha256::of(&alone)))
}

fn relay_source(events: &[relay::Event]) -> Option<Source> {
    relay_sources(events).last().copied()
}

fn relay_sources(events: &[relay::Event]) -> Vec<Source> {
    let of = |event: &relay::Event| match event {
        relay::Event::Accepted { sha256, signature, .. } | relay::Event::Refused { sha256, signature, .. } => {
            Some((*sha256, *signature))
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

fn act_sources(events: &[act::Event]) -> Vec<Source> {
    let of = |event: &act::Event| match event {
        act::Event::Accepted { sha256, signature, .. } | act::Event::Refused { sha256, signature, .. } => {
            Some((*sha256, *signature))
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

/// The forms of which a message of `kind` has some fate.
pub(super) fn outbox_of(archive: &Snapshot, fate: Fate) -> BTreeSet<FormId> {
    archive.outbox.iter().filter(|message| message.fate == fate).map(|message| message.form).collect()
}
