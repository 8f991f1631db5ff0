use super::fault;
use crate::dialect::without_locks;
use crate::value::{Row, Value};
use crate::write::Session;
use crate::{CommitError, Fault};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ffi, params_from_iter};
use std::borrow::Cow;

/// A connection inside a transaction. It answers at once: its futures never wait.
pub(super) struct Transaction<'c>(pub(super) &'c Connection);

impl Session for Transaction<'_> {
    async fn execute(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<u64, CommitError> {
        let run = || self.0.prepare_cached(sql)?.execute(params_from_iter(values));
        match run() {
            Ok(touched) => Ok(touched as u64),
            Err(rusqlite::Error::SqliteFailure(error, _)) if is_taken(error.extended_code) => Err(CommitError::Conflict),
            Err(error) => Err(fault(doing)(error).into()),
        }
    }

    async fn rows(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, CommitError> {
        Ok(rows(self.0, doing, without_locks(sql), values)?)
    }
}

fn is_taken(code: i32) -> bool {
    matches!(code, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
}

/// Runs a query.
pub(super) fn rows(connection: &Connection, doing: &'static str, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
    let run = || {
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut found = statement.query(params_from_iter(values))?;
        let mut rows = vec![];
        while let Some(row) = found.next()? {
            rows.push((0..columns).map(|at| row.get_ref(at).map(owned)).collect::<Result<Vec<_>, _>>().map(Row::new)?);
        }
        Ok(rows)
    };
    run().map_err(fault(doing))
}

fn owned(value: ValueRef<'_>) -> Value<'static> {
    match value {
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Value::Text(Cow::Owned(text.to_owned())),
            // No column of ours holds such text: it is handed on as bytes, and its reader refuses it.
            Err(_) => Value::Bytes(Cow::Owned(text.to_vec())),
        },
        ValueRef::Blob(bytes) => Value::Bytes(Cow::Owned(bytes.to_vec())),
        // Nor a fraction; a column that must hold a value refuses the absence.
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
