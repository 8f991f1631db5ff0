//! What engines do not say alike. The SQL of this crate keeps to the subset that SQLite and
//! PostgreSQL take with the same answers; the few differences stand here and nowhere else.

use std::borrow::Cow;
use std::fmt::Write as _;

/// How an engine spells what differs.
pub(crate) struct Dialect {
    /// The type of a column of bytes; the schema writes `BYTES`.
    bytes: &'static str,
    /// The type of a text, which is compared by its bytes; the schema writes `TEXT`, or `SORTED_TEXT`
    /// where it is sorted or searched by.
    text: &'static str,
}

/// SQLite: it numbers placeholders as the shared text does, `?1`, and compares text by its bytes.
pub(crate) const SQLITE: Dialect = Dialect { bytes: "BLOB", text: "TEXT" };

/// PostgreSQL: a database's own order of letters would give other lists on other machines.
pub(crate) const POSTGRES: Dialect = Dialect { bytes: "BYTEA", text: "TEXT COLLATE \"C\"" };

impl Dialect {
    /// A statement that makes or changes tables, in the engine's spelling.
    pub(crate) fn schema<'s>(&self, statement: &'s str) -> Cow<'s, str> {
        let one = statement.replace("SORTED_TEXT", "TEXT");
        Cow::Owned(one.replace("BYTES", self.bytes).replace("TEXT", self.text))
    }
}

/// A query without the words that hold rows against other writers: SQLite has one writer at a time.
pub(crate) fn without_locks(sql: &str) -> &str {
    let sql = sql.strip_suffix(" SKIP LOCKED").unwrap_or(sql);
    sql.strip_suffix(" FOR UPDATE").unwrap_or(sql)
}

/// The text with PostgreSQL's placeholders, `$1`.
pub(crate) fn numbered(sql: &str) -> String {
    sql.replace('?', "$")
}

/// The text that does for many rows of values at once what `sql` does for one: each placeholder becomes
/// a column of a table that PostgreSQL makes of arrays, `types` being the types of its columns. A text
/// that gives rows gives the number of the row of values, from 1, in front of each.
///
/// Nothing where the text is none that this program writes.
pub(crate) fn of_many(sql: &str, types: &[&str]) -> Option<String> {
    let columns: Vec<String> = (1..=types.len()).map(|n| format!("p{n}")).collect();
    let arrays: Vec<String> = types.iter().enumerate().map(|(n, name)| format!("${}::{name}[]", n + 1)).collect();
    let (columns, arrays) = (columns.join(", "), arrays.join(", "));
    let plain = format!("unnest({arrays}) AS many({columns})");
    let counted = format!("unnest({arrays}) WITH ORDINALITY AS many({columns}, nth)");
    let sql = of_columns(sql);
    if sql.starts_with("SELECT ") {
        return Some(format!("SELECT many.nth, one.* FROM {counted} CROSS JOIN LATERAL ({sql}) AS one"));
    }
    if sql.starts_with("INSERT ") {
        let (into, rest) = sql.split_once("VALUES (")?;
        let (values, behind) = inside(rest)?;
        return Some(format!("{into}SELECT {values} FROM {plain}{behind}"));
    }
    let (set, condition) = sql.split_once(" WHERE ")?;
    let among = if sql.starts_with("DELETE ") { "USING" } else { "FROM" };
    Some(match condition.split_once(" RETURNING ") {
        Some((condition, columns)) => format!("{set} {among} {counted} WHERE {condition} RETURNING many.nth, {columns}"),
        None => format!("{set} {among} {plain} WHERE {condition}"),
    })
}

/// The text on one line, `?3` as `many.p3`.
fn of_columns(sql: &str) -> String {
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts = line.split('?');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let _ = write!(text, "many.p{part}");
    }
    text
}

/// What stands before the bracket that closes, and what stands behind it.
fn inside(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_becomes_one_of_many() {
        let of = |sql: &str| of_many(sql, &["int8", "bytea"]).unwrap();
        let unnest = "unnest($1::int8[], $2::bytea[])";
        assert_eq!(
            of("INSERT INTO a(b, c, d) VALUES (?1, coalesce(?2, ?1), 0) ON CONFLICT (b) DO NOTHING"),
            format!(
                "INSERT INTO a(b, c, d) SELECT many.p1, coalesce(many.p2, many.p1), 0 FROM {unnest} AS many(p1, p2) ON CONFLICT (b) DO NOTHING"
            )
        );
        assert_eq!(
            of("SELECT b FROM a WHERE c = ?1 AND d = ?2 FOR UPDATE"),
            format!(
                "SELECT many.nth, one.* FROM {unnest} WITH ORDINALITY AS many(p1, p2, nth) CROSS JOIN LATERAL (SELECT b FROM a WHERE c = many.p1 AND d = many.p2 FOR UPDATE) AS one"
            )
        );
        assert_eq!(
            of("UPDATE a SET b = ?2 WHERE c = ?1 RETURNING d, e"),
            format!(
                "UPDATE a SET b = many.p2 FROM {unnest} WITH ORDINALITY AS many(p1, p2, nth) WHERE c = many.p1 RETURNING many.nth, d, e"
            )
        );
        assert_eq!(
            of("UPDATE a SET b = ?2\n             WHERE c = ?1"),
            format!("UPDATE a SET b = many.p2 FROM {unnest} AS many(p1, p2) WHERE c = many.p1")
        );
        assert_eq!(
            of("DELETE FROM a WHERE c = ?1 AND d = ?2"),
            format!("DELETE FROM a USING {unnest} AS many(p1, p2) WHERE c = many.p1 AND d = many.p2")
        );
        assert_eq!(of_many("VACUUM", &[]), None);
    }

    #[test]
    fn each_engine_spells_types_in_its_own_way() {
        let statement = "CREATE TABLE a(b BYTES, c SORTED_TEXT, d TEXT)";
        assert_eq!(SQLITE.schema(statement), "CREATE TABLE a(b BLOB, c TEXT, d TEXT)");
        assert_eq!(POSTGRES.schema(statement), "CREATE TABLE a(b BYTEA, c TEXT COLLATE \"C\", d TEXT COLLATE \"C\")");
        assert_eq!(without_locks("SELECT b FROM a FOR UPDATE SKIP LOCKED"), "SELECT b FROM a");
        assert_eq!(numbered("SELECT b FROM a WHERE c = ?1 AND d > ?12"), "SELECT b FROM a WHERE c = $1 AND d > $12");
    }
}
