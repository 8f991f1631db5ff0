use super::{dated::Days, dated::FirstDay, desk::Desk, sources::Sources};
use crate::law::{Act, Cite, Published, Reading};
use crate::terms::Trilingual;
use jiff::civil::Date;
use std::collections::BTreeSet;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    from: FirstDay,
    reading: Vec<Raw>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    cite: Cite,
    problem: Trilingual,
    ruling: Trilingual,
    reason: Trilingual,
    /// Another first day, or the amendment whose wording is read.
    from: Option<FirstDay>,
    by: Option<String>,
}

/// `readings.toml` of each act.
pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, acts: [&Act; 2], published: &[Published]) -> Vec<Reading> {
    let mut readings = Vec::new();
    let mut ids = BTreeSet::new();
    for act in acts {
        let path = format!("{}/readings.toml", act.id);
        let Some(file) = desk.toml::<File>(&path) else { continue };
        let days = Days { from: act.from, until: act.until.unwrap_or(Date::MAX) };
        for raw in file.reading {
            sources.check(desk, &path, &raw.cite, []);
            desk.expect(ids.insert(raw.id.clone()), &path, || format!("the reading {} stands twice", raw.id));
            let spoken = [&raw.problem, &raw.ruling, &raw.reason].into_iter().flat_map(|text| [&text.kk, &text.ru, &text.en]);
            let silent = spoken.into_iter().any(|text| text.trim().is_empty());
            desk.expect(!silent, &path, || format!("the reading {} lacks its problem, ruling or reason", raw.id));
            let by =
                raw.by.as_deref().map(|number| published.iter().find(|known| (&*known.act, &*known.number) == (&act.id, number)));
            desk.expect(by != Some(None), &path, || format!("the reading {} is of an unknown amendment", raw.id));
            let from = by.flatten().map_or(raw.from.unwrap_or(file.from).date(days), |known| known.from);
            let Raw { id, cite, problem, ruling, reason, .. } = raw;
            readings.push(Reading { id, cite, problem, ruling, reason, from });
        }
    }
    readings
}
