//! What staff type to find an act of the register, and what it asks of the store.

use super::experts;
use crate::pages::fields::{self, Fields};
use crate::pages::parts::{Choice, Finding, Input, date, input, select};
use crate::pages::visit::Visit;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use saraptama_core::terms::{ActNumber, Iin, Instant, KAZAKHSTAN, Region};
use saraptama_store::rows::RegisterFilter;

/// The fields, as the form sends them.
pub(super) const FIELDS: [&str; 8] = ["number", "iin", "name", "expert", "region", "nosology", "from", "until"];
/// A name of fewer letters is the name of too many.
const SHORTEST_NAME: usize = 2;
const LONGEST: usize = 200;

/// What is asked, or what is wrong with what was typed: an unreadable restriction must not become none.
pub(super) fn read(visit: &Visit, fields: &Fields) -> Result<RegisterFilter, Vec<Finding>> {
    let mut wrong = vec![];
    let mut field = |name: &'static str, key: &str| wrong.push(Finding::field(name, visit.t(key)));
    let given = |name: &str| fields.given(name).filter(|text| text.len() <= LONGEST * 4);
    let mut filter = RegisterFilter::default();
    if let Some(text) = given("number") {
        filter.number = ActNumber::parse(text).map_err(|_| field("number", "staff-register-number-wrong")).ok();
    }
    if let Some(text) = given("iin") {
        let key = |iin| visit.host.databank().keys.search_key(iin);
        filter.iin_key = Iin::parse(text).map_err(|_| field("iin", "staff-register-iin-wrong")).ok().map(key);
    }
    if let Some(text) = given("name") {
        let folded = crate::search::fold(text);
        if folded.chars().count() < SHORTEST_NAME {
            field("name", "staff-register-name-wrong");
        }
        filter.name_key = Some(folded);
    }
    if let Some(id) = given("expert") {
        if visit.host.databank().people.by_id(id).is_none() {
            field("expert", "staff-register-choice-wrong");
        }
        filter.expert = Some(id.to_owned());
    }
    if let Some(text) = given("region") {
        filter.region = Region::parse(text).map_err(|_| field("region", "staff-register-choice-wrong")).ok();
    }
    if let Some(id) = given("nosology") {
        if !nosologies(visit).iter().any(|choice| choice.value == id) {
            field("nosology", "staff-register-choice-wrong");
        }
        filter.nosology = Some(id.to_owned());
    }
    let mut day = |name: &'static str| {
        let day = given(name).map(|text| fields::day(text).ok_or_else(|| field(name, "staff-register-day-wrong")).ok());
        day.flatten()
    };
    let (from, until) = (day("from"), day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        field("until", "staff-register-days-backwards");
    }
    filter.from = from.and_then(beginning);
    // The last day is included.
    filter.to = until.and_then(|day| day.tomorrow().ok()).and_then(beginning);
    if FIELDS.iter().any(|name| fields.one(name).len() > LONGEST * 4) {
        wrong.push(Finding::field("number", visit.t("staff-wrong")));
    }
    if wrong.is_empty() { Ok(filter) } else { Err(wrong) }
}

/// The first instant of a day in Kazakhstan.
fn beginning(day: Date) -> Option<Instant> {
    KAZAKHSTAN.to_timestamp(day.to_datetime(Time::midnight())).ok()
}

fn nosologies(visit: &Visit) -> Vec<Choice> {
    let rules = visit.law().pilot.nearest(visit.today());
    rules.nosologies.iter().map(|one| Choice::new(one.id.clone(), visit.of(&one.name))).collect()
}

/// Everybody who is or was an expert, in the order of the Kazakh alphabet.
fn experts_of(visit: &Visit) -> Vec<Choice> {
    let mut all: Vec<_> = visit.host.databank().people.all_experts().collect();
    all.sort_by(|one, other| crate::collate::by_kazakh_order(&one.name, &other.name).then_with(|| one.id.cmp(&other.id)));
    all.into_iter().map(|who| Choice::new(who.id.clone(), format!("{} ({})", who.name, who.id))).collect()
}

/// The form. What is typed is sent in the body: an IIN or a name stands in no address.
pub(super) fn form(visit: &Visit, fields: &Fields, wrong: &[Finding]) -> Markup {
    let any = |mut choices: Vec<Choice>| {
        choices.insert(0, Choice::new("", visit.t("staff-any")));
        choices
    };
    let of = |name: &'static str, label: &str, hint: Option<&str>| Input {
        name,
        label: visit.t(label),
        hint: hint.map(|key| visit.t(key)).unwrap_or_default(),
        value: fields.one(name),
        error: wrong.iter().find(|found| found.at == format!("#{name}")).map(|found| found.text.clone()),
        autocomplete: "off",
        ..Input::default()
    };
    html! {
        form.sa-find #search method="post" action="/staff/register" role="search" {
            (visit.token())
            div.sa-fields {
                (input(visit, &of("number", "staff-register-number", Some("staff-register-number-hint"))))
                (input(visit, &Input { is_numeric: true, ..of("iin", "staff-iin", None) }))
                (input(visit, &of("name", "staff-register-name", Some("staff-register-name-hint"))))
                (select(visit, &of("expert", "staff-expert", None), &any(experts_of(visit))))
                (select(visit, &of("region", "staff-region-of-patient", None), &experts::choices(visit)))
                (select(visit, &of("nosology", "staff-register-nosology", None), &any(nosologies(visit))))
                (date(visit, &of("from", "staff-register-from", None)))
                (date(visit, &of("until", "staff-register-until", None)))
            }
            div.govuk-button-group {
                button.govuk-button #search-go { (visit.t("staff-register-go")) }
                a.govuk-link href="/staff/register" { (visit.t("staff-register-clear")) }
            }
        }
    }
}
