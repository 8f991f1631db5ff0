//! Signals for control, from the data bank's archive.

use crate::flow::databank::DECISION;
use crate::node::DataBank;
use saraptama_core::indicators::{Month, NAMED, Signal, SignalKind, Signals, meets_too_often, pseudonym};
use saraptama_core::law::Calendar;
use saraptama_core::terms::FormId;
use saraptama_store::rows::{Mark, TripleCount};
use saraptama_store::{FactsAfter, Fault};
use std::collections::{BTreeMap, BTreeSet};

/// What stands out in a month.
///
/// # Errors
/// When the store fails, or the calendar does not know the days of the month.
pub async fn signals(databank: &DataBank, calendar: &Calendar, month: Month) -> Result<Vec<Signal>, Fault> {
    let mut folded = Signals::new(month, calendar);
    let mut after = Some(FactsAfter::start_of(&month));
    let mut accepted = 0;
    while let Some(from) = after {
        let (facts, next) = databank.store.act_facts(&month, from).await?;
        for row in &facts {
            accepted += u64::from(row.fact.course.accepted_at.is_some_and(|at| month.holds(at)));
            let unknown = |day: saraptama_core::law::NoCalendar| Fault { doing: "looking for signals", cause: day.to_string() };
            folded.add(row.form, &row.fact).map_err(unknown)?;
        }
        after = next;
    }
    let mut found = folded.found();
    found.extend(triples(databank, month).await?);
    found.extend(documents(databank, month).await?);
    found.extend(dates(databank, month, accepted).await?);
    Ok(found)
}

/// A doctor and a chair who meet an expert oftener than the lot lets them. Neither is named: a keyed digest tells
/// the same pair again and nobody who it is.
async fn triples(databank: &DataBank, month: Month) -> Result<Vec<Signal>, Fault> {
    let counts = databank.store.triples(&month).await?;
    let experts = counts.iter().map(|one| &one.expert).collect::<BTreeSet<_>>().len() as u64;
    let mut all: BTreeMap<_, u64> = BTreeMap::new();
    for one in &counts {
        *all.entry((one.doctor, one.chair)).or_default() += one.met;
    }
    let all_of = |one: &TripleCount| all.get(&(one.doctor, one.chair)).copied().unwrap_or_default();
    let often: Vec<_> = counts.iter().filter(|one| meets_too_often(one.met, all_of(one), experts)).collect();
    if often.is_empty() {
        return Ok(vec![]);
    }
    let asked = often.iter().map(|one| ((one.doctor, one.chair, one.expert.clone()), vec![])).collect();
    let mut forms = databank.store.forms_of_triples(&month, asked, NAMED).await?;
    let short = |iin| databank.keys.search_key(iin).to_string().chars().take(8).collect::<String>();
    let signal = |one: &TripleCount| Signal {
        kind: SignalKind::Triple,
        who: one.expert.clone(),
        among: format!("{} {}", short(one.doctor), short(one.chair)),
        age: None,
        compared: None,
        found: (one.met, all_of(one)),
        usual: (1, experts),
        cases: named(forms.remove(&(one.doctor, one.chair, one.expert.clone())).unwrap_or_default()),
    };
    Ok(often.into_iter().map(signal).collect())
}

/// Documents in several forms, the expert's decisions apart: those are documents of the data bank's own.
async fn documents(databank: &DataBank, month: Month) -> Result<Vec<Signal>, Fault> {
    let mut found = vec![];
    let reused = databank.store.reused_documents(&month, DECISION).await?;
    if reused.is_empty() {
        return Ok(found);
    }
    let usual = databank.store.documents_counted(&month, DECISION).await?;
    for document in reused {
        found.push(Signal {
            kind: SignalKind::Document,
            who: document.sha256.to_string().chars().take(16).collect(),
            among: String::new(),
            age: None,
            compared: None,
            found: (document.forms, document.patients),
            usual,
            cases: named(databank.store.forms_of_document(document.sha256, NAMED as u32).await?),
        });
    }
    Ok(found)
}

/// Odd dates, with how often there were such in the month before.
async fn dates(databank: &DataBank, month: Month, accepted: u64) -> Result<Vec<Signal>, Fault> {
    let mut forms: BTreeMap<String, Vec<FormId>> = BTreeMap::new();
    for (name, form) in databank.store.marked_forms(Mark::OddDates, &month).await? {
        forms.entry(name).or_default().push(form);
    }
    let before = match month.beside(-1) {
        Some(before) => {
            let marks: BTreeMap<_, _> = databank.store.marks(Mark::OddDates, &before).await?.into_iter().collect();
            (marks, databank.store.passed(&before).await?.0)
        }
        None => (BTreeMap::new(), 0),
    };
    let signal = |(among, n): (String, u64)| Signal {
        kind: SignalKind::Dates,
        who: String::new(),
        age: None,
        compared: None,
        found: (n, accepted),
        usual: (before.0.get(&among).copied().unwrap_or_default(), before.1),
        cases: named(forms.remove(&among).unwrap_or_default()),
        among,
    };
    Ok(databank.store.marks(Mark::OddDates, &month).await?.into_iter().map(signal).collect())
}

/// The first cases, by pseudonym.
fn named(forms: Vec<FormId>) -> Vec<String> {
    forms.into_iter().take(NAMED).map(pseudonym).collect()
}
