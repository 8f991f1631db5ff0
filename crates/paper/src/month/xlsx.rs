use super::{Monthly, Worded};
use rust_xlsxwriter::{Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use saraptama_core::indicators::Unit;
use saraptama_core::terms::Instant;
use std::collections::BTreeSet;

/// Why no workbook came about.
#[derive(Debug, thiserror::Error)]
#[error("making the workbook: {0}")]
pub struct WorkbookFault(String);

impl From<XlsxError> for WorkbookFault {
    fn from(fault: XlsxError) -> Self {
        Self(fault.to_string())
    }
}

/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;
/// Rows above a table: title, how, paragraph, a blank one.
const ABOVE: u32 = 4;

impl Monthly {
    /// The report as a workbook: a sheet for each table with a chart of it, and one that says how each figure is
    /// computed and by which paragraph.
    ///
    /// # Errors
    /// When the workbook cannot be made.
    pub fn xlsx(&self, made_at: Instant) -> Result<Vec<u8>, WorkbookFault> {
        let mut book = Workbook::new();
        let made_at = ExcelDateTime::from_timestamp(made_at.as_second())?;
        book.set_properties(&DocProperties::new().set_title(&self.title).set_creation_datetime(&made_at));
        let mut names = BTreeSet::new();
        self.about(book.add_worksheet().set_name(unique(&self.heads[0], &mut names))?)?;
        for table in self.tables.iter().filter(|table| !table.rows.is_empty()) {
            let name = unique(&table.title, &mut names);
            table.write(book.add_worksheet().set_name(&name)?, &name)?;
        }
        Ok(book.save_to_buffer()?)
    }

    fn about(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (bold, wrap) = (Format::new().set_bold(), wrapped());
        sheet.write_string_with_format(0, 0, &self.title, &bold)?;
        let mut row = 1;
        for note in &self.notes {
            sheet.write_string(row, 0, note)?;
            row += 1;
        }
        row += 1;
        let [how, basis, table, system] = &self.heads;
        for (column, (head, width)) in (0_u16..).zip([(table, 40), (system, 30), (how, 90), (basis, 40)]) {
            sheet.set_column_width(column, width)?;
            sheet.write_string_with_format(row, column, head, &bold)?;
        }
        for table in &self.tables {
            row += 1;
            for (column, text) in (0_u16..).zip([&table.title, &table.whose, &table.how, &table.paragraph]) {
                sheet.write_string_with_format(row, column, text, &wrap)?;
            }
        }
        Ok(())
    }
}

impl Worded {
    fn write(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        let (bold, wrap) = (Format::new().set_bold(), wrapped());
        sheet.write_string_with_format(0, 0, &self.title, &bold)?;
        sheet.write_string(1, 0, &self.how)?;
        sheet.write_string(2, 0, format!("{}; {}", self.whose, self.paragraph))?;
        sheet.set_column_width(0, 60)?;
        sheet.write_string_with_format(ABOVE, 0, &self.first, &bold)?;
        for (at, (_, head, unit)) in (1_u16..).zip(&self.columns) {
            let head = if *unit == Unit::Seconds { format!("{head}, s") } else { head.clone() };
            sheet.write_string_with_format(ABOVE, at, head, &bold)?;
            sheet.set_column_width(at, 16)?;
        }
        let mut row = ABOVE;
        for line in &self.rows {
            row += 1;
            sheet.write_string_with_format(row, 0, &line.label, &wrap)?;
            for (at, ((value, text), (.., unit))) in (1_u16..).zip(line.values.iter().zip(&line.texts).zip(&self.columns)) {
                match value.map(u32::try_from) {
                    Some(Ok(n)) if *unit == Unit::Thousandths => sheet.write_number(row, at, f64::from(n) / 1000.0)?,
                    Some(Ok(n)) => sheet.write_number(row, at, n)?,
                    // A number that a spreadsheet would round stands as text.
                    Some(Err(_)) => sheet.write_string(row, at, value.unwrap_or_default().to_string())?,
                    None => sheet.write_string(row, at, text)?,
                };
            }
        }
        sheet.set_freeze_panes(ABOVE + 1, 1)?;
        let mut chart = Chart::new(if self.columns.len() > 1 { ChartType::BarStacked } else { ChartType::Bar });
        chart.title().set_name(&self.title);
        for (at, (.., unit)) in (1_u16..).zip(&self.columns) {
            if *unit == self.charted() {
                let series = chart.add_series().set_name((name, ABOVE, at));
                series.set_categories((name, ABOVE + 1, 0, row, 0)).set_values((name, ABOVE + 1, at, row, at));
            }
        }
        let beside = u16::try_from(self.columns.len()).unwrap_or_default() + 2;
        sheet.insert_chart(ABOVE, beside, &chart)?;
        Ok(())
    }

    /// One chart shows numbers of one kind: lengths where there are any.
    fn charted(&self) -> Unit {
        let has_lengths = self.columns.iter().any(|(.., unit)| *unit == Unit::Seconds);
        if has_lengths { Unit::Seconds } else { self.columns.first().map_or(Unit::Count, |(.., unit)| *unit) }
    }
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A name that a sheet may have, and that no sheet has yet.
fn unique(title: &str, names: &mut BTreeSet<String>) -> String {
    let allowed = title.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    let name: String = allowed.take(LONGEST_NAME).collect();
    let mut tried = name.trim().to_owned();
    let mut n = 1;
    while !names.insert(tried.to_lowercase()) {
        n += 1;
        let tail = format!(" {n}");
        let room = LONGEST_NAME - tail.len();
        tried = name.trim().chars().take(room).chain(tail.chars()).collect();
    }
    tried
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_sheet_is_short_allowed_and_its_own() {
        let mut names = BTreeSet::new();
        let title = "Аяқ-қол кемістігінің түрлері бойынша: [барлығы]";
        let (one, other) = (unique(title, &mut names), unique(title, &mut names));
        assert!(one != other && one.chars().count() <= 31 && other.chars().count() <= 31 && other.ends_with(" 2"));
        assert!(!one.contains(['[', ':']));
    }
}
