//! A month replayed from the data bank's archive under other assumptions. Nothing stored is touched.

use super::Archives;
use crate::flow::reading;
use jiff::civil::{Date, Time};
use saraptama_core::indicators::{Assumed, Joining, Month, Replay, WhatIf};
use saraptama_core::law::{Law, PilotRules};
use saraptama_core::terms::{Region, civil_date};
use saraptama_store::{FactsAfter, Fault, Store};
use std::ops::RangeInclusive;

/// How large a load may be assumed.
pub const LOAD_PERCENT: RangeInclusive<u32> = 1..=1000;
/// How many experts may be assumed.
pub const EXPERTS: RangeInclusive<u32> = 0..=10_000;
/// How many acts an expert may be assumed to decide in a day.
pub const DECISIONS_A_DAY: RangeInclusive<u32> = 1..=1000;

/// What is assumed, as a file says it.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumptions {
    /// The hour after which an arrival counts from the next working day; that of the law unless given.
    pub cut_off: Option<String>,
    /// The day whose law is tried: `2026-01-01`. Unless given, the month's; of a draft, the first day of its last edition.
    pub law_day: Option<String>,
    /// Of hundred cases that came, so many come; 100 unless given.
    pub load_percent: Option<u32>,
    /// Experts on duty every working day.
    pub experts: Option<u32>,
    /// Acts that one of them decides in a working day.
    pub decisions_a_day: Option<u32>,
    /// One more region joins, with as many cases as this one: `KZ-11`.
    pub like_region: Option<String>,
    /// More codes are listed, with as many cases as this nosology: `limb-defect`.
    pub like_nosology: Option<String>,
}

impl Assumptions {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        read.cut_off()?;
        read.law_day()?;
        let joins = read.like_region.is_some() || read.like_nosology.is_some();
        if read.experts.is_some() != read.decisions_a_day.is_some()
            || ((read.load_percent.is_some() || joins) && read.experts.is_none())
        {
            let needs = "experts and decisions_a_day belong together; load_percent, like_region and like_nosology need both";
            return Err(needs.to_owned());
        }
        let named = [
            ("load_percent", read.load_percent, LOAD_PERCENT),
            ("experts", read.experts, EXPERTS),
            ("decisions_a_day", read.decisions_a_day, DECISIONS_A_DAY),
        ];
        for (name, value, range) in named {
            if value.is_some_and(|value| !range.contains(&value)) {
                return Err(format!("{name} is from {} to {}", range.start(), range.end()));
            }
        }
        Ok(read)
    }

    /// Who joins, if those whom they are like stand in the law.
    fn joining(&self, rules: &PilotRules) -> Result<Joining, String> {
        let region =
            |text: &String| known_region(rules, text).ok_or_else(|| format!("like_region: no region of the pilot: {text}"));
        let nosology = |id: &String| {
            let known = known_nosology(rules, id);
            known.then(|| id.clone()).ok_or_else(|| format!("like_nosology: no nosology of the pilot: {id}"))
        };
        Ok(Joining {
            like_region: self.like_region.as_ref().map(region).transpose()?,
            like_nosology: self.like_nosology.as_ref().map(nosology).transpose()?,
        })
    }

    fn cut_off(&self) -> Result<Option<Time>, String> {
        let parse = |text: &String| Time::strptime("%H:%M", text).map_err(|_| "cut_off is HH:MM".to_owned());
        self.cut_off.as_ref().map(parse).transpose()
    }

    fn law_day(&self) -> Result<Option<Date>, String> {
        let parse = |text: &String| Date::strptime("%Y-%m-%d", text).map_err(|_| "law_day is YYYY-MM-DD".to_owned());
        self.law_day.as_ref().map(parse).transpose()
    }

    fn load(&self) -> Option<Assumed> {
        let (experts, decisions_a_day) = (self.experts?, self.decisions_a_day?);
        let load_percent = self.load_percent.unwrap_or(100);
        Some(Assumed { load_percent: load_percent.into(), experts: experts.into(), decisions_a_day: decisions_a_day.into() })
    }
}

/// A region that takes part in the pilot.
pub fn known_region(rules: &PilotRules, text: &str) -> Option<Region> {
    Region::parse(text).ok().filter(|region| rules.subject_of(*region).is_some())
}

/// Whether the pilot lists a nosology of this id.
pub fn known_nosology(rules: &PilotRules, id: &str) -> bool {
    rules.nosologies.iter().any(|nosology| nosology.id == id)
}

/// A month replayed, and under what.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Replayed {
    /// The day whose law was tried.
    pub law_day: Date,
    /// The first day of the edition of that day.
    pub law_from: Date,
    /// What would be. Where the law of another day is tried, forms of the month may enter; whether they do is not told
    /// where no archive of a medical information system is at hand.
    #[serde(flatten)]
    pub found: WhatIf,
}

impl Replayed {
    /// Whether the law of another day was tried and it could not be seen which forms would enter.
    pub fn lacks_forms(&self, month: &Month) -> bool {
        self.law_day != month.first && self.found.entering.is_none()
    }
}

/// The first day of the last edition of a law: what a draft changes.
pub fn last_edition(law: &Law) -> Option<Date> {
    law.pilot.editions.last().map(|rules| rules.from)
}

/// The month under the law of `by`, unless another day is assumed, and what is assumed beside it. `law` may hold a draft.
///
/// # Errors
/// When a store fails, the archive of the data bank is not at hand, the calendar does not know the days, or the law does
/// not know whom those who join are like.
pub async fn what_if(archives: &Archives, law: &Law, month: Month, by: Date, assumed: &Assumptions) -> Result<Replayed, Fault> {
    let fault = |cause: String| Fault { doing: "replaying a month", cause };
    let store = archives.databank.as_ref().ok_or_else(|| fault("the archive of the data bank is not at hand".to_owned()))?;
    let law_day = assumed.law_day().map_err(fault)?.unwrap_or(by);
    let rules = law.pilot.nearest(law_day);
    let mut procedure = rules.procedure.clone();
    if let Some(cut_off) = assumed.cut_off().map_err(fault)? {
        procedure.cut_off = cut_off;
    }
    // Who joins is like somebody of the month.
    let joining = assumed.joining(law.pilot.nearest(month.first)).map_err(fault)?;
    let mut replay = Replay::new(month, &procedure, &law.calendar).joined_by(joining);
    let mut after = Some(FactsAfter::start_of(&month));
    while let Some(from) = after {
        let (facts, next) = store.act_facts(&month, from).await?;
        for row in &facts {
            replay.add(row.form, &row.fact).map_err(|error| fault(error.to_string()))?;
        }
        after = next;
    }
    if law_day != month.first && !archives.mis.is_empty() {
        replay = replay.with_forms();
        for store in &archives.mis {
            enter(&mut replay, store, law, month, (rules, law_day)).await?;
        }
    }
    Ok(Replayed { law_day, law_from: rules.from, found: replay.found(assumed.load()) })
}

/// The forms of a clinic that were signed in the month outside of the pilot and that the tried law admits.
async fn enter(
    replay: &mut Replay<'_>,
    store: &Store,
    law: &Law,
    month: Month,
    (rules, law_day): (&PilotRules, Date),
) -> Result<(), Fault> {
    let mut after = Some(FactsAfter::start_of(&month));
    while let Some(from) = after {
        let (facts, next) = store.draft_facts(&month, from).await?;
        for row in facts {
            let Some(signed_at) = row.fact.draft.signed_at.filter(|at| month.holds(*at)) else { continue };
            let Some(form) = store.form(row.form).await? else { continue };
            if reading::would_enter(&form.bytes, civil_date(signed_at), law, rules, law_day) {
                let unknown =
                    |error: saraptama_core::law::NoCalendar| Fault { doing: "replaying a month", cause: error.to_string() };
                replay.enter(row.form, signed_at).map_err(unknown)?;
            }
        }
        after = next;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_assumed_is_said_whole_or_not_at_all() {
        let read = Assumptions::parse("cut_off = \"15:00\"\nexperts = 10\ndecisions_a_day = 6\nload_percent = 150").unwrap();
        assert_eq!(read.load(), Some(Assumed { load_percent: 150, experts: 10, decisions_a_day: 6 }));
        assert_eq!(read.cut_off(), Ok(Some(jiff::civil::time(15, 0, 0, 0))));
        assert_eq!(Assumptions::parse("").unwrap().load(), None);
        for wrong in [
            "cut_off = \"25:00\"",
            "experts = 3",
            "load_percent = 120",
            "hour = 3",
            "law_day = \"2026-13-01\"",
            "law_day = \"tomorrow\"",
            "experts = -1",
            "[",
            "like_region = \"KZ-11\"",
            "experts = 1\ndecisions_a_day = 0",
            "experts = 1\ndecisions_a_day = 1\nload_percent = 1001",
        ] {
            assert!(Assumptions::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn who_joins_is_like_somebody_whom_the_law_knows() {
        let law = Law::embedded();
        let rules = law.pilot.nearest(jiff::civil::date(2025, 9, 1));
        let read = |like: &str| Assumptions::parse(&format!("experts = 1\ndecisions_a_day = 1\n{like}")).unwrap().joining(rules);
        assert_eq!(
            read("like_region = \"KZ-11\"").unwrap().like_region.map(|region| region.to_string()),
            Some("KZ-11".to_owned())
        );
        assert_eq!(read("like_nosology = \"limb-defect\"").unwrap().like_nosology.as_deref(), Some("limb-defect"));
        for wrong in ["like_region = \"KZ-99\"", "like_region = \"x\"", "like_nosology = \"flu\""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
