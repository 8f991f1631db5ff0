//! Whoever changes the log of messages behind the program's back is found out, whatever they change.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

#[allow(dead_code)]
mod suite {
    pub mod log;
    pub mod sample;
}

use proptest::prelude::*;
use rusqlite::Connection;
use saraptama_store::log::{Walked, Wrong};
use saraptama_store::{Options, Store, Unit};
use std::path::Path;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

const RECORDS: u32 = 12;
const COLUMNS: [&str; 13] = [
    "cell",
    "lane",
    "place",
    "at",
    "direction",
    "peer",
    "message_id",
    "verdict",
    "signature",
    "sha256",
    "raw",
    "previous",
    "hash",
];

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// One edit of the table, as somebody with the file in hand would make it.
#[derive(Clone, Debug)]
enum Edit {
    /// One byte of one value of one record becomes another.
    Byte { place: u32, column: usize, at: usize, by: u8 },
    /// A record goes.
    Delete { place: u32 },
    /// The contents of two records change places.
    Swap { one: u32, other: u32 },
    /// The end is cut off.
    Truncate { from: u32 },
    /// A record is put in twice.
    Copy { place: u32, to: i64 },
    /// The bytes of a record go, or come where there were none.
    Bytes { place: u32 },
}

fn edits() -> impl Strategy<Value = Edit> {
    let place = || 0..RECORDS;
    prop_oneof![
        6 => (place(), 0..COLUMNS.len(), any::<usize>(), 1u8..).prop_map(|(place, column, at, by)| Edit::Byte { place, column, at, by }),
        1 => place().prop_map(|place| Edit::Delete { place }),
        1 => (place(), place()).prop_filter("two", |(a, b)| a != b).prop_map(|(one, other)| Edit::Swap { one, other }),
        1 => place().prop_map(|from| Edit::Truncate { from }),
        1 => (place(), prop_oneof![-3i64..0, i64::from(RECORDS)..20]).prop_map(|(place, to)| Edit::Copy { place, to }),
        1 => place().prop_map(|place| Edit::Bytes { place }),
    ]
}

/// Makes the edit and tells the place from which on the chain may be broken.
fn edit(file: &Connection, edit: &Edit) -> i64 {
    match *edit {
        Edit::Byte { place, column, at, by } => {
            let name = COLUMNS[column];
            let sql = format!("SELECT {name} FROM message_log WHERE place = ?1");
            let value: rusqlite::types::Value = file.query_row(&sql, [place], |row| row.get(0)).unwrap();
            use rusqlite::types::Value;
            let changed = match value {
                // Only one record can stand at a place: another's is not taken by an edit, but by a swap.
                // Nor is it moved before all others here: that is `Copy`.
                Value::Integer(n) if name == "place" => Value::Integer(n ^ (i64::from(by) << (at % 6 * 8 + 8))),
                Value::Integer(n) => Value::Integer(n ^ (i64::from(by) << (at % 8 * 8))),
                Value::Text(text) if text.is_empty() => Value::Text("x".to_owned()),
                Value::Text(text) => {
                    let mut bytes = text.into_bytes();
                    let at = at % bytes.len();
                    bytes[at] = bytes[at].wrapping_add(by % 26 + 1) & 0x7f;
                    Value::Text(String::from_utf8(bytes).unwrap())
                }
                Value::Blob(mut bytes) => {
                    let at = at % bytes.len();
                    bytes[at] ^= by;
                    Value::Blob(bytes)
                }
                _ => Value::Blob(vec![by]),
            };
            file.execute(&format!("UPDATE message_log SET {name} = ?1 WHERE place = ?2"), (changed, place)).unwrap();
            i64::from(place)
        }
        Edit::Delete { place } => {
            file.execute("DELETE FROM message_log WHERE place = ?1", [place]).unwrap();
            i64::from(place)
        }
        Edit::Swap { one, other } => {
            for (from, to) in [(one, 1000), (other, one), (1000, other)] {
                file.execute("UPDATE message_log SET place = ?2 WHERE place = ?1", (from, to)).unwrap();
            }
            i64::from(one.min(other))
        }
        Edit::Truncate { from } => {
            file.execute("DELETE FROM message_log WHERE place >= ?1", [from]).unwrap();
            i64::from(from)
        }
        Edit::Copy { place, to } => {
            let rest = COLUMNS[3..].join(", ");
            let sql = format!(
                "INSERT INTO message_log(cell, lane, place, {rest}) SELECT cell, lane, ?2, {rest} FROM message_log WHERE place = ?1"
            );
            file.execute(&sql, (place, to)).unwrap();
            // Behind the end there is a gap before it.
            to.min(RECORDS.into())
        }
        Edit::Bytes { place } => {
            let sql = "UPDATE message_log SET raw = CASE WHEN raw IS NULL THEN x'00' ELSE NULL END WHERE place = ?1";
            file.execute(sql, [place]).unwrap();
            i64::from(place)
        }
    }
}

async fn written(path: &Path) -> Walked {
    let store = Store::open(path, &Options::default()).unwrap();
    for n in 0..RECORDS {
        store.commit(Unit { log: vec![suite::log::logged(n)], ..Unit::default() }).await.unwrap();
    }
    let walked = store.walk_log(0, &[]).await.unwrap();
    store.close().await.unwrap();
    walked
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_edit_is_found_at_the_first_record_that_it_breaks(made in edits()) {
        static WRITTEN: LazyLock<(tempfile::TempDir, Walked)> = LazyLock::new(|| {
            let folder = tempfile::tempdir().unwrap();
            let walked = RUNTIME.block_on(written(&folder.path().join("store.db")));
            (folder, walked)
        });
        let (folder, whole) = &*WRITTEN;
        prop_assert_eq!((whole.end.place, whole.broken), (i64::from(RECORDS), None));
        let copy = tempfile::tempdir().unwrap();
        let path = copy.path().join("store.db");
        std::fs::copy(folder.path().join("store.db"), &path).unwrap();
        let file = Connection::open(&path).unwrap();
        let place = edit(&file, &made);
        drop(file);
        let walked = RUNTIME.block_on(async {
            let store = Store::open(&path, &Options::default()).unwrap();
            // The end that was kept elsewhere: without it nobody sees that the end was cut off.
            store.walk_log(0, &[whole.end]).await.unwrap()
        });
        let broken = walked.broken.unwrap();
        prop_assert_eq!(broken.place, place, "{:?}", broken.what);
        if let Edit::Truncate { .. } | Edit::Delete { .. } = made {
            prop_assert_eq!(broken.what, Wrong::Missing);
        }
    }
}
