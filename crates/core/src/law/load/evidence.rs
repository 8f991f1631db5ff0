use super::{
    dated::{Dated, Days, FirstDay},
    desk::Desk,
    sources::Sources,
};
use crate::law::{Cite, Condition, EvidenceNote, Requirement, SURGICAL_AMPUTATION, Status};
use crate::terms::Trilingual;
use jiff::civil::Date;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    from: FirstDay,
    requirement: Vec<RawRequirement>,
    #[serde(default)]
    note: Vec<RawNote>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRequirement {
    id: String,
    nosology: String,
    name: Trilingual,
    quote: String,
    any_of: Vec<String>,
    accepts: Vec<Status>,
    #[serde(default)]
    carried_on_repeat: bool,
    #[serde(default)]
    facts: Vec<String>,
    when: Option<Condition>,
    cite: Cite,
    #[serde(default)]
    readings: Vec<String>,
    from: Option<FirstDay>,
    until: Option<Date>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNote {
    id: String,
    nosology: String,
    name: Trilingual,
    quote: String,
    cite: Cite,
    from: Option<FirstDay>,
    until: Option<Date>,
}

pub(super) const PATH: &str = "mse-pilot-2025/evidence.toml";

type Evidence = (Vec<Dated<Requirement>>, Vec<Dated<EvidenceNote>>);

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, act: Days) -> Option<Evidence> {
    let file: File = desk.toml(PATH)?;
    let all = Days { from: file.from.date(act), ..act };
    let mut requirements = Vec::new();
    for raw in file.requirement {
        sources.check(desk, PATH, &raw.cite, [raw.quote.as_str()]);
        desk.names(PATH, &raw.readings);
        let askable = !raw.any_of.is_empty() && raw.accepts.contains(&Status::Attached);
        desk.expect(askable, PATH, || format!("the rule {} names no evidence that satisfies it", raw.id));
        // A circumstance that no form answers would silently never ask for its examination.
        let answerable = raw.when.as_ref().is_none_or(|when| when.circumstance == SURGICAL_AMPUTATION);
        desk.expect(answerable, PATH, || format!("the rule {} depends on a circumstance that no form answers", raw.id));
        let days = Days::of(desk, PATH, &raw.id, act, all, (raw.from, raw.until));
        let value = Requirement {
            id: raw.id,
            nosology: raw.nosology,
            name: raw.name,
            printed: raw.quote,
            any_of: raw.any_of,
            accepts: raw.accepts,
            carried_on_repeat: raw.carried_on_repeat,
            facts: raw.facts,
            when: raw.when,
            cite: raw.cite,
            readings: raw.readings,
        };
        requirements.push(Dated { value, days });
    }
    let mut notes = Vec::new();
    for raw in file.note {
        sources.check(desk, PATH, &raw.cite, [raw.quote.as_str()]);
        let days = Days::of(desk, PATH, &raw.id, act, all, (raw.from, raw.until));
        notes.push(Dated { value: EvidenceNote { id: raw.id, nosology: raw.nosology, name: raw.name, cite: raw.cite }, days });
    }
    Some((requirements, notes))
}
