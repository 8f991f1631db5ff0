use super::{
    dated::{Dated, Days, FirstDay},
    desk::Desk,
    sources::Sources,
};
use crate::law::{Cite, Starts, Subject, SubjectKind, VendorStart};
use crate::terms::{Region, Trilingual};
use jiff::civil::Date;
use std::collections::BTreeSet;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    from: FirstDay,
    readings: Vec<String>,
    /// Control figures.
    subjects: usize,
    regions: usize,
    vendor: Vec<RawVendor>,
    subject: Vec<RawSubject>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVendor {
    id: String,
    name: String,
    starts: String,
    cite: Cite,
    from: Option<FirstDay>,
    until: Option<Date>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSubject {
    number: u8,
    kind: SubjectKind,
    region: Option<Region>,
    name: Trilingual,
    printed: String,
    inherits: Option<u8>,
    /// `by-vendor` or a month; a row that inherits has none of its own.
    starts: Option<String>,
    from: Option<FirstDay>,
    until: Option<Date>,
}

pub(super) const PATH: &str = "mse-pilot-2025/rollout.toml";

/// The subjects; those that start by vendor have their vendors filled in by the edition of a day.
pub(super) struct Rollout {
    pub(super) subjects: Vec<Dated<Subject>>,
    pub(super) vendors: Vec<Dated<VendorStart>>,
}

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, act: Days, short: &str) -> Option<Rollout> {
    let file: File = desk.toml(PATH)?;
    desk.names(PATH, &file.readings);
    let all = Days { from: file.from.date(act), ..act };
    let mut vendors: Vec<Dated<VendorStart>> = Vec::new();
    for raw in file.vendor {
        sources.check(desk, PATH, &raw.cite, [raw.name.as_str()]);
        let days = Days::of(desk, PATH, &raw.id, act, all, (raw.from, raw.until));
        match month(&raw.starts) {
            Some(first) => {
                vendors.push(Dated {
                    value: VendorStart { vendor: raw.id, name: raw.name, on: first.max(act.from), cite: raw.cite },
                    days,
                });
            }
            None => desk.fault(PATH, format!("the vendor {} starts in {:?}, which is no month", raw.id, raw.starts)),
        }
    }
    let starts: Vec<_> = file.subject.iter().map(|raw| (raw.number, raw.printed.clone(), raw.starts.clone())).collect();
    let mut subjects = Vec::new();
    for (at, raw) in file.subject.into_iter().enumerate() {
        let cite = format!("{short} annex 1 row {}", raw.number);
        let printed = (!raw.printed.is_empty()).then_some(raw.printed.as_str());
        sources.check(desk, PATH, &cite, std::iter::once(raw.name.kk.as_str()).chain(printed));
        // AMB-1: a blank cell has the date of the last filled one above it.
        let filled = starts[..at].iter().rev().find(|(_, printed, _)| !printed.is_empty());
        let above = filled.map(|(number, ..)| *number);
        desk.expect(raw.inherits == if printed.is_some() { None } else { above }, PATH, || {
            format!("row {}: a blank cell, and no other, inherits the last filled one above it", raw.number)
        });
        let own =
            raw.starts.as_deref().or(filled.filter(|_| raw.inherits.is_some()).and_then(|(_, _, starts)| starts.as_deref()));
        let Some(starts) = own.and_then(|starts| self::starts(starts, act)) else {
            desk.fault(PATH, format!("row {} does not say when it starts", raw.number));
            continue;
        };
        let days = Days::of(desk, PATH, &format!("row {}", raw.number), act, all, (raw.from, raw.until));
        let RawSubject { number, kind, region, name, printed, inherits, .. } = raw;
        subjects.push(Dated { value: Subject { number, kind, region, name, printed, inherits, starts, cite }, days });
    }
    check(desk, &subjects, file.subjects, file.regions);
    Some(Rollout { subjects, vendors })
}

fn check(desk: &mut Desk<'_>, subjects: &[Dated<Subject>], rows: usize, regions: usize) {
    let numbered = subjects.iter().zip(1u8..).all(|(subject, number)| subject.value.number == number);
    desk.expect(numbered && subjects.len() == rows, PATH, || format!("the rows are not 1 to {rows} without gap"));
    let named: BTreeSet<Region> = subjects.iter().filter_map(|subject| subject.value.region).collect();
    let departments = subjects.iter().filter(|subject| subject.value.kind == SubjectKind::HealthDepartment);
    let placed = departments.clone().all(|subject| subject.value.region.is_some());
    desk.expect(placed && departments.count() == named.len() && named.len() == regions, PATH, || {
        format!("the health departments are not those of {regions} regions, each once")
    });
}

/// AMB-2: a month without a day means its first day, but not before the order is in force.
fn starts(text: &str, act: Days) -> Option<Starts> {
    match text {
        "by-vendor" => Some(Starts::ByVendor(Vec::new())),
        text => month(text).map(|first| Starts::On(first.max(act.from))),
    }
}

/// The first day of `2025-07`.
fn month(text: &str) -> Option<Date> {
    format!("{text}-01").parse().ok()
}
