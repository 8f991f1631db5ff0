use super::CRITERIA;
use crate::htmc::{NoSuchLevel, Tenths, score};
use crate::law::Htmc;

/// One other level of one criterion that would turn the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The criterion's place in the table, from 0.
    pub place: usize,
    /// The level as it is.
    pub from: u8,
    /// The level that would turn it.
    pub to: u8,
    /// What the technology would score then.
    pub points: Tenths,
    /// Whether it would be listed then.
    pub listed: bool,
}

/// Every single level that would turn the outcome of `levels`, whichever way it stands; in the order of the table.
///
/// # Errors
/// When a criterion has no such level.
pub fn tips(levels: [u8; CRITERIA], htmc: &Htmc) -> Result<Vec<Tip>, NoSuchLevel> {
    let now = score(levels, htmc)?;
    let mut tips = Vec::new();
    for (place, criterion) in htmc.criteria.iter().enumerate().take(CRITERIA) {
        for to in (1..=criterion.levels.len()).filter_map(|level| u8::try_from(level).ok()) {
            let mut other = levels;
            other[place] = to;
            let then = score(other, htmc)?;
            if then.listed != now.listed {
                tips.push(Tip { place, from: levels[place], to, points: then.points, listed: then.listed });
            }
        }
    }
    Ok(tips)
}
