//! Signals for control, from the data bank's archive.

use crate::node::DataBank;
use saraptama_core::indicators::{Month, Signal, SignalKind, Signals, meets_too_often, pseudonym};
use saraptama_store::rows::Mark;
use saraptama_store::{FactsAfter, Fault};
use std::collections::{BTreeMap, BTreeSet};

/// What stands out in a month.
///
/// # Errors
/// When the store fails.
pub async fn signals(databank: &DataBank, month: Month) -> Result<Vec<Signal>, Fault> {
    let mut folded = Signals::new(month);
    let mut after = Some(FactsAfter::start_of(&month));
    let mut accepted = 0;
    while let Some(from) = after {
        let (facts, next) = databank.store.act_facts(&month, from).await?;
        for row in &facts {
            accepted += u64::from(row.fact.course.accepted_at.is_some_and(|at| month.holds(at)));
            folded.add(row.form, &row.fact);
        }
        after = next;
    }
    let mut found = folded.found();
    found.extend(triples(databank, month).await?);
    found.extend(documents(databank).await?);
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
    let mut found = vec![];
    for one in &counts {
        let all = all.get(&(one.doctor, one.chair)).copied().unwrap_or_default();
        if meets_too_often(one.met, all, experts) {
            let short = |iin| databank.keys.search_key(iin).to_string().chars().take(8).collect::<String>();
            let pair = format!("{} {}", short(one.doctor), short(one.chair));
            let (who, found_here, usual) = (one.expert.clone(), (one.met, all), (1, experts));
            found.push(Signal { kind: SignalKind::Triple, who, among: pair, found: found_here, usual, cases: vec![] });
        }
    }
    Ok(found)
}

async fn documents(databank: &DataBank) -> Result<Vec<Signal>, Fault> {
    let reused = databank.store.reused_documents().await?.into_iter();
    Ok(reused
        .map(|(sha256, forms)| Signal {
            kind: SignalKind::Document,
            who: sha256.to_string().chars().take(16).collect(),
            among: String::new(),
            found: (forms, forms),
            usual: (1, 1),
            cases: vec![],
        })
        .collect())
}

async fn dates(databank: &DataBank, month: Month, accepted: u64) -> Result<Vec<Signal>, Fault> {
    let mut by_kind: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, form) in databank.store.marked_forms(Mark::OddDates, &month).await? {
        by_kind.entry(name).or_default().push(pseudonym(form));
    }
    let signal = |(among, mut cases): (String, Vec<String>)| {
        let found = (cases.len() as u64, accepted);
        cases.truncate(20);
        Signal { kind: SignalKind::Dates, who: String::new(), among, found, usual: found, cases }
    };
    Ok(by_kind.into_iter().map(signal).collect())
}
