use std::collections::BTreeMap;

/// Which of the three systems keeps what a table counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// The medical information system.
    Mis,
    /// The Ministry of Health's system.
    Ministry,
    /// The disability data bank.
    DataBank,
}

impl System {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Mis, Self::Ministry, Self::DataBank];

    /// As reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mis => "mis",
            Self::Ministry => "ministry",
            Self::DataBank => "data-bank",
        }
    }
}

/// What a column measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A number of cases.
    Count,
    /// Whole seconds.
    Seconds,
    /// Thousandths.
    PerMille,
    /// A number in thousandths.
    Thousandths,
    /// A plain number.
    Number,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// What it is of: a subject's number, a vendor, a reason. Empty where that is not known.
    pub key: String,
    /// A value for each column; none where there is nothing to count or to measure, or where it is not shown.
    pub values: Vec<Option<u64>>,
}

/// A table of a report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Table {
    /// Its id: [`super::TABLES`] says how each figure is computed and by which paragraph.
    pub id: String,
    /// Whose table it is.
    pub system: System,
    /// The columns' ids.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The value of a column in a row.
    pub fn value(&self, key: &str, column: &str) -> Option<u64> {
        let at = self.columns.iter().position(|id| id == column)?;
        *self.rows.iter().find(|row| row.key == key)?.values.get(at)?
    }

    /// The sum of a column.
    pub fn sum(&self, column: &str) -> u64 {
        let Some(at) = self.columns.iter().position(|id| id == column) else { return 0 };
        self.rows.iter().filter_map(|row| row.values.get(at).copied().flatten()).sum()
    }
}

/// A month's report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// The month: `2025-09`.
    pub month: String,
    /// Whether the month was not over when it was made: its figures still grow.
    pub provisional: bool,
    /// Whether small numbers were taken out, so that it may leave the ministries.
    pub public: bool,
    /// The systems whose part it lacks: they keep it themselves.
    pub lacks: Vec<System>,
    /// The systems whose part was not closed with the month: it is counted when the report is made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_closed: Vec<System>,
    /// The tables.
    pub tables: Vec<Table>,
}

impl Report {
    /// The table of this id, of one system.
    pub fn table(&self, system: System, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.system == system && table.id == id)
    }
}

/// A table of counts by key, one column.
pub fn counted(system: System, id: &str, counts: &BTreeMap<String, u64>) -> Table {
    let rows = counts.iter().map(|(key, n)| Row { key: key.clone(), values: vec![Some(*n)] }).collect();
    Table { id: id.to_owned(), system, columns: vec!["count".to_owned()], rows }
}
