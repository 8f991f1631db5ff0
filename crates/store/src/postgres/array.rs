//! Values on their way to PostgreSQL and back: columns of many rows as arrays, single values, and rows.

use crate::value::{Row, Value};
use bytes::{BufMut as _, BytesMut};
use std::borrow::Cow;
use std::error::Error;
use tokio_postgres::types::{FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};

type Told = Box<dyn Error + Sync + Send>;

/// The values of one placeholder for many rows, as they go over the wire.
#[derive(Debug, Default)]
pub(super) struct Column {
    count: i32,
    has_null: bool,
    bytes: BytesMut,
}

impl Column {
    pub(super) fn push(&mut self, value: &Value<'_>) {
        self.count += 1;
        match value {
            Value::Null => {
                self.has_null = true;
                self.bytes.put_i32(-1);
            }
            Value::Int(n) => {
                self.bytes.put_i32(8);
                self.bytes.put_i64(*n);
            }
            Value::Text(text) => put(&mut self.bytes, text.as_bytes()),
            Value::Bytes(bytes) => put(&mut self.bytes, bytes),
        }
    }
}

fn put(to: &mut BytesMut, bytes: &[u8]) {
    // No body of ours is near 2 GB; one that were would be refused by the server for its length.
    to.put_i32(i32::try_from(bytes.len()).unwrap_or(i32::MAX));
    to.put_slice(bytes);
}

impl ToSql for Column {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Told> {
        let Kind::Array(element) = ty.kind() else { return Err("a column is an array".into()) };
        out.put_i32(1);
        out.put_i32(i32::from(self.has_null));
        out.put_u32(element.oid());
        out.put_i32(self.count);
        out.put_i32(1);
        out.put_slice(&self.bytes);
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Array(_))
    }

    to_sql_checked!();
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Told> {
        match self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Int(n) if *ty == Type::INT4 => out.put_i32(i32::try_from(*n)?),
            Value::Int(n) if *ty == Type::INT8 => out.put_i64(*n),
            Value::Text(text) if is_text(ty) => out.put_slice(text.as_bytes()),
            Value::Bytes(bytes) if *ty == Type::BYTEA => out.put_slice(bytes),
            _ => return Err("a value is of another type than its column".into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT4, Type::INT8, Type::BYTEA].contains(ty) || is_text(ty)
    }

    to_sql_checked!();
}

fn is_text(ty: &Type) -> bool {
    [Type::TEXT, Type::VARCHAR].contains(ty)
}

impl<'r> FromSql<'r> for Value<'static> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Told> {
        Ok(match *ty {
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::BYTEA => Value::Bytes(Cow::Owned(raw.to_vec())),
            _ => Value::Text(Cow::Owned(<&str>::from_sql(ty, raw)?.to_owned())),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Told> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        <Value<'static> as ToSql>::accepts(ty)
    }
}

/// The columns of a row from the place `from` on.
pub(super) fn row(found: &tokio_postgres::Row, from: usize) -> Result<Row, tokio_postgres::Error> {
    (from..found.len()).map(|at| found.try_get(at)).collect::<Result<_, _>>().map(Row::new)
}
