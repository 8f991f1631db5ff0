use saraptama_core::htmc::Difference;
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::Trilingual;
use serde::Serialize;

/// A row of the list as it is given to programs, the same at the command line, in files and over HTTP.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Listed<'l> {
    /// The section.
    pub section: Section,
    /// The number within it.
    pub number: u16,
    /// The code, a text whose zeros count (AMB-37).
    pub code: &'l str,
    /// The name; Kazakh is the order's to the letter.
    pub name: &'l Trilingual,
    /// What is meant, where the printed text is a mistranslation (AMB-38).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gloss: Option<&'l Trilingual>,
    /// The edition.
    pub edition: &'l str,
}

impl<'l> Listed<'l> {
    /// A row of an edition.
    pub fn of(row: &'l HtmcRow, edition: &'l str) -> Self {
        let HtmcRow { section, number, code, name, gloss } = row;
        Self { section: *section, number: *number, code, name, gloss: gloss.as_ref(), edition }
    }
}

/// A difference of two editions as it is given to programs.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Differs<'l> {
    /// `added`, `removed`, `moved`, `renamed`, `reworded`.
    pub kind: &'static str,
    /// The code.
    pub code: &'l str,
    /// The row as it was.
    pub from: Option<Listed<'l>>,
    /// The row as it is.
    pub to: Option<Listed<'l>>,
}

impl<'l> Differs<'l> {
    /// A difference of the editions of these names.
    pub fn of(difference: Difference<'l>, from: &'l str, to: &'l str) -> Self {
        let (before, after) = (difference.before(), difference.after());
        Self {
            kind: difference.as_str(),
            code: before.or(after).map_or("", |row| row.code.as_str()),
            from: before.map(|row| Listed::of(row, from)),
            to: after.map(|row| Listed::of(row, to)),
        }
    }

    /// Its fields, as [`DIFFERENCE_COLUMNS`] name them.
    pub fn fields(&self) -> Vec<String> {
        let of = |row: Option<Listed<'l>>| {
            let text = |of: fn(&Trilingual) -> &String| row.map(|row| of(row.name).clone()).unwrap_or_default();
            [
                row.map(|row| row.section.as_str().to_owned()).unwrap_or_default(),
                row.map(|row| row.number.to_string()).unwrap_or_default(),
                text(|name| &name.kk),
                text(|name| &name.ru),
                text(|name| &name.en),
            ]
        };
        let head = [self.kind.to_owned(), self.code.to_owned()];
        head.into_iter().chain(of(self.from)).chain(of(self.to)).collect()
    }
}

/// The columns of a file of differences.
pub const DIFFERENCE_COLUMNS: [&str; 12] = [
    "kind",
    "code",
    "from_section",
    "from_number",
    "from_name_kk",
    "from_name_ru",
    "from_name_en",
    "to_section",
    "to_number",
    "to_name_kk",
    "to_name_ru",
    "to_name_en",
];
