use super::{all, first};
use crate::page::MOST_ROWS;
use crate::rows::{CheckpointRow, RegisterHeading, RegisterQuery, RegisterRow};
use crate::value::{Row, Value, count, misfit, nearest, number_key, number_of};
use crate::{Fault, Store};
use saraptama_core::terms::{ActNumber, Sha256};

/// The columns of an entry as [`entry`] reads them.
macro_rules! columns {
    () => {
        "place, form, number, registered_at, result, expert, iin_key, name_key, leaf, leaf_hash, salt, verification_code,
         patient_name, region, icd10, nosology"
    };
}

pub(super) const ENTRY: &str = columns!();

/// A query for whole entries: the columns as [`entry`] reads them.
macro_rules! entries {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM register WHERE cell = ?1 AND ", $rest)
    };
}

impl Store {
    /// The number of entries.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn register_size(&self) -> Result<u64, Fault> {
        let sql = "SELECT coalesce(max(place) + 1, 0) FROM register WHERE cell = ?1";
        let rows = self.point("reading the size of the register", sql, vec![]).await?;
        first(rows, |mut row| row.take())?.ok_or_else(misfit)
    }

    /// The entry at a place.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn register_entry(&self, index: u64) -> Result<Option<RegisterRow>, Fault> {
        self.entry(entries!("place = ?2"), count(index)?.into()).await
    }

    /// The entry of an act's number.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn register_by_number(&self, number: ActNumber) -> Result<Option<RegisterRow>, Fault> {
        self.entry(entries!("number = ?2"), number_key(Some(number)).into()).await
    }

    /// The entry of a verification code.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn register_by_code(&self, verification_code: &str) -> Result<Option<RegisterRow>, Fault> {
        self.entry(entries!("verification_code = ?2"), verification_code.to_owned().into()).await
    }

    async fn entry(&self, sql: &'static str, key: Value<'static>) -> Result<Option<RegisterRow>, Fault> {
        first(self.point("reading an entry of the register", sql, vec![key]).await?, entry)
    }

    /// The entries that answer a query, in the order of the register; the last one's index is the cursor.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn register_search(&self, query: &RegisterQuery) -> Result<Vec<RegisterRow>, Fault> {
        let from_place = query.after.map_or(Ok(0), |after| count(after.saturating_add(1)))?;
        // `+ 0` keeps the walk on the few of a name or a time, off the whole register in its order.
        let narrow = query.name_key.is_some() || query.from.is_some() || query.to.is_some();
        let (start, order) = if narrow { (entries!("place + 0 >= ?2"), "place + 0") } else { (entries!("place >= ?2"), "place") };
        let mut sql = start.to_owned();
        let mut values: Vec<Value<'static>> = vec![from_place.into()];
        // The cell is ?1, so the value that is pushed next has the number of values so far and two.
        let mut also = |condition: &str, value: Value<'static>| {
            sql.push_str(&format!(" AND {condition} ?{}", values.len() + 2));
            values.push(value);
        };
        if let Some(number) = query.number {
            also("number =", number_key(Some(number)).into());
        }
        if let Some(key) = query.iin_key {
            also("iin_key =", key.into());
        }
        if let Some(name) = &query.name_key {
            also("name_key >=", name.clone().into());
            also("name_key <", format!("{name}{}", char::MAX).into());
        }
        if let Some(from) = query.from {
            also("registered_at >=", nearest(from).into());
        }
        if let Some(to) = query.to {
            also("registered_at <", nearest(to).into());
        }
        sql.push_str(&format!(" ORDER BY {order} LIMIT {}", query.limit.min(MOST_ROWS)));
        all(self.walk("searching the register", sql, values).await?, entry)
    }

    /// The leaf hashes of the entries from `from` up to but without `to`, in order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn leaf_hashes(&self, from: u64, to: u64) -> Result<Vec<Sha256>, Fault> {
        let sql = "SELECT leaf_hash FROM register WHERE cell = ?1 AND place >= ?2 AND place < ?3 ORDER BY place";
        let rows = self.walk("reading leaf hashes", sql, vec![count(from)?.into(), count(to)?.into()]).await?;
        all(rows, |mut row| row.take())
    }

    /// The checkpoint that covers the most entries.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn latest_checkpoint(&self) -> Result<Option<CheckpointRow>, Fault> {
        let sql = "SELECT size, note FROM checkpoint WHERE cell = ?1 ORDER BY size DESC LIMIT 1";
        first(self.point("reading the latest checkpoint", sql, vec![]).await?, |mut row| {
            Ok(CheckpointRow { size: row.take()?, note: row.take()? })
        })
    }
}

pub(super) fn entry(mut row: Row) -> Result<RegisterRow, Fault> {
    Ok(RegisterRow {
        index: row.take()?,
        form: row.take()?,
        number: number_of(row.take()?)?.ok_or_else(misfit)?,
        registered_at: row.take()?,
        result: row.take()?,
        expert: row.take()?,
        iin_key: row.take()?,
        name_key: row.take()?,
        leaf: row.take()?,
        leaf_hash: row.take()?,
        salt: row.take()?,
        verification_code: row.take()?,
        heading: RegisterHeading { patient_name: row.take()?, region: row.take()?, icd10: row.take()?, nosology: row.take()? },
    })
}
