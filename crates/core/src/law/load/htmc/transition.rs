use super::super::{act::Window, desk::Desk, sources::Sources};
use crate::law::{Cite, TransitionRule, Transitions};
use crate::terms::Trilingual;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    by: String,
    together: RawTogether,
    regions: RawRegions,
    rule: Vec<RawRule>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTogether {
    cite: Cite,
    quote: String,
    readings: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegions {
    needed: u16,
    zones: Vec<String>,
    cite: Cite,
    quote: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    name: Trilingual,
    comparison: String,
    bound: Option<String>,
    unit: String,
    cite: Cite,
    quote: String,
    readings: Vec<String>,
}

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, window: &Window) -> Option<Transitions> {
    const PATH: &str = "htmc-2020/transition.toml";
    let file: File = desk.toml(PATH)?;
    sources.check(desk, PATH, &file.together.cite, [file.together.quote.as_str()]);
    sources.check(desk, PATH, &file.regions.cite, [file.regions.quote.as_str()]);
    desk.names(PATH, &file.together.readings);
    let mut rules = Vec::new();
    for raw in file.rule {
        sources.check(desk, PATH, &raw.cite, [raw.quote.as_str()]);
        desk.names(PATH, &raw.readings);
        let known = ["above", "below", "at-most"].contains(&raw.comparison.as_str());
        desk.expect(known, PATH, || format!("{}: no comparison is called {:?}", raw.id, raw.comparison));
        desk.expect(raw.bound.is_none() == (raw.unit == "mean-cost-of-list"), PATH, || {
            format!("{}: a bound is a number, or the mean cost of the list", raw.id)
        });
        let RawRule { id, name, comparison, bound, cite, readings, .. } = raw;
        rules.push(TransitionRule { id, name, comparison, bound, cite, readings });
    }
    let Some(from) = window.first_day_by(&file.by) else {
        desk.fault(PATH, format!("act.toml knows no amendment {:?}", file.by));
        return None;
    };
    let RawRegions { needed, zones, .. } = file.regions;
    Some(Transitions { from, rules, regions_needed: needed, zones, together_cite: file.together.cite })
}
