use saraptama_core::htmc::edition::{MOST_ROWS, RowWrong, faults};
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::Trilingual;

/// The header, exactly so, of the file that comes in and of the one that goes out.
pub const COLUMNS: [&str; 9] = ["section", "number", "code", "name_kk", "name_ru", "name_en", "gloss_kk", "gloss_ru", "gloss_en"];

/// The most bytes of a file that comes in.
pub const FILE_BYTES: usize = 2 * 1024 * 1024;
/// The most faults that are named; after these the rest of the file is left unread.
const FAULTS: usize = 200;
const BOM: &str = "\u{feff}";

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// UTF-8 with a byte order mark and semicolons, as programs for tables open it in our languages.
    Office,
    /// RFC 4180: commas, no mark.
    Rfc4180,
}

impl Dialect {
    /// Reads `rfc4180`; everything else is no name of a dialect.
    pub fn parse(text: &str) -> Option<Self> {
        (text == "rfc4180").then_some(Self::Rfc4180)
    }
}

/// A line that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowsFault {
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// What is wrong with it.
    pub wrong: RowsWrong,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsWrong {
    /// The file is larger than [`FILE_BYTES`].
    TooLarge,
    /// It is not UTF-8.
    NotText,
    /// The first line is not the header.
    Header,
    /// It has no rows.
    Empty,
    /// Not nine fields.
    Shape,
    /// There is no such section.
    Section,
    /// The number is none.
    Number,
    /// What the row says cannot stand in an edition.
    Row(RowWrong),
}

impl RowsWrong {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "htmc-rows-too-large",
            Self::NotText => "htmc-rows-not-text",
            Self::Header => "htmc-rows-header",
            Self::Empty => "htmc-rows-empty",
            Self::Shape => "htmc-rows-shape",
            Self::Section => "htmc-rows-section",
            Self::Number => "htmc-rows-number",
            Self::Row(wrong) => wrong.key(),
        }
    }
}

/// Reads all rows of a file, with semicolons or with commas as its first line has them.
///
/// # Errors
/// Every refused line with its reason, up to 200 of them; then nothing of the file is taken.
pub fn read(bytes: &[u8]) -> Result<Vec<HtmcRow>, Vec<RowsFault>> {
    let whole = |wrong| Err(vec![RowsFault { line: 0, wrong }]);
    if bytes.len() > FILE_BYTES {
        return whole(RowsWrong::TooLarge);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return whole(RowsWrong::NotText) };
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let Some(delimiter) =
        [b';', b','].into_iter().find(|delimiter| is_header(text.lines().next().unwrap_or_default(), *delimiter))
    else {
        return whole(RowsWrong::Header);
    };
    let (mut rows, mut lines, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (line, text) in (1u64..).zip(text.lines()).skip(1).filter(|(_, text)| !text.trim().is_empty()) {
        match record(text, delimiter).and_then(|fields| row(&fields)) {
            Ok(row) => {
                rows.push(row);
                lines.push(line);
            }
            Err(wrong) => found.push(RowsFault { line, wrong }),
        }
        if found.len() >= FAULTS || rows.len() > MOST_ROWS {
            break;
        }
    }
    // A line that could not be read leaves a gap in the numbers: that it is one is told once.
    let has_gaps = !found.is_empty();
    let of_rows = faults(&rows).into_iter().filter(|fault| !(has_gaps && fault.wrong == RowWrong::Number));
    found.extend(of_rows.filter_map(|fault| Some(RowsFault { line: *lines.get(fault.at)?, wrong: RowsWrong::Row(fault.wrong) })));
    found.sort_by_key(|fault| fault.line);
    found.truncate(FAULTS);
    match (found.is_empty(), rows.is_empty()) {
        (false, _) => Err(found),
        (true, true) => whole(RowsWrong::Empty),
        (true, false) => Ok(rows),
    }
}

fn is_header(line: &str, delimiter: u8) -> bool {
    record(line, delimiter).is_ok_and(|fields| fields.iter().eq(COLUMNS))
}

/// One line as a record. Lines are cut before the parser sees them: a quoted field must not swallow the rest of the
/// file, and the number of a line is the one that an editor shows.
fn record(line: &str, delimiter: u8) -> Result<csv::StringRecord, RowsWrong> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).buffer_capacity(1024).from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => Ok(record),
        _ => Err(RowsWrong::Shape),
    }
}

fn row(record: &csv::StringRecord) -> Result<HtmcRow, RowsWrong> {
    let fields: [&str; COLUMNS.len()] = record.iter().collect::<Vec<_>>().try_into().map_err(|_| RowsWrong::Shape)?;
    let [section, number, code, kk, ru, en, gloss_kk, gloss_ru, gloss_en] = fields;
    let is_number = !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()) && !number.starts_with('0');
    let words = |kk: &str, ru: &str, en: &str| Trilingual { kk: kk.to_owned(), ru: ru.to_owned(), en: en.to_owned() };
    let has_gloss = [gloss_kk, gloss_ru, gloss_en].iter().any(|text| !text.is_empty());
    Ok(HtmcRow {
        section: Section::parse(section).ok_or(RowsWrong::Section)?,
        number: Some(number).filter(|_| is_number).and_then(|text| text.parse().ok()).ok_or(RowsWrong::Number)?,
        code: code.to_owned(),
        name: words(kk, ru, en),
        gloss: has_gloss.then(|| words(gloss_kk, gloss_ru, gloss_en)),
    })
}

/// The rows of an edition as a file that [`read`] takes back.
pub fn write(rows: &[HtmcRow], dialect: Dialect) -> Vec<u8> {
    let fields = |row: &HtmcRow| -> Vec<String> {
        let gloss = |of: fn(&Trilingual) -> &String| row.gloss.as_ref().map(of).cloned().unwrap_or_default();
        let (section, number) = (row.section.as_str().to_owned(), row.number.to_string());
        let Trilingual { kk, ru, en } = row.name.clone();
        vec![section, number, row.code.clone(), kk, ru, en, gloss(|g| &g.kk), gloss(|g| &g.ru), gloss(|g| &g.en)]
    };
    let rows: Vec<Vec<String>> = rows.iter().map(fields).collect();
    write_table(&COLUMNS, &rows, dialect)
}

/// Any table as a file of this dialect.
pub fn write_table(columns: &[&str], rows: &[Vec<String>], dialect: Dialect) -> Vec<u8> {
    let (mark, delimiter) = match dialect {
        Dialect::Office => (BOM, b';'),
        Dialect::Rfc4180 => ("", b','),
    };
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(mark.as_bytes().to_vec());
    // A vector takes every byte, and every row has as many fields as the header.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}
