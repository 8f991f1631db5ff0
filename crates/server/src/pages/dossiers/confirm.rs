//! A second person confirms one level of each criterion, with the analysts' levels beside. Nothing is averaged and
//! nothing is picked beforehand.

use super::score::{choices, picked};
use super::{Wrongs, address, dossier, faults, may, name_of, see_other};
use crate::doors::Named;
use crate::flow::htmc::Held;
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Choice, Colour, Input, errors, law, radios, tag, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::dossier::{Action, CRITERIA, Confirmed, Open, Refusal};
use saraptama_core::law::Criterion;
use saraptama_core::terms::FormId;

pub(super) async fn form(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    if !may(&held, Action::Confirm) {
        let scored = held.state.proposal().is_some_and(|open| open.standing().next().is_some());
        let why = if scored { Refusal::NotASecondPerson } else { Refusal::NothingScored };
        return Err(visit.refuse(why.into()));
    }
    show(&visit, id, &held, &Fields::default(), &Wrongs::default())
}

pub(super) async fn sent(visit: Visit, Named(text): Named<String>, Filled(fields): Filled) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    let htmc = &visit.law().htmc;
    let confirmed: [Confirmed; CRITERIA] = std::array::from_fn(|place| {
        let id = htmc.criteria.get(place).map(|criterion| criterion.id.as_str()).unwrap_or_default();
        Confirmed { level: picked(&fields, id), reason: fields.one(&format!("{id}.reason")).to_owned() }
    });
    let done = visit.host.ministry().confirm_dossier(visit.who()?, id, &confirmed).await;
    match faults(&visit, done)? {
        None => see_other(&address(id, "/sign")),
        Some(found) => show(&visit, id, &held, &fields, &Wrongs::of(&visit, &found)),
    }
}

fn show(visit: &Visit, id: FormId, held: &Held, fields: &Fields, wrong: &Wrongs) -> Page {
    let Some(open) = held.state.proposal() else { return Err(visit.not_found()) };
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("dossier-not-saved"), &wrong.findings())) }
        p.govuk-body { (visit.t("dossier-confirm-lead")) }
        form method="post" action=(address(id, "/confirm")) novalidate {
            (visit.token())
            @for (place, criterion) in visit.law().htmc.criteria.iter().enumerate() { (part(visit, open, place, criterion, fields, wrong)) }
            button.govuk-button { (visit.t("dossier-freeze")) }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sheet = visit.sheet(visit.t("dossier-confirm-title")).caption(visit.of(&open.technology.name)).here("htmc");
    let sheet = sheet.status(status).wrong(!wrong.is_empty());
    Ok(sheet.back(address(id, ""), visit.t("dossier-to-dossier")).show(body))
}

fn part(visit: &Visit, open: &Open, place: usize, criterion: &Criterion, fields: &Fields, wrong: &Wrongs) -> Markup {
    let (level, reason) = (format!("{}.level", criterion.id), format!("{}.reason", criterion.id));
    let given = open.given(place);
    let offered: Vec<Choice> = choices(visit, criterion)
        .into_iter()
        .filter(|choice| choice.value.parse().is_ok_and(|level: u8| given.contains(&level)))
        .collect();
    let pick = Input {
        name: &level,
        label: visit.t("dossier-pick"),
        value: fields.one(&level),
        error: wrong.at(&level),
        ..Input::default()
    };
    let hint = visit.t(if given.len() > 1 { "dossier-reason-needed" } else { "dossier-reason-free" });
    let why = Input {
        name: &reason,
        label: visit.t("dossier-reason"),
        hint,
        value: fields.one(&reason),
        error: wrong.at(&reason),
        ..Input::default()
    };
    html! {
        section.sa-section id=(criterion.id) {
            h2.govuk-heading-m { (visit.of(&criterion.name)) " " (law(visit, &criterion.cite)) }
            @if given.len() > 1 { p.govuk-body { (tag(Colour::Orange, visit.t("dossier-disagree"))) } }
            ul.govuk-list {
                @for (by, scored) in open.standing() {
                    @if let Some(rated) = scored.rated.get(place) {
                        @let args = [("who", name_of(visit, by).into()), ("level", i64::from(rated.level).into())];
                        li { strong { (visit.say("dossier-picked-by", &args)) } div.sa-text { (rated.justification) } }
                    }
                }
            }
            (radios(visit, &pick, &offered))
            (text_area(visit, &why, 2))
        }
    }
}
