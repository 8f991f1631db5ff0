use super::{Code, Finding, scope::full_years};
use crate::form::{Audience, Evidence, Form};
use crate::law::Status;
use std::collections::{BTreeMap, BTreeSet};

const ORTHOPAEDIST: &str = "traumatologist-orthopaedist";
const SURGEON: &str = "surgeon";
const RADIOLOGIST: &str = "radiologist";
const ADULT_FROM_YEARS: i16 = 18;

/// An adults' traumatologist for a child on the day of the examination, or the reverse (AMB-16).
pub(super) fn audience(form: &Form<'_>, findings: &mut Vec<Finding>) {
    let Some(birth) = form.patient.birth_date else { return };
    for (at, entry) in form.evidence.iter().enumerate().filter(|(_, entry)| is_attached(entry, &[ORTHOPAEDIST])) {
        let (Some(day), Some(audience)) = (entry.date, entry.audience) else { continue };
        let right = if full_years(birth, day) < ADULT_FROM_YEARS { Audience::Child } else { Audience::Adult };
        if audience != right {
            let pointer = format!("/evidence/{at}/specialist/audience");
            findings.push(Finding::contract(Code::SpecialistAudienceMismatch, pointer));
        }
    }
}

/// The level of the surgeon or traumatologist against the radiologist's; at most one finding.
/// Entries of different laterality speak of different limbs and are not compared (AMB-42).
pub(super) fn amputation_level(form: &Form<'_>, findings: &mut Vec<Finding>) {
    let by = |kinds: &'static [&'static str]| {
        let entries = form.evidence.iter().enumerate().filter(|(_, entry)| is_attached(entry, kinds));
        entries.filter_map(|(at, entry)| form.fact(entry, "amputation_level").map(|level| (at, entry, level)))
    };
    let (operators, radiologists) = (|| by(&[ORTHOPAEDIST, SURGEON]), || by(&[RADIOLOGIST]));
    let side = |entry| form.fact(entry, "laterality");
    let differing = match (one(operators()), one(radiologists())) {
        // The everyday case, without allocation.
        (Some((_, ours, our_level)), Some((at, theirs, their_level))) => {
            let same_side = side(ours).is_some() == side(theirs).is_some()
                && side(ours).zip(side(theirs)).is_none_or(|(ours, theirs)| is_same(ours, theirs));
            (same_side && !is_same(our_level, their_level)).then_some(at)
        }
        _ => {
            let mut levels: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
            for (_, entry, level) in operators() {
                levels.entry(side(entry).map(folded)).or_default().insert(folded(level));
            }
            let differs = |entry, level| {
                levels.get(&side(entry).map(folded)).is_some_and(|ours| ours.len() > 1 || !ours.contains(&folded(level)))
            };
            radiologists().find(|(_, entry, level)| differs(entry, level)).map(|(at, ..)| at)
        }
    };
    let found = |at| Finding::contract(Code::AmputationLevelMismatch, format!("/evidence/{at}/facts/amputation_level"));
    findings.extend(differing.map(found));
}

fn is_attached(entry: &Evidence<'_>, kinds: &[&str]) -> bool {
    entry.status == Some(Status::Attached) && entry.kind.is_some_and(|kind| kinds.contains(&kind))
}

/// The only item, if there is exactly one.
fn one<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Equal without regard to case; outer blanks are gone already.
fn is_same(a: &str, b: &str) -> bool {
    a == b || a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}
