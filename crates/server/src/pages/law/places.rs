//! What of an order's text can be cited, and where it stands.

use super::super::visit::Visit;
use saraptama_core::law::Act;

/// The places of one order's text that can be cited.
pub(super) struct Places {
    /// Parts of the text: the order itself, its annexes, the sections of a list.
    pub(super) parts: Vec<Place>,
    /// Paragraphs and their subparagraphs, the outer before the inner: each is drawn around its lines.
    pub(super) wraps: Vec<Place>,
    /// Rows, items and footnotes of tables.
    pub(super) rows: Vec<Place>,
}

pub(super) struct Place {
    pub(super) cite: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Places {
    pub(super) fn of(visit: &Visit, act: &Act) -> Self {
        let mut places = Self { parts: vec![], wraps: vec![], rows: vec![] };
        for (cite, place) in visit.law().places.iter().filter(|(_, place)| place.order == act.id) {
            let within = cite.strip_prefix(act.short.as_str()).unwrap_or(cite);
            let kind = match () {
                () if within.contains(" row ") => &mut places.rows,
                () if within.contains(" p.") || within.contains(" note ") || within.ends_with(')') => &mut places.wraps,
                () => &mut places.parts,
            };
            kind.push(Place { cite: cite.clone(), start: place.range.start, end: place.range.end });
        }
        for kind in [&mut places.parts, &mut places.wraps, &mut places.rows] {
            kind.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        }
        places
    }

    /// The part or row that begins within these bytes.
    pub(super) fn beginning(of: &[Place], from: usize, to: usize) -> impl Iterator<Item = &Place> {
        of.iter().filter(move |place| (from..to).contains(&place.start))
    }
}
