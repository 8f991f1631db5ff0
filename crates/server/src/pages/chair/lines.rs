//! A form as lines that people read one by one and compare: where each stands, and what it says.

use serde_json::Value;

/// The parts of a form in the order in which a chair reads them: what it is about first, who wrote it last. The
/// evidence stands in a table of its own.
pub(super) const PARTS: [&str; 10] = [
    "diagnosis",
    "circumstances",
    "impairments",
    "history",
    "measures",
    "patient",
    "referral",
    "commission",
    "doctor",
    "organisation",
];

/// Members in reading order; others follow by their names.
const ORDER: &[&str] = &[
    "main",
    "family_name",
    "given_name",
    "patronymic",
    "name",
    "icd10",
    "function",
    "degree",
    "kind",
    "text",
    "iin",
    "bin",
    "birth_date",
    "sex",
    "purpose",
    "number",
    "date",
    "status",
    "conclusion",
];

/// One value of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it stands, one place for each line: `impairments/0/degree`. An entry of evidence stands under its kind,
    /// so that it is the same one wherever the doctor has moved it: `evidence/karyotype/date`.
    pub(super) place: String,
    /// The names on the way there, without the numbers of list items.
    pub(super) names: Vec<String>,
    /// What it says, as it stands in the form.
    pub(super) value: String,
}

/// Every value below `name` of the form.
pub(super) fn of_part(form: &Value, name: &str) -> Vec<Line> {
    let mut lines = vec![];
    if let Some(value) = form.get(name) {
        walk(value, name.to_owned(), vec![name.to_owned()], &mut lines);
    }
    lines
}

/// Every value that a chair reads, evidence included.
pub(super) fn all(form: &Value) -> Vec<Line> {
    PARTS.iter().chain(&["evidence"]).flat_map(|part| of_part(form, part)).collect()
}

fn walk(value: &Value, place: String, names: Vec<String>, lines: &mut Vec<Line>) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
            members.sort_by_key(|(name, _)| rank(name));
            for (name, value) in members {
                let names = names.iter().cloned().chain([name.clone()]).collect();
                walk(value, format!("{place}/{name}"), names, lines);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                let kind = item.get("kind").and_then(Value::as_str).filter(|_| place == "evidence");
                let Some(kind) = kind else {
                    walk(item, format!("{place}/{n}"), names.clone(), lines);
                    continue;
                };
                let before = items[..n].iter().filter(|other| other.get("kind").and_then(Value::as_str) == Some(kind)).count();
                let nth = if before > 0 { format!("/{before}") } else { String::new() };
                let names = names.iter().cloned().chain([kind.to_owned()]).collect();
                walk(item, format!("{place}/{kind}{nth}"), names, lines);
            }
        }
        Value::Null => {}
        Value::String(text) => lines.push(Line { place, names, value: text.clone() }),
        other => lines.push(Line { place, names, value: other.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_value_has_one_place_and_evidence_stands_under_its_kind() {
        let form = json!({ "evidence": [
            { "kind": "surgeon", "date": "2025-09-01" }, { "kind": "karyotype" }, { "kind": "surgeon", "date": "2025-09-02" },
        ], "impairments": [{ "degree": 2, "function": "mental" }] });
        let places: Vec<String> = all(&form).into_iter().map(|line| line.place).collect();
        assert_eq!(
            places,
            [
                "impairments/0/function",
                "impairments/0/degree",
                "evidence/surgeon/kind",
                "evidence/surgeon/date",
                "evidence/karyotype/kind",
                "evidence/surgeon/1/kind",
                "evidence/surgeon/1/date",
            ]
        );
    }
}
