//! Figures of a year: the worked example of `docs/htmc-transition.md`, and every way a row can be bad.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::htmc::transition::{Judgement, Readings, RowFault, Tally};
use saraptama_core::law::Law;
use saraptama_wire::transition::{COLUMNS, FAULTS, LineFault, LineWrong, read};
use std::sync::LazyLock;

const EXAMPLE: &str = include_str!("../../../docs/examples/htmc-transition.csv");
const EXPECTED: &str = include_str!("../../../docs/examples/htmc-transition.expected.json");
static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn judge(csv: &[u8]) -> Result<Vec<Judgement>, Vec<LineFault>> {
    let rules = LAW.pilot.editions.last().unwrap();
    let regions = rules.subjects.iter().filter_map(|subject| subject.region);
    let tally = Tally::new(&LAW.htmc.lists[0], &LAW.htmc.transitions, regions);
    read(csv, tally).map(|tally| tally.judge(Readings::default()))
}

fn wrongs(csv: &str) -> Vec<(u64, LineWrong)> {
    judge(csv.as_bytes()).unwrap_err().into_iter().map(|fault| (fault.line, fault.wrong)).collect()
}

#[test]
fn the_worked_example_comes_out_as_the_document_says() {
    let judged = judge(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(judged.len(), 108);
    let shown: Vec<_> = judged
        .iter()
        .filter(|one| ["35.84 emergency", "37.66 emergency", "86.66 planned-insurance"].contains(&key(one).as_str()))
        .collect();
    let expected: serde_json::Value = serde_json::from_str(EXPECTED).unwrap();
    assert_eq!(serde_json::to_value(&shown).unwrap(), expected);
    let excluded: Vec<_> = judged.iter().filter(|one| one.excluded).map(key).collect();
    assert_eq!(excluded, ["35.84 emergency"]);
}

fn key(one: &Judgement) -> String {
    format!("{} {}", one.code, serde_json::to_value(one.section).unwrap().as_str().unwrap())
}

#[test]
fn the_header_is_exactly_so() {
    for header in ["", "code,section", &COLUMNS.join(";"), &COLUMNS.join(", "), &format!("{},note", COLUMNS.join(","))] {
        let line = u64::from(!header.is_empty());
        assert_eq!(wrongs(&format!("{header}\n")), [(line, LineWrong::Header)], "{header}");
    }
    assert_eq!(wrongs(&COLUMNS.join(",")), [(0, LineWrong::Empty)]);
    assert!(judge(format!("\u{feff}{EXAMPLE}").as_bytes()).is_ok(), "a mark of byte order is no part of the header");
}

#[test]
fn every_bad_row_is_refused_with_its_line_and_reason() {
    let good = "35.84,emergency,2025,KZ-71,north,regional,8,7200000.00,0,1,1530000";
    for (old, new, wrong) in [
        ("35.84", "35.840", LineWrong::Row(RowFault::NotListed)),
        ("emergency", "urgent", LineWrong::Field("section")),
        ("2025", "25", LineWrong::Row(RowFault::OutOfRange)),
        ("KZ-71", "KZ-1", LineWrong::Field("region")),
        ("KZ-71", "KZ-99", LineWrong::Row(RowFault::UnknownRegion)),
        ("north", "middle", LineWrong::Row(RowFault::UnknownZone)),
        ("regional", "local", LineWrong::Field("organisation_level")),
        (",8,", ",-8,", LineWrong::Field("services")),
        (",8,", ",8.0,", LineWrong::Field("services")),
        ("7200000.00", "7200000.001", LineWrong::Field("cost")),
        ("7200000.00", "7e6", LineWrong::Field("cost")),
        (",0,1,", ",9,1,", LineWrong::Row(RowFault::Implausible)),
        (",1530000", ",", LineWrong::Field("population")),
        (",1530000", "", LineWrong::Shape),
        (",1530000", ",1530000,x", LineWrong::Shape),
    ] {
        let csv =
            format!("{}\n{good}\n{}\n", COLUMNS.join(","), good.replacen("regional", "republican", 1).replacen(old, new, 1));
        let csv = if new == "local" { csv.replacen("republican", new, 1) } else { csv };
        assert_eq!(wrongs(&csv), [(3, wrong)], "{new}");
    }
    let twice = format!("{}\n{good}\n\n{good}\n", COLUMNS.join(","));
    assert_eq!(wrongs(&twice), [(4, LineWrong::Row(RowFault::Twice))]);
}

#[test]
fn all_faults_of_a_file_are_named_up_to_a_hundred() {
    let bad = format!("{}\n{}", COLUMNS.join(","), "x\n".repeat(1000));
    assert_eq!(wrongs(&bad).len(), FAULTS);
}

#[test]
fn what_is_no_line_of_text_is_refused_by_its_number() {
    for line in [&b"\xff\xfe,a\n"[..], b"\"35.84\n", &[b'x'; 100_000]] {
        let bytes = [COLUMNS.join(",").as_bytes(), b"\r\n", line].concat();
        assert_eq!(judge(&bytes).unwrap_err(), [LineFault { line: 2, wrong: LineWrong::Shape }]);
    }
    assert_eq!(judge(EXAMPLE.replace('\n', "\r\n").as_bytes()), judge(EXAMPLE.as_bytes()));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at in 0usize..5000, to: u8, noise in proptest::collection::vec(any::<u8>(), 0..100)) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        bytes[at] = to;
        let _ = judge(&bytes);
        let _ = judge(&noise);
    }
}
