//! From what was typed to the draft: only fields of the step that was sent, and only what differs from what the
//! page showed, so that a number stays written as it was.

use super::entry;
use super::step::{Field, Kind, ROWS, Step, field_at};
use super::tree::Tree;
use crate::pages::fields::{Fields, day};
use saraptama_core::terms::{FormId, Iin, Instant, parse_instant, write_instant};

/// The members of an entry that a page writes, beside its facts.
const OF_ENTRY: [&str; 6] = ["status", "date", "organisation", "specialist.name", "specialist.audience", "conclusion"];
/// Objects that every form has: without them a missing field could not be told by its name.
const ALWAYS: [&str; 8] =
    ["mis", "organisation", "doctor", "patient", "referral", "diagnosis.main", "commission.chair", "commission"];
/// Lists whose rows a page shows.
const LISTS: [&str; 6] =
    ["diagnosis.complications", "diagnosis.comorbid", "impairments", "history.incapacity", "measures", "commission.members"];

/// What the writer needs to know beside the fields.
pub(super) struct Pen<'p> {
    /// The form's id, which is its address.
    pub(super) form: FormId,
    /// The node's time.
    pub(super) now: Instant,
    /// The name of a chair of the register of roles.
    pub(super) chair: &'p (dyn Fn(Iin) -> Option<String> + Sync),
    /// Rows that were emptied go: not while somebody is typing, or the rows on the page would be others.
    pub(super) closes_gaps: bool,
}

impl Pen<'_> {
    /// The draft after `fields` of `step`.
    pub(super) fn write(&self, draft: &mut Tree, step: Step, fields: &Fields) {
        let before = draft.clone();
        for (name, typed) in fields.pairs() {
            let typed = typed.replace("\r\n", "\n");
            match name.strip_prefix("evidence.") {
                Some(rest) if step == Step::Examinations => put_evidence(draft, rest, &typed),
                _ => {
                    if let Some(field) = field_at(name).filter(|field| field.step == step) {
                        self.put(draft, field, name, &typed);
                    }
                }
            }
        }
        if step == Step::Patient {
            self.confirm(draft, fields);
        }
        // Whoever only looks changes nothing, however another system wrote the form.
        if *draft != before {
            self.tidy(draft);
        }
    }

    fn put(&self, draft: &mut Tree, field: &Field, name: &str, typed: &str) {
        let path: Vec<&str> = name.split('.').collect();
        if field.kind == Kind::Fixed || is_shown(draft, &path, typed) {
            return;
        }
        let Some(value) = value(field.kind, typed) else { return draft.take(&path) };
        draft.put(&path, value);
        if field.kind == Kind::Chair {
            let name = Iin::parse(typed.trim()).ok().and_then(|iin| (self.chair)(iin));
            match name {
                Some(name) => draft.put(&["commission", "chair", "name"], Tree::Text(name)),
                None => draft.take(&["commission", "chair", "name"]),
            }
        }
    }

    /// The doctor says that the patient's data were checked (p. 3), or takes it back.
    fn confirm(&self, draft: &mut Tree, fields: &Fields) {
        const AT: &str = "data_checked_at";
        if fields.given("data_checked_at.asked").is_none() {
            return;
        }
        let is_said = parse_instant(&draft.text(AT)).is_ok();
        match (fields.given(AT), is_said) {
            (Some(_), false) => draft.put(&[AT], Tree::Text(write_instant(self.now))),
            (None, true) => draft.take(&[AT]),
            _ => {}
        }
    }

    /// What every form has; rows without anything; entries of which only the kind is left.
    pub(super) fn tidy(&self, draft: &mut Tree) {
        draft.put(&["form"], Tree::Text("031/e".into()));
        draft.put(&["version"], Tree::Other("1".into()));
        draft.put(&["id"], Tree::Text(self.form.to_string()));
        if parse_instant(&draft.text("created_at")).is_err() {
            draft.put(&["created_at"], Tree::Text(write_instant(self.now)));
        }
        for list in LISTS {
            let path: Vec<&str> = list.split('.').collect();
            let Some(rows) = draft.items_mut(&path) else { continue };
            if self.closes_gaps {
                rows.retain(|row| *row != Tree::empty());
            }
            while rows.last() == Some(&Tree::empty()) {
                rows.pop();
            }
            if rows.is_empty() {
                draft.take(&path);
            }
        }
        for list in ["impairments", "evidence"] {
            if draft.at(&[list]).is_none() {
                draft.put(&[list], Tree::List(vec![]));
            }
        }
        for object in ALWAYS {
            let path: Vec<&str> = object.split('.').collect();
            if draft.at(&path).is_none() {
                draft.put(&path, Tree::empty());
            }
        }
        close_entries(draft);
    }
}

/// Whether what was typed is what the page showed; browsers end lines in their own way.
fn is_shown(draft: &Tree, path: &[&str], typed: &str) -> bool {
    draft.shown(path).replace("\r\n", "\n").trim() == typed.trim()
}

/// What a typed text becomes; nothing where it is blank.
fn value(kind: Kind, typed: &str) -> Option<Tree> {
    let text = typed.trim();
    if text.is_empty() {
        return None;
    }
    let whole = || text.parse::<u32>().ok().map(|number| Tree::Other(number.to_string()));
    Some(match kind {
        Kind::Whole | Kind::SubForm => whole().unwrap_or_else(|| Tree::Text(text.to_owned())),
        Kind::Date => Tree::Text(day(text).map_or_else(|| text.to_owned(), |day| day.to_string())),
        Kind::Number12 | Kind::Chair => Tree::Text(text.split_whitespace().collect()),
        _ => Tree::Text(text.to_owned()),
    })
}

/// `karyotype.facts.karyotype` of the field `evidence.karyotype.facts.karyotype`.
fn put_evidence(draft: &mut Tree, name: &str, typed: &str) {
    let Some((key, member)) = name.split_once('.') else { return };
    let fact = member.strip_prefix("facts.").filter(|fact| entry::is_name(fact));
    if !entry::is_name(key) || (fact.is_none() && !OF_ENTRY.contains(&member)) {
        return;
    }
    let kind = if member == "date" { Kind::Date } else { Kind::Line };
    let value = value(kind, typed);
    let at = match entry::place(draft, key) {
        Some(at) => at,
        None if value.is_none() => return,
        None => match begin(draft, key) {
            Some(at) => at,
            None => return,
        },
    };
    let at = at.to_string();
    let mut path = vec!["evidence", at.as_str()];
    path.extend(member.split('.'));
    if is_shown(draft, &path, typed) {
        return;
    }
    match value {
        Some(value) => draft.put(&path, value),
        None => draft.take(&path),
    }
}

/// Begins the entry of this name; answers its place.
pub(super) fn begin(draft: &mut Tree, key: &str) -> Option<usize> {
    let kind = entry::kind_of(key);
    let at = draft.items(&["evidence"]).len();
    if at >= ROWS || key.starts_with("item-") {
        return None;
    }
    let begun = Tree::Object(vec![("kind".to_owned(), Tree::Text(kind.to_owned()))]);
    draft.put(&["evidence", &at.to_string()], begun);
    entry::place(draft, key)
}

/// Entries of which nothing but the kind is left go, unless a later one of the same kind would take their name.
fn close_entries(draft: &mut Tree) {
    let keys = entry::keys(draft);
    let Some(entries) = draft.items_mut(&["evidence"]) else { return };
    let mut at = keys.len();
    while at > 0 {
        at -= 1;
        let is_bare = matches!(&entries[at], Tree::Object(members) if members.iter().all(|(name, _)| name == "kind"));
        let is_last = !keys[at + 1..].iter().any(|other| entry::kind_of(other) == entry::kind_of(&keys[at]));
        if is_bare && is_last {
            entries.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(before: &str, step: Step, fields: &[(&str, &str)], closes_gaps: bool) -> Tree {
        let mut draft = Tree::read(before.as_bytes()).expect("an object");
        let fields = Fields::new(fields.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect());
        let form = FormId::parse("863031b3-8f8a-41c1-a830-2c2e623e8e18").expect("an id");
        let now = parse_instant("2025-09-02T09:00:00+05:00").expect("an instant");
        Pen { form, now, chair: &|_| Some("Сейітов Б.".into()), closes_gaps }.write(&mut draft, step, &fields);
        draft
    }

    #[test]
    fn a_field_of_another_step_and_a_field_that_no_form_has_are_not_written() {
        let draft = written(
            "{}",
            Step::Patient,
            &[("patient.iin", " 850226 441534 "), ("commission.number", "7"), ("patient.x", "1")],
            true,
        );
        assert_eq!(draft.text("patient.iin"), "850226441534");
        assert_eq!(draft.text("commission.number"), "");
        assert_eq!(draft.text("patient.x"), "");
    }

    #[test]
    fn numbers_are_numbers_days_are_days_and_whatever_else_was_typed_stays() {
        let typed = [("impairments.0.degree", "3"), ("impairments.1.degree", "three"), ("history.incapacity.0.from", "7.3.2025")];
        let draft = written("{}", Step::Impairments, &typed, true);
        assert_eq!(draft.at(&["impairments", "0", "degree"]), Some(&Tree::Other("3".into())));
        assert_eq!(draft.at(&["impairments", "1", "degree"]), Some(&Tree::Text("three".into())));
        assert_eq!(draft.text("history.incapacity.0.from"), "2025-03-07");
    }

    #[test]
    fn an_emptied_row_stays_in_its_place_while_somebody_types_and_goes_afterwards() {
        let before = r#"{"measures":[{"kind":"surgery","text":"a"},{"kind":"other","text":"b"}]}"#;
        let emptied = [("measures.0.kind", ""), ("measures.0.text", ""), ("measures.1.text", "c"), ("measures.2.text", "")];
        for (closes_gaps, rows) in [(false, 2), (true, 1)] {
            let draft = written(before, Step::Measures, &emptied, closes_gaps);
            assert_eq!(draft.items(&["measures"]).len(), rows);
            assert_eq!(draft.text(&format!("measures.{}.text", rows - 1)), "c");
        }
    }

    #[test]
    fn an_entry_begins_with_the_first_letter_and_ends_with_the_last() {
        let draft = written(
            "{}",
            Step::Examinations,
            &[("evidence.karyotype.conclusion", "47,XX,+21"), ("evidence.pmpc.date", "")],
            true,
        );
        let bytes = String::from_utf8(draft.bytes()).expect("text");
        assert!(bytes.contains(r#""evidence":[{"kind":"karyotype","conclusion":"47,XX,+21"}]"#), "{bytes}");
        let emptied = written(&bytes, Step::Examinations, &[("evidence.karyotype.conclusion", "")], true);
        assert_eq!(emptied.items(&["evidence"]), []);
    }

    #[test]
    fn the_chair_has_the_name_of_the_register_of_roles() {
        let draft =
            written("{}", Step::Commission, &[("commission.chair.iin", "710506333065"), ("commission.chair.name", "x")], true);
        assert_eq!(draft.text("commission.chair.name"), "Сейітов Б.");
    }

    #[test]
    fn that_the_data_were_checked_is_said_and_taken_back_only_where_it_was_asked() {
        let said = written("{}", Step::Patient, &[("data_checked_at.asked", "1"), ("data_checked_at", "yes")], true);
        assert_eq!(said.text("data_checked_at"), "2025-09-02T09:00:00+05:00");
        let bytes = String::from_utf8(said.bytes()).expect("text");
        assert_eq!(written(&bytes, Step::Patient, &[], true).text("data_checked_at"), "2025-09-02T09:00:00+05:00");
        assert_eq!(written(&bytes, Step::Patient, &[("data_checked_at.asked", "1")], true).text("data_checked_at"), "");
    }
}
