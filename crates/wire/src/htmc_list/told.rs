use super::{Differs, Listed};
use saraptama_core::htmc::differences;
use saraptama_core::htmc::edition::{Editions, HeldEdition, Source};
use saraptama_core::law::HtmcRow;
use serde_json::{Value, json};

/// What programs are told of an edition beside its rows.
pub fn heading(edition: &HeldEdition) -> Value {
    let HeldEdition { list, first_day, act, source } = edition;
    json!({
        "edition": list.edition,
        "act": { "number": act.number, "signed_on": act.on, "paragraph": act.paragraph },
        "first_day": first_day,
        "from": list.from,
        "until": list.until,
        "rows": list.rows.len(),
        "of_law": *source == Source::Law,
    })
}

/// An edition with these of its rows.
pub fn edition(edition: &HeldEdition, rows: &[&HtmcRow]) -> Value {
    let items: Vec<Listed<'_>> = rows.iter().map(|row| Listed::of(row, &edition.list.edition)).collect();
    json!({ "edition": heading(edition), "items": items })
}

/// What differs between two editions, with the acts that brought it about.
pub fn difference(editions: &Editions, from: &HeldEdition, to: &HeldEdition) -> Value {
    let of = |one| Differs::of(one, &from.list.edition, &to.list.edition);
    let found: Vec<Differs<'_>> = differences(&from.list.rows, &to.list.rows).into_iter().map(of).collect();
    let acts: Vec<Value> = editions.acts_between(from, to).into_iter().map(heading).collect();
    json!({ "from": from.list.edition, "to": to.list.edition, "acts": acts, "differences": found })
}
