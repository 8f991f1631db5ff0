//! Verdicts, gaps and faults of figures in the reader's words.

use crate::pages::parts::{Colour, tag};
use crate::pages::visit::Visit;
use maud::Markup;
use saraptama_core::htmc::transition::{Gap, Judgement, Verdict};
use saraptama_core::law::{HtmcList, HtmcRow, Section};
use saraptama_core::terms::Region;
use saraptama_wire::transition::LineWrong;

/// Why a row is refused.
pub(super) fn line(visit: &Visit, wrong: &LineWrong) -> String {
    match wrong {
        LineWrong::Field(field) => visit.say(wrong.key(), &[("field", (*field).into())]),
        _ => visit.t(wrong.key()),
    }
}

/// The name of somebody by their id.
pub(super) fn name(visit: &Visit, id: &str) -> String {
    visit.host.ministry().people.by_id(id).map_or_else(|| id.to_owned(), |one| one.name.clone())
}

/// Whether a criterion holds.
pub(super) fn verdict(visit: &Visit, verdict: Verdict) -> Markup {
    match verdict {
        Verdict::Met => tag(Colour::Green, visit.t("transition-met")),
        Verdict::NotMet => tag(Colour::Grey, visit.t("transition-not-met")),
        Verdict::Undefined => tag(Colour::Orange, visit.t("transition-undefined")),
    }
}

/// What follows for a type.
pub(super) fn outcome(visit: &Visit, excluded: bool, watch_list: bool) -> Markup {
    match (excluded, watch_list) {
        (true, _) => tag(Colour::Red, visit.t("transition-excluded")),
        (false, true) => tag(Colour::Orange, visit.t("transition-watch")),
        (false, false) => tag(Colour::Grey, visit.t("transition-stays")),
    }
}

/// The section in a word.
pub(super) fn section(visit: &Visit, section: Section) -> String {
    visit.t(match section {
        Section::Emergency => "transition-section-emergency",
        Section::PlannedBoth => "transition-section-planned-both",
        Section::PlannedInsurance => "transition-section-planned-insurance",
    })
}

/// The section as addresses name it.
pub(super) fn section_name(section: Section) -> &'static str {
    match section {
        Section::Emergency => "emergency",
        Section::PlannedBoth => "planned-both",
        Section::PlannedInsurance => "planned-insurance",
    }
}

/// The name of a type in the edition by which it was judged.
pub(super) fn type_name(visit: &Visit, list: &HtmcList, judgement: &Judgement) -> String {
    let is_it = |row: &&HtmcRow| row.section == judgement.section && row.code == judgement.code;
    let row = list.rows.iter().find(is_it);
    row.map(|row| visit.of(&row.name).to_owned()).unwrap_or_default()
}

/// What is missing.
pub(super) fn gap(visit: &Visit, gap: &Gap) -> String {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match gap {
        Gap::RegionsAbove { above, needed } | Gap::ZonesAbove { above, needed } => {
            visit.say(gap.key(), &[("above", number(*above).into()), ("needed", number(*needed).into())])
        }
        Gap::FiguresMissing { regions } | Gap::PopulationMissing { regions } => {
            let names: Vec<String> = regions.iter().map(|one| region(visit, *one)).collect();
            visit.say(gap.key(), &[("count", number(regions.len() as u64).into()), ("regions", names.join(", ").into())])
        }
        Gap::CostsMissing { missing, of } => {
            visit.say(gap.key(), &[("missing", number(*missing).into()), ("of", number(*of).into())])
        }
        Gap::NoServices | Gap::NoBound => visit.t(gap.key()),
    }
}

/// The name of a region.
pub(super) fn region(visit: &Visit, region: Region) -> String {
    visit.say("staff-region", &[("code", i64::from(region.number()).into())])
}

/// What a measure measures: a region, a zone, or a word of its own.
pub(super) fn measured(visit: &Visit, of: &str) -> String {
    match Region::parse(of) {
        Ok(one) => region(visit, one),
        Err(_) => {
            let key = format!("transition-of-{of}");
            if visit.words().has(&key) { visit.t(&key) } else { of.to_owned() }
        }
    }
}
