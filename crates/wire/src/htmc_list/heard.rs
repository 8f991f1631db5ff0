use saraptama_core::htmc::edition::{Heading, Told, faults};
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::Trilingual;
use serde::Deserialize;

/// The most editions that are taken from one answer.
const MOST_EDITIONS: usize = 500;

#[derive(Deserialize)]
struct Headings {
    items: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    edition: String,
}

#[derive(Deserialize)]
struct Whole {
    edition: Head,
    items: Vec<Row>,
}

#[derive(Deserialize)]
struct Head {
    edition: String,
    act: Act,
    first_day: jiff::civil::Date,
    from: jiff::civil::Date,
    rows: usize,
}

#[derive(Deserialize)]
struct Act {
    number: String,
    signed_on: jiff::civil::Date,
    paragraph: String,
}

#[derive(Deserialize)]
struct Row {
    section: Section,
    number: u16,
    code: String,
    name: Trilingual,
    gloss: Option<Trilingual>,
    edition: String,
}

/// The names of the editions that another node holds (`GET /api/v1/htmc/editions`); none where the bytes are anything
/// else. Members that are not known here are left alone: the other node may be of a later version.
pub fn read_names(bytes: &[u8]) -> Option<Vec<String>> {
    let read: Headings = serde_json::from_slice(bytes).ok()?;
    let names: Vec<String> = read.items.into_iter().map(|one| one.edition).collect();
    let is_name = |name: &String| !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-'));
    (names.len() <= MOST_EDITIONS && names.iter().all(is_name)).then_some(names)
}

/// A whole edition as another node gives it (`GET /api/v1/htmc/list`). None where the bytes are anything else, where a
/// row is missing, or where something could not have been approved: an edition is taken whole or not at all.
pub fn read_edition(bytes: &[u8]) -> Option<Told> {
    let Whole { edition, items } = serde_json::from_slice(bytes).ok()?;
    let is_whole = items.len() == edition.rows && items.iter().all(|row| row.edition == edition.edition);
    let row = |Row { section, number, code, name, gloss, .. }| HtmcRow { section, number, code, name, gloss };
    let rows: Vec<HtmcRow> = items.into_iter().map(row).collect();
    let Act { number: act, signed_on, paragraph } = edition.act;
    let heading = Heading { edition: edition.edition, act, signed_on, paragraph, from: edition.first_day };
    let is_sound = is_whole && !rows.is_empty() && heading.faults().is_empty() && faults(&rows).is_empty();
    is_sound.then_some(Told { heading, answers_from: edition.from, rows })
}
