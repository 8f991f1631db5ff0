//! The list of high-tech services: read, searched, taken away as files, and entered anew by two people.

mod drafts;
mod files;
mod programs;
mod reading;

use std::path::Path;

/// A row as the order prints it: section, number, code, official name.
type Printed = (&'static str, String, String, String);

/// The list read from the official text, without anything of the program: after each section's title, cells in threes.
fn printed() -> Vec<Printed> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/htmc-2020/text.kk.txt")).unwrap();
    let (_, list) = text.split_once(" № 90 (").unwrap();
    let (list, _) = list.split_once("\t\u{a0}\n").unwrap();
    let titles = [
        ("Шұғыл емдеуге жатқызу", "emergency"),
        ("Жоспарлы емдеуге жатқызу кезіндегі тегін", "planned-both"),
        ("Жоспарлы емдеуге жатқызу кезіндегі міндетті", "planned-insurance"),
    ];
    let (mut rows, mut section, mut cells) = (vec![], None, vec![]);
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some((_, found)) = titles.iter().find(|(title, _)| line.starts_with(title)) {
            section = Some(*found);
        } else if let Some(section) = section {
            cells.push(line.split_whitespace().collect::<Vec<_>>().join(" "));
            if let [number, code, name] = &cells[..] {
                rows.push((section, number.clone(), code.clone(), name.clone()));
                cells.clear();
            }
        }
    }
    assert_eq!(rows.len(), 108);
    rows
}

/// A text with its white space folded, as a page folds it.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
