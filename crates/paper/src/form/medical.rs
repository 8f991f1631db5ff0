//! What the patient has, how it is known, and what would help.

use super::read::{choice, date, list, required, text};
use crate::say::{Say, grouped};
use crate::sheet::{Block, Cell, Fact, Row, paragraphs};
use saraptama_core::law::PilotRules;
use saraptama_core::terms::Sha256;
use serde_json::Value;

/// From the diagnosis to the measures; an optional part that the form lacks is not printed.
pub(super) fn blocks(form: &Value, rules: &PilotRules, say: Say<'_>) -> Vec<Block> {
    let parts = [
        ("form-diagnosis", diagnosis(form, rules, say)),
        ("form-impairments", impairments(form, say)),
        ("form-evidence", evidence(form, say)),
        ("form-history", history(form, say)),
        ("form-measures", measures(form, say)),
    ];
    let part = |(heading, mut blocks): (&str, Vec<Block>)| {
        if !blocks.is_empty() {
            blocks.insert(0, Block::Heading { text: say.text(heading) });
        }
        blocks
    };
    parts.into_iter().flat_map(part).collect()
}

/// A table whose columns have the words `form-KEY` for names.
fn table(columns: &[(&str, u8)], rows: Vec<Row>, say: Say<'_>) -> Block {
    let columns = columns.iter().map(|(key, share)| (say.text(&format!("form-{key}")), *share)).collect();
    Block::Table { columns, rows }
}

fn diagnosis(form: &Value, rules: &PilotRules, say: Say<'_>) -> Vec<Block> {
    let row = |kind: &str, one: &Value| {
        let mut wording = Cell::of(required(one, "/text", say));
        if let Some(day) = date(one, "/established_on", say) {
            wording = wording.noting(say.with("form-established", &[("date", day.into())]));
        }
        vec![Cell::of(say.value("diagnosis", kind)), Cell::of(required(one, "/icd10", say)), wording]
    };
    let nothing = Value::Null;
    let main = row("main", form.pointer("/diagnosis/main").unwrap_or(&nothing));
    let others = [("complications", "complication"), ("comorbid", "comorbid")]
        .into_iter()
        .flat_map(|(member, kind)| list(form, &format!("/diagnosis/{member}")).iter().map(move |one| row(kind, one)));
    let rows = std::iter::once(main).chain(others).collect();
    let columns = [("diagnosis-kind", 20), ("icd10", 14), ("diagnosis-text", 66)];
    let anatomical = text(form, "/diagnosis/main/anatomical_form").map(|value| anatomical(&value, rules, say));
    let surgical = choice(form, "/circumstances/surgical_amputation", "answer", say);
    let facts: Vec<Fact> =
        [say.fact_if("form-anatomical", anatomical), say.fact_if("form-surgical", surgical)].into_iter().flatten().collect();
    let facts = (!facts.is_empty()).then_some(Block::Facts { facts });
    std::iter::once(table(&columns, rows, say)).chain(facts).collect()
}

/// The row of the order's list, by its number and words.
fn anatomical(value: &str, rules: &PilotRules, say: Say<'_>) -> String {
    let row = value.parse::<u8>().ok().and_then(|number| rules.sub_forms.iter().find(|form| form.number == number));
    row.map_or_else(|| say.value("anatomical", value), |row| format!("{}. {}", row.number, say.of(&row.name)))
}

fn impairments(form: &Value, say: Say<'_>) -> Vec<Block> {
    let row = |one: &Value| {
        let degree = required(one, "/degree", say);
        vec![
            Cell::of(choice(one, "/function", "function", say).unwrap_or_else(|| say.text("not-filled"))),
            Cell::of(say.with("degree", &[("degree", degree.into())])),
            Cell::of(text(one, "/text").unwrap_or_else(|| say.text("none"))),
        ]
    };
    let rows: Vec<Row> = list(form, "/impairments").iter().map(row).collect();
    if rows.is_empty() {
        return vec![Block::Text { paragraphs: vec![say.text("not-filled")] }];
    }
    vec![table(&[("function", 34), ("degree", 16), ("description", 50)], rows, say)]
}

fn evidence(form: &Value, say: Say<'_>) -> Vec<Block> {
    let rows: Vec<Row> = list(form, "/evidence").iter().map(|entry| examination(entry, say)).collect();
    if rows.is_empty() {
        return vec![Block::Text { paragraphs: vec![say.text("form-no-evidence")] }];
    }
    vec![table(&[("examination", 32), ("by", 26), ("conclusion", 42)], rows, say)]
}

/// An examination: which and when, by whom, and what it found.
fn examination(entry: &Value, say: Say<'_>) -> Row {
    let status = choice(entry, "/status", "status", say).unwrap_or_else(|| say.text("not-filled"));
    let mut what = Cell::of(choice(entry, "/kind", "kind", say).unwrap_or_else(|| say.text("not-filled")));
    what.notes.extend(date(entry, "/date", say));
    what.notes.push(status);
    let mut by = Cell::of(text(entry, "/organisation").unwrap_or_default());
    if let Some(name) = text(entry, "/specialist/name") {
        by.text.extend(paragraphs(&name));
    }
    by.notes.extend(choice(entry, "/specialist/audience", "audience", say));
    if by.text.is_empty() {
        by.text.push(say.text("none"));
    }
    let mut found = Cell::of(text(entry, "/conclusion").unwrap_or_default());
    for (name, value) in entry.pointer("/facts").and_then(Value::as_object).into_iter().flatten() {
        let value = text(value, "").unwrap_or_else(|| say.text("not-filled"));
        found.text.extend(paragraphs(&format!("{}: {value}", say.datum(name))));
    }
    if let Some(document) = entry.pointer("/document") {
        found.notes.push(attached(document, say));
    }
    if found.text.is_empty() {
        found.text.push(say.text("none"));
    }
    vec![what, by, found]
}

/// A file that the form names by its digest.
fn attached(document: &Value, say: Say<'_>) -> String {
    let digest = required(document, "/sha256", say);
    let digest = Sha256::parse(&digest).map_or(digest, |digest| grouped(digest).replace('\n', " "));
    let args = [
        ("name", text(document, "/name").unwrap_or_else(|| say.text("none")).into()),
        ("type", required(document, "/media_type", say).into()),
        ("size", required(document, "/size", say).into()),
        ("sha256", digest.into()),
    ];
    say.with("form-document-attached", &args)
}

fn history(form: &Value, say: Say<'_>) -> Vec<Block> {
    let free = ["disease", "life", "treatment"];
    let facts =
        free.iter().filter_map(|member| say.fact_if(&format!("form-{member}"), text(form, &format!("/history/{member}"))));
    let facts: Vec<Fact> = facts.collect();
    let row = |one: &Value| {
        let day = |at: &str| Cell::of(date(one, at, say).unwrap_or_else(|| say.text("not-filled")));
        vec![day("/from"), day("/to"), Cell::of(required(one, "/icd10", say))]
    };
    let rows: Vec<Row> = list(form, "/history/incapacity").iter().map(row).collect();
    let facts = (!facts.is_empty()).then_some(Block::Facts { facts });
    let incapacity = (!rows.is_empty()).then(|| {
        let columns = [(say.text("form-from"), 40), (say.text("form-to"), 40), (say.text("form-icd10"), 20)];
        [
            Block::Text { paragraphs: vec![say.text("form-incapacity")] },
            Block::Table { columns: columns.to_vec(), rows }, //
        ]
    });
    facts.into_iter().chain(incapacity.into_iter().flatten()).collect()
}

fn measures(form: &Value, say: Say<'_>) -> Vec<Block> {
    let row = |one: &Value| {
        let kind = choice(one, "/kind", "rehabilitation", say).unwrap_or_else(|| say.text("not-filled"));
        vec![Cell::of(kind), Cell::of(required(one, "/text", say))]
    };
    let rows: Vec<Row> = list(form, "/measures").iter().map(row).collect();
    if rows.is_empty() { Vec::new() } else { vec![table(&[("measure-kind", 32), ("measure-text", 68)], rows, say)] }
}
