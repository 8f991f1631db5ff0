//! What pages need: who is signed in, what is asked once and answered once, and what lists show of a form.

/// Sessions of people's browsers. The id is the digest of what the browser holds, so that a copy of the
/// store opens no session. A challenge is good for one answer.
pub(super) const SESSIONS: &[&str] = &[
    "CREATE TABLE session(cell BIGINT NOT NULL, id BYTES NOT NULL, principal TEXT NOT NULL, csrf TEXT NOT NULL,
       method TEXT NOT NULL, made_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, PRIMARY KEY(cell, id))",
    "CREATE INDEX session_seen ON session(cell, seen_at)",
    "CREATE INDEX session_principal ON session(cell, principal, made_at)",
    "CREATE TABLE challenge(cell BIGINT NOT NULL, id BYTES NOT NULL, kind TEXT NOT NULL, body BYTES NOT NULL,
       ends_at BIGINT NOT NULL, PRIMARY KEY(cell, id))",
    "CREATE INDEX challenge_ends ON challenge(cell, ends_at)",
];

/// What experts need: what they have written of a decision and not frozen yet, and what was decided in like
/// cases. Their own entries of the register they find by the index that the staff's search has.
pub(super) const EXPERTS: &[&str] = &[
    "CREATE TABLE draft(cell BIGINT NOT NULL, form BYTES NOT NULL, who TEXT NOT NULL, body BYTES NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY(cell, form, who))",
    "CREATE TABLE practice(cell BIGINT NOT NULL, kin TEXT NOT NULL, sub_form BIGINT NOT NULL, place BIGINT NOT NULL,
       outcome TEXT NOT NULL, PRIMARY KEY(cell, kin, sub_form, place))",
    "CREATE INDEX practice_kin ON practice(cell, kin, place)",
];

/// What lists of the medical information system show of a form and search it by.
pub(super) const HEADINGS: &[&str] = &[
    "ALTER TABLE form ADD COLUMN patient TEXT",
    "ALTER TABLE form ADD COLUMN patient_name TEXT",
    "ALTER TABLE form ADD COLUMN name_key SORTED_TEXT",
    "ALTER TABLE form ADD COLUMN icd10 TEXT",
    "ALTER TABLE form ADD COLUMN chair TEXT",
    "ALTER TABLE form ADD COLUMN decision TEXT",
    "CREATE INDEX form_chair ON form(cell, chair, stage, updated_at, form) WHERE chair IS NOT NULL",
    "CREATE INDEX form_name ON form(cell, organisation, name_key, form) WHERE name_key IS NOT NULL",
    "CREATE INDEX form_patient ON form(cell, organisation, patient, updated_at, form) WHERE patient IS NOT NULL",
];

/// On whose desk an unsigned form lies: when it was presented to its chair, or handed back.
pub(super) const DESKS: &[&str] =
    &["ALTER TABLE form ADD COLUMN presented_at BIGINT", "ALTER TABLE form ADD COLUMN handed_back_at BIGINT"];

/// Forms that are still on somebody's desk or on their way, few beside those whose journey is over.
pub(super) const OPEN: &[&str] = &["CREATE INDEX form_open ON form(cell, organisation, updated_at, form)
       WHERE stage NOT IN ('registered', 'returned', 'refused', 'withdrawn')"];

/// By which code the person concerned finds a form, as a keyed digest: a copy of the store opens no page.
/// Beside it stands when they said that it was not them.
pub(super) const STATUS: &[&str] = &[
    "CREATE TABLE status(cell BIGINT NOT NULL, form BYTES NOT NULL, lookup BYTES NOT NULL, made_at BIGINT NOT NULL,
       denied_at BIGINT, PRIMARY KEY(cell, form), UNIQUE(cell, lookup))",
    "CREATE INDEX status_denied ON status(cell, denied_at) WHERE denied_at IS NOT NULL",
];
