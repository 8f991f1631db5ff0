use super::{folded, printed};
use crate::browser::{Answer, Browser};
use crate::harness::{Ask, person};
use flate2::read::DeflateDecoder;
use serde_json::Value;
use std::io::Read as _;

fn get(path: &str) -> Answer {
    Browser::of("doctor-01").get(path).expect(200)
}

/// Every part of a workbook whose name ends so, as text.
pub(super) fn parts(book: &[u8], end: &str) -> Vec<String> {
    let two = |at: usize| usize::from(u16::from_le_bytes([book[at], book[at + 1]]));
    let begins = |at: &usize| book[*at..].starts_with(b"PK\x03\x04");
    let read = |at: usize| {
        let (method, name, extra) = (two(at + 8), two(at + 26), two(at + 28));
        let is_wanted = book[at + 30..at + 30 + name].ends_with(end.as_bytes());
        let mut text = String::new();
        if is_wanted {
            assert_eq!(method, 8, "deflated");
            DeflateDecoder::new(&book[at + 30 + name + extra..]).read_to_string(&mut text).unwrap();
        }
        is_wanted.then_some(text)
    };
    (0..book.len()).filter(begins).filter_map(read).collect()
}

#[test]
fn the_edition_is_taken_away_as_csv_in_two_dialects() {
    let office = get("/htmc/editions/2024-90/csv");
    assert!(office.body.starts_with("\u{feff}section;number;code;name_kk;".as_bytes()));
    assert_eq!(office.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(office.header("content-disposition"), "attachment; filename=\"htmc-2024-90.csv\"");
    let plain = get("/htmc/editions/2024-90/csv?dialect=rfc4180").text();
    let lines: Vec<&str> = plain.split("\r\n").filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 109);
    for (line, (section, number, code, _)) in lines[1..].iter().zip(printed()) {
        assert!(line.starts_with(&format!("{section},{number},{code},")), "{line}");
    }
    Browser::of("doctor-01").get("/htmc/editions/2024-90/csv?dialect=x").expect(422);
}

#[test]
fn the_edition_is_taken_away_as_the_same_json_that_the_command_line_and_programs_get() {
    let file: Vec<Value> = serde_json::from_slice(&get("/htmc/editions/2024-90/json").body).unwrap();
    let rows = file.iter().map(|row| {
        let text = |value: &Value| folded(value.as_str().unwrap());
        (text(&row["section"]), row["number"].to_string(), text(&row["code"]), text(&row["name"]["kk"]))
    });
    let printed = printed().into_iter().map(|(section, number, code, name)| (section.to_owned(), number, code, name));
    assert_eq!(rows.collect::<Vec<_>>(), printed.collect::<Vec<_>>());
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_saraptama"))
        .args(["htmc", "list", "--at", "2025-09-02", "--json"])
        .output()
        .unwrap();
    let told: Vec<Value> = output
        .stdout
        .split(|c| *c == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(told, file);
    let program = Ask::get("/api/v1/htmc/list?at=2025-09-02").by(person("doctor-01")).ask().expect(200).value();
    assert_eq!(program["items"].as_array().unwrap(), &file);
}

#[test]
fn the_workbook_has_a_sheet_for_each_section_with_codes_as_texts_and_one_on_how_to_read_it() {
    for (lang, sheet) in [("kk", "Қалай оқылады"), ("ru", "Как читать"), ("en", "How to read")] {
        let book = Browser::of("doctor-01").reading(lang).get("/htmc/editions/2024-90/xlsx").expect(200).body;
        let names = parts(&book, "xl/workbook.xml").remove(0);
        assert_eq!((names.matches("<sheet ").count(), names.contains(sheet)), (4, true), "{names}");
        let sheets = parts(&book, ".xml").into_iter().filter(|part| part.contains("<worksheet ")).collect::<Vec<_>>();
        assert_eq!(sheets.iter().filter(|sheet| sheet.contains("state=\"frozen\"")).count(), 3, "headers stay in sight");
        // No cell is a number: every one is a shared text.
        for sheet in &sheets {
            assert_eq!(sheet.matches("<c ").count(), sheet.matches("t=\"s\"").count());
        }
        let rows: Vec<usize> = sheets.iter().map(|sheet| sheet.matches("<row ").count()).collect();
        assert_eq!(rows[..3], [26, 9, 76]);
        let texts = parts(&book, "sharedStrings.xml").remove(0);
        for (_, _, code, _) in printed() {
            assert!(texts.contains(&format!(">{code}</t>")), "{code}");
        }
    }
}

#[test]
fn an_edition_that_is_not_held_has_no_files() {
    for tail in ["csv", "json", "xlsx"] {
        Browser::of("doctor-01").get(&format!("/htmc/editions/2020-1/{tail}")).expect(404);
        Browser::of("doctor-01").get(&format!("/htmc/diff/{tail}?from=2024-90&to=2020-1")).expect(404);
    }
}
