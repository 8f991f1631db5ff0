//! The monthly report in words: the same tables for the page, the workbook, the file of values and the PDF.

mod csv;
mod label;
mod sheet;
mod xlsx;

pub use csv::Dialect;
pub use xlsx::WorkbookFault;

use label::Labels;
use saraptama_core::indicators::{Outline, Report, RowsOf, System, Table, Unit, outline};
use saraptama_core::law::Law;
use saraptama_wire::words::{Lang, Words};
use std::collections::BTreeMap;

/// A report with the words of one language.
#[derive(Clone, Debug)]
pub struct Monthly {
    /// `2025-09`.
    pub month: String,
    /// The title.
    pub title: String,
    /// What is to be known before anything is read: that the month is not over, what is not shown, what is not here.
    pub notes: Vec<String>,
    /// The tables, in the order of reading.
    pub tables: Vec<Worded>,
    /// The words "how it is computed", "basis", "table", "system".
    pub heads: [String; 4],
    lang: Lang,
    under: String,
}

/// A table with its words.
#[derive(Clone, Debug)]
pub struct Worded {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub system: System,
    /// Whose it is, in words.
    pub whose: String,
    /// Its name.
    pub title: String,
    /// How its figures come about.
    pub how: String,
    /// The paragraph of what it watches.
    pub cite: &'static str,
    /// The paragraph in words.
    pub paragraph: String,
    /// What its rows are.
    pub rows_of: RowsOf,
    /// The name of the column of names.
    pub first: String,
    /// The columns: id, name, what they measure.
    pub columns: Vec<(String, String, Unit)>,
    /// The rows.
    pub rows: Vec<WordedRow>,
}

/// A row with its words.
#[derive(Clone, Debug)]
pub struct WordedRow {
    /// What it is of, as the report writes it.
    pub key: String,
    /// And in words.
    pub label: String,
    /// The values.
    pub values: Vec<Option<u64>>,
    /// The values as people read them.
    pub texts: Vec<String>,
}

/// What a report needs to be worded.
pub struct Wording<'w> {
    /// The words.
    pub words: &'w Words,
    /// The language.
    pub lang: Lang,
    /// The law, which names subjects, nosologies, vendors and requirements.
    pub law: &'w Law,
    /// Names of experts by id; who has none is called by the id.
    pub experts: BTreeMap<String, String>,
}

impl Monthly {
    /// The report in words.
    pub fn new(report: &Report, wording: &Wording<'_>) -> Self {
        let labels = Labels::new(report, wording);
        let mut notes = vec![];
        notes.extend(report.provisional.then(|| labels.text("provisional")));
        notes.extend(report.public.then(|| labels.text("public")));
        notes.extend(report.lacks.iter().map(|system| labels.text(&format!("lacks-{}", system.as_str()))));
        notes.extend(report.not_closed.iter().map(|system| labels.text(&format!("not-closed-{}", system.as_str()))));
        let tables = report.tables.iter().filter_map(|table| Some(worded(table, outline(&table.id)?, report, &labels))).collect();
        Self {
            month: report.month.clone(),
            title: labels.with("title", &[("month", report.month.as_str().into())]),
            notes,
            tables,
            heads: ["how", "basis", "table", "system"].map(|key| labels.text(key)),
            lang: wording.lang,
            under: labels.text("foot"),
        }
    }
}

fn worded(table: &Table, outline: &Outline, report: &Report, labels: &Labels<'_>) -> Worded {
    let columns = outline.columns.iter().map(|(id, unit)| ((*id).to_owned(), labels.text(&format!("col-{id}")), *unit));
    let columns: Vec<_> = columns.collect();
    let rows = table.rows.iter().map(|row| {
        let cells = row.values.iter().zip(&columns);
        let texts = cells.map(|(value, (.., unit))| labels.value(*value, *unit, report.public)).collect();
        WordedRow { key: row.key.clone(), label: labels.row(outline.rows, &row.key), values: row.values.clone(), texts }
    });
    let title = labels.text(&format!("table-{}", table.id));
    // In the name, which stands in every format beside every figure.
    let is_open = report.not_closed.contains(&table.system);
    Worded {
        id: table.id.clone(),
        system: table.system,
        whose: labels.text(&format!("system-{}", table.system.as_str())),
        title: if is_open { labels.with("not-closed", &[("table", title.as_str().into())]) } else { title },
        how: labels.text(&format!("table-{}-how", table.id)),
        cite: outline.cite,
        paragraph: labels.cite(outline.cite),
        rows_of: outline.rows,
        first: labels.text(&format!("first-{}", label::first(outline.rows))),
        rows: rows.collect(),
        columns,
    }
}
