//! The raw limit of durable intake: the same rows in the same tables, written by one bare loop in groups.

use crate::harness::Told;
use crate::harness::cases::Case;
use rusqlite::{Connection, params};
use saraptama_store::{Options, Store};
use std::path::Path;
use std::time::Instant;

/// Cases of one transaction: as many as there are clients, so that no product could commit larger groups.
pub(crate) const GROUP: usize = super::intake::CLIENTS;

const EVENT: &str = "INSERT INTO event(cell, id, family, form, version, at, body) VALUES (0, ?1, 0, ?2, ?3, ?1, ?4)";
const FORM: &str = "INSERT INTO form(cell, form, organisation, sha256, stage, updated_at) VALUES (0, ?1, ?2, ?3, 'signed', ?4)";
const BYTES: &str = "INSERT INTO form_bytes(cell, form, sha256, bytes) VALUES (0, ?1, ?2, ?3)";
const STAGE: &str = "UPDATE form SET stage = 'signed', updated_at = ?2 WHERE cell = 0 AND form = ?1";
const SIGNATURE: &str = "INSERT INTO signature(cell, form, role, sha256, bytes, at) VALUES (0, ?1, 'chair', ?2, ?3, ?4)";
const OUTBOX: &str =
    "INSERT INTO outbox(cell, id, route, kind, form, body, created_at, due_at, attempts, state, leased_until, fence)
    VALUES (0, ?1, 'ministry', 'submission', ?2, x'00', ?1, ?1, 0, 0, 0, 0)";
/// About as long as an event of the product.
const EVENT_BODY: [u8; 200] = [b'x'; 200];

/// A file with the product's own tables, settings and page size.
pub(crate) struct Limit {
    connection: Connection,
    next: i64,
}

impl Limit {
    pub(crate) fn open(folder: &Path) -> Told<Self> {
        let path = folder.join("limit.db");
        drop(Store::open(&path, &Options::default()).map_err(|e| e.to_string())?);
        let connection = Connection::open(&path).map_err(told)?;
        let settings =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 1024";
        connection.execute_batch(settings).map_err(told)?;
        let page: u32 = connection.query_row("PRAGMA page_size", (), |row| row.get(0)).map_err(told)?;
        if page == 16_384 { Ok(Self { connection, next: 1 }) } else { Err(format!("pages of {page} bytes")) }
    }

    /// Cases a second, everything of a case in one commit.
    pub(crate) fn whole(&mut self, cases: &[Case<'_>]) -> Told<f64> {
        self.grouped(cases, |at, case, write| {
            write.form(at, case)?;
            (0..3).try_for_each(|version| write.event(at, case, version))?;
            write.signed(at, case)
        })
    }

    /// Stores forms that are frozen; the time is nobody's.
    pub(crate) fn frozen(&mut self, cases: &[Case<'_>]) -> Told<()> {
        let stored = self.grouped(cases, |at, case, write| {
            write.form(at, case)?;
            (0..2).try_for_each(|version| write.event(at, case, version))
        });
        stored.map(drop)
    }

    /// Signatures a second, of forms that are frozen.
    pub(crate) fn signatures(&mut self, cases: &[Case<'_>]) -> Told<f64> {
        self.grouped(cases, |at, case, write| {
            write.event(at, case, 2)?;
            write.run(STAGE, params![case.form.as_bytes(), at])?;
            write.signed(at, case)
        })
    }

    fn grouped(&mut self, cases: &[Case<'_>], work: impl Fn(i64, &Case<'_>, &Write<'_>) -> rusqlite::Result<()>) -> Told<f64> {
        let begun = Instant::now();
        for group in cases.chunks(GROUP) {
            let transaction = self.connection.transaction().map_err(told)?;
            let write = Write(&transaction);
            for case in group {
                // Three events of a case have three ids.
                self.next += 4;
                work(self.next, case, &write).map_err(told)?;
            }
            transaction.commit().map_err(told)?;
        }
        Ok(cases.len() as f64 / begun.elapsed().as_secs_f64())
    }
}

struct Write<'c>(&'c Connection);

impl Write<'_> {
    fn run(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.0.prepare_cached(sql)?.execute(values).map(drop)
    }

    fn form(&self, at: i64, case: &Case<'_>) -> rusqlite::Result<()> {
        let digest = &case.bytes[..32];
        self.run(FORM, params![case.form.as_bytes(), case.doctor.organisation.bin.as_str(), digest, at])?;
        self.run(BYTES, params![case.form.as_bytes(), digest, case.bytes])
    }

    fn event(&self, at: i64, case: &Case<'_>, version: i64) -> rusqlite::Result<()> {
        self.run(EVENT, params![at + version, case.form.as_bytes(), version, &EVENT_BODY[..]])
    }

    fn signed(&self, at: i64, case: &Case<'_>) -> rusqlite::Result<()> {
        self.run(SIGNATURE, params![case.form.as_bytes(), &case.signature[..32], case.signature, at])?;
        self.run(OUTBOX, params![at, case.form.as_bytes()])
    }
}

fn told(error: rusqlite::Error) -> String {
    format!("the limit: {error}")
}
