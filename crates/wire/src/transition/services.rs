//! Single services of high-tech care as CSV, one a line, folded into yearly figures. Memory does not grow with the
//! file: the sums have a place for every type, year, region and level. A file may be cut at the ends of lines and
//! its parts folded side by side; their sums are added.

use super::{COLUMNS, FAULTS, LINE_BYTES, LineFault, LineWrong, level_of, section_of};
use saraptama_core::htmc::Decimal;
use saraptama_core::htmc::transition::{CareLevel, RowFault};
use saraptama_core::law::{HtmcList, Section};
use saraptama_core::terms::Region;
use std::collections::BTreeMap;
use std::io::{BufRead, Read};

/// The header of a file of services, exactly so.
const SERVICE_COLUMNS: [&str; 8] = ["code", "section", "date", "region", "organisation_level", "cost", "died", "complication"];
/// The header of the file that tells of the regions.
const REGION_COLUMNS: [&str; 4] = ["region", "zone", "year", "population"];
const FIRST_YEAR: i16 = 2000;
const YEARS: usize = 101;
const LEVELS: [CareLevel; 2] = [CareLevel::Republican, CareLevel::Regional];
/// The most that one service costs, in tiyn: 10^11 tenge.
const MOST_TIYN: u64 = 10_000_000_000_000;

/// The sums of one type, region and level in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    services: u64,
    cost_tiyn: u64,
    deaths: u64,
    complications: u64,
}

/// Services that are being folded.
#[derive(Clone, Debug)]
pub struct Fold {
    types: Vec<(String, Section)>,
    regions: Vec<Region>,
    years: Vec<Option<Box<[Sums]>>>,
    lines: u64,
    services: u64,
    faults: Vec<LineFault>,
    is_cut: bool,
}

/// Services as they were folded.
#[derive(Clone, Debug)]
pub struct Folded {
    /// The yearly figures, as a file of them: `docs/htmc-transition.md`.
    pub figures: Vec<u8>,
    /// How many services were folded.
    pub services: u64,
}

/// The zones of the regions, and how many people live in each, by year.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    zones: BTreeMap<Region, String>,
    population: BTreeMap<(i16, Region), u64>,
}

impl Fold {
    /// Nothing yet, for an edition of the list and the country's regions.
    pub fn new(list: &HtmcList, regions: impl IntoIterator<Item = Region>) -> Self {
        let mut types: Vec<_> = list.rows.iter().map(|row| (row.code.clone(), row.section)).collect();
        types.sort_unstable();
        types.dedup();
        let mut regions: Vec<Region> = regions.into_iter().collect();
        regions.sort_unstable();
        Self { types, regions, years: vec![None; YEARS], lines: 0, services: 0, faults: vec![], is_cut: false }
    }

    /// Folds a part of a file, which begins at the beginning of a line; `is_first` begins with the header.
    pub fn take(&mut self, part: impl BufRead, is_first: bool) {
        let mut part = part;
        let mut line = Vec::with_capacity(256);
        let mut header = is_first;
        loop {
            line.clear();
            let read = (&mut part).take(LINE_BYTES + 1).read_until(b'\n', &mut line);
            match read {
                Ok(0) => break,
                Ok(_) => self.lines += 1,
                Err(_) => return self.leave(LineWrong::Unreadable),
            }
            if line.len() as u64 > LINE_BYTES {
                return self.leave(LineWrong::ServiceShape);
            }
            let text = line.trim_ascii();
            if text.is_empty() {
                continue;
            }
            if std::mem::take(&mut header) {
                if !text.split(|c| *c == b',').eq(SERVICE_COLUMNS.iter().map(|name| name.as_bytes())) {
                    return self.leave(LineWrong::ServiceHeader);
                }
                continue;
            }
            if let Err(wrong) = self.service(text) {
                if self.faults.len() + 1 >= FAULTS {
                    return self.leave(wrong);
                }
                self.faults.push(LineFault { line: self.lines, wrong });
            }
        }
    }

    /// The sums of two parts; `later` follows this one in the file.
    #[must_use]
    pub fn join(mut self, later: Self) -> Self {
        for (mine, theirs) in self.years.iter_mut().zip(later.years) {
            match (mine.as_deref_mut(), theirs) {
                (Some(mine), Some(theirs)) => mine.iter_mut().zip(theirs.iter()).for_each(|(mine, theirs)| mine.add(theirs)),
                (None, Some(theirs)) => *mine = Some(theirs),
                (_, None) => {}
            }
        }
        // A part counts its lines from its own first; a part that was left early does not know how many it has.
        if !self.is_cut {
            let before = self.lines;
            self.faults.extend(later.faults.into_iter().map(|fault| LineFault { line: before + fault.line, ..fault }));
        }
        self.faults.truncate(FAULTS);
        self.is_cut |= later.is_cut;
        (self.lines, self.services) = (self.lines + later.lines, self.services + later.services);
        self
    }

    /// The yearly figures. `is_complete` says that the file holds every service of its years in the whole country: then
    /// what is absent was not provided, and its rows say 0; otherwise nothing is said of it.
    ///
    /// # Errors
    /// Every bad line, up to [`FAULTS`]; a region or year of which `regions` does not tell.
    pub fn finish(self, regions: &Regions, is_complete: bool) -> Result<Folded, Vec<LineFault>> {
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        if self.services == 0 {
            return Err(vec![LineFault { line: 0, wrong: LineWrong::Empty }]);
        }
        let mut figures = COLUMNS.join(",").into_bytes();
        figures.push(b'\n');
        for (year, sums) in (FIRST_YEAR..).zip(&self.years) {
            let Some(sums) = sums else { continue };
            for (at, sums) in sums.iter().enumerate() {
                let (level, region, of) = (at % 2, at / 2 % self.regions.len(), at / 2 / self.regions.len());
                let is_absent = is_complete && level == 1 && sums.services == 0;
                if sums.services == 0 && !is_absent {
                    continue;
                }
                let (region, (code, section)) = (self.regions[region], &self.types[of]);
                let told = regions.zones.get(&region).zip(regions.population.get(&(year, region)));
                let (zone, people) = told.ok_or_else(|| vec![LineFault { line: 0, wrong: LineWrong::RegionUntold }])?;
                let (section, level) = (section_name(*section), level_name(LEVELS[level]));
                let Sums { services, cost_tiyn, deaths, complications } = sums;
                let (tenge, tiyn) = (cost_tiyn / 100, cost_tiyn % 100);
                let row = format!(
                    "{code},{section},{year},{region},{zone},{level},{services},{tenge}.{tiyn:02},{deaths},{complications},{people}\n"
                );
                figures.extend_from_slice(row.as_bytes());
            }
        }
        Ok(Folded { figures, services: self.services })
    }

    /// Leaves the rest of the part unread.
    fn leave(&mut self, wrong: LineWrong) {
        self.is_cut = true;
        self.faults.push(LineFault { line: self.lines, wrong });
    }

    /// Adds one service. No field of it needs quotes, so a line is its fields and commas.
    fn service(&mut self, line: &[u8]) -> Result<(), LineWrong> {
        let mut fields = line.split(|c| *c == b',');
        let mut next = || fields.next().ok_or(LineWrong::ServiceShape);
        let (code, section, date, region) = (next()?, next()?, next()?, next()?);
        let (level, cost, died, complication) = (next()?, next()?, next()?, next()?);
        if fields.next().is_some() {
            return Err(LineWrong::ServiceShape);
        }
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        let section = section_of(text(section)).ok_or(LineWrong::Field("section"))?;
        let key = |(listed, of): &(String, Section)| (listed.as_bytes(), *of).cmp(&(code, section));
        let of = self.types.binary_search_by(key).map_err(|_| LineWrong::Row(RowFault::NotListed))?;
        let year = year_of(text(date)).ok_or(LineWrong::Field("date"))?;
        let region = Region::parse(text(region)).map_err(|_| LineWrong::Field("region"))?;
        let region = self.regions.binary_search(&region).map_err(|_| LineWrong::Row(RowFault::UnknownRegion))?;
        let level = level_of(text(level)).ok_or(LineWrong::Field("organisation_level"))?;
        let cost_tiyn =
            Decimal::parse(text(cost), 2).ok().and_then(|tenge| tenge.in_units_of(2)).filter(|tiyn| *tiyn <= MOST_TIYN);
        let cost_tiyn = cost_tiyn.ok_or(LineWrong::Field("cost"))?;
        let deaths = yes(died).ok_or(LineWrong::Field("died"))?;
        let complications = yes(complication).ok_or(LineWrong::Field("complication"))?;
        let place = (of * self.regions.len() + region) * 2 + usize::from(level == CareLevel::Regional);
        let places = self.types.len() * self.regions.len() * 2;
        let sums = self.years[year].get_or_insert_with(|| vec![Sums::default(); places].into_boxed_slice());
        sums[place].add(&Sums { services: 1, cost_tiyn, deaths, complications });
        self.services += 1;
        Ok(())
    }
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.services += other.services;
        self.cost_tiyn = self.cost_tiyn.saturating_add(other.cost_tiyn);
        self.deaths += other.deaths;
        self.complications += other.complications;
    }
}

impl Regions {
    /// Reads the regions: `region,zone,year,population`.
    ///
    /// # Errors
    /// Every bad line, up to [`FAULTS`].
    pub fn read(file: impl BufRead, zones: &[String]) -> Result<Self, Vec<LineFault>> {
        let (mut regions, mut faults, mut header) = (Self::default(), Vec::new(), true);
        for (line, text) in (1..).zip(file.take(super::FILE_BYTES).lines()) {
            let Ok(text) = text else { return Err(vec![LineFault { line, wrong: LineWrong::Unreadable }]) };
            let fields: Vec<&str> = text.trim().split(',').collect();
            if text.trim().is_empty() {
                continue;
            }
            if std::mem::take(&mut header) {
                if fields != REGION_COLUMNS {
                    return Err(vec![LineFault { line, wrong: LineWrong::RegionHeader }]);
                }
                continue;
            }
            faults.extend(regions.row(&fields, zones).err().map(|wrong| LineFault { line, wrong }));
            if faults.len() >= FAULTS {
                break;
            }
        }
        if faults.is_empty() { Ok(regions) } else { Err(faults) }
    }

    fn row(&mut self, fields: &[&str], zones: &[String]) -> Result<(), LineWrong> {
        let [region, zone, year, population] = fields else { return Err(LineWrong::RegionShape) };
        let region = Region::parse(region).map_err(|_| LineWrong::Field("region"))?;
        let number = |column, text: &str| Decimal::parse(text, 0).map(|n| n.digits).map_err(|_| LineWrong::Field(column));
        let year = i16::try_from(number("year", year)?).map_err(|_| LineWrong::Field("year"))?;
        let population = number("population", population)?;
        if !zones.iter().any(|known| known == zone) {
            return Err(LineWrong::Row(RowFault::UnknownZone));
        }
        if self.zones.insert(region, (*zone).to_owned()).is_some_and(|before| before != *zone) {
            return Err(LineWrong::Row(RowFault::ZoneDiffers));
        }
        if self.population.insert((year, region), population).is_some_and(|before| before != population) {
            return Err(LineWrong::Row(RowFault::PopulationDiffers));
        }
        Ok(())
    }
}

/// The year of a date, as its place among the years that are folded. The day must exist.
fn year_of(date: &str) -> Option<usize> {
    let date = saraptama_core::terms::parse_date(date).ok()?;
    usize::try_from(date.year() - FIRST_YEAR).ok().filter(|year| *year < YEARS)
}

fn yes(field: &[u8]) -> Option<u64> {
    match field {
        b"0" => Some(0),
        b"1" => Some(1),
        _ => None,
    }
}

fn section_name(section: Section) -> &'static str {
    match section {
        Section::Emergency => "emergency",
        Section::PlannedBoth => "planned-both",
        Section::PlannedInsurance => "planned-insurance",
    }
}

fn level_name(level: CareLevel) -> &'static str {
    match level {
        CareLevel::Republican => "republican",
        CareLevel::Regional => "regional",
    }
}
