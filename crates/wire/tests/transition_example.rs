//! `docs/htmc-transition-example.md`, number by number, and the same figures as a workbook.
#![allow(clippy::unwrap_used)]

mod books;

use books::{Cell, archive, workbook};
use saraptama_core::htmc::transition::{Compared, RowFault, Tally, Verdict};
use saraptama_core::law::Law;
use saraptama_wire::transition::{LineFault, LineWrong, read_any};
use std::sync::LazyLock;

const EXAMPLE: &str = include_str!("../../../docs/examples/htmc-transition.csv");
const DOCUMENT: &str = include_str!("../../../docs/htmc-transition-example.md");
static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn compared(file: &[u8]) -> Result<Vec<Compared>, Vec<LineFault>> {
    let regions = LAW.pilot.editions.last().unwrap().subjects.iter().filter_map(|subject| subject.region);
    read_any(file, Tally::new(&LAW.htmc.lists[0], &LAW.htmc.transitions, regions)).map(|read| read.tally.compare())
}

/// The example with its cells as a person keeps them: codes as text, figures as numbers.
fn as_workbook(change: impl Fn(usize, usize, &'static str) -> Cell<'static>) -> Vec<u8> {
    as_workbook_with(&[], change)
}

fn as_workbook_with(more: &[(&str, &[u8])], change: impl Fn(usize, usize, &'static str) -> Cell<'static>) -> Vec<u8> {
    let rows = EXAMPLE
        .lines()
        .enumerate()
        .map(|(row, line)| line.split(',').enumerate().map(|(column, text)| change(row, column, text)).collect());
    workbook(&rows.collect::<Vec<Vec<Cell<'_>>>>(), more)
}

fn plain(row: usize, column: usize, text: &'static str) -> Cell<'static> {
    let is_number = row > 0 && (column == 2 || column > 5);
    if is_number { Cell::Number(text.strip_suffix(".00").unwrap_or(text)) } else { Cell::Text(text) }
}

fn of<'c>(types: &'c [Compared], code: &str, section: &str) -> &'c Compared {
    let is_it = |one: &&Compared| {
        one.usual.code == code && serde_json::to_value(one.usual.section).unwrap() == serde_json::json!(section)
    };
    types.iter().find(is_it).unwrap()
}

/// `2000000.00` as the document writes it.
fn written(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let digits: Vec<char> = whole.chars().collect();
    let grouped: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    grouped.join(" ") + &rest
}

#[test]
fn every_number_of_the_document_is_what_comes_out() {
    let types = compared(EXAMPLE.as_bytes()).unwrap();
    let verdicts = |one: &Compared| one.usual.criteria.iter().map(|judged| judged.verdict).collect::<Vec<_>>();
    use Verdict::{Met, NotMet, Undefined};
    for (code, section, expected, excluded, watched, counts) in [
        ("35.84", "emergency", [Met, Met, Met, Met], true, false, ("20", "5")),
        ("37.66", "emergency", [NotMet, Met, Met, Met], false, true, ("4", "4")),
        ("86.66", "planned-insurance", [Undefined, Met, Undefined, Undefined], false, false, ("19", "4")),
    ] {
        let one = of(&types, code, section);
        assert_eq!(verdicts(one), expected, "{code}");
        assert_eq!((one.usual.excluded, one.usual.watch_list), (excluded, watched), "{code}");
        let t1 = &one.usual.criteria[0].measures;
        assert_eq!((t1[0].numerator.as_str(), t1[1].numerator.as_str()), counts, "{code}");
        let cost = &one.usual.criteria[1].measures[0];
        assert_eq!(cost.bound.as_deref(), Some("1961679.83"), "the mean over rows");
        let by_codes = one.otherwise.iter().find(|other| other.reading == "codes").unwrap();
        assert_eq!(by_codes.measures[0].bound.as_deref(), Some("1954970.51"), "the mean over codes");
        for number in [&cost.numerator, &cost.denominator, &"1961679.83".to_owned(), &"1954970.51".to_owned()] {
            assert!(DOCUMENT.contains(&written(number)), "{code}: {} stands in the document", written(number));
        }
    }
    let count = |of: fn(&Compared) -> bool| types.iter().filter(|one| of(one)).count();
    assert_eq!((types.len(), count(|one| one.usual.excluded), count(|one| one.usual.watch_list)), (108, 1, 1));
    let zones = of(&types, "86.66", "planned-insurance");
    let by_regions = zones.otherwise.iter().find(|other| other.reading == "regions").unwrap();
    assert!(by_regions.differs && by_regions.verdict == Met, "enough by regions, unknown by zones");
}

#[test]
fn a_workbook_says_the_same_as_its_lines() {
    assert_eq!(compared(&as_workbook(plain)), compared(EXAMPLE.as_bytes()));
}

#[test]
fn a_code_that_a_workbook_keeps_as_a_number_is_refused_because_its_zeros_are_lost() {
    let numbered =
        as_workbook(|row, column, text| if (row, column) == (7, 0) { Cell::Number("35.84") } else { plain(row, column, text) });
    assert_eq!(compared(&numbered), Err(vec![LineFault { line: 8, wrong: LineWrong::Field("code") }]));
    let wrong = as_workbook(|row, column, text| match (row, column) {
        (3, 0) => Cell::Text("35.840"),
        (5, 7) => Cell::Number("0.125"),
        _ => plain(row, column, text),
    });
    let expected = [(4, LineWrong::Row(RowFault::NotListed)), (6, LineWrong::Field("cost"))];
    assert_eq!(compared(&wrong), Err(expected.map(|(line, wrong)| LineFault { line, wrong }).to_vec()));
    let wide =
        as_workbook(|row, column, text| if (row, column) == (0, 10) { Cell::Text("people") } else { plain(row, column, text) });
    assert_eq!(compared(&wide), Err(vec![LineFault { line: 1, wrong: LineWrong::Header }]));
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_not_unpacked_whatever_it_says_of_itself() {
    use std::io::Write as _;
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..80 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1 << 20, "{}", packed.len());
    for stated in [80 << 20, 100] {
        let bomb = archive(&[("xl/workbook.xml", 8, &packed, stated)]);
        assert_eq!(compared(&bomb), Err(vec![LineFault { line: 0, wrong: LineWrong::Workbook }]));
    }
    let texts = |count: &str| format!(r#"<?xml version="1.0"?><sst uniqueCount = "{count}"></sst>"#);
    for (count, is_read) in [("12", true), ("9999999", true), ("1000000000000", false), ("18446744073709551615", false)] {
        let texts = texts(count);
        let stated = as_workbook_with(&[("xl/sharedStrings.xml", texts.as_bytes())], plain);
        assert_eq!(compared(&stated).is_ok(), is_read, "{count} texts");
    }
    let whole = as_workbook(plain);
    for cut in [4, 30, whole.len() / 2, whole.len() - 1] {
        assert!(compared(&whole[..cut]).is_err(), "{cut} bytes of {}", whole.len());
    }
}

#[test]
fn the_protocol_says_what_was_judged_and_its_bytes_come_back_to_the_letter() {
    use saraptama_core::terms::{FormId, Sha256, parse_instant};
    use saraptama_wire::dossier::Person;
    use saraptama_wire::transition::protocol::{Figures, Made, Protocol};
    let types = compared(EXAMPLE.as_bytes()).unwrap();
    let file = Figures {
        id: FormId::from_bytes([7; 16]),
        sha256: Sha256::of(EXAMPLE.as_bytes()),
        rows: 187,
        imported_by: Person { id: "analyst".into(), name: "А".into() },
        imported_at: parse_instant("2025-09-02T12:00:00+05:00").unwrap(),
    };
    let (list, law_day) = (&LAW.htmc.lists[0], jiff::civil::date(2025, 9, 2));
    let made = || Made { file: file.clone(), law_day, list, htmc: &LAW.htmc, types: &types }.protocol();
    let (protocol, bytes) = (made(), made().to_bytes());
    assert_eq!(Protocol::read(&bytes).as_ref(), Some(&protocol));
    let of = |wanted: fn(&saraptama_wire::transition::protocol::Type) -> bool| {
        protocol.types.iter().filter(|one| wanted(one)).map(|one| one.code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((of(|one| one.excluded), of(|one| one.watch_list), protocol.types.len()), (vec!["35.84"], vec!["37.66"], 108));
    assert!(protocol.types.iter().all(|one| one.name.is_some() && one.criteria.len() == 4));
    let gaps = protocol.types.iter().flat_map(|one| &one.criteria).filter(|judged| !judged.gaps.is_empty()).count();
    assert!(gaps > 0, "what is missing is signed too");
    let text = String::from_utf8(bytes).unwrap();
    for other in [
        text.replacen("\"excluded\":false", "\"excluded\": false", 1),
        text.replacen("htmc-transition/1", "htmc-transition/2", 1),
    ] {
        assert_eq!(Protocol::read(other.as_bytes()), None);
    }
}
