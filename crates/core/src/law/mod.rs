//! The law as dated data: what the orders say, read from the text files of `law/`.
//!
//! Every value carries the paragraph it comes from (`cite`) and its first day. A question is asked of
//! the law of one day, [`Law::on`]; outside its window the law answers [`NotInForce`], never a default.

mod calendar;
mod embedded;
mod htmc;
mod load;
mod pilot;
mod reading;
mod source;

pub use calendar::{Calendar, DayOff, NoCalendar, Year};
pub use htmc::{Criterion, Htmc, HtmcList, HtmcRow, Level, Section, SectionTitle, TransitionRule, Transitions};
pub use load::LawFault;
pub use pilot::{
    Act, Answer, Condition, EvidenceNote, Nosology, Pilot, PilotRules, PrintedCodes, Procedure, Registered, RelatedAct,
    Requirement, SURGICAL_AMPUTATION, Signed, Starts, Status, SubForm, Subject, SubjectKind, VendorStart,
};
pub use reading::Reading;
pub use source::{ExternalSource, Place, Published};

use jiff::civil::Date;
use std::collections::BTreeMap;

/// The paragraph from which a value is taken, as a text that resolves into the order beside the data:
/// `"168-56-292/2025 algorithm p.9"`, `"ҚР ДСМ-134/2020 annex 1 p.2"`.
pub type Cite = String;

/// Both orders and the working-day calendar, as loaded and checked.
#[derive(Clone, Debug)]
pub struct Law {
    /// Order A: remote proactive medical-social expertise.
    pub pilot: Pilot,
    /// Order B: high-tech medical care.
    pub htmc: Htmc,
    /// Working days.
    pub calendar: Calendar,
    /// How the orders' gaps and contradictions are read, by number.
    pub readings: Vec<Reading>,
    /// The sections of order B's list: their titles and payers.
    pub sections: Vec<SectionTitle>,
    /// When each act and amendment was published, or is assumed to have been.
    pub published: Vec<Published>,
    /// The official texts, by order: `mse-pilot-2025`, `htmc-2020`.
    pub texts: BTreeMap<String, String>,
    /// Where each paragraph that can be cited stands in them.
    pub places: BTreeMap<Cite, Place>,
    /// Sources outside the two orders, whose texts are not held.
    pub external: Vec<ExternalSource>,
}

/// The law has no answer for this day: it is before the first or after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not in force on {0}")]
pub struct NotInForce(pub Date);

/// The law of one day.
#[derive(Clone, Copy, Debug)]
pub struct LawOfDay<'l> {
    /// The day.
    pub date: Date,
    /// Order A on that day.
    pub pilot: Result<&'l PilotRules, NotInForce>,
    /// Order B's list on that day; an edition that is not held is not answered by a later one.
    pub htmc_list: Result<&'l HtmcList, NotInForce>,
}

impl Law {
    /// The law that is built into the program.
    ///
    /// # Panics
    /// Never: that the embedded files load is proved by a test of this crate and by `law check`.
    pub fn embedded() -> Self {
        let files = embedded::files();
        Self::load(&files).expect("the embedded law loads: tests/law/embedded.rs")
    }

    /// Loads the law from its files: path below `law/`, with forward slashes, to text.
    ///
    /// # Errors
    /// Every fault found, each with its file: a missing or unknown member, a value without cite or
    /// first day, a cite that does not resolve, a code that two nosologies claim, a gap in dates.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Self, Vec<LawFault>> {
        load::load(files)
    }

    /// The Kazakh text of the paragraph that `cite` names, as printed; `None` for a source that is not
    /// held ([`Law::external`]).
    pub fn paragraph(&self, cite: &str) -> Option<&str> {
        let place = self.places.get(cite)?;
        self.texts.get(&place.order)?.get(place.range.clone())
    }

    /// The reading of this number: `AMB-21`.
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == id)
    }

    /// The files that are built into the program: path below `law/`, and text.
    pub fn embedded_files() -> BTreeMap<String, String> {
        embedded::files()
    }

    /// The law of `date`.
    pub fn on(&self, date: Date) -> LawOfDay<'_> {
        LawOfDay { date, pilot: self.pilot.on(date), htmc_list: self.htmc.list_on(date) }
    }
}
