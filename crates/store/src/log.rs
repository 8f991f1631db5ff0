//! The log of messages: raw bytes and verdicts, append-only, in a chain of hashes for each writer.
//!
//! A record's hash covers the record, its place and the hash of the record before. Whoever changes,
//! removes, adds or moves one so breaks the chain from there on; that the end was cut off is seen
//! by whoever kept an earlier end.

use crate::value::{Row, Value};
use crate::{Direction, Fault, Logged, Store};
use saraptama_core::terms::{Instant, Sha256};

/// An end of a chain: the number of records, and the hash of the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place of the next record, from 0: so many there are.
    pub place: i64,
    /// The hash of the last record.
    pub hash: Sha256,
}

impl Link {
    /// The end of a chain of nothing.
    pub const BEGINNING: Self = Self { place: 0, hash: Sha256([0; 32]) };
}

/// Which version of the record the hash covers.
const RECORD: &[u8] = b"saraptama message log 1\n";

/// The hash of a record that goes on from `before`: SHA-256 over the record in its one form (whole
/// numbers as 8 bytes, the greatest first; texts with their length before them; of the bytes their digest
/// and whether they are kept) and the hash before.
pub(crate) fn link(cell: i64, lane: i64, before: Link, at: i64, logged: &Logged) -> Sha256 {
    let mut record = Vec::with_capacity(512);
    record.extend_from_slice(RECORD);
    for number in [cell, lane, before.place, at, logged.direction as i64] {
        record.extend_from_slice(&number.to_be_bytes());
    }
    for text in [&logged.peer, &logged.message_id, &logged.verdict, &logged.signature] {
        record.extend_from_slice(&(text.len() as u64).to_be_bytes());
        record.extend_from_slice(text.as_bytes());
    }
    record.push(u8::from(logged.raw.is_some()));
    record.extend_from_slice(&logged.sha256.0);
    record.extend_from_slice(&before.hash.0);
    Sha256::of(&record)
}

/// What became of walking a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The writer.
    pub lane: i64,
    /// The end, as far as the chain holds.
    pub end: Link,
    /// The first record that is not what was written, if there is one.
    pub broken: Option<Broken>,
}

/// The first record of a chain that is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its place, from 0.
    pub place: i64,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// There is none at this place.
    Missing,
    /// A column holds what is never written there.
    Unreadable,
    /// The bytes are not those of their digest.
    Bytes,
    /// It does not go on from the record before.
    Previous,
    /// The record is not the one of its hash.
    Hash,
    /// Here another end was seen before.
    End,
}

impl Wrong {
    /// Its name: `missing`, `unreadable`, `bytes`, `previous`, `hash`, `end`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::Bytes => "bytes",
            Self::Previous => "previous",
            Self::Hash => "hash",
            Self::End => "end",
        }
    }
}

/// A record as lists show it: without the bytes of its message, which may be personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Its place, from 0.
    pub place: i64,
    /// When.
    pub at: Instant,
    /// Which way the message went.
    pub direction: Direction,
    /// With whom.
    pub peer: String,
    /// The id by which its sender knows it.
    pub message_id: String,
    /// What was made of it, or what its sender heard.
    pub verdict: String,
    /// What its signature proved; empty where it bears none.
    pub signature: String,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// How many bytes are kept; none where they stand in the log already.
    pub bytes_len: Option<u64>,
    /// The hash of the record before.
    pub previous: Sha256,
    /// Its hash.
    pub hash: Sha256,
}

/// A record as it is read back.
struct Record {
    place: i64,
    at: i64,
    logged: Logged,
    previous: Sha256,
    hash: Sha256,
}

const COLUMNS: &str = "place, at, direction, peer, message_id, verdict, signature, sha256, raw, previous, hash";
/// Records of one look: their bytes are in memory meanwhile.
const PAGE: u32 = 64;

impl Store {
    /// Every writer that has logged anything.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_lanes(&self) -> Result<Vec<i64>, Fault> {
        let mut lanes: Vec<i64> = vec![];
        loop {
            let after = lanes.last().copied().unwrap_or(-1);
            let sql = "SELECT min(lane) FROM message_log WHERE cell = ?1 AND lane > ?2";
            let found = self.log_rows(sql.to_owned(), vec![after.into()]).await?;
            match found.into_iter().next().map(|mut row| row.take::<Option<i64>>()).transpose()?.flatten() {
                Some(lane) => lanes.push(lane),
                None => return Ok(lanes),
            }
        }
    }

    /// Walks the chain of `lane` from its beginning. `seen` are ends of it that somebody kept: each of
    /// them must lie on the chain.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the chain is in [`Walked::broken`].
    pub async fn walk_log(&self, lane: i64, seen: &[Link]) -> Result<Walked, Fault> {
        let mut end = Link::BEGINNING;
        let broken = |end, place, what| Ok(Walked { lane, end, broken: Some(Broken { place, what }) });
        loop {
            let sql = format!(
                "SELECT {COLUMNS} FROM message_log WHERE cell = ?1 AND lane = ?2 AND place >= ?3 ORDER BY place LIMIT {PAGE}"
            );
            let rows = self.log_rows(sql, vec![lane.into(), end.place.into()]).await?;
            let is_last = rows.len() < PAGE as usize;
            for row in rows {
                let Ok(record) = record(row) else { return broken(end, end.place, Wrong::Unreadable) };
                if let Some(what) = self.wrong(lane, end, &record) {
                    return broken(end, end.place, what);
                }
                end = Link { place: end.place + 1, hash: record.hash };
                if seen.iter().any(|seen| seen.place == end.place && seen.hash != end.hash) {
                    return broken(end, end.place - 1, Wrong::End);
                }
            }
            if is_last {
                break;
            }
        }
        // Whoever stands before the beginning is no part of the chain either.
        let sql = "SELECT min(place) FROM message_log WHERE cell = ?1 AND lane = ?2 AND place < 0".to_owned();
        let stray = self.log_rows(sql, vec![lane.into()]).await?;
        if let Some(place) = stray.into_iter().next().map(|mut row| row.take::<Option<i64>>()).transpose()?.flatten() {
            return broken(end, place, Wrong::Hash);
        }
        match seen.iter().any(|seen| seen.place > end.place) {
            true => broken(end, end.place, Wrong::Missing),
            false => Ok(Walked { lane, end, broken: None }),
        }
    }

    fn wrong(&self, lane: i64, before: Link, record: &Record) -> Option<Wrong> {
        if record.place != before.place {
            return Some(Wrong::Missing);
        }
        if record.logged.raw.as_ref().is_some_and(|raw| Sha256::of(raw) != record.logged.sha256) {
            return Some(Wrong::Bytes);
        }
        if record.previous != before.hash {
            return Some(Wrong::Previous);
        }
        (link(self.cell, lane, before, record.at, &record.logged) != record.hash).then_some(Wrong::Hash)
    }

    /// The records of a writer from a place on, with their bytes: for whoever may export them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_records(&self, lane: i64, from: i64, limit: u32) -> Result<Vec<Logged>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM message_log WHERE cell = ?1 AND lane = ?2 AND place >= ?3 ORDER BY place LIMIT {}",
            limit.min(PAGE)
        );
        let rows = self.log_rows(sql, vec![lane.into(), from.into()]).await?;
        rows.into_iter().map(|row| record(row).map(|record| record.logged)).collect()
    }

    async fn log_rows(&self, sql: String, values: Vec<Value<'static>>) -> Result<Vec<Row>, Fault> {
        self.walk("reading the log of messages", sql, values).await
    }
}

fn record(mut row: Row) -> Result<Record, Fault> {
    let (place, at, direction) = (row.take()?, row.take()?, row.take::<i64>()?);
    let direction = [Direction::Received, Direction::Sent, Direction::Answered].into_iter().find(|one| *one as i64 == direction);
    let (peer, message_id, verdict, signature) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (sha256, raw, previous, hash) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let instant = Instant::from_nanosecond(i128::from(at)).map_err(|_| crate::value::misfit())?;
    let direction = direction.ok_or_else(crate::value::misfit)?;
    let logged = Logged { direction, peer, message_id, verdict, signature, sha256, raw, at: instant };
    Ok(Record { place, at, logged, previous, hash })
}
