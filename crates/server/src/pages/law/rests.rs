//! What of the law's data rests on a paragraph, on a date.

mod htmc;
mod pilot;

use super::super::visit::Visit;
use jiff::civil::Date;
use saraptama_core::law::{Act, Cite};
use std::collections::{BTreeMap, BTreeSet};

/// A value of `law/`, as it is shown beside its paragraph.
pub(super) struct Value {
    /// What it is, and what it says.
    pub(super) text: String,
    /// It does not stand in the text: assumed, or our own rendering.
    pub(super) mark: Option<Mark>,
}

/// Why a value is not simply what the order says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The order does not say it; the earliest or usual value is put there until the real one is known.
    Assumed,
    /// Our translation; the Kazakh text rules.
    Rendering,
    /// A hint without force.
    Unconfirmed,
}

impl Mark {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Assumed => "law-mark-assumed",
            Self::Rendering => "law-mark-rendering",
            Self::Unconfirmed => "law-mark-unconfirmed",
        }
    }
}

/// What rests on one paragraph.
#[derive(Default)]
pub(super) struct Rest {
    pub(super) values: Vec<Value>,
    /// The readings of the paragraph and of its values, by number.
    pub(super) readings: BTreeSet<String>,
}

/// What rests on each paragraph of an order on a date.
pub(super) struct Rests<'v> {
    visit: &'v Visit,
    by_cite: BTreeMap<Cite, Rest>,
}

impl<'v> Rests<'v> {
    pub(super) fn on(visit: &'v Visit, act: &Act, date: Date) -> Self {
        let mut rests = Self { visit, by_cite: BTreeMap::new() };
        rests.act(act);
        if act.id == visit.law().pilot.act.id {
            rests.pilot(date);
        } else {
            rests.htmc(date);
        }
        for reading in visit.law().readings.iter().filter(|reading| reading.cite.starts_with(&act.short)) {
            rests.at(&reading.cite).readings.insert(reading.id.clone());
        }
        rests
    }

    pub(super) fn of(&self, cite: &str) -> Option<&Rest> {
        self.by_cite.get(cite)
    }

    fn at(&mut self, cite: &str) -> &mut Rest {
        self.by_cite.entry(cite.to_owned()).or_default()
    }

    fn value(&mut self, cite: &str, text: String) {
        self.at(cite).values.push(Value { text, mark: None });
    }

    fn marked(&mut self, cite: &str, text: String, mark: Mark) {
        self.at(cite).values.push(Value { text, mark: Some(mark) });
    }

    fn read_by(&mut self, cite: &str, readings: &[String]) {
        self.at(cite).readings.extend(readings.iter().cloned());
    }

    /// The window, and the acts that the order names.
    fn act(&mut self, act: &Act) {
        let visit = self.visit;
        let assumed = visit.law().published.iter().any(|one| one.act == act.id && one.number == act.short && one.assumed);
        let text = window(visit, act);
        self.at(&act.cite).values.push(Value { text, mark: assumed.then_some(Mark::Assumed) });
        for (key, related) in [("law-amended-by", &act.amended_by), ("law-repeals", &act.repeals)] {
            for one in related {
                let args = [("number", one.number.as_str().into()), ("on", visit.day(one.on).into())];
                self.value(&one.cite, visit.say(key, &args));
            }
        }
    }
}

/// From when to when an order is in force, in words.
pub(super) fn window(visit: &Visit, act: &Act) -> String {
    let from = ("from", visit.day(act.from).into());
    match act.until {
        Some(until) => visit.say("law-window", &[from, ("until", visit.day(until).into())]),
        None => visit.say("law-window-open", &[from]),
    }
}
