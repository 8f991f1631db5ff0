//! What engines do not say alike. The SQL of this crate keeps to the subset that SQLite and
//! PostgreSQL take with the same answers; the few differences stand here and nowhere else.

use std::borrow::Cow;

/// How an engine spells what differs.
pub(crate) struct Dialect {
    /// The type of a column of bytes; the schema writes `BYTES`.
    bytes: &'static str,
    /// The type of a text that is sorted or searched by its bytes; the schema writes `SORTED_TEXT`.
    sorted_text: &'static str,
}

/// SQLite: it numbers placeholders as the shared text does, `?1`, and compares text by its bytes.
pub(crate) const SQLITE: Dialect = Dialect { bytes: "BLOB", sorted_text: "TEXT" };

impl Dialect {
    /// A statement that makes or changes tables, in the engine's spelling.
    pub(crate) fn schema<'s>(&self, statement: &'s str) -> Cow<'s, str> {
        Cow::Owned(statement.replace("BYTES", self.bytes).replace("SORTED_TEXT", self.sorted_text))
    }
}
