//! Yearly figures of high-tech care as CSV or as a workbook (`docs/htmc-transition.md`): every bad row is refused
//! by line and reason, and nothing is computed from half a file. Single services are folded into such figures.

pub mod protocol;
mod services;
mod unpacked;
mod workbook;

pub use services::{Fold, Folded, Regions};

use saraptama_core::htmc::Decimal;
use saraptama_core::htmc::transition::{CareLevel, Row, RowFault, Tally};
use saraptama_core::law::Section;
use saraptama_core::terms::Region;
use std::io::{BufRead as _, BufReader, Read as _};

/// The header, exactly so.
pub const COLUMNS: [&str; 11] = [
    "code",
    "section",
    "year",
    "region",
    "zone",
    "organisation_level",
    "services",
    "cost",
    "deaths",
    "complications",
    "population",
];

/// The most bytes of a file.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// The most bytes of a line.
pub const LINE_BYTES: u64 = 4096;
/// The most faults that are named; after these the rest of the file is left unread.
pub const FAULTS: usize = 100;

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {wrong}")]
pub struct LineFault {
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// What is wrong.
    pub wrong: LineWrong,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineWrong {
    /// The first line is not the header.
    #[error(
        "the header is not exactly: code,section,year,region,zone,organisation_level,services,cost,deaths,complications,population"
    )]
    Header,
    /// Not eleven fields, or not UTF-8.
    #[error("not {} fields of UTF-8 text", COLUMNS.len())]
    Shape,
    /// A field of the wrong form.
    #[error("`{0}` is not of its form")]
    Field(&'static str),
    /// A row that contradicts the list, the law or an earlier row.
    #[error("{0}")]
    Row(RowFault),
    /// The file is larger than [`FILE_BYTES`].
    #[error("the file is larger than {FILE_BYTES} bytes")]
    TooLarge,
    /// There is no row.
    #[error("the file has no rows")]
    Empty,
    /// The file could not be read to its end.
    #[error("the file could not be read to its end")]
    Unreadable,
    /// The first line of a file of services is not its header.
    #[error("the header is not exactly: code,section,date,region,organisation_level,cost,died,complication")]
    ServiceHeader,
    /// Not the eight fields of a service.
    #[error("not the eight fields of a service")]
    ServiceShape,
    /// The first line of a file of regions is not its header.
    #[error("the header is not exactly: region,zone,year,population")]
    RegionHeader,
    /// Not the four fields of a region.
    #[error("not the four fields of a region")]
    RegionShape,
    /// Services in a region or year of which the file of regions does not tell.
    #[error("the file of regions does not tell of a region and year in which services were provided")]
    RegionUntold,
    /// Neither CSV nor a workbook that can be read.
    #[error("the workbook cannot be read")]
    Workbook,
}

impl LineWrong {
    /// The name of its message for people, in `htmc.ftl`; argument `field` for [`LineWrong::Field`].
    pub fn key(&self) -> &'static str {
        match self {
            Self::Header => "htmc-line-header",
            Self::Shape => "htmc-line-shape",
            Self::Field(_) => "htmc-line-field",
            Self::Row(fault) => fault.key(),
            Self::TooLarge => "htmc-line-too-large",
            Self::Empty => "htmc-line-empty",
            Self::Unreadable => "htmc-line-unreadable",
            Self::ServiceHeader => "htmc-line-service-header",
            Self::ServiceShape => "htmc-line-service-shape",
            Self::RegionHeader => "htmc-line-region-header",
            Self::RegionShape => "htmc-line-region-shape",
            Self::RegionUntold => "htmc-line-region-untold",
            Self::Workbook => "htmc-line-workbook",
        }
    }
}

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Read<'l> {
    /// Its figures.
    pub tally: Tally<'l>,
    /// How many rows it has.
    pub rows: u64,
}

/// Reads a file of either kind, told by its first bytes.
///
/// # Errors
/// Every bad row, up to [`FAULTS`]; there is then no tally to judge by.
pub fn read_any<'l>(bytes: &[u8], tally: Tally<'l>) -> Result<Read<'l>, Vec<LineFault>> {
    if bytes.starts_with(b"PK\x03\x04") { workbook::read(bytes, tally) } else { read_lines(bytes, tally) }
}

/// Reads a whole file into `tally`. Memory does not grow with the file.
///
/// # Errors
/// Every bad line, up to [`FAULTS`]; there is then no tally to judge by.
pub fn read<'l>(file: impl std::io::Read, tally: Tally<'l>) -> Result<Tally<'l>, Vec<LineFault>> {
    read_lines(file, tally).map(|read| read.tally)
}

fn read_lines<'l>(file: impl std::io::Read, mut tally: Tally<'l>) -> Result<Read<'l>, Vec<LineFault>> {
    let whole = |wrong| vec![LineFault { line: 0, wrong }];
    let mut file = BufReader::new(file.take(FILE_BYTES + 1));
    let (mut faults, mut rows, mut header_read) = (Vec::new(), 0u64, false);
    let mut bytes = Vec::with_capacity(256);
    for line in 1.. {
        bytes.clear();
        let read = (&mut file).take(LINE_BYTES + 1).read_until(b'\n', &mut bytes).map_err(|_| whole(LineWrong::Unreadable))?;
        if read == 0 {
            break;
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let record = if bytes.len() as u64 > LINE_BYTES { Err(LineWrong::Shape) } else { record(&bytes) };
        if !header_read {
            if !record.is_ok_and(|names| names.iter().eq(COLUMNS)) {
                return Err(vec![LineFault { line, wrong: LineWrong::Header }]);
            }
            header_read = true;
            continue;
        }
        rows += 1;
        let taken = record.and_then(|record| row(&record)).and_then(|row| tally.add(&row).map_err(LineWrong::Row));
        faults.extend(taken.err().map(|wrong| LineFault { line, wrong }));
        if faults.len() == FAULTS || bytes.len() as u64 > LINE_BYTES {
            break;
        }
    }
    match (file.into_inner().limit(), faults.is_empty(), rows) {
        (0, ..) => Err(whole(LineWrong::TooLarge)),
        (_, false, _) => Err(faults),
        (_, true, 0) => Err(whole(if header_read { LineWrong::Empty } else { LineWrong::Header })),
        _ => Ok(Read { tally, rows }),
    }
}

/// One line as a record. The lines are cut before the CSV parser sees them: a quoted field must not
/// swallow the rest of the file, and the number of a line is the one an editor shows.
fn record(line: &[u8]) -> Result<csv::StringRecord, LineWrong> {
    let mut parser = csv::ReaderBuilder::new().has_headers(false).buffer_capacity(512).from_reader(line);
    let mut record = csv::StringRecord::new();
    match parser.read_record(&mut record) {
        Ok(true) => Ok(record),
        _ => Err(LineWrong::Shape),
    }
}

fn row(record: &csv::StringRecord) -> Result<Row, LineWrong> {
    row_of(record.iter().collect::<Vec<_>>().try_into().map_err(|_| LineWrong::Shape)?)
}

/// The row that eleven fields tell of.
fn row_of(fields: [&str; COLUMNS.len()]) -> Result<Row, LineWrong> {
    let [code, section, year, region, zone, level, services, cost, deaths, complications, population] = fields;
    let count = |column, text| Decimal::parse(text, 0).map(|number| number.digits).map_err(|_| LineWrong::Field(column));
    let short = |column, text: &str| if text.len() <= 32 { Ok(text.to_owned()) } else { Err(LineWrong::Field(column)) };
    Ok(Row {
        code: short("code", code)?,
        section: section_of(section).ok_or(LineWrong::Field("section"))?,
        year: count("year", year)?.try_into().map_err(|_| LineWrong::Field("year"))?,
        region: Region::parse(region).map_err(|_| LineWrong::Field("region"))?,
        zone: short("zone", zone)?,
        level: level_of(level).ok_or(LineWrong::Field("organisation_level"))?,
        services: count("services", services)?,
        cost_tiyn: Decimal::parse(cost, 2).ok().and_then(|tenge| tenge.in_units_of(2)).ok_or(LineWrong::Field("cost"))?,
        deaths: count("deaths", deaths)?,
        complications: count("complications", complications)?,
        population: count("population", population)?,
    })
}

fn section_of(text: &str) -> Option<Section> {
    match text {
        "emergency" => Some(Section::Emergency),
        "planned-both" => Some(Section::PlannedBoth),
        "planned-insurance" => Some(Section::PlannedInsurance),
        _ => None,
    }
}

fn level_of(text: &str) -> Option<CareLevel> {
    match text {
        "republican" => Some(CareLevel::Republican),
        "regional" => Some(CareLevel::Regional),
        _ => None,
    }
}
