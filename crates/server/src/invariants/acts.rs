//! I3 and I4: one number, one expert by lot, one term that never changes.

use super::judging::Judging;
use super::{Evidence, Snapshot};
use crate::flow::reading;
use jiff::SignedDuration;
use saraptama_core::act::Event;
use saraptama_core::assign::{Receipt, Seed, recompute};
use saraptama_core::authority::Role;
use saraptama_core::deadline;
use saraptama_core::terms::{ActNumber, FormId, Instant, civil_date, write_instant};
use std::collections::{BTreeMap, BTreeSet};

/// How an act came to an expert, as its history tells it.
struct Given<'e> {
    expert: &'e str,
    receipt: &'e Receipt,
    at: Instant,
    due_at: Instant,
}

fn numbers(events: &[Event]) -> Vec<ActNumber> {
    events.iter().filter_map(|event| if let Event::Numbered { number, .. } = event { Some(*number) } else { None }).collect()
}

fn given(events: &[Event]) -> Vec<Given<'_>> {
    let mut given = vec![];
    for event in events {
        match event {
            Event::Assigned { expert, receipt, at, due_at, .. } | Event::Reassigned { expert, receipt, at, due_at, .. } => {
                given.push(Given { expert, receipt, at: *at, due_at: *due_at });
            }
            _ => {}
        }
    }
    given
}

/// Each act has one number without gaps, and one expert who may have it, drawn by the day's lot.
pub(super) fn one_expert(evidence: &Evidence<'_>, judging: &mut Judging) {
    let Some(databank) = judging.needs(evidence.databank, "the data bank") else { return };
    numbered_without_gap(databank, judging);
    for (form, events) in &databank.acts {
        let (numbers, given) = (numbers(events), given(events));
        judging.that(numbers.len() <= 1, || format!("the act of {form} was numbered {} times", numbers.len()));
        handed_on(*form, events, judging);
        let row = databank.act_rows.get(form);
        judging.that(row.is_some_and(|row| row.number == numbers.last().copied()), || {
            format!("the row of {form} has another number than its history")
        });
        let expert = given.last().map(|given| given.expert);
        judging.that(row.is_some_and(|row| row.expert.as_deref() == expert), || {
            format!("the row of {form} names another expert than its history")
        });
        let Some(number) = numbers.last() else { continue };
        for given in &given {
            judging.that(given.receipt.chosen.as_deref() == Some(given.expert), || {
                format!("act {number} did not go to the expert whom the draw chose")
            });
            let seed = databank.seeds.get(&civil_date(given.at));
            let drawn = seed.is_some_and(|row| recompute(given.receipt, *number, &Seed::new(row.seed)));
            judging.that(drawn, || format!("the draw of act {number} does not follow from the day's seed"));
            may_have_it(evidence, databank, *form, given, judging);
        }
    }
}

/// One expert at a time: the first is drawn once, and another only in the place of the one who has it, with a
/// reason and never again of those who had it.
fn handed_on(form: FormId, events: &[Event], judging: &mut Judging) {
    let mut had: Vec<&str> = vec![];
    for event in events {
        match event {
            Event::Assigned { expert, .. } => {
                judging.that(had.is_empty(), || format!("the act of {form} was given to a second expert, {expert}"));
                had.push(expert);
            }
            Event::Reassigned { expert, from, reason, by, .. } => {
                judging.that(had.last() == Some(&from.as_str()), || {
                    format!("the act of {form} was taken from {from}, who had it not")
                });
                judging.that(!had.contains(&expert.as_str()), || format!("the act of {form} came back to {expert}"));
                judging.that(!reason.is_empty() && !by.is_empty(), || {
                    format!("the act of {form} was taken from {from} for no reason")
                });
                had.push(expert);
            }
            _ => {}
        }
    }
}

/// An absence is entered beside the draws of other processes: whoever was drawn while it was on its way to the
/// archive, which may be slow, was drawn before it.
const ENTERING: SignedDuration = SignedDuration::from_mins(5);

/// Judged from the stored bytes and the register of roles, not from the receipt.
fn may_have_it(evidence: &Evidence<'_>, databank: &Snapshot, form: FormId, given: &Given<'_>, judging: &mut Judging) {
    let passport = databank.forms.get(&form).and_then(|row| reading::passport(&row.bytes, evidence.law));
    let (Some(passport), Some(expert)) = (passport, evidence.people.by_id(given.expert)) else {
        judging.that(false, || format!("{}, who has the act of {form}, or the form itself is unknown", given.expert));
        return;
    };
    let day = civil_date(given.at);
    let known_by = given.at.checked_sub(ENTERING).unwrap_or(given.at);
    let absent = databank.absences.iter().any(|absence| absence.expert == given.expert && absence.held(day, known_by));
    judging.that(expert.holds(Role::Expert, day) && expert.is_on_duty(day) && !absent, || {
        format!("{} took no part on {day} and was given the act of {form}", given.expert)
    });
    let near = [passport.patient_region, passport.organisation_region].into_iter().any(|region| Some(region) == expert.region);
    judging.that(!near, || format!("{} is of a region of the case {form}", given.expert));
    let people = [passport.patient, passport.doctor, passport.chair];
    judging
        .that(expert.iin.is_some_and(|iin| !people.contains(&iin)), || format!("{} takes part in the case {form}", given.expert));
}

fn numbered_without_gap(databank: &Snapshot, judging: &mut Judging) {
    let mut by_year: BTreeMap<i16, Vec<u32>> = BTreeMap::new();
    for number in databank.acts.values().flat_map(|events| numbers(events)) {
        by_year.entry(number.year()).or_default().push(number.serial());
    }
    for (year, mut serials) in by_year {
        serials.sort_unstable();
        let last = databank.last_numbers.get(&year).copied().unwrap_or_default();
        judging.that(serials.iter().copied().eq(1..=last), || {
            format!("{} numbers of {year} were given and the last one taken is {last}", serials.len())
        });
        let twins: BTreeSet<u32> = serials.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        judging.that(twins.is_empty(), || format!("numbers of {year} were given twice: {twins:?}"));
    }
}

/// Each term is what the law makes of the arrival, in history, row and what anybody was shown.
pub(super) fn deadline(evidence: &Evidence<'_>, judging: &mut Judging) {
    let Some(databank) = judging.needs(evidence.databank, "the data bank") else { return };
    for (form, events) in &databank.acts {
        let all = given(events);
        let Some(given) = all.last() else { continue };
        for given in &all {
            let procedure = &evidence.law.pilot.nearest(civil_date(given.at)).procedure;
            let due = deadline::due(given.at, procedure, &evidence.law.calendar).map(|due| due.due_at);
            judging.that(due.as_ref().is_ok_and(|due| *due == given.due_at), || {
                format!("the act of {form} is due {}, which does not follow from its arrival", write_instant(given.due_at))
            });
        }
        let row = databank.act_rows.get(form);
        judging.that(row.is_some_and(|row| (row.arrived_at, row.due_at) == (Some(given.at), Some(given.due_at))), || {
            format!("the row of {form} shows another term than its history")
        });
        let shown = numbers(events).last().and_then(|number| evidence.journal?.seen.get(&number.to_string()));
        for seen in shown.into_iter().flatten() {
            // Whoever looked before it went to another expert saw the one who had it then.
            let was_so = all.iter().any(|given| seen.due_at == write_instant(given.due_at) && seen.expert == given.expert);
            judging.that(was_so, || format!("the act of {form} was shown with another expert or the term {}", seen.due_at));
        }
    }
    receipts_hold(evidence, judging);
}

/// The time that a receipt names is the one that is stored: nobody loses a day by a queue.
fn receipts_hold(evidence: &Evidence<'_>, judging: &mut Judging) {
    use saraptama_core::referral::relay;
    let Some(journal) = evidence.journal else { return };
    for (form, told) in &journal.accepted {
        let acts = evidence.databank.and_then(|databank| databank.acts.get(form)).into_iter().flatten();
        let in_acts = acts.filter_map(|event| if let Event::Accepted { at, .. } = event { Some(*at) } else { None });
        let relays = evidence.ministry.and_then(|ministry| ministry.relays.get(form)).into_iter().flatten();
        let in_relays = relays.filter_map(|event| if let relay::Event::Accepted { at, .. } = event { Some(*at) } else { None });
        let stored: BTreeSet<Instant> = in_acts.chain(in_relays).collect();
        judging.that(told.is_subset(&stored), || format!("a receipt of {form} names another time than is stored"));
    }
}
