//! The tables, as a list of steps that only grows: a store is brought from any earlier step to the
//! last one when it is opened, each step in one transaction.
//!
//! Every key leads with the cell, so that a store may one day be one of many. Bodies stand apart from
//! what lists read, and are written once.

/// The versions of the schema, oldest first. A step that was released never changes.
pub(crate) const STEPS: &[&[&str]] = &[FIRST];

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
