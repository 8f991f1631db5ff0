/// The longest source, in characters.
const SOURCE: usize = 500;
/// The most sources of one statement.
const SOURCES: usize = 20;

/// What is wrong with a field of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field: `name.kk`, `drugs.sources`, `innovation.level`.
    pub field: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands in it.
    Missing,
    /// It is longer than is kept.
    TooLong,
    /// A statement without a source.
    NoSource,
    /// It is no code of the list's kind (AMB-37).
    Code,
    /// A year that lies ahead, or before any technology of today.
    Year,
    /// A level that the order's table does not have.
    NoSuchLevel,
    /// A level that no analyst gave to the evidence as it stands.
    LevelOfNobody,
    /// The analysts disagree, and nothing says why this level.
    ReasonMissing,
}

impl Fault {
    pub(super) fn new(field: impl Into<String>, wrong: Wrong) -> Self {
        Self { field: field.into(), wrong }
    }
}

impl Wrong {
    /// The name of its message for people.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "dossier-wrong-missing",
            Self::TooLong => "dossier-wrong-too-long",
            Self::NoSource => "dossier-wrong-no-source",
            Self::Code => "dossier-wrong-code",
            Self::Year => "dossier-wrong-year",
            Self::NoSuchLevel => "dossier-wrong-no-such-level",
            Self::LevelOfNobody => "dossier-wrong-level-of-nobody",
            Self::ReasonMissing => "dossier-wrong-reason-missing",
        }
    }
}

/// What is wrong with a text that must be there.
pub(super) fn text_fault(field: &str, text: &str, most: usize) -> Option<Fault> {
    let wrong = if text.trim().is_empty() {
        Wrong::Missing
    } else if text.chars().count() > most {
        Wrong::TooLong
    } else {
        return None;
    };
    Some(Fault::new(field, wrong))
}

/// What is wrong with the sources of a statement.
pub(super) fn sources_fault(field: &str, sources: &[String]) -> Option<Fault> {
    let long = |source: &String| source.chars().count() > SOURCE;
    let wrong = if sources.iter().all(|source| source.trim().is_empty()) {
        Wrong::NoSource
    } else if sources.len() > SOURCES || sources.iter().any(long) {
        Wrong::TooLong
    } else {
        return None;
    };
    Some(Fault::new(field, wrong))
}
