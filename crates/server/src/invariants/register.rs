//! I7: the register verifies from its first entry.

use super::judging::Judging;
use super::{Evidence, Snapshot};
use saraptama_core::act::Event;
use saraptama_core::terms::{FormId, Sha256};
use saraptama_sign::log::{Checkpoint, Frontier, Leaf, commit};
use saraptama_store::rows::RegisterRow;
use std::collections::BTreeMap;

/// Entries stand without gaps, each is the leaf of its act's decision, and every checkpoint, ours or a
/// client's, names the root of the tree that the entries make.
pub(super) fn register(evidence: &Evidence<'_>, judging: &mut Judging) {
    let Some(databank) = judging.needs(evidence.databank, "the data bank") else { return };
    let (mut edge, mut roots) = (Frontier::default(), BTreeMap::new());
    for (place, row) in (0..).zip(&databank.register) {
        judging.that(row.index == place, || format!("the entry at place {place} says that it stands at {}", row.index));
        entry(databank, row, judging);
        edge.append(row.leaf_hash);
        roots.insert(edge.size(), edge.root());
    }
    every_decision_stands_once(databank, judging);
    checkpoints(evidence, databank, &roots, judging);
    for (number, place) in evidence.journal.iter().flat_map(|journal| &journal.registered) {
        let held = databank.register.iter().find(|row| row.index == *place).map(|row| row.number.to_string());
        judging.that(held.as_deref() == Some(number), || {
            format!("act {number} was acknowledged at place {place}, where {held:?} stands")
        });
    }
}

fn entry(databank: &Snapshot, row: &RegisterRow, judging: &mut Judging) {
    let (form, place) = (row.form, row.index);
    let leaf: Option<Leaf> = serde_json::from_slice(&row.leaf).ok();
    let Some(leaf) = leaf.filter(|leaf| leaf.is_well_formed() && leaf.hash() == row.leaf_hash) else {
        judging.that(false, || format!("the entry at place {place} is not the leaf of its hash"));
        return;
    };
    judging.that((leaf.index, leaf.number) == (place, row.number), || format!("the leaf at place {place} is of another entry"));
    let decided = decision(databank, form);
    let Some((sha256, signature, index, number)) = decided else {
        judging.that(false, || format!("the entry at place {place} is of {form}, which is not decided"));
        return;
    };
    judging.that((index, number) == (Some(place), Some(row.number)), || {
        format!("act {number:?} says that it stands at {index:?}, the register has it at {place}")
    });
    judging.that(leaf.decision_sha256 == signature, || format!("the leaf at place {place} is of another signed decision"));
    let bytes = databank.decisions.get(&(form, sha256)).map(|row| row.bytes.as_slice()).unwrap_or_default();
    judging.that(leaf.commitment == commit(&row.salt, bytes), || format!("the leaf at place {place} commits to other content"));
}

type Decided = (Sha256, Sha256, Option<u64>, Option<saraptama_core::terms::ActNumber>);

fn decision(databank: &Snapshot, form: FormId) -> Option<Decided> {
    let mut found = None;
    let (mut index, mut number) = (None, None);
    for event in databank.acts.get(&form)? {
        match event {
            Event::Decided { sha256, signature, .. } => found = Some((*sha256, *signature)),
            Event::Registered { index: place, .. } => index = Some(*place),
            Event::Numbered { number: given, .. } => number = Some(*given),
            _ => {}
        }
    }
    found.map(|(sha256, signature)| (sha256, signature, index, number))
}

fn every_decision_stands_once(databank: &Snapshot, judging: &mut Judging) {
    for form in databank.acts.keys().filter(|form| decision(databank, **form).is_some()) {
        let times = databank.register.iter().filter(|row| row.form == *form).count();
        judging.that(times == 1, || format!("the decision on {form} stands {times} times in the register"));
    }
}

fn checkpoints(evidence: &Evidence<'_>, databank: &Snapshot, roots: &BTreeMap<u64, Sha256>, judging: &mut Judging) {
    let Some(key) = judging.needs(evidence.log_key, "the register's key") else { return };
    for size in roots.keys() {
        let signed = databank.checkpoints.iter().any(|row| row.size == *size);
        judging.that(signed, || format!("the register of {size} entries has no checkpoint"));
    }
    let theirs = evidence.journal.iter().flat_map(|journal| &journal.checkpoints);
    for note in databank.checkpoints.iter().map(|row| &row.note).chain(theirs) {
        match Checkpoint::open(note, key) {
            Ok(held) => judging.that(roots.get(&held.size) == Some(&held.root), || {
                format!("a signed checkpoint of {} entries names another root", held.size)
            }),
            Err(fault) => judging.that(false, || format!("a checkpoint does not hold: {fault}")),
        }
    }
}
