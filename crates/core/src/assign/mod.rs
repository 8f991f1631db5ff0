//! The assignment of a draft act to exactly one extraterritorial expert (algorithm p. 7).
//!
//! The order is silent on load and ties (AMB-23); we balance by open load and draw ties by a lottery
//! that anybody can recompute: a secret seed of the day whose hash is committed before the first draw
//! and which is revealed after the day.

mod lottery;

pub use lottery::{Seed, SeedCommitment, Ticket};

use crate::planted;
use crate::terms::{ActNumber, Iin, Region};

/// An expert of the register, as the assignment sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The expert's id in the register of roles; no personal data.
    pub id: String,
    /// The expert's IIN, to exclude those who take part in the case themselves.
    pub iin: Iin,
    /// The expert's region.
    pub region: Region,
    /// The register entry holds on the day: the expert takes part in in-absentia examination.
    pub takes_part: bool,
    /// The expert is on duty on the day.
    pub on_duty: bool,
    /// Acts that the expert was given and has not decided.
    pub open_load: u32,
}

/// What the assignment needs to know of a draft act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its number.
    pub number: ActNumber,
    /// The patient's region of registration.
    pub patient_region: Region,
    /// The organisation's region.
    pub organisation_region: Region,
    /// The people of the case: patient, doctor, chair. None of them may be its expert.
    pub people: Vec<Iin>,
    /// The experts from whom it was taken because they cannot decide it; none of them is drawn again.
    pub taken_from: Vec<String>,
}

/// Why an expert was passed over: the first reason that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exclusion {
    /// Does not take part on that day (p. 7: register of experts who take part).
    NotTakingPart,
    /// Is not on duty on that day.
    OffDuty,
    /// Belongs to the patient's region (p. 7: extraterritorial; AMB-45).
    PatientsRegion,
    /// Belongs to the organisation's region (AMB-45).
    OrganisationsRegion,
    /// Is a person of the case.
    PersonOfTheCase,
    /// Had this act, and it was taken from them because they cannot decide it (AMB-23).
    TakenFrom,
}

/// How a draft act was given to an expert, or why to nobody: enough to recompute it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Experts who could be given the act, by id, each with the open load at the draw.
    pub candidates: Vec<Load>,
    /// Experts who were passed over, by id, each with the reason.
    pub exclusions: Vec<Excluded>,
    /// The candidates of the least load, among whom the lot was drawn.
    pub tied: Vec<String>,
    /// The commitment to the day's seed.
    pub commitment: SeedCommitment,
    /// The act's ticket: HMAC-SHA-256 of its number under the seed.
    pub ticket: Ticket,
    /// Who was drawn; nobody where there is no candidate.
    pub chosen: Option<String>,
}

/// A candidate's open load.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// The expert's id.
    pub expert: String,
    /// Open acts before this one.
    pub open: u32,
}

/// An expert who was passed over.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// The expert's id.
    pub expert: String,
    /// Why.
    pub reason: Exclusion,
}

fn exclusion(draft: &Draft, candidate: &Candidate) -> Option<Exclusion> {
    if !candidate.takes_part {
        return Some(Exclusion::NotTakingPart);
    }
    if !candidate.on_duty {
        return Some(Exclusion::OffDuty);
    }
    if candidate.region == draft.patient_region && !planted!("expert-of-the-same-region") {
        return Some(Exclusion::PatientsRegion);
    }
    if candidate.region == draft.organisation_region && !planted!("expert-of-the-same-region") {
        return Some(Exclusion::OrganisationsRegion);
    }
    if draft.people.contains(&candidate.iin) {
        return Some(Exclusion::PersonOfTheCase);
    }
    draft.taken_from.contains(&candidate.id).then_some(Exclusion::TakenFrom)
}

/// Gives `draft` to the candidate of the least open load, by lot where several have it.
/// The candidates' order does not matter.
pub fn assign(draft: &Draft, candidates: &[Candidate], seed: &Seed) -> Receipt {
    let mut eligible = vec![];
    let mut exclusions = vec![];
    for candidate in candidates {
        match exclusion(draft, candidate) {
            None => eligible.push(Load { expert: candidate.id.clone(), open: candidate.open_load }),
            Some(reason) => exclusions.push(Excluded { expert: candidate.id.clone(), reason }),
        }
    }
    eligible.sort_by(|a, b| a.expert.cmp(&b.expert));
    exclusions.sort_by(|a, b| a.expert.cmp(&b.expert));
    let least = eligible.iter().map(|load| load.open).min();
    let tied: Vec<String> = eligible.iter().filter(|load| Some(load.open) == least).map(|load| load.expert.clone()).collect();
    let ticket = seed.ticket(draft.number);
    let drawn = if planted!("lot-not-drawn") { tied.len().checked_sub(1) } else { ticket.draw(tied.len()) };
    let chosen = drawn.map(|place| tied[place].clone());
    Receipt { candidates: eligible, exclusions, tied, commitment: seed.commitment(), ticket, chosen }
}

/// Gives every draft its expert, first in, first out, each assignment raising the load that the next one sees.
pub fn assign_all(drafts: &[Draft], mut candidates: Vec<Candidate>, seed: &Seed) -> Vec<Receipt> {
    let give = |draft: &Draft| {
        let receipt = assign(draft, &candidates, seed);
        if let Some(chosen) = candidates.iter_mut().find(|candidate| Some(&candidate.id) == receipt.chosen.as_ref()) {
            chosen.open_load += 1;
        }
        receipt
    };
    drafts.iter().map(give).collect()
}

/// Whether `receipt` follows from its own loads and from the revealed `seed`.
pub fn recompute(receipt: &Receipt, number: ActNumber, seed: &Seed) -> bool {
    let least = receipt.candidates.iter().map(|load| load.open).min();
    let tied: Vec<&str> =
        receipt.candidates.iter().filter(|load| Some(load.open) == least).map(|load| load.expert.as_str()).collect();
    let ticket = seed.ticket(number);
    receipt.commitment == seed.commitment()
        && receipt.ticket == ticket
        && receipt.tied == tied
        && receipt.chosen.as_deref() == ticket.draw(tied.len()).map(|place| tied[place])
}

#[cfg(test)]
mod tests;
