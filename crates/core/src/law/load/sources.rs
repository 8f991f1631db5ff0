//! What a cite may point to: a paragraph of an official text that is held, or a source that is not.

use super::{desk::Desk, places::Outline};
use crate::law::{Act, Cite, ExternalSource, Place};
use std::collections::BTreeMap;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct External {
    source: Vec<ExternalSource>,
}

#[derive(Default)]
pub(super) struct Sources {
    texts: BTreeMap<String, String>,
    places: BTreeMap<Cite, Place>,
    external: Vec<ExternalSource>,
}

impl Sources {
    pub(super) fn read(desk: &mut Desk<'_>, acts: [Option<&super::act::Window>; 2]) -> Self {
        let external = desk.toml::<External>("external.toml").map(|file| file.source).unwrap_or_default();
        let mut sources = Self { external, ..Self::default() };
        for act in acts.into_iter().flatten() {
            sources.add(desk, &act.act);
        }
        for act in acts.into_iter().flatten() {
            act.check(desk, &sources);
        }
        sources
    }

    fn add(&mut self, desk: &mut Desk<'_>, act: &Act) {
        let path = format!("{}/outline.toml", act.id);
        let (outline, text) = (desk.toml::<Outline>(&path), desk.text(&format!("{}/text.kk.txt", act.id)));
        let (Some(outline), Some(text)) = (outline, text) else { return };
        match outline.ranges(text) {
            Ok(ranges) => self.places.extend(
                ranges
                    .into_iter()
                    .map(|(place, range)| (format!("{} {place}", act.short), Place { order: act.id.clone(), range })),
            ),
            Err(what) => desk.fault(&path, what),
        }
        self.texts.insert(act.id.clone(), text.to_owned());
    }

    /// Notes a fault where `cite` does not resolve, or where one of `quotes` does not stand there to
    /// the letter (white space apart).
    pub(super) fn check<'q>(&self, desk: &mut Desk<'_>, file: &str, cite: &str, quotes: impl IntoIterator<Item = &'q str>) {
        let Some(place) = self.places.get(cite) else {
            let known = self.external.iter().any(|source| {
                cite.strip_prefix(source.prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            });
            desk.expect(known, file, || format!("the cite {cite:?} resolves to no paragraph"));
            desk.expect(!known || quotes.into_iter().next().is_none(), file, || {
                format!("{cite:?} is quoted, but its text is not held")
            });
            return;
        };
        let text = self.texts.get(&place.order).and_then(|text| text.get(place.range.clone())).unwrap_or_default();
        let text = squeeze(text);
        for quote in quotes {
            let stands = !quote.trim().is_empty() && text.contains(&squeeze(quote));
            desk.expect(stands, file, || format!("{quote:?} does not stand in {cite:?}"));
        }
    }

    pub(super) fn into_parts(self) -> (BTreeMap<String, String>, BTreeMap<Cite, Place>, Vec<ExternalSource>) {
        (self.texts, self.places, self.external)
    }
}

/// White space, no-break spaces and line ends included, as single spaces.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
