//! The proposal and its evidence, entered and changed.

use super::{Wrongs, address, dossier, faults, lines, may, see_other};
use crate::doors::Named;
use crate::flow::htmc::new_id;
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Input, errors, input, law, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::dossier::{Action, Passage, Refusal, Technology, Topic};
use saraptama_core::law::Criterion;
use saraptama_core::terms::{FormId, Trilingual};
use std::collections::BTreeMap;

pub(super) async fn begin(visit: Visit) -> Page {
    let id = new_id(visit.host.ministry(), visit.now).map_err(|error| visit.refuse(error))?;
    show(&visit, id, true, &Fields::default(), &Wrongs::default())
}

pub(super) async fn propose(visit: Visit, Filled(fields): Filled) -> Page {
    let id = FormId::parse(fields.one("id")).map_err(|_| visit.not_found())?;
    let (technology, mut wrong) = read(&visit, &fields);
    let done = match wrong.is_empty() {
        true => faults(&visit, visit.host.ministry().propose(visit.who()?, id, &technology).await)?,
        false => Some(technology.faults(visit.today().year())),
    };
    let Some(found) = done else { return see_other(&address(id, "")) };
    wrong.0.extend(Wrongs::of(&visit, &found).0);
    show(&visit, id, true, &fields, &wrong)
}

pub(super) async fn change(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    let Some(open) = held.state.proposal().filter(|_| may(&held, Action::Amend)) else {
        return Err(visit.refuse(Refusal::NotTheirs.into()));
    };
    show(&visit, id, false, &written(&open.technology), &Wrongs::default())
}

pub(super) async fn amend(visit: Visit, Named(text): Named<String>, Filled(fields): Filled) -> Page {
    let (id, _) = dossier(&visit, &text).await?;
    let (technology, mut wrong) = read(&visit, &fields);
    let done = match wrong.is_empty() {
        true => faults(&visit, visit.host.ministry().amend_dossier(visit.who()?, id, &technology).await)?,
        false => Some(technology.faults(visit.today().year())),
    };
    let Some(found) = done else { return see_other(&address(id, "")) };
    wrong.0.extend(Wrongs::of(&visit, &found).0);
    show(&visit, id, false, &fields, &wrong)
}

/// The technology that the fields tell of, and what of them cannot even be read.
fn read(visit: &Visit, fields: &Fields) -> (Technology, Wrongs) {
    let text = |name: &str| fields.one(name).to_owned();
    let mut wrong = Wrongs::default();
    let in_use_since = fields.given("in-use-since").map(str::parse::<i16>);
    if matches!(in_use_since, Some(Err(_))) {
        wrong.0.insert("in-use-since".to_owned(), visit.t("dossier-wrong-year"));
    }
    let passage = |topic: &Topic| {
        let (text, sources) =
            (text(&format!("{}.text", topic.as_str())), lines(fields.one(&format!("{}.sources", topic.as_str()))));
        (!text.is_empty() || !sources.is_empty()).then_some((*topic, Passage { text, sources }))
    };
    let technology = Technology {
        name: Trilingual { kk: text("name.kk"), ru: text("name.ru"), en: text("name.en") },
        code: fields.given("code").map(str::to_owned),
        proposer: text("proposer"),
        in_use_since: in_use_since.and_then(Result::ok),
        evidence: Topic::ALL.iter().filter_map(passage).collect::<BTreeMap<_, _>>(),
    };
    (technology, wrong)
}

/// The fields as they would be sent with what stands.
fn written(technology: &Technology) -> Fields {
    let Technology { name, code, proposer, in_use_since, evidence } = technology;
    let year = in_use_since.map(|year| year.to_string()).unwrap_or_default();
    let mut pairs = vec![
        ("name.kk".to_owned(), name.kk.clone()),
        ("name.ru".to_owned(), name.ru.clone()),
        ("name.en".to_owned(), name.en.clone()),
        ("code".to_owned(), code.clone().unwrap_or_default()),
        ("proposer".to_owned(), proposer.clone()),
        ("in-use-since".to_owned(), year),
    ];
    for (topic, passage) in evidence {
        pairs.push((format!("{}.text", topic.as_str()), passage.text.clone()));
        pairs.push((format!("{}.sources", topic.as_str()), passage.sources.join("\n")));
    }
    Fields::new(pairs)
}

fn show(visit: &Visit, id: FormId, is_new: bool, fields: &Fields, wrong: &Wrongs) -> Page {
    let action = if is_new { "/htmc/dossiers/new".to_owned() } else { address(id, "/evidence") };
    let title = visit.t(if is_new { "dossier-new-title" } else { "dossier-change-title" });
    let line = |name: &str, key: &str, width: u8| {
        let (label, error) = (visit.t(key), wrong.at(name));
        input(visit, &Input { name, label, value: fields.one(name), error, width, autocomplete: "off", ..Input::default() })
    };
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("dossier-not-saved"), &wrong.findings())) }
        p.govuk-body { (visit.t("dossier-form-lead")) }
        @if !is_new { p.govuk-inset-text { (visit.t("dossier-change-hint")) } }
        form method="post" action=(action) novalidate {
            (visit.token())
            input type="hidden" name="id" value=(id);
            (line("name.kk", "dossier-name-kk", 0))
            (line("name.ru", "dossier-name-ru", 0))
            (line("name.en", "dossier-name-en", 0))
            (input(visit, &Input { name: "code", label: visit.t("dossier-code"), hint: visit.t("dossier-code-hint"), value: fields.one("code"),
                error: wrong.at("code"), width: 10, autocomplete: "off", ..Input::default() }))
            (line("proposer", "dossier-proposer", 0))
            @for criterion in &visit.law().htmc.criteria { (part(visit, criterion, fields, wrong)) }
            button.govuk-button { (visit.t(if is_new { "dossier-enter" } else { "dossier-save" })) }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let back = if is_new { "/htmc/dossiers".to_owned() } else { address(id, "") };
    let sheet = visit.sheet(title).here("htmc").status(status).wrong(!wrong.is_empty());
    Ok(sheet.back(back, visit.t(if is_new { "dossier-to-list" } else { "dossier-to-dossier" })).show(body))
}

/// What is asked for one criterion, each with its sources.
fn part(visit: &Visit, criterion: &Criterion, fields: &Fields, wrong: &Wrongs) -> Markup {
    let area = |name: &str, label: String, hint: String, rows: u8| {
        text_area(visit, &Input { name, label, hint, value: fields.one(name), error: wrong.at(name), ..Input::default() }, rows)
    };
    html! {
        section.sa-section {
            h2.govuk-heading-m { (visit.of(&criterion.name)) " " (law(visit, &criterion.cite)) }
            @if criterion.id == Topic::WorldUse.criterion() {
                (input(visit, &Input { name: "in-use-since", label: visit.t("dossier-in-use-since"), hint: visit.t("dossier-in-use-since-hint"),
                    value: fields.one("in-use-since"), error: wrong.at("in-use-since"), width: 4, is_numeric: true, autocomplete: "off", ..Input::default() }))
            }
            @for topic in Topic::ALL.iter().filter(|topic| topic.criterion() == criterion.id) {
                @let (name, word) = (topic.as_str(), visit.t(&format!("dossier-topic-{}", topic.as_str())));
                (area(&format!("{name}.text"), word.clone(), String::new(), 3))
                (area(&format!("{name}.sources"), visit.say("dossier-sources-of", &[("topic", word.into())]), visit.t("dossier-sources-hint"), 2))
            }
        }
    }
}
