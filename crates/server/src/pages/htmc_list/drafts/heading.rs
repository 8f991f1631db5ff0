//! The heading of an edition as fields, and what is wrong with what was sent.

use crate::pages::fields::{Fields, day};
use crate::pages::parts::{Finding, Input, date, input};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::htmc::edition::{Heading, Refusal, RowFault};
use saraptama_core::law::HtmcRow;
use saraptama_wire::htmc_list::RowsFault;

/// The heading that was sent; a day that is none is told beside its field.
pub(super) fn read(visit: &Visit, fields: &Fields) -> Result<Heading, Vec<Finding>> {
    let day = |name: &str| day(fields.one(name)).ok_or_else(|| Finding::field(name, visit.t("htmc-find-day-wrong")));
    let (signed_on, from) = (day("signed_on"), day("from"));
    let text = |name: &str| fields.one(name).to_owned();
    match (signed_on, from) {
        (Ok(signed_on), Ok(from)) => {
            Ok(Heading { edition: text("edition"), act: text("act"), signed_on, paragraph: text("paragraph"), from })
        }
        (signed_on, from) => Err([signed_on.err(), from.err()].into_iter().flatten().collect()),
    }
}

/// The heading as a form sends it.
pub(super) fn fields(heading: &Heading) -> Fields {
    let Heading { edition, act, signed_on, paragraph, from } = heading;
    let pairs = [
        ("edition", edition.clone()),
        ("act", act.clone()),
        ("signed_on", signed_on.to_string()),
        ("paragraph", paragraph.clone()),
        ("from", from.to_string()),
    ];
    Fields::new(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

pub(super) fn draw(visit: &Visit, fields: &Fields, wrong: &[Finding]) -> Markup {
    let of = |name: &'static str, key: &str, hint: &str| Input {
        name,
        label: visit.t(key),
        hint: visit.t(hint),
        value: fields.one(name),
        error: wrong.iter().find(|found| found.at == format!("#{name}")).map(|found| found.text.clone()),
        autocomplete: "off",
        ..Input::default()
    };
    html! {
        (input(visit, &Input { width: 20, ..of("edition", "htmc-draft-edition", "htmc-draft-edition-hint") }))
        (input(visit, &Input { width: 20, ..of("act", "htmc-draft-act", "htmc-draft-act-hint") }))
        (date(visit, &of("signed_on", "htmc-draft-signed-on", "htmc-day-hint-act")))
        (input(visit, &of("paragraph", "htmc-draft-paragraph", "htmc-draft-paragraph-hint")))
        (date(visit, &of("from", "htmc-draft-from", "htmc-draft-from-hint")))
    }
}

/// Why something was refused, each with its field where it has one; none where it is no matter of what was typed.
pub(super) fn told(visit: &Visit, refusal: &Refusal, rows: &[HtmcRow]) -> Option<Vec<Finding>> {
    Some(match refusal {
        Refusal::Heading(faults) => faults.iter().map(|fault| Finding::field(fault.member(), visit.t(fault.key()))).collect(),
        Refusal::Rows(faults) => faults.iter().map(|fault| of_row(visit, fault, rows)).collect(),
        Refusal::EditionKnown => vec![Finding::field("edition", visit.t(refusal.key()))],
        Refusal::NotAfterTheLast => vec![Finding::field("from", visit.t(refusal.key()))],
        Refusal::NoSuchRow => vec![Finding::field("number", visit.t(refusal.key()))],
        Refusal::Reason => vec![Finding::field("reason", visit.t(refusal.key()))],
        Refusal::Empty | Refusal::OwnWork => {
            vec![Finding { at: String::new(), text: visit.t(refusal.key()), source: String::new() }]
        }
        Refusal::NoSuchDraft | Refusal::WrongState => return None,
    })
}

fn of_row(visit: &Visit, fault: &RowFault, rows: &[HtmcRow]) -> Finding {
    let place = rows.get(fault.at).map(|row| row.code.as_str()).unwrap_or_default();
    let args = [("row", place.into()), ("reason", visit.t(fault.wrong.key()).into())];
    Finding::field(fault.wrong.field(), visit.say("htmc-rows-row", &args))
}

/// What is wrong with the lines of a file, each with its number; the whole file is left out.
pub(super) fn of_lines(visit: &Visit, faults: &[RowsFault]) -> Vec<Finding> {
    let of = |fault: &RowsFault| {
        let reason = visit.t(fault.wrong.key());
        match fault.line {
            0 => Finding::field("file", reason),
            line => Finding::field(
                "file",
                visit.say(
                    "htmc-rows-line",
                    &[("line", i64::try_from(line).unwrap_or_default().into()), ("reason", reason.into())],
                ),
            ),
        }
    };
    faults.iter().map(of).collect()
}
