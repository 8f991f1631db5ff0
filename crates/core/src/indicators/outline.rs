//! What each table says: how its figures come about, by which paragraph they are watched, and how it may leave the
//! ministries. The words stand under `month-table-ID` and `month-table-ID-how`.

use super::Unit;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsOf {
    /// Always the same ones, each with its words.
    Fixed,
    /// Subjects of annex 1, by number.
    Subject,
    /// Vendors of medical information systems, by id.
    Vendor,
    /// Nosologies, by id.
    Nosology,
    /// Rows of the list of limb defects, by number.
    SubForm,
    /// Experts, by id.
    Expert,
    /// Reasons, by key.
    Reason,
    /// Requirements of the order, or what was found.
    Requirement,
    /// Routes of messages.
    Route,
}

/// How a table may leave the ministries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// Every case stands in exactly one row: rows with small numbers are merged with others.
    Parts,
    /// As [`Publication::Parts`], and the whole is one row of another table: shown only where that row is.
    PartsOf(&'static str, &'static str),
    /// As [`Publication::Parts`] of those nosologies that have sub-forms.
    PartsOfNosology,
    /// Rows have no common whole: small numbers are hidden one by one.
    Apart,
    /// Measures of a number of cases: hidden where those are few; the number itself is never shown.
    Measures,
    /// It speaks of single officials, or tells again what another table tells, and stays inside.
    Withheld,
}

/// What is said of a table.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// Its id.
    pub id: &'static str,
    /// Its columns with what they measure.
    pub columns: &'static [(&'static str, Unit)],
    /// What its rows are.
    pub rows: RowsOf,
    /// The paragraph of what it watches.
    pub cite: &'static str,
    /// How it may leave the ministries.
    pub publication: Publication,
}

const COUNT: &[(&str, Unit)] = &[("count", Unit::Count)];
const LINES: &[(&str, Unit)] =
    &[("accepted", Unit::Count), ("in-time", Unit::Count), ("late", Unit::Count), ("overdue", Unit::Count)];
const SPREADS: &[(&str, Unit)] =
    &[("cases", Unit::Count), ("median", Unit::Seconds), ("p90", Unit::Seconds), ("p99", Unit::Seconds)];

const WATCHED: &str = "168-56-292/2025 order p.3";
const ROLLOUT: &str = "168-56-292/2025 annex 1";
const BLOCKS: &str = "168-56-292/2025 algorithm p.4";
const TRAVELS: &str = "168-56-292/2025 algorithm p.5";
const FORMED: &str = "168-56-292/2025 algorithm p.6";
const DRAWN: &str = "168-56-292/2025 algorithm p.7";
const DECIDED: &str = "168-56-292/2025 algorithm p.8";
const TERM: &str = "168-56-292/2025 algorithm p.9";
const NOSOLOGIES: &str = "168-56-292/2025 algorithm annex 1";

const fn of(
    id: &'static str,
    columns: &'static [(&'static str, Unit)],
    rows: RowsOf,
    cite: &'static str,
    publication: Publication,
) -> Outline {
    Outline { id, columns, rows, cite, publication }
}

/// Every table, in the order of reading.
pub const TABLES: &[Outline] = &[
    of("arrivals", COUNT, RowsOf::Fixed, TRAVELS, Publication::Apart),
    of("refusals", COUNT, RowsOf::Reason, TRAVELS, Publication::PartsOf("arrivals", "refused")),
    of("fate", COUNT, RowsOf::Fixed, FORMED, Publication::Parts),
    of("terms", &[("count", Unit::Count), ("share", Unit::PerMille)], RowsOf::Fixed, TERM, Publication::Parts),
    of("stages", SPREADS, RowsOf::Fixed, WATCHED, Publication::Measures),
    of("overdue", COUNT, RowsOf::Reason, TERM, Publication::Parts),
    of("moved", COUNT, RowsOf::Reason, DRAWN, Publication::Apart),
    of("nobody", COUNT, RowsOf::Fixed, DRAWN, Publication::Apart),
    of("results", COUNT, RowsOf::Fixed, DECIDED, Publication::Parts),
    of("categories", COUNT, RowsOf::Fixed, DECIDED, Publication::PartsOf("results", "established")),
    of("decision-terms", COUNT, RowsOf::Fixed, DECIDED, Publication::PartsOf("results", "established")),
    of("by-subject", LINES, RowsOf::Subject, ROLLOUT, Publication::Parts),
    of("by-vendor", LINES, RowsOf::Vendor, ROLLOUT, Publication::Parts),
    of("by-nosology", LINES, RowsOf::Nosology, NOSOLOGIES, Publication::Parts),
    of("by-sub-form", LINES, RowsOf::SubForm, NOSOLOGIES, Publication::PartsOfNosology),
    of(
        "experts",
        &[("assigned", Unit::Count), ("in-time", Unit::Count), ("late", Unit::Count), ("open", Unit::Count)],
        RowsOf::Expert,
        DRAWN,
        Publication::Withheld,
    ),
    of(
        "fairness",
        &[("given", Unit::Count), ("expected", Unit::Thousandths), ("lots", Unit::Number), ("chi-square", Unit::Thousandths)],
        RowsOf::Expert,
        DRAWN,
        Publication::Withheld,
    ),
    of(
        "fairness-whole",
        &[
            ("draws", Unit::Number),
            ("forced", Unit::Number),
            ("uncounted", Unit::Number),
            ("chi-square", Unit::Thousandths),
            ("degrees", Unit::Thousandths),
            ("critical", Unit::Thousandths),
            ("outside", Unit::Number),
        ],
        RowsOf::Fixed,
        DRAWN,
        Publication::Withheld,
    ),
    of("drafts", COUNT, RowsOf::Fixed, BLOCKS, Publication::Apart),
    of("signed", COUNT, RowsOf::Fixed, BLOCKS, Publication::Parts),
    of("blocked-by", COUNT, RowsOf::Requirement, BLOCKS, Publication::Apart),
    of(
        "drafts-by-vendor",
        &[("begun", Unit::Count), ("first-time", Unit::Count), ("after-hand-back", Unit::Count)],
        RowsOf::Vendor,
        BLOCKS,
        Publication::Parts,
    ),
    of("refused-by-ministry", COUNT, RowsOf::Reason, TRAVELS, Publication::Parts),
    of("refused-behind", COUNT, RowsOf::Reason, TRAVELS, Publication::Withheld),
    of("delivery", &[("tried-again", Unit::Count), ("given-up", Unit::Count)], RowsOf::Route, TRAVELS, Publication::Parts),
    of("dead", COUNT, RowsOf::Reason, TRAVELS, Publication::Parts),
    of("signatures", COUNT, RowsOf::Reason, TRAVELS, Publication::Apart),
];

/// What is said of the table of this id.
pub fn outline(id: &str) -> Option<&'static Outline> {
    TABLES.iter().find(|outline| outline.id == id)
}
