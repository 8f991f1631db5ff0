use super::{
    dated::{self, Dated, Days, FirstDay},
    desk::Desk,
    sources::Sources,
};
use crate::law::{Cite, Procedure};
use jiff::civil::{Date, Time};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    from: FirstDay,
    decision_working_days: Vec<Raw<u8>>,
    cut_off: Vec<Raw<Time>>,
    day_ends: Vec<Raw<Time>>,
    arrival_day_counts: Vec<Raw<bool>>,
    experts_per_act: Vec<Raw<u8>>,
    extraterritorial: Vec<Raw<bool>>,
    form_valid_months: Vec<Raw<u8>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw<T> {
    value: T,
    cite: Cite,
    quote: Option<String>,
    #[serde(default)]
    readings: Vec<String>,
    from: Option<FirstDay>,
    until: Option<Date>,
}

/// A value with its paragraph and its readings.
#[derive(Clone)]
struct Ruled<T> {
    value: T,
    cite: Cite,
    readings: Vec<String>,
}

pub(super) const PATH: &str = "mse-pilot-2025/procedure.toml";

pub(super) struct Pieces {
    decision_working_days: Vec<Dated<Ruled<u8>>>,
    cut_off: Vec<Dated<Ruled<Time>>>,
    day_ends: Vec<Dated<Ruled<Time>>>,
    arrival_day_counts: Vec<Dated<Ruled<bool>>>,
    experts_per_act: Vec<Dated<Ruled<u8>>>,
    extraterritorial: Vec<Dated<Ruled<bool>>>,
    form_valid_months: Vec<Dated<Ruled<u8>>>,
}

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, act: Days) -> Option<Pieces> {
    let file: File = desk.toml(PATH)?;
    let all = Days { from: file.from.date(act), ..act };
    let context = (sources, act, all);
    Some(Pieces {
        decision_working_days: ruled(desk, context, "decision_working_days", file.decision_working_days),
        cut_off: ruled(desk, context, "cut_off", file.cut_off),
        day_ends: ruled(desk, context, "day_ends", file.day_ends),
        arrival_day_counts: ruled(desk, context, "arrival_day_counts", file.arrival_day_counts),
        experts_per_act: ruled(desk, context, "experts_per_act", file.experts_per_act),
        extraterritorial: ruled(desk, context, "extraterritorial", file.extraterritorial),
        form_valid_months: ruled(desk, context, "form_valid_months", file.form_valid_months),
    })
}

fn ruled<T>(
    desk: &mut Desk<'_>,
    (sources, act, all): (&Sources, Days, Days),
    name: &str,
    raw: Vec<Raw<T>>,
) -> Vec<Dated<Ruled<T>>> {
    let one = |raw: Raw<T>| {
        sources.check(desk, PATH, &raw.cite, raw.quote.as_deref());
        desk.names(PATH, &raw.readings);
        let days = Days::of(desk, PATH, name, act, all, (raw.from, raw.until));
        Dated { value: Ruled { value: raw.value, cite: raw.cite, readings: raw.readings }, days }
    };
    raw.into_iter().map(one).collect()
}

impl Pieces {
    /// The days on which some value begins or has just ended.
    pub(super) fn days(&self) -> impl Iterator<Item = Days> {
        let mut days: Vec<Days> = Vec::new();
        days.extend(self.decision_working_days.iter().map(|dated| dated.days));
        days.extend(self.cut_off.iter().chain(&self.day_ends).map(|dated| dated.days));
        days.extend(self.arrival_day_counts.iter().chain(&self.extraterritorial).map(|dated| dated.days));
        days.extend(self.experts_per_act.iter().chain(&self.form_valid_months).map(|dated| dated.days));
        days.into_iter()
    }

    /// The procedure of a day; a value with a gap or an overlap on that day is a fault.
    pub(super) fn on(&self, desk: &mut Desk<'_>, date: Date) -> Option<Procedure> {
        let days = the_one(desk, "decision_working_days", &self.decision_working_days, date);
        let cut_off = the_one(desk, "cut_off", &self.cut_off, date);
        let day_ends = the_one(desk, "day_ends", &self.day_ends, date);
        let arrival = the_one(desk, "arrival_day_counts", &self.arrival_day_counts, date);
        let experts = the_one(desk, "experts_per_act", &self.experts_per_act, date);
        let extraterritorial = the_one(desk, "extraterritorial", &self.extraterritorial, date);
        let form = the_one(desk, "form_valid_months", &self.form_valid_months, date);
        let (days, cut_off, day_ends, arrival) = (days?, cut_off?, day_ends?, arrival?);
        let (experts, extraterritorial, form) = (experts?, extraterritorial?, form?);
        Some(Procedure {
            decision_working_days: days.value,
            cut_off: cut_off.value,
            day_ends: day_ends.value,
            arrival_day_counts: arrival.value,
            experts_per_act: experts.value,
            extraterritorial: extraterritorial.value,
            form_valid_months: form.value,
            deadline_cite: days.cite.clone(),
            assignment_cite: experts.cite.clone(),
            form_age_cite: form.cite.clone(),
            deadline_readings: together([&days.readings, &cut_off.readings, &day_ends.readings, &arrival.readings]),
            assignment_readings: together([&experts.readings, &extraterritorial.readings]),
        })
    }
}

fn the_one<'d, T>(desk: &mut Desk<'_>, name: &str, values: &'d [Dated<Ruled<T>>], date: Date) -> Option<&'d Ruled<T>> {
    let mut held = dated::on(values, date);
    match (held.next(), held.next()) {
        (Some(one), None) => return Some(one),
        (None, _) => desk.fault(PATH, format!("{name} has no value on {date}")),
        (Some(_), Some(_)) => desk.fault(PATH, format!("{name} has two values on {date}")),
    }
    None
}

fn together<const N: usize>(lists: [&Vec<String>; N]) -> Vec<String> {
    let mut all: Vec<String> = lists.into_iter().flatten().cloned().collect();
    all.sort();
    all.dedup();
    all
}
