use super::{act::Window, dated::FirstDay, desk::Desk, sources::Sources};
use crate::law::{Cite, Criterion, Htmc, HtmcList, HtmcRow, Level, Section, SectionTitle, TransitionRule, Transitions};
use crate::terms::Trilingual;
use jiff::civil::Date;
use std::collections::BTreeSet;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoringFile {
    #[expect(dead_code, reason = "the table is as old as the order; the member keeps the day in sight")]
    from: FirstDay,
    listed: RawListed,
    criterion: Vec<RawCriterion>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawListed {
    from_points: String,
    to_points: String,
    cite: Cite,
    quote: String,
    readings: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCriterion {
    id: String,
    name: Trilingual,
    weight: String,
    cite: Cite,
    #[serde(default)]
    readings: Vec<String>,
    level: Vec<RawLevel>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLevel {
    text: Trilingual,
    value: String,
    points: String,
    note: Option<Trilingual>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    edition: String,
    by: String,
    until: Option<Date>,
    cite: Cite,
    quote: String,
    readings: Vec<String>,
    /// Control figures.
    rows: usize,
    codes: usize,
    section: Vec<SectionTitle>,
    row: Vec<RawRow>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    section: Section,
    number: u16,
    code: String,
    name: Trilingual,
    gloss: Option<Trilingual>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TransitionFile {
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

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, window: Window) -> Option<(Htmc, Vec<SectionTitle>)> {
    let scoring = scoring(desk, sources);
    let (lists, sections) = lists(desk, sources, &window);
    let transitions = transitions(desk, sources, &window);
    let ((criteria, listed), transitions) = (scoring?, transitions?);
    let (listed_from_tenths, listed_to_tenths, listed_cite) = listed;
    Some((Htmc { act: window.act, criteria, listed_from_tenths, listed_to_tenths, listed_cite, lists, transitions }, sections))
}

type Scoring = (Vec<Criterion>, (u16, u16, Cite));

fn scoring(desk: &mut Desk<'_>, sources: &Sources) -> Option<Scoring> {
    const PATH: &str = "htmc-2020/scoring.toml";
    let file: ScoringFile = desk.toml(PATH)?;
    sources.check(desk, PATH, &file.listed.cite, [file.listed.quote.as_str()]);
    desk.names(PATH, &file.listed.readings);
    let mut criteria = Vec::new();
    for raw in file.criterion {
        let texts = raw.level.iter().map(|level| level.text.kk.as_str());
        sources.check(desk, PATH, &raw.cite, std::iter::once(raw.name.kk.as_str()).chain(texts));
        desk.names(PATH, &raw.readings);
        let weight_tenths = decimal(desk, PATH, &raw.weight);
        let mut levels = Vec::new();
        for level in raw.level {
            let (value_tenths, points_tenths) = (decimal(desk, PATH, &level.value), decimal(desk, PATH, &level.points));
            let product = u32::from(value_tenths) * u32::from(weight_tenths);
            desk.expect(product == u32::from(points_tenths) * 10, PATH, || {
                format!("{}: {} × {} is not {} points", raw.id, level.value, raw.weight, level.points)
            });
            levels.push(Level { text: level.text, value_tenths, points_tenths, note: level.note });
        }
        criteria.push(Criterion { id: raw.id, name: raw.name, weight_tenths, levels, cite: raw.cite });
    }
    let weights: u32 = criteria.iter().map(|criterion| u32::from(criterion.weight_tenths)).sum();
    desk.expect(weights == 10, PATH, || "the weights do not sum up to 1".into());
    let bounds = (decimal(desk, PATH, &file.listed.from_points), decimal(desk, PATH, &file.listed.to_points));
    Some((criteria, (bounds.0, bounds.1, file.listed.cite)))
}

/// `services/*.toml`: one file for each edition that is held. The sections are those of the last one.
fn lists(desk: &mut Desk<'_>, sources: &Sources, window: &Window) -> (Vec<HtmcList>, Vec<SectionTitle>) {
    let (mut lists, mut sections) = (Vec::<HtmcList>::new(), Vec::new());
    for path in desk.below("htmc-2020/services/") {
        let Some(file) = desk.toml::<ListFile>(path) else { continue };
        check_list(desk, sources, path, &file);
        let Some(from) = window.first_day_by(&file.by) else {
            desk.fault(path, format!("act.toml knows no amendment {:?}", file.by));
            continue;
        };
        let row =
            |raw: RawRow| HtmcRow { section: raw.section, number: raw.number, code: raw.code, name: raw.name, gloss: raw.gloss };
        let rows = file.row.into_iter().map(row).collect();
        lists.push(HtmcList { edition: file.edition, from, until: file.until, cite: file.cite, rows });
        sections = file.section;
    }
    desk.expect(!lists.is_empty(), "htmc-2020/services", || "no edition of the list is held".into());
    lists.sort_by_key(|list| list.from);
    for pair in lists.windows(2) {
        let follows = pair[0].until.and_then(|until| until.tomorrow().ok()) == Some(pair[1].from);
        desk.expect(follows, "htmc-2020/services", || {
            format!("the editions {} and {} do not follow one another without gap", pair[0].edition, pair[1].edition)
        });
    }
    (lists, sections)
}

fn check_list(desk: &mut Desk<'_>, sources: &Sources, path: &str, file: &ListFile) {
    sources.check(desk, path, &file.cite, [file.quote.as_str()]);
    desk.names(path, &file.readings);
    let distinct: BTreeSet<&str> = file.row.iter().map(|row| row.code.as_str()).collect();
    desk.expect(file.row.len() == file.rows && distinct.len() == file.codes, path, || {
        format!("{} rows with {} codes, the control figures say {} and {}", file.row.len(), distinct.len(), file.rows, file.codes)
    });
    for section in &file.section {
        sources.check(desk, path, &section.cite, [section.name.kk.as_str()]);
        let rows = file.row.iter().filter(|row| row.section == section.id);
        for (row, number) in rows.zip(1u16..) {
            desk.expect(row.number == number, path, || {
                format!("{} row {} stands where {number} is due", section.cite, row.number)
            });
            let cite = format!("{} row {}", section.cite, row.number);
            sources.check(desk, path, &cite, [row.code.as_str(), row.name.kk.as_str()]);
        }
    }
    let keys: BTreeSet<(Section, &str)> = file.row.iter().map(|row| (row.section, row.code.as_str())).collect();
    desk.expect(keys.len() == file.row.len(), path, || "a code stands twice in one section (AMB-36)".into());
    let titled = file.row.iter().all(|row| file.section.iter().any(|section| section.id == row.section));
    desk.expect(titled, path, || "a row belongs to a section that has no title".into());
}

fn transitions(desk: &mut Desk<'_>, sources: &Sources, window: &Window) -> Option<Transitions> {
    const PATH: &str = "htmc-2020/transition.toml";
    let file: TransitionFile = desk.toml(PATH)?;
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

/// Tenths of an exact decimal with at most one digit behind the point: `7.5` is 75.
fn decimal(desk: &mut Desk<'_>, path: &str, text: &str) -> u16 {
    let tenths = tenths(text);
    desk.expect(tenths.is_some(), path, || format!("{text:?} is no decimal with at most one digit behind the point"));
    tenths.unwrap_or_default()
}

fn tenths(text: &str) -> Option<u16> {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    if !plain(whole) || !plain(tenth) || tenth.len() != 1 {
        return None;
    }
    whole.parse::<u16>().ok()?.checked_mul(10)?.checked_add(tenth.parse().ok()?)
}
