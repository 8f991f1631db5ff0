//! The file of an edition's rows: what goes out comes back, and what cannot be read is named line by line.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use saraptama_core::htmc::edition::RowWrong;
use saraptama_core::law::Law;
use saraptama_wire::htmc_list::*;

fn list() -> Vec<saraptama_core::law::HtmcRow> {
    Law::embedded().htmc.lists[0].rows.clone()
}

#[test]
fn the_whole_list_comes_back_from_either_dialect() {
    let rows = list();
    let office = write(&rows, Dialect::Office);
    assert!(office.starts_with("\u{feff}section;number;code;".as_bytes()));
    assert_eq!(read(&office), Ok(rows.clone()));
    let plain = write(&rows, Dialect::Rfc4180);
    assert!(plain.starts_with(b"section,number,code,name_kk,name_ru,name_en,gloss_kk,gloss_ru,gloss_en\r\nemergency,1,00.50,"));
    assert_eq!(read(&plain), Ok(rows));
}

const HEAD: &str = "section,number,code,name_kk,name_ru,name_en,gloss_kk,gloss_ru,gloss_en\n";

#[test]
fn every_refused_line_is_named_with_its_number_and_reason_and_nothing_is_taken() {
    for (body, expected) in [
        ("emergency,1,00.50,а,б,c,,,\n", vec![]),
        ("emergency,1,00.50,а,б,c,,,\nsomewhere,1,00.50,а,б,c,,,\n", vec![(3, RowsWrong::Section)]),
        ("emergency,01,00.50,а,б,c,,,\n", vec![(2, RowsWrong::Number)]),
        ("emergency,0,00.50,а,б,c,,,\n", vec![(2, RowsWrong::Number)]),
        ("emergency,70000,00.50,а,б,c,,,\n", vec![(2, RowsWrong::Number)]),
        ("emergency,1,00.50,а,б,c,,\n", vec![(2, RowsWrong::Shape)]),
        ("emergency,1,0.5,а,б,c,,,\n", vec![(2, RowsWrong::Row(RowWrong::Code))]),
        ("emergency,1,00.50,,б,c,,,\n", vec![(2, RowsWrong::Row(RowWrong::NameKk))]),
        ("emergency,1,00.50,а,б,c,x,,\n", vec![(2, RowsWrong::Row(RowWrong::Gloss))]),
        ("emergency,1,00.50,а,б,c,,,\n\nemergency,3,00.51,а,б,c,,,\n", vec![(4, RowsWrong::Row(RowWrong::Number))]),
        ("emergency,1,00.50,а,б,c,,,\nemergency,2,00.50,а,б,c,,,\n", vec![(3, RowsWrong::Row(RowWrong::CodeTwice))]),
        // A field that opens a quotation swallows no other line, and the gap that a bad line leaves is told once.
        ("emergency,1,00.50,\"а,б,c,,,\nemergency,2,00.51,а,б,c,,,\n", vec![(2, RowsWrong::Shape)]),
        ("", vec![(0, RowsWrong::Empty)]),
    ] {
        let found = read(format!("{HEAD}{body}").as_bytes());
        let told: Vec<_> = found.err().unwrap_or_default().iter().map(|fault| (fault.line, fault.wrong)).collect();
        assert_eq!(told, expected, "{body}");
    }
    let whole = |bytes: &[u8]| read(bytes).unwrap_err()[0];
    assert_eq!(whole(b"code,name\n"), RowsFault { line: 0, wrong: RowsWrong::Header });
    assert_eq!(whole(b""), RowsFault { line: 0, wrong: RowsWrong::Header });
    assert_eq!(whole(&[0xFF, 0xFE]), RowsFault { line: 0, wrong: RowsWrong::NotText });
    assert_eq!(whole(&vec![b'x'; FILE_BYTES + 1]), RowsFault { line: 0, wrong: RowsWrong::TooLarge });
}

#[test]
fn a_file_of_too_many_rows_or_faults_is_left_off() {
    let rows: String = (1..=3000).map(|n| format!("emergency,{n},{:02}.{n:04},а,б,c,,,\n", n % 100)).collect();
    let found = read(format!("{HEAD}{rows}").as_bytes()).unwrap_err();
    assert!(found.iter().any(|fault| fault.wrong == RowsWrong::Row(RowWrong::TooMany)), "{found:?}");
    let bad: String = (1..=3000).map(|_| "nowhere,1,00.50,а,б,c,,,\n").collect();
    assert_eq!(read(format!("{HEAD}{bad}").as_bytes()).unwrap_err().len(), 200);
}

proptest! {
    #[test]
    fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(&[HEAD.as_bytes(), &bytes].concat());
    }
}

#[test]
fn an_edition_comes_back_from_what_programs_are_told_whole_or_not_at_all() {
    use saraptama_core::htmc::edition::Editions;
    let law = Law::embedded();
    let editions = Editions::of(&law, &[]);
    let held = &editions.all()[0];
    let rows: Vec<_> = held.list.rows.iter().collect();
    let told = edition(held, &rows);
    let read = |told: &serde_json::Value| read_edition(told.to_string().as_bytes());
    let back = read(&told).unwrap();
    assert_eq!((&back.rows, back.heading.from, back.answers_from), (&held.list.rows, held.first_day, held.list.from));
    assert_eq!((back.heading.edition.as_str(), back.heading.act.as_str()), ("2024-90", held.act.number.as_str()));
    // A row is missing; one is of another edition; a code is none; there is no act.
    assert_eq!(read(&edition(held, &rows[1..])), None);
    for (pointer, wrong) in
        [("/items/3/edition", "2024-91"), ("/items/3/code", "1"), ("/items/3/name/kk", "="), ("/edition/act/number", "")]
    {
        let mut other = told.clone();
        *other.pointer_mut(pointer).unwrap() = wrong.into();
        assert_eq!(read(&other), None, "{pointer}");
    }
    let mut later = told.clone();
    later["edition"]["something_new"] = true.into();
    assert_eq!(read(&later), Some(back), "a later version may tell more");

    let names = |items: serde_json::Value| read_names(serde_json::json!({ "items": items }).to_string().as_bytes());
    assert_eq!(names(serde_json::json!([heading(held)])), Some(vec!["2024-90".to_owned()]));
    for name in ["", "../x", "a&b", "a b"] {
        assert_eq!(names(serde_json::json!([{ "edition": name }])), None, "{name}: it would stand in an address");
    }
}
