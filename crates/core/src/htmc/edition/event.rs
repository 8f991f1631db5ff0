use super::Heading;
use crate::law::{HtmcRow, Section};
use crate::terms::{Instant, Sha256};

/// What happened to an edition that is being entered.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// It was begun, with the rows of a file or of the edition before it.
    Begun {
        /// Which edition.
        heading: Heading,
        /// Its rows.
        rows: Vec<HtmcRow>,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// Its heading was written anew.
    HeadingChanged {
        /// The heading.
        heading: Heading,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// All rows were replaced by those of a file.
    RowsReplaced {
        /// The rows.
        rows: Vec<HtmcRow>,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// A row was put in at its number; those behind it moved on by one.
    RowAdded {
        /// The row.
        row: HtmcRow,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// The row of that section and number was written anew.
    RowChanged {
        /// The row.
        row: HtmcRow,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// A row was taken out; those behind it moved up by one.
    RowRemoved {
        /// Its section.
        section: Section,
        /// Its number.
        number: u16,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// It was handed to a second person: its bytes are frozen.
    Submitted {
        /// The digest of the bytes that are to be signed.
        sha256: Sha256,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// The second person handed it back.
    Returned {
        /// Why, in their words.
        reason: String,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// A second person approved it with a signature over the frozen bytes.
    Approved {
        /// The digest of the bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// It was given up.
    Dropped {
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
}
