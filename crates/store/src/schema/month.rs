/// What the monthly monitoring counts: one row for each case and node, written in the unit of the events that it
/// folds, so that a month of a million cases is one walk. `last_at` is behind every month while a case is open.
///
/// An act of an older version has no row, or one without what its form says (`known`): the data bank fills those in
/// while it runs. A mark says once that something happened to a form: what blocked it, whose signature did not hold;
/// likewise a message that was not delivered at once, whatever became of it later.
///
/// A month that was closed keeps the bytes of its report; what a later count says otherwise is a version beside it.
pub(super) const MONTH: &[&str] = &[
    "CREATE TABLE month_act(cell BIGINT NOT NULL, form BYTES NOT NULL, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
       known BIGINT NOT NULL, vendor TEXT, organisation_region BIGINT, patient_region BIGINT, nosology TEXT, sub_form BIGINT,
       signed_at BIGINT, accepted_at BIGINT, refused_at BIGINT, ended_at BIGINT, ended BIGINT, reason TEXT, numbered_at BIGINT,
       nobody_at BIGINT, assigned_at BIGINT, first_due_at BIGINT, due_at BIGINT, moved BIGINT NOT NULL, moved_at BIGINT,
       moved_why TEXT, expert TEXT, decided_at BIGINT, registered_at BIGINT, ruling TEXT, PRIMARY KEY(cell, form))",
    "CREATE INDEX month_act_last ON month_act(cell, last_at, form, first_at)",
    "CREATE TABLE month_form(cell BIGINT NOT NULL, form BYTES NOT NULL, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
       vendor TEXT, handed_back BIGINT NOT NULL, handed_back_at BIGINT, signed_at BIGINT, refused_at BIGINT, reason TEXT,
       PRIMARY KEY(cell, form))",
    "CREATE INDEX month_form_last ON month_form(cell, last_at, form, first_at)",
    "CREATE TABLE month_mark(cell BIGINT NOT NULL, form BYTES NOT NULL, kind BIGINT NOT NULL, name TEXT NOT NULL,
       at BIGINT NOT NULL, PRIMARY KEY(cell, form, kind, name))",
    "CREATE INDEX month_mark_at ON month_mark(cell, kind, at, name)",
    "CREATE TABLE month_closed(cell BIGINT NOT NULL, month TEXT NOT NULL, version BIGINT NOT NULL, digest BYTES NOT NULL,
       body BYTES NOT NULL, closed_by TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(cell, month, version))",
    "CREATE TABLE month_trouble(cell BIGINT NOT NULL, message BIGINT NOT NULL, given_up BIGINT NOT NULL, at BIGINT NOT NULL,
       route TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(cell, message, given_up))",
    "CREATE INDEX month_trouble_at ON month_trouble(cell, at, given_up, route, reason)",
    "CREATE INDEX message_log_refused ON message_log(cell, at)
       WHERE verdict <> 'taken' AND verdict <> 'again' AND signature <> ''",
];

/// Among whom each act was drawn (`draws`, `drawn` of them; `roster` says whose places they speak of), how old its
/// patient is by the bands of the categories, and the way from a document to the forms in which it stands. Rows that
/// the version before writes lack the first three: the data bank fills them in.
pub(super) const DRAWS: &[&str] = &[
    "CREATE TABLE roster(cell BIGINT NOT NULL, roster BYTES NOT NULL, experts TEXT NOT NULL, PRIMARY KEY(cell, roster))",
    "ALTER TABLE month_act ADD COLUMN age_group TEXT",
    "ALTER TABLE month_act ADD COLUMN draws BYTES",
    "ALTER TABLE month_act ADD COLUMN drawn BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX document_sha256 ON document(cell, sha256, form)",
];
