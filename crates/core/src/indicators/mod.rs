//! The monthly monitoring (order A p. 3): what one month was, as figures that anybody can count again.
//!
//! A case leaves one fact, a fold of its events: [`Course`] in the data bank, [`Draft`] in the medical information
//! system. A month's report is a fold of facts into [`Table`]s, in whole numbers. What happened at or after the
//! month's end plays no part, so that the report of a month that is over says the same whenever it is made.

mod age;
mod closing;
mod course;
mod databank;
mod draft;
mod draws;
mod fairness;
mod like_cases;
mod load;
mod mis;
mod month;
mod outline;
mod public;
mod queue;
mod rank;
mod signals;
mod table;
mod what_if;

pub use age::AgeGroup;
pub use closing::{Difference, differences, only_in};
pub use course::{Course, Ended, Given, Holder};
pub use databank::{ActFact, DataBankMonth, Ruling};
pub use draft::Draft;
pub use draws::{Draw, Draws, Roster, RosterId};
pub use fairness::{Fairness, Lots, Share, Whole};
pub use like_cases::Compared;
pub use mis::{DraftFact, MisMonth, blocking};
pub use month::Month;
pub use outline::{Outline, Publication, RowsOf, TABLES, outline};
pub use public::{LEAST, public};
pub use queue::Assumed;
pub use rank::{Spread, nearest_rank};
pub use signals::{NAMED, Signal, SignalKind, Signals, meets_too_often, odd_dates, pseudonym, stands_out};
pub use table::{Report, Row, System, Table, Unit, counted};
pub use what_if::{Changed, Entering, Joining, Replay, WhatIf};
