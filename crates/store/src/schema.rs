//! The tables, as a list of steps that only grows: a store is brought from any earlier step to the
//! last one when it is opened, each step in one transaction.
//!
//! While a new version takes the place of the one before, both run over one store for a while. So a step
//! only adds: a table, an index, a column that may be absent or has a default. What the older version
//! does not name it does not miss. Each step records the oldest version that it still serves; a program
//! that is older than that does not open the store.
//!
//! Every key leads with the cell, so that a store may one day be one of many. Bodies stand apart from
//! what lists read, and are written once.

mod channel;
mod delivery;
mod evidence;
mod htmc_desk;
mod htmc_list;
mod month;
mod pages;
mod staff;
mod vendors;

use crate::Fault;
use channel::CHANNEL;

/// The versions of the schema, oldest first. A step that was released never changes.
pub(crate) const STEPS: &[&[&str]] = &[
    FIRST,
    WRITERS,
    CHANNEL,
    vendors::VENDORS,
    delivery::GIVEN_UP,
    delivery::MESSAGE_LOG,
    evidence::EVIDENCE,
    pages::SESSIONS,
    pages::HEADINGS,
    pages::DESKS,
    staff::STAFF,
    pages::EXPERTS,
    pages::STATUS,
    pages::OPEN,
    htmc_desk::HTMC_DESK,
    htmc_list::HTMC_LIST,
    month::MONTH,
    month::DRAWS,
];

/// How many steps a program must know to work with the tables as they are after the last step. Only a
/// step that takes something away may raise it, a release after the last use of what it takes.
pub(crate) const OLDEST_SERVED: i64 = 1;

/// Where the steps are recorded.
pub(crate) const LEDGER: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS schema(version BIGINT NOT NULL PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS schema_serves(version BIGINT NOT NULL PRIMARY KEY, oldest BIGINT NOT NULL)",
];
/// How many steps were taken.
pub(crate) const DONE: &str = "SELECT coalesce(max(version), 0) FROM schema";
/// The oldest version that the last step serves.
pub(crate) const SERVES: &str = "SELECT max(oldest) FROM schema_serves WHERE version >= (SELECT max(version) FROM schema)";
/// Records a step that was taken.
pub(crate) const TAKEN: &str = "INSERT INTO schema(version) VALUES (?1)";
/// Records whom it serves.
pub(crate) const NOW_SERVES: &str = "INSERT INTO schema_serves(version, oldest) VALUES (?1, ?2)";

/// The step to be taken after `done` of them, if there is one.
///
/// # Errors
/// When the store was written by a newer version that does not serve this one.
pub(crate) fn next(done: i64, oldest: Option<i64>) -> Result<Option<&'static [&'static str]>, Fault> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if done > known && oldest.is_none_or(|oldest| oldest > known) {
        let cause = format!("its version {done} is newer than this program, which knows {known}");
        return Err(Fault { doing: "bringing the archive to its schema", cause });
    }
    Ok(usize::try_from(done).ok().and_then(|done| STEPS.get(done)).copied())
}

const FIRST: &[&str] = &[
    "CREATE TABLE event(cell BIGINT NOT NULL, id BIGINT NOT NULL, family BIGINT NOT NULL, form BYTES NOT NULL,
       version BIGINT NOT NULL, at BIGINT NOT NULL, body BYTES NOT NULL,
       PRIMARY KEY(cell, id), UNIQUE(cell, family, form, version))",
    "CREATE INDEX event_at ON event(cell, at)",
    "CREATE TABLE form(cell BIGINT NOT NULL, form BYTES NOT NULL, organisation TEXT, sha256 BYTES NOT NULL,
       stage TEXT NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY(cell, form))",
    "CREATE INDEX form_organisation ON form(cell, organisation, updated_at, form)",
    "CREATE INDEX form_updated ON form(cell, updated_at, form)",
    "CREATE TABLE form_bytes(cell BIGINT NOT NULL, form BYTES NOT NULL, sha256 BYTES NOT NULL, bytes BYTES NOT NULL,
       PRIMARY KEY(cell, form))",
    "CREATE TABLE signature(cell BIGINT NOT NULL, form BYTES NOT NULL, role TEXT NOT NULL, sha256 BYTES NOT NULL,
       bytes BYTES NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(cell, form, role, sha256))",
    "CREATE TABLE document(cell BIGINT NOT NULL, form BYTES NOT NULL, sha256 BYTES NOT NULL, media_type TEXT NOT NULL,
       bytes BYTES NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(cell, form, sha256))",
    "CREATE TABLE act(cell BIGINT NOT NULL, form BYTES NOT NULL, state BIGINT NOT NULL, number BIGINT NOT NULL, icd10 TEXT,
       patient_region BIGINT, organisation_region BIGINT, people TEXT NOT NULL, reply_route TEXT NOT NULL,
       accepted_at BIGINT NOT NULL, arrived_at BIGINT, due_at BIGINT NOT NULL, expert TEXT, alarm BIGINT NOT NULL,
       reason TEXT, PRIMARY KEY(cell, form))",
    "CREATE UNIQUE INDEX act_number ON act(cell, number) WHERE number <> 0",
    "CREATE INDEX act_state ON act(cell, state, accepted_at, form, expert)",
    "CREATE INDEX act_accepted ON act(cell, accepted_at, form)",
    "CREATE INDEX act_expert ON act(cell, expert, state, due_at, form)",
    "CREATE TABLE register(cell BIGINT NOT NULL, place BIGINT NOT NULL, form BYTES NOT NULL, number BIGINT NOT NULL,
       registered_at BIGINT NOT NULL, result TEXT NOT NULL, expert TEXT NOT NULL, iin_key BYTES NOT NULL,
       name_key SORTED_TEXT NOT NULL, leaf BYTES NOT NULL, leaf_hash BYTES NOT NULL, salt BYTES NOT NULL,
       verification_code TEXT NOT NULL, PRIMARY KEY(cell, place), UNIQUE(cell, form), UNIQUE(cell, number),
       UNIQUE(cell, verification_code))",
    "CREATE INDEX register_iin ON register(cell, iin_key, place)",
    "CREATE INDEX register_name ON register(cell, name_key, place)",
    "CREATE INDEX register_at ON register(cell, registered_at, place)",
    "CREATE TABLE checkpoint(cell BIGINT NOT NULL, size BIGINT NOT NULL, note TEXT NOT NULL, PRIMARY KEY(cell, size))",
    "CREATE TABLE seed(cell BIGINT NOT NULL, day TEXT NOT NULL, seed BYTES NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY(cell, day))",
    "CREATE TABLE counter(cell BIGINT NOT NULL, year BIGINT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY(cell, year))",
    "CREATE TABLE outbox(cell BIGINT NOT NULL, id BIGINT NOT NULL, route TEXT NOT NULL, kind TEXT NOT NULL,
       form BYTES NOT NULL, body BYTES NOT NULL, created_at BIGINT NOT NULL, due_at BIGINT NOT NULL,
       attempts BIGINT NOT NULL, state BIGINT NOT NULL, leased_until BIGINT NOT NULL, fence BIGINT NOT NULL,
       error TEXT, PRIMARY KEY(cell, id))",
    "CREATE INDEX outbox_first ON outbox(cell, route, due_at, id) WHERE state = 0",
    "CREATE INDEX outbox_waiting ON outbox(cell, route, form, id) WHERE state <= 1",
    "CREATE INDEX outbox_dead ON outbox(cell, id) WHERE state = 3",
    "CREATE TABLE inbox(cell BIGINT NOT NULL, source TEXT NOT NULL, message_id TEXT NOT NULL, sha256 BYTES NOT NULL,
       raw BYTES NOT NULL, reply BYTES NOT NULL, verdict BIGINT NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY(cell, source, message_id))",
];

/// Several writers: who claimed a message, and that of one form on one route only one message is the first.
const WRITERS: &[&str] = &[
    "ALTER TABLE outbox ADD COLUMN claimed_by BIGINT NOT NULL DEFAULT 0",
    "CREATE UNIQUE INDEX outbox_one_first ON outbox(cell, route, form) WHERE state = 0",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What a step after the first may say: nothing that an older version would miss or stumble over.
    fn only_adds(statement: &str) -> bool {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words[..] {
            ["CREATE", "TABLE" | "INDEX", ..] | ["CREATE", "UNIQUE", "INDEX", ..] => true,
            ["ALTER", "TABLE", _, "ADD", "COLUMN", ..] => !statement.contains("NOT NULL") || statement.contains("DEFAULT"),
            _ => false,
        }
    }

    #[test]
    fn steps_only_add() {
        for statement in STEPS.iter().copied().flatten() {
            assert!(only_adds(statement), "{statement}");
        }
        for wrong in ["DROP TABLE event", "ALTER TABLE act RENAME COLUMN a TO b", "ALTER TABLE act ADD COLUMN a BIGINT NOT NULL"]
        {
            assert!(!only_adds(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_program_opens_what_is_newer_only_where_it_is_served() {
        let known = STEPS.len() as i64;
        assert_eq!(next(0, None).unwrap(), Some(FIRST));
        assert_eq!(next(known, Some(1)).unwrap(), None);
        assert_eq!(next(known + 1, Some(known)).unwrap(), None);
        assert!(next(known + 1, Some(known + 1)).is_err());
        assert!(next(known + 1, None).is_err());
    }
}
