use super::ask::{self, Asked, Query};
use super::{act_of, reading, rows, section_name};
use crate::pages::parts::{Choice, Input, date, errors, input, law, select};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use crate::search::finds;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::authority::Role;
use saraptama_core::htmc::edition::{Editions, HeldEdition};
use saraptama_core::htmc::{Admission, PAYERS, sections_for};
use saraptama_core::law::{HtmcRow, Section};

/// `/htmc`: the list of a day, searched by code and name, and narrowed by how the patient comes and who pays.
pub(super) async fn show(visit: Visit, query: Query) -> Page {
    let editions = ask::editions(&visit).await?;
    let asked = Asked::read(&visit, &query);
    let edition = asked.of(&visit, &editions);
    let status = match (&asked.wrong[..], edition) {
        ([], Some(_)) => StatusCode::OK,
        ([], None) => StatusCode::NOT_FOUND,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let body = html! {
        @if !asked.wrong.is_empty() { (errors(&visit, &visit.t("page-wrong"), &asked.wrong)) }
        (desk(&visit))
        (form(&visit, &asked, &editions))
        @match edition {
            None => (not_held(&visit, &editions)),
            Some(edition) if asked.wrong.is_empty() => (found(&visit, &asked, edition)),
            Some(_) => {},
        }
    };
    Ok(visit.sheet(visit.t("htmc-list-title")).here("htmc-list").status(status).wrong(!asked.wrong.is_empty()).show(body))
}

/// The ways of whoever keeps the list.
fn desk(visit: &Visit) -> Markup {
    let of_all = [("/htmc/editions", "htmc-editions-title"), ("/htmc/diff", "htmc-difference-title")];
    let of_analysts = [
        ("/htmc/drafts", "htmc-drafts-title"),
        ("/htmc/dossiers", "htmc-to-dossiers"),
        ("/htmc/transition", "htmc-to-transition"),
    ];
    let ways = of_all.into_iter().chain(of_analysts.into_iter().filter(|_| visit.holds(Role::Analyst)));
    html! {
        nav.sa-lists aria-label=(visit.t("htmc-ways")) {
            ul { @for (to, key) in ways { li { a.govuk-link href=(to) { (visit.t(key)) } } } }
        }
    }
}

fn form(visit: &Visit, asked: &Asked, editions: &Editions) -> Markup {
    let of = |name: &'static str, key: &str| Input {
        name,
        label: visit.t(key),
        error: asked.wrong.iter().find(|found| found.at == format!("#{name}")).map(|found| found.text.clone()),
        autocomplete: "off",
        ..Input::default()
    };
    let any = |choices: Vec<Choice>| [vec![Choice::new("", visit.t("htmc-any"))], choices].concat();
    let sections = Section::ALL.map(|section| Choice::new(section.as_str(), section_name(visit, section)));
    let of_day = Choice::new("", visit.t("htmc-edition-of-day"));
    let known = editions.all().iter().map(|one| Choice::new(one.list.edition.clone(), one.list.edition.clone()));
    let known: Vec<Choice> = std::iter::once(of_day).chain(known).collect();
    let (section, edition) = (asked.section.map_or("", Section::as_str), asked.edition.as_deref().unwrap_or_default());
    html! {
        form.sa-find #search method="get" action="/htmc" role="search" {
            div.sa-fields {
                (input(visit, &Input { value: &asked.text, hint: visit.t("htmc-find-hint"), kind: "search", ..of("q", "htmc-find") }))
                (select(visit, &Input { value: section, ..of("section", "htmc-section") }, &any(sections.into())))
                (chosen(visit, asked))
                (date(visit, &Input { value: &asked.day, hint: visit.t("htmc-day-hint"), ..of("at", "htmc-day") }))
                (select(visit, &Input { value: edition, ..of("edition", "htmc-edition") }, &known))
            }
            div.govuk-button-group {
                button.govuk-button { (visit.t("htmc-find-go")) }
                a.govuk-link href="/htmc" { (visit.t("htmc-find-clear")) }
            }
        }
    }
}

/// How the patient comes, and who pays: both are asked, neither is guessed (AMB-39).
pub(super) fn chosen(visit: &Visit, asked: &Asked) -> Markup {
    let any = Choice::new("", visit.t("htmc-any"));
    let ways = Admission::ALL.map(|one| Choice::new(one.as_str(), visit.t(&format!("htmc-admission-{}", one.as_str()))));
    let payers = PAYERS.map(|one| Choice::new(one, visit.t(&format!("htmc-payer-{one}"))));
    let of = |name: &'static str, key: &str| Input {
        name,
        label: visit.t(key),
        error: asked.wrong.iter().find(|found| found.at == format!("#{name}")).map(|found| found.text.clone()),
        ..Input::default()
    };
    let (admission, payer) = (asked.admission.map_or("", Admission::as_str), asked.payer.unwrap_or_default());
    html! {
        (select(visit, &Input { value: admission, ..of("admission", "htmc-admission") }, &[vec![any.clone()], ways.into()].concat()))
        (select(visit, &Input { value: payer, ..of("payer", "htmc-payer") }, &[vec![any], payers.into()].concat()))
    }
}

/// Which sections answer, in words; nothing where it is not asked.
pub(super) fn answering(visit: &Visit, asked: &Asked) -> Option<(Vec<Section>, Markup)> {
    let (admission, payer) = asked.admission.zip(asked.payer)?;
    let sections = sections_for(&visit.law().sections, admission, payer);
    let names: Vec<String> = sections.iter().map(|section| section_name(visit, *section)).collect();
    let key = match sections.len() {
        0 => "htmc-answer-none",
        1 => "htmc-answer-one",
        _ => "htmc-answer-several",
    };
    let words = html! {
        div.govuk-inset-text #answer {
            p.govuk-body { (visit.say(key, &[("sections", names.join("; ").into())])) }
            (reading(visit, "AMB-39"))
        }
    };
    Some((sections, words))
}

fn found(visit: &Visit, asked: &Asked, edition: &HeldEdition) -> Markup {
    let answer = answering(visit, asked);
    let fits = |row: &&HtmcRow| {
        let answers = answer.as_ref().is_none_or(|(sections, _)| sections.contains(&row.section));
        answers && asked.section.is_none_or(|section| section == row.section) && finds(&asked.text, row)
    };
    let rows: Vec<&HtmcRow> = edition.list.rows.iter().filter(fits).collect();
    let count = i64::try_from(rows.len()).unwrap_or_default();
    html! {
        p.govuk-body #of-edition {
            strong { (edition.list.edition) } ". " (act_of(visit, edition)) " " (law(visit, &edition.list.cite))
        }
        @if let Some((_, words)) = &answer { (words) }
        p.govuk-body #count role="status" { (visit.say("htmc-found", &[("count", count.into())])) }
        @if rows.is_empty() {
            div.sa-card { h2.govuk-heading-s { (visit.t("htmc-none")) } p.govuk-body { (visit.t("htmc-none-hint")) } }
        }
        (rows::tables(visit, edition, &rows))
        p.govuk-body-s.sa-muted { (visit.t("htmc-renderings")) }
        (reading(visit, "AMB-38"))
    }
}

/// No later edition answers for a day of which none is held.
pub(super) fn not_held(visit: &Visit, editions: &Editions) -> Markup {
    html! {
        div.govuk-inset-text #not-held {
            h2.govuk-heading-s { (visit.t("htmc-not-held")) }
            p.govuk-body { (visit.t("htmc-not-held-hint")) }
            ul.govuk-list.govuk-list--bullet {
                @for edition in editions.all() {
                    li { a.govuk-link href={ "/htmc?edition=" (edition.list.edition) } { (edition.list.edition) } ". " (act_of(visit, edition)) }
                }
            }
        }
    }
}
