//! A document as it reads.

use saraptama_core::terms::Instant;
use saraptama_wire::words::Lang;
use serde::Serialize;

/// A document in one language: what the PDF and the print page both show, in the order of reading.
#[derive(Clone, Serialize)]
pub struct Sheet<'a> {
    /// Its name as a file, without an extension: an act's number or a form's id, never personal data.
    pub name: String,
    /// `kk`, `ru` or `en`.
    #[serde(serialize_with = "code")]
    pub lang: Lang,
    /// Over the title: whose document it is.
    pub over: String,
    /// The title.
    pub title: String,
    /// Under the title: what kind of title it is, the number.
    pub under: String,
    /// "Demonstration, no legal force", where that is so.
    pub demo: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// At the foot of every page.
    pub foot: String,
    /// Said at the end of the PDF when a letter of the data could not be printed.
    pub unprintable: String,
    /// Since when the document is what it is: of the case, not of the printing, so that the same case
    /// gives the same bytes.
    #[serde(skip)]
    pub made_at: Instant,
    /// What travels inside the PDF.
    #[serde(skip)]
    pub enclosed: Vec<Enclosed<'a>>,
}

/// Personal data stand in it: `Debug` shows its name only.
impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sheet({}, {})", self.name, self.lang.as_str())
    }
}

/// A part of a document.
#[derive(Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading of the first level below the title.
    Heading {
        /// What it says.
        text: String,
    },
    /// Names with values.
    Facts {
        /// In the order of reading.
        facts: Vec<Fact>,
    },
    /// A table; its first row are the names of the columns.
    Table {
        /// The columns with their shares of the width.
        columns: Vec<(String, u8)>,
        /// The rows, each as long as `columns`.
        rows: Vec<Row>,
    },
    /// Running text.
    Text {
        /// Its paragraphs.
        paragraphs: Vec<String>,
    },
    /// What is decided: the first thing that a reader looks for.
    Verdict {
        /// The name of the decision.
        label: String,
        /// The decision.
        text: String,
        /// What belongs to it.
        facts: Vec<Fact>,
    },
    /// What to do, in order.
    Steps {
        /// One each.
        steps: Vec<String>,
    },
    /// Who signed, by the certificate; or that nobody did.
    Seal {
        /// What kind of signature.
        label: String,
        /// The signer.
        name: String,
        /// When, in what role, by which certificate.
        facts: Vec<Fact>,
        /// Where data and signature are.
        note: String,
        /// Signed, or not yet.
        tone: Tone,
    },
    /// How anybody can check the document.
    Check {
        /// The name of the part.
        label: String,
        /// What is shown there, and what is not.
        text: String,
        /// The address.
        link: String,
        /// The address as squares: an SVG of one path.
        svg: String,
        /// What the squares are, for those who do not see them.
        alt: String,
    },
    /// An aside in small letters.
    Note {
        /// What it says.
        text: String,
    },
}

/// A name with its value.
#[derive(Clone, Serialize)]
pub struct Fact {
    /// The name.
    pub label: String,
    /// The value, by paragraphs.
    pub value: Vec<String>,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Default, Serialize)]
pub struct Cell {
    /// What it says, by paragraphs.
    pub text: Vec<String>,
    /// Said under it in smaller letters.
    pub notes: Vec<String>,
}

/// How a block is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Done.
    Done,
    /// Not done yet.
    Open,
}

/// A file inside the PDF.
#[derive(Clone, Copy)]
pub struct Enclosed<'a> {
    /// Its name inside: one of few, the same for every case.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is to the document.
    pub relation: Relation,
    /// The bytes, as they were signed.
    pub bytes: &'a [u8],
}

/// What an enclosed file is to its document (ISO 19005-3, `AFRelationship`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The document was made from it.
    Source,
    /// It proves the document.
    Data,
}

impl Cell {
    /// A cell of one paragraph.
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self { text: paragraphs(&text.into()), notes: Vec::new() }
    }

    /// With something said under it.
    pub(crate) fn noting(mut self, note: impl Into<String>) -> Self {
        self.notes.extend(paragraphs(&note.into()));
        self
    }
}

/// Text of the data as paragraphs: each line that is not blank.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn code<S: serde::Serializer>(lang: &Lang, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(lang.as_str())
}
