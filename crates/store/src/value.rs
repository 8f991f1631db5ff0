//! The values that cross the border to a database: whole numbers, text, bytes, nothing else.

use crate::Fault;
use saraptama_core::terms::{ActNumber, Bin, FormId, Icd10, Iin, Instant, Region, Sha256};
use std::borrow::Cow;

/// A value of a column, borrowed on the way in, owned on the way out.
#[derive(Clone, Debug)]
pub(crate) enum Value<'v> {
    Null,
    Int(i64),
    Text(Cow<'v, str>),
    Bytes(Cow<'v, [u8]>),
}

/// Stands for an absent instant in a column that is sorted by: behind every other, because engines
/// disagree about the place of NULL.
const NEVER: i64 = i64::MAX;

/// An instant in nanoseconds since 1970. The law knows instants to the smallest fraction past
/// 16:00:00, so nothing finer than a column holds may be lost; 64 bits hold 1677 to 2262.
pub(crate) fn nanoseconds(at: Instant) -> Result<i64, Fault> {
    i64::try_from(at.as_nanosecond())
        .map_err(|_| Fault { doing: "writing an instant", cause: "it lies outside the years 1677 to 2262".to_owned() })
}

/// The nearest instant that a column can hold: for bounds of a search.
pub(crate) fn nearest(at: Instant) -> i64 {
    let bounded = at.as_nanosecond().clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    i64::try_from(bounded).unwrap_or(NEVER)
}

/// An instant to sort by, or [`NEVER`].
pub(crate) fn or_never(at: Option<Instant>) -> Result<i64, Fault> {
    at.map_or(Ok(NEVER), nanoseconds)
}

/// The instant of a column that may hold [`NEVER`].
pub(crate) fn unless_never(nanoseconds: i64) -> Result<Option<Instant>, Fault> {
    if nanoseconds == NEVER { Ok(None) } else { Value::Int(nanoseconds).read().map(Some) }
}

/// An act's number as one whole number that sorts alike; 0 stands for none.
pub(crate) fn number_key(number: Option<ActNumber>) -> i64 {
    number.map_or(0, |number| i64::from(number.year()) * SERIALS + i64::from(number.serial()))
}

/// The number behind a key.
pub(crate) fn number_of(key: i64) -> Result<Option<ActNumber>, Fault> {
    if key == 0 {
        return Ok(None);
    }
    let year = i16::try_from(key.div_euclid(SERIALS)).map_err(|_| misfit())?;
    let serial = u32::try_from(key.rem_euclid(SERIALS)).map_err(|_| misfit())?;
    Ok(Some(ActNumber::new(year, serial)))
}

const SERIALS: i64 = 10_000_000_000;

/// What stands in a column is not what this program writes there.
pub(crate) fn misfit() -> Fault {
    Fault { doing: "reading a row", cause: "a stored value is not what its column promises".to_owned() }
}

/// The columns of a row, taken one after the other in the order of the query.
#[derive(Clone)]
pub(crate) struct Row(std::vec::IntoIter<Value<'static>>);

impl Row {
    pub(crate) fn new(values: Vec<Value<'static>>) -> Self {
        Self(values.into_iter())
    }

    /// The next column.
    pub(crate) fn take<T: Column>(&mut self) -> Result<T, Fault> {
        self.0.next().ok_or_else(misfit)?.read()
    }
}

impl Value<'static> {
    fn read<T: Column>(self) -> Result<T, Fault> {
        T::of(self).ok_or_else(misfit)
    }
}

/// What a column can be read as.
pub(crate) trait Column: Sized {
    fn of(value: Value<'static>) -> Option<Self>;
}

macro_rules! columns {
    ($($type:ty: $pattern:pat => $read:expr;)*) => {
        $(impl Column for $type {
            fn of(value: Value<'static>) -> Option<Self> {
                match value { $pattern => $read, _ => None }
            }
        })*
    };
}

columns! {
    i64: Value::Int(n) => Some(n);
    u64: Value::Int(n) => u64::try_from(n).ok();
    u32: Value::Int(n) => u32::try_from(n).ok();
    bool: Value::Int(n) => Some(n != 0);
    Instant: Value::Int(n) => Instant::from_nanosecond(i128::from(n)).ok();
    Region: Value::Int(n) => u8::try_from(n).ok().and_then(Region::of_number);
    String: Value::Text(text) => Some(text.into_owned());
    jiff::civil::Date: Value::Text(text) => text.parse().ok();
    Bin: Value::Text(text) => Bin::parse(&text).ok();
    Iin: Value::Text(text) => Iin::parse(&text).ok();
    Icd10: Value::Text(text) => Icd10::parse(&text).ok();
    Vec<Iin>: Value::Text(text) => text.split_terminator(' ').map(|iin| Iin::parse(iin).ok()).collect();
    Vec<u8>: Value::Bytes(bytes) => Some(bytes.into_owned());
    [u8; 32]: Value::Bytes(bytes) => (*bytes).try_into().ok();
    Sha256: Value::Bytes(bytes) => (*bytes).try_into().ok().map(Sha256);
    FormId: Value::Bytes(bytes) => (*bytes).try_into().ok().map(FormId::from_bytes);
}

impl<T: Column> Column for Option<T> {
    fn of(value: Value<'static>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::of(value).map(Some),
        }
    }
}

macro_rules! values {
    ($($type:ty, $name:ident => $value:expr;)*) => {
        $(impl<'v> From<$type> for Value<'v> {
            fn from($name: $type) -> Self { $value }
        })*
    };
}

values! {
    i64, n => Value::Int(n);
    u32, n => Value::Int(i64::from(n));
    bool, yes => Value::Int(i64::from(yes));
    &'v str, text => Value::Text(Cow::Borrowed(text));
    &'v String, text => Value::Text(Cow::Borrowed(text));
    String, text => Value::Text(Cow::Owned(text));
    &'v [u8], bytes => Value::Bytes(Cow::Borrowed(bytes));
    &'v Vec<u8>, bytes => Value::Bytes(Cow::Borrowed(bytes));
    &'v [u8; 32], bytes => Value::Bytes(Cow::Borrowed(bytes));
    &'v Sha256, digest => Value::Bytes(Cow::Borrowed(&digest.0));
    &'v FormId, form => Value::Bytes(Cow::Borrowed(form.as_bytes()));
    Sha256, digest => Value::Bytes(Cow::Owned(digest.0.to_vec()));
    FormId, form => Value::Bytes(Cow::Owned(form.as_bytes().to_vec()));
}

impl<'v, T: Into<Value<'v>>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// A place or a size: a count never leaves 63 bits.
pub(crate) fn count(n: u64) -> Result<i64, Fault> {
    i64::try_from(n).map_err(|_| Fault { doing: "writing a count", cause: "it is larger than 63 bits hold".to_owned() })
}
