/// The workplace of the data bank's staff: days on which experts are not on duty, and what the register is
/// searched by. An absence is never changed: that it was withdrawn is a row of its own.
///
/// What an entry of the register says of its act is written with the entry. An entry of before, or of an
/// older version that runs beside this one, lacks it: `register_unread` finds those, and the data bank
/// fills them in from the act and the form while it runs.
pub(super) const STAFF: &[&str] = &[
    "CREATE TABLE absence(cell BIGINT NOT NULL, id BYTES NOT NULL, expert TEXT NOT NULL, first_day TEXT NOT NULL,
       last_day TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL, entered_by TEXT NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY(cell, id))",
    "CREATE INDEX absence_day ON absence(cell, last_day, first_day, expert)",
    "CREATE INDEX absence_expert ON absence(cell, expert, last_day)",
    "CREATE TABLE absence_withdrawn(cell BIGINT NOT NULL, id BYTES NOT NULL, note TEXT NOT NULL, withdrawn_by TEXT NOT NULL,
       at BIGINT NOT NULL, PRIMARY KEY(cell, id))",
    "ALTER TABLE register ADD COLUMN patient_name TEXT",
    "ALTER TABLE register ADD COLUMN region BIGINT",
    "ALTER TABLE register ADD COLUMN icd10 TEXT",
    "ALTER TABLE register ADD COLUMN nosology TEXT",
    // Each holds what the others restrict by, so that a search walks one index and looks up what it shows only.
    "CREATE INDEX register_of_expert ON register(cell, expert, registered_at, place, region, nosology)",
    "CREATE INDEX register_of_region ON register(cell, region, registered_at, place, nosology, expert)",
    "CREATE INDEX register_of_nosology ON register(cell, nosology, registered_at, place, region, expert)",
    "CREATE INDEX register_named ON register(cell, name_key, registered_at, place, region, nosology, expert)",
    "CREATE INDEX register_unread ON register(cell, place) WHERE nosology IS NULL",
];
