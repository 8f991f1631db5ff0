use super::Tenths;
use crate::law::{Cite, Htmc};

/// What a technology scores (annex 1 p. 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// All points.
    pub points: Tenths,
    /// The points of each criterion, in the order's order.
    pub by_criterion: Vec<CriterionPoints>,
    /// The technology is listed: 7 to 10 points, both ends included (AMB-29).
    pub listed: bool,
    /// The paragraph on the bound.
    pub source: Cite,
}

/// The points of one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionPoints {
    /// `innovation`, `resources`, `uniqueness`.
    pub criterion: String,
    /// Its points: value × weight.
    pub points: Tenths,
}

/// A level that the order's table does not have: it has four, numbered from the top.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("criterion `{criterion}` has no level {level}: its levels are 1 to {levels}, from the top of the table")]
pub struct NoSuchLevel {
    /// The criterion.
    pub criterion: String,
    /// The level asked for.
    pub level: u8,
    /// How many levels it has.
    pub levels: usize,
}

impl NoSuchLevel {
    /// The name of its message for people, in `htmc.ftl`; arguments `criterion`, `level`, `levels`.
    pub fn key(&self) -> &'static str {
        "htmc-no-such-level"
    }
}

/// Scores a technology by its `levels` of innovation, resources and uniqueness, 1 to 4 from the top of
/// the table. A person picks the level; none is derived (AMB-28).
///
/// # Errors
/// When a criterion has no such level.
pub fn score(levels: [u8; 3], htmc: &Htmc) -> Result<Score, NoSuchLevel> {
    let mut by_criterion = Vec::with_capacity(levels.len());
    for (criterion, level) in htmc.criteria.iter().zip(levels) {
        let row = usize::from(level).checked_sub(1).and_then(|at| criterion.levels.get(at));
        let wrong = || NoSuchLevel { criterion: criterion.id.clone(), level, levels: criterion.levels.len() };
        let points = Tenths(row.ok_or_else(wrong)?.points_tenths);
        by_criterion.push(CriterionPoints { criterion: criterion.id.clone(), points });
    }
    let points = Tenths(by_criterion.iter().map(|one| one.points.0).sum());
    let listed = (htmc.listed_from_tenths..=htmc.listed_to_tenths).contains(&points.0);
    Ok(Score { points, by_criterion, listed, source: htmc.listed_cite.clone() })
}

impl serde::Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        struct ByCriterion<'s>(&'s [CriterionPoints]);
        impl serde::Serialize for ByCriterion<'_> {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_map(self.0.iter().map(|one| (&one.criterion, one.points)))
            }
        }
        let mut score = to.serialize_struct("Score", 4)?;
        score.serialize_field("points", &self.points)?;
        score.serialize_field("by_criterion", &ByCriterion(&self.by_criterion))?;
        score.serialize_field("listed", &self.listed)?;
        score.serialize_field("source", &self.source)?;
        score.end()
    }
}
