//! The protocol of a scored technology as JSON: what a second person signs, and what is printed. Its bytes are
//! canonical: members in the order below, no white space, points as exact decimals.

use saraptama_core::htmc::dossier::{CRITERIA, Confirmed, Open, Passage, Technology, Topic};
use saraptama_core::htmc::{NoSuchLevel, Tenths, score};
use saraptama_core::law::{Criterion, Htmc};
use saraptama_core::terms::{FormId, Instant, Trilingual};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most bytes of a protocol.
const PROTOCOL_BYTES: usize = 4 * 1024 * 1024;
/// The name and version of the format.
const FORMAT: &str = "htmc-dossier/1";

/// A protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// The format's name and version.
    pub protocol: String,
    /// The dossier.
    pub dossier: FormId,
    /// The order's number.
    pub order: String,
    /// The technology's name.
    pub name: Trilingual,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// The organisation that proposes it.
    pub proposer: String,
    /// Since which year it is in use in the world, where that is known.
    pub in_use_since: Option<i16>,
    /// The evidence, by topic.
    pub evidence: BTreeMap<Topic, Passage>,
    /// The criteria, in the order of the table.
    pub criteria: Vec<Scored>,
    /// The points of the confirmed levels.
    pub points: String,
    /// From how many points a technology is listed.
    pub listed_from: String,
    /// Up to how many.
    pub listed_to: String,
    /// Whether it is listed by these points.
    pub listed: bool,
    /// The paragraph on the bound.
    pub source: String,
    /// Who entered the proposal.
    pub entered_by: Person,
    /// Who confirmed the levels.
    pub confirmed_by: Person,
    /// When.
    #[serde(with = "instant")]
    pub confirmed_at: Instant,
}

/// A criterion with everything that was said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scored {
    /// Its id.
    pub criterion: String,
    /// Its name.
    pub name: Trilingual,
    /// Its weight.
    pub weight: String,
    /// The row of the order's table.
    pub source: String,
    /// Its levels as printed, from the top of the table.
    pub levels: Vec<Printed>,
    /// What the analysts picked, by their ids.
    pub scores: Vec<Pick>,
    /// The confirmed level, from 1.
    pub level: u8,
    /// Its points.
    pub points: String,
    /// Why this level; empty where all analysts picked it and nothing is to be said.
    pub reason: String,
}

/// A level as the order prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// The text; Kazakh is the order's to the letter.
    pub text: Trilingual,
    /// A note where the printed text is defective or bands overlap (AMB-27, AMB-28).
    pub note: Option<Trilingual>,
    /// Its points.
    pub points: String,
}

/// What an analyst picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// The analyst.
    pub by: Person,
    /// The level, from 1.
    pub level: u8,
    /// Why.
    pub justification: String,
    /// By which sources.
    pub sources: Vec<String>,
}

/// Somebody of the register of roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// What a protocol is made from.
#[derive(Clone, Copy)]
pub struct Made<'m> {
    /// The dossier's id.
    pub id: FormId,
    /// The proposal with what analysts made of it.
    pub open: &'m Open,
    /// The levels that were confirmed.
    pub confirmed: &'m [Confirmed; CRITERIA],
    /// The id of the one who confirmed them.
    pub by: &'m str,
    /// When.
    pub at: Instant,
    /// The order.
    pub htmc: &'m Htmc,
}

impl Made<'_> {
    /// The protocol; `named` tells the name of an id.
    ///
    /// # Errors
    /// When a confirmed level is none of the table's.
    pub fn protocol(&self, named: impl Fn(&str) -> String) -> Result<Protocol, NoSuchLevel> {
        let levels = self.confirmed.each_ref().map(|confirmed| confirmed.level);
        let (score, person) = (score(levels, self.htmc)?, |id: &str| Person { id: id.to_owned(), name: named(id) });
        let Technology { name, code, proposer, in_use_since, evidence } = self.open.technology.clone();
        let mut criteria = Vec::with_capacity(CRITERIA);
        for (place, (criterion, confirmed)) in self.htmc.criteria.iter().zip(self.confirmed).enumerate() {
            let points = score.by_criterion.get(place).map(|one| one.points.to_string()).unwrap_or_default();
            let scores = self.open.standing().map(|(by, scored)| {
                let rated = scored.rated[place].clone();
                Pick { by: person(by), level: rated.level, justification: rated.justification, sources: rated.sources }
            });
            let (level, reason) = (confirmed.level, confirmed.reason.trim().to_owned());
            criteria.push(Scored { scores: scores.collect(), level, points, reason, ..printed(criterion) });
        }
        Ok(Protocol {
            protocol: FORMAT.to_owned(),
            dossier: self.id,
            order: self.htmc.act.short.clone(),
            name,
            code,
            proposer,
            in_use_since,
            evidence,
            criteria,
            points: score.points.to_string(),
            listed_from: Tenths(self.htmc.listed_from_tenths).to_string(),
            listed_to: Tenths(self.htmc.listed_to_tenths).to_string(),
            listed: score.listed,
            source: score.source,
            entered_by: person(&self.open.by),
            confirmed_by: person(self.by),
            confirmed_at: self.at,
        })
    }
}

/// A criterion as the order prints it, before anything is said of it.
fn printed(criterion: &Criterion) -> Scored {
    let level = |level: &saraptama_core::law::Level| Printed {
        text: level.text.clone(),
        note: level.note.clone(),
        points: Tenths(level.points_tenths).to_string(),
    };
    Scored {
        criterion: criterion.id.clone(),
        name: criterion.name.clone(),
        weight: Tenths(criterion.weight_tenths).to_string(),
        source: criterion.cite.clone(),
        levels: criterion.levels.iter().map(level).collect(),
        scores: vec![],
        level: 0,
        points: String::new(),
        reason: String::new(),
    }
}

impl Protocol {
    /// Its canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a protocol has string keys only, so JSON can hold it")
    }

    /// Reads it from its canonical bytes; none where they are anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read: Self = (bytes.len() <= PROTOCOL_BYTES).then(|| serde_json::from_slice(bytes).ok()).flatten()?;
        (read.protocol == FORMAT && read.to_bytes() == bytes).then_some(read)
    }
}

/// An instant as the contract writes it.
pub(crate) mod instant {
    use saraptama_core::terms::{Instant, parse_instant, write_instant};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&write_instant(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
        parse_instant(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}
