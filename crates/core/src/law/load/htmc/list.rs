use super::super::{act::Window, desk::Desk, sources::Sources};
use crate::law::{Cite, HtmcList, HtmcRow, Section, SectionTitle};
use crate::terms::Trilingual;
use jiff::civil::Date;
use std::collections::BTreeSet;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
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

/// `services/*.toml`: one file for each edition that is held. The sections are those of the last one.
pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, window: &Window) -> (Vec<HtmcList>, Vec<SectionTitle>) {
    let (mut lists, mut sections) = (Vec::<HtmcList>::new(), Vec::new());
    for path in desk.below("htmc-2020/services/") {
        let Some(file) = desk.toml::<File>(path) else { continue };
        check(desk, sources, path, &file);
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

fn check(desk: &mut Desk<'_>, sources: &Sources, path: &str, file: &File) {
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
