//! A vendor's own format, translated into the JSON of form 031/e before anybody freezes or signs it.
//!
//! A format is a table (`src/vendor/NAME.rs`): which field of the original goes to which member of our
//! form, and how it is read. Nothing is guessed: a field that the table does not name, or that does not
//! read as the table says, is a [`Fault`] that names it by its path in the original. Whether the form is
//! complete is judged afterwards by the one check, whose findings lead back to the original
//! ([`Translation::origin`]).

mod fault;
mod formats;
mod json;
mod read;
mod table;
mod translate;
mod tree;
mod xml;

pub use fault::{Fault, Wrong};
pub use table::{Each, Format, Read, Row, Syntax};
pub use translate::{Translation, translate};

/// The most values in an original, elements and attributes included.
const MAX_VALUES: usize = 10_000;
/// The deepest nesting of an original.
const MAX_DEPTH: usize = 16;
/// The longest name of a field, in bytes.
const MAX_NAME_BYTES: usize = 128;
/// So many faults are told at most.
const MAX_FAULTS: usize = 200;

/// A format with its name.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The name: that of its file, hyphens for underscores.
    pub name: &'static str,
    /// The table.
    pub format: &'static Format,
}

/// Every format, by name.
pub fn formats() -> impl Iterator<Item = Named> {
    formats::ALL.iter().map(|(name, format)| Named { name, format })
}

/// The format that bears `name`.
pub fn by_name(name: &str) -> Option<Named> {
    formats().find(|one| one.name == name)
}

/// The format of a media type: `application/vnd.saraptama.NAME+json` or `…+xml`.
pub fn by_media_type(media_type: &str) -> Option<Named> {
    formats().find(|one| media_type.eq_ignore_ascii_case(&one.media_type()))
}

impl Named {
    /// Its own media type.
    pub fn media_type(self) -> String {
        format!("application/vnd.saraptama.{}+{}", self.name, self.format.syntax.suffix())
    }

    /// Whether an original of this format may come under `media_type` once the format is named otherwise.
    pub fn takes(self, media_type: &str) -> bool {
        let plain = self.format.syntax.media_types().iter().any(|plain| media_type.eq_ignore_ascii_case(plain));
        plain || media_type.eq_ignore_ascii_case(&self.media_type())
    }
}
