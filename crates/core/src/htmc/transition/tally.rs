use super::{CareLevel, Judgement, Readings, Row, criteria, mean::Mean};
use crate::law::{HtmcList, Section, Transitions};
use crate::terms::Region;
use std::collections::{BTreeMap, BTreeSet};

/// Figures summed as they arrive. Memory is bounded by the list, the years and the regions, not by the
/// length of the file.
#[derive(Clone, Debug)]
pub struct Tally<'l> {
    pub(super) list: &'l HtmcList,
    pub(super) law: &'l Transitions,
    pub(super) regions: BTreeSet<Region>,
    pub(super) types: BTreeMap<Type, BTreeMap<Region, Figures>>,
    pub(super) population: BTreeMap<(i16, Region), u64>,
    pub(super) zones: BTreeMap<Region, String>,
}

/// A type of the list in one year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Type {
    pub(super) code: String,
    pub(super) section: Section,
    pub(super) year: i16,
}

/// The figures of a type in a region.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    levels: BTreeSet<CareLevel>,
    pub(super) services: u64,
    pub(super) regional: u64,
    pub(super) cost_tiyn: u64,
    pub(super) deaths: u64,
    pub(super) complications: u64,
}

/// Why a row cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The list has no such code in this section.
    #[error("the list has no such code in this section")]
    NotListed,
    /// The order names no such region.
    #[error("no such region")]
    UnknownRegion,
    /// The order names no such zone.
    #[error("no such zone")]
    UnknownZone,
    /// Another row puts the region into another zone.
    #[error("another row puts this region into another zone")]
    ZoneDiffers,
    /// Another row states another population for the region and year.
    #[error("another row states another population for this region and year")]
    PopulationDiffers,
    /// The same type, year, region and level stood in an earlier row: it would count twice.
    #[error("the same code, section, year, region and level stand in an earlier row")]
    Twice,
    /// More deaths or complications than services, or a cost without services.
    #[error("more deaths or complications than services, or a cost without services")]
    Implausible,
    /// A year outside 2000–2100, a population of nobody, or a figure beyond 10^9 (cost: 10^15 tiyn).
    #[error("a figure is out of range")]
    OutOfRange,
}

impl RowFault {
    /// The name of its message for people, in `htmc.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotListed => "htmc-row-not-listed",
            Self::UnknownRegion => "htmc-row-unknown-region",
            Self::UnknownZone => "htmc-row-unknown-zone",
            Self::ZoneDiffers => "htmc-row-zone-differs",
            Self::PopulationDiffers => "htmc-row-population-differs",
            Self::Twice => "htmc-row-twice",
            Self::Implausible => "htmc-row-implausible",
            Self::OutOfRange => "htmc-row-out-of-range",
        }
    }
}

impl<'l> Tally<'l> {
    /// An empty tally for an edition of the list; `regions` are all regions of the country (order A,
    /// annex 1, rows 2–21).
    pub fn new(list: &'l HtmcList, law: &'l Transitions, regions: impl IntoIterator<Item = Region>) -> Self {
        let (types, population, zones) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { list, law, regions: regions.into_iter().collect(), types, population, zones }
    }

    /// Takes one row.
    ///
    /// # Errors
    /// When the row contradicts the list, the law or an earlier row; the tally is then unfit for judging.
    pub fn add(&mut self, row: &Row) -> Result<(), RowFault> {
        self.examine(row)?;
        let of = Type { code: row.code.clone(), section: row.section, year: row.year };
        let figures = self.types.entry(of).or_default().entry(row.region).or_default();
        if !figures.levels.insert(row.level) {
            return Err(RowFault::Twice);
        }
        figures.services += row.services;
        figures.regional += if row.level == CareLevel::Regional { row.services } else { 0 };
        figures.cost_tiyn += row.cost_tiyn;
        figures.deaths += row.deaths;
        figures.complications += row.complications;
        self.population.insert((row.year, row.region), row.population);
        self.zones.entry(row.region).or_insert_with(|| row.zone.clone());
        Ok(())
    }

    fn examine(&self, row: &Row) -> Result<(), RowFault> {
        let differs = |known: Option<bool>| known == Some(false);
        let small = [row.services, row.deaths, row.complications, row.population].into_iter().all(|n| n <= 1_000_000_000);
        if !small || row.cost_tiyn > 1_000_000_000_000_000 || row.population == 0 || !(2000..=2100).contains(&row.year) {
            return Err(RowFault::OutOfRange);
        }
        if super::super::rows(self.list, Some(row.section), Some(&row.code)).next().is_none() {
            return Err(RowFault::NotListed);
        }
        if !self.regions.contains(&row.region) {
            return Err(RowFault::UnknownRegion);
        }
        if !self.law.zones.contains(&row.zone) {
            return Err(RowFault::UnknownZone);
        }
        if differs(self.zones.get(&row.region).map(|zone| *zone == row.zone)) {
            return Err(RowFault::ZoneDiffers);
        }
        if differs(self.population.get(&(row.year, row.region)).map(|people| *people == row.population)) {
            return Err(RowFault::PopulationDiffers);
        }
        if row.deaths > row.services || row.complications > row.services || (row.services == 0 && row.cost_tiyn > 0) {
            return Err(RowFault::Implausible);
        }
        Ok(())
    }

    /// The years that the figures tell of.
    pub fn years(&self) -> BTreeSet<i16> {
        self.types.keys().map(|of| of.year).collect()
    }

    /// Judges every type of the figures, by code, section and year.
    pub fn judge(&self, readings: Readings) -> Vec<Judgement> {
        let years: BTreeSet<i16> = self.types.keys().map(|of| of.year).collect();
        let means: BTreeMap<i16, Mean> = years.into_iter().map(|year| (year, Mean::of(self, year, readings.mean_over))).collect();
        self.types.iter().map(|(of, figures)| criteria::judge(self, of, figures, &means[&of.year], readings)).collect()
    }
}
