//! Documents to print, and ways to read them again.
#![allow(dead_code, reason = "each test binary uses what it needs")]

pub mod cases;
pub mod foreign;
pub mod order_b;

use saraptama_paper::{Block, Fact, Sheet};
use saraptama_wire::words::{Lang, Words};
use std::sync::LazyLock;

pub static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

/// Every document in one language, by its name.
pub fn sheets(lang: Lang) -> Vec<(&'static str, Sheet<'static>)> {
    vec![
        ("form", cases::form().sheet(&WORDS, lang).unwrap()),
        ("form-draft", cases::draft().sheet(&WORDS, lang).unwrap()),
        ("act", cases::act().sheet(&WORDS, lang)),
        ("extract", cases::extract().sheet(&WORDS, lang)),
        ("notice", cases::notice().sheet(&WORDS, lang)),
        ("dossier", order_b::dossier().sheet(&WORDS, lang)),
        ("transition", order_b::transition().sheet(&WORDS, lang)),
        ("transition-draft", order_b::transition_draft().sheet(&WORDS, lang)),
        ("high-tech", order_b::high_tech().sheet(&WORDS, lang)),
        ("month", order_b::month(lang)),
    ]
}

/// Every text of a sheet in the order of reading.
pub fn texts(sheet: &Sheet<'_>) -> Vec<String> {
    let mut out: Vec<String> = sheet.demo.iter().cloned().collect();
    out.extend([sheet.over.clone(), sheet.title.clone(), sheet.under.clone()]);
    for block in &sheet.blocks {
        read(block, &mut out);
    }
    out
}

fn read(block: &Block, out: &mut Vec<String>) {
    match block {
        Block::Heading { text } => out.push(format!("\n# {text}")),
        Block::Facts { facts } => say(facts, out),
        Block::Table { columns, rows } => {
            out.push(format!("| {} |", columns.iter().map(|column| column.0.as_str()).collect::<Vec<_>>().join(" | ")));
            for row in rows {
                let cell =
                    |cell: &saraptama_paper::Cell| cell.text.iter().chain(&cell.notes).cloned().collect::<Vec<_>>().join(" / ");
                out.push(format!("| {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | ")));
            }
        }
        Block::Text { paragraphs } => out.extend(paragraphs.iter().cloned()),
        Block::Verdict { label, text, facts } => {
            out.extend([format!("\n# {label}"), text.clone()]);
            say(facts, out);
        }
        Block::Steps { steps } => out.extend(steps.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1))),
        Block::Seal { label, name, facts, note, .. } => {
            out.extend([format!("\n# {label}"), name.clone()]);
            say(facts, out);
            out.push(note.clone());
        }
        Block::Check { label, text, link, .. } => out.extend([format!("\n# {label}"), text.clone(), link.clone()]),
        Block::Note { text } => out.push(text.clone()),
    }
}

fn say(facts: &[Fact], out: &mut Vec<String>) {
    out.extend(facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value.join(" / "))));
}
