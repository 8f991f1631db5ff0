use super::super::{
    dated::{Days, FirstDay},
    desk::Desk,
    sources::Sources,
};
use crate::law::{Cite, Criterion, Level};
use crate::terms::Trilingual;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
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

/// The criteria; from and to how many tenths of a point a technology is listed, and the paragraph on it.
pub(super) type Scoring = (Vec<Criterion>, (u16, u16, Cite));

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, act: Days) -> Option<Scoring> {
    const PATH: &str = "htmc-2020/scoring.toml";
    let file: File = desk.toml(PATH)?;
    Days::of(desk, PATH, "the table", act, act, (Some(file.from), None));
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
