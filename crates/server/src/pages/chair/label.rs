//! What the lines of a form are called, and how their values read. The words of the form's fields are the doctor's.

use super::lines::Line;
use crate::pages::visit::Visit;
use saraptama_core::terms::parse_date;

/// What a line is called.
pub(super) fn name(visit: &Visit, line: &Line) -> String {
    match line.names.as_slice() {
        [part, kind, rest @ ..] if part == "evidence" => {
            let of = rest.iter().map(|member| evidence_member(visit, member)).collect::<Vec<_>>();
            visit.say("chair-line-of", &[("whole", kind_name(visit, kind).into()), ("part", of.join(", ").into())])
        }
        names => known(visit, &[field_key(names)]).unwrap_or_else(|| names.last().cloned().unwrap_or_default()),
    }
}

/// What a line says, in the reader's language where its words are the form's own.
pub(super) fn value(visit: &Visit, line: &Line) -> String {
    let last = line.names.last().map_or("", String::as_str);
    let key = field_key(&line.names);
    let of_choice = || known(visit, &[format!("{key}-{}", dashed(&line.value)), format!("chair-{last}-{}", dashed(&line.value))]);
    let of_day = || parse_date(&line.value).ok().map(|day| visit.day(day));
    let of_form = || (last == "anatomical_form").then(|| sub_form(visit, &line.value)).flatten();
    let of_kind = || (last == "kind").then(|| kind_name(visit, &line.value));
    let of_region = || (last == "region").then(|| region_name(visit, &line.value)).flatten();
    of_form().or_else(of_region).or_else(of_choice).or_else(of_kind).or_else(of_day).unwrap_or_else(|| line.value.clone())
}

/// What a kind of evidence is called.
pub(super) fn kind_name(visit: &Visit, kind: &str) -> String {
    known(visit, &[format!("doctor-kind-{}", dashed(kind))]).unwrap_or_else(|| kind.to_owned())
}

/// What an objective datum is called.
pub(super) fn fact_name(visit: &Visit, fact: &str) -> String {
    known(visit, &[format!("doctor-fact-{}", dashed(fact)), format!("fact-{fact}")]).unwrap_or_else(|| fact.to_owned())
}

fn region_name(visit: &Visit, region: &str) -> Option<String> {
    known(visit, &[format!("doctor-region-{}", region.strip_prefix("KZ-")?)])
}

/// The row of the order's list of limb defects, as it is printed.
fn sub_form(visit: &Visit, number: &str) -> Option<String> {
    let rules = visit.law().pilot.nearest(visit.today());
    let row = rules.sub_forms.iter().find(|row| row.number.to_string() == number)?;
    Some(visit.say("chair-numbered", &[("number", number.into()), ("text", visit.of(&row.name).into())]))
}

fn evidence_member(visit: &Visit, member: &str) -> String {
    known(visit, &[format!("chair-evidence-{}", dashed(member))]).unwrap_or_else(|| fact_name(visit, member))
}

fn field_key(names: &[String]) -> String {
    format!("doctor-f-{}", dashed(&names.join("-")))
}

fn dashed(name: &str) -> String {
    name.replace(['_', '/', '.'], "-")
}

/// The first of these messages that there is.
fn known(visit: &Visit, keys: &[String]) -> Option<String> {
    keys.iter().find(|key| visit.words().has(key)).map(|key| visit.t(key))
}
