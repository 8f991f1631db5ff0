//! Editions of the list of high-tech services, and what differs between two of them, as workbooks. Codes are texts
//! there: a program for tables would take their zeros away (AMB-37).

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError};
use saraptama_core::htmc::edition::HeldEdition;
use saraptama_core::law::{HtmcRow, Section, SectionTitle};
use saraptama_core::terms::Trilingual;
use saraptama_wire::htmc_list::{DIFFERENCE_COLUMNS, Differs};
use saraptama_wire::words::{Args, Lang, Words};

/// What a workbook of an edition is made of.
#[derive(Clone, Copy)]
pub struct EditionBook<'e> {
    /// The edition.
    pub edition: &'e HeldEdition,
    /// The titles of the sections.
    pub titles: &'e [SectionTitle],
    /// The words.
    pub words: &'e Words,
    /// The language.
    pub lang: Lang,
}

/// What a workbook of differences is made of.
#[derive(Clone, Copy)]
pub struct DifferenceBook<'d> {
    /// The earlier edition.
    pub from: &'d HeldEdition,
    /// The later one.
    pub to: &'d HeldEdition,
    /// The acts that brought the differences about.
    pub acts: &'d [&'d HeldEdition],
    /// The differences.
    pub differences: &'d [Differs<'d>],
    /// The words.
    pub words: &'d Words,
    /// The language.
    pub lang: Lang,
}

/// The library that writes workbooks failed.
#[derive(Debug, thiserror::Error)]
#[error("writing a workbook: {0}")]
pub struct BookFault(#[from] XlsxError);

const HEADS: [&str; 8] = ["number", "code", "name-kk", "name-ru", "name-en", "gloss-kk", "gloss-ru", "gloss-en"];
const WIDTHS: [u16; 8] = [6, 14, 70, 70, 70, 50, 50, 50];

impl EditionBook<'_> {
    /// The workbook: a sheet for each section under a header that stays in sight, and a sheet on how to read it.
    ///
    /// # Errors
    /// When the library fails.
    pub fn write(&self) -> Result<Vec<u8>, BookFault> {
        let mut book = begun(self.edition.first_day)?;
        for section in Section::ALL {
            self.section(book.add_worksheet(), section)?;
        }
        self.how_to_read(book.add_worksheet())?;
        Ok(book.save_to_buffer()?)
    }

    fn say(&self, key: &str, args: Args<'_>) -> String {
        self.words.one(self.lang, key, args)
    }

    fn section(&self, sheet: &mut Worksheet, section: Section) -> Result<(), XlsxError> {
        sheet.set_name(self.say(&format!("htmc-sheet-{}", section.as_str()), &[]))?;
        let heads = HEADS.map(|head| self.say(&format!("htmc-column-{head}"), &[]));
        let rows = self.edition.list.rows.iter().filter(|row| row.section == section).map(cells);
        table(sheet, &heads, &WIDTHS, rows)
    }

    fn how_to_read(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let HeldEdition { list, act, first_day, .. } = self.edition;
        sheet.set_name(self.say("htmc-sheet-how", &[]))?;
        sheet.set_column_width(0, 110)?;
        let args = [
            ("edition", list.edition.as_str().into()),
            ("act", act.number.as_str().into()),
            ("on", act.on.to_string().into()),
            ("from", first_day.to_string().into()),
        ];
        let mut lines = vec![self.say("htmc-how-edition", &args)];
        lines.extend((1..=6).map(|n| self.say(&format!("htmc-how-{n}"), &[])));
        let titles = Section::ALL.iter().filter_map(|section| self.titles.iter().find(|title| title.id == *section));
        lines.extend(titles.map(|title| self.lang.of(&title.name).to_owned()));
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for (at, line) in (0u32..).zip(lines) {
            sheet.write_string_with_format(at, 0, line, &wrapped)?;
        }
        Ok(())
    }
}

impl DifferenceBook<'_> {
    /// The workbook: a sheet of the differences, and one on what they are between.
    ///
    /// # Errors
    /// When the library fails.
    pub fn write(&self) -> Result<Vec<u8>, BookFault> {
        let say = |key: &str, args: Args<'_>| self.words.one(self.lang, key, args);
        let mut book = begun(self.to.first_day)?;
        let sheet = book.add_worksheet();
        sheet.set_name(say("htmc-sheet-differences", &[]))?;
        let heads = DIFFERENCE_COLUMNS.map(|column| say(&format!("htmc-difference-{}", column.replace('_', "-")), &[]));
        let rows = self.differences.iter().map(|one| {
            let mut fields = one.fields();
            if let Some(kind) = fields.first_mut() {
                *kind = say(&format!("htmc-kind-{kind}"), &[]);
            }
            fields
        });
        table(sheet, &heads, &[16, 14, 20, 6, 60, 60, 60, 20, 6, 60, 60, 60], rows)?;
        let sheet = book.add_worksheet();
        sheet.set_name(say("htmc-sheet-how", &[]))?;
        sheet.set_column_width(0, 110)?;
        let between = [("from", self.from.list.edition.as_str().into()), ("to", self.to.list.edition.as_str().into())];
        let by = |one: &&HeldEdition| {
            let (act, on) = (one.act.number.as_str().into(), one.act.on.to_string().into());
            say("htmc-difference-by", &[("edition", one.list.edition.as_str().into()), ("act", act), ("on", on)])
        };
        let lines = [say("htmc-difference-between", &between)].into_iter().chain(self.acts.iter().map(by));
        for (at, line) in (0u32..).zip(lines.chain([say("htmc-difference-numbers", &[])])) {
            sheet.write_string(at, 0, line)?;
        }
        Ok(book.save_to_buffer()?)
    }
}

/// A workbook that says of itself the edition's day and no other: the same edition gives the same bytes.
fn begun(day: Date) -> Result<Workbook, XlsxError> {
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), part(day.month()), part(day.day()))?;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(book)
}

fn cells(row: &HtmcRow) -> Vec<String> {
    let gloss = |of: fn(&Trilingual) -> &String| row.gloss.as_ref().map(of).cloned().unwrap_or_default();
    let Trilingual { kk, ru, en } = row.name.clone();
    vec![row.number.to_string(), row.code.clone(), kk, ru, en, gloss(|g| &g.kk), gloss(|g| &g.ru), gloss(|g| &g.en)]
}

fn table(
    sheet: &mut Worksheet,
    heads: &[String],
    widths: &[u16],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    for (column, (name, width)) in (0u16..).zip(heads.iter().zip(widths)) {
        sheet.write_string_with_format(0, column, name, &head)?;
        sheet.set_column_width(column, *width)?;
    }
    let mut last = 0;
    for (at, row) in (1u32..).zip(rows) {
        for (column, field) in (0u16..).zip(row).filter(|(_, field)| !field.is_empty()) {
            sheet.write_string_with_format(at, column, field, &text)?;
        }
        last = at;
    }
    let last_column = u16::try_from(heads.len().saturating_sub(1)).unwrap_or_default();
    sheet.ignore_error_range(0, 0, last.max(1), last_column, IgnoreError::NumberStoredAsText)?;
    sheet.autofilter(0, 0, last, last_column)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
