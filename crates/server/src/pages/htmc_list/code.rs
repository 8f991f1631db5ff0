use super::ask::{self, Asked, Query};
use super::list::{answering, chosen};
use super::{act_of, reading, rows, section_name};
use crate::doors::Named;
use crate::pages::parts::{Colour, errors, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::edition::{Editions, HeldEdition};
use saraptama_core::law::HtmcRow;

/// `/htmc/codes/{code}`: what a code means. That depends on the section, so on how the patient comes and who pays.
pub(super) async fn show(visit: Visit, Named(code): Named<String>, query: Query) -> Page {
    let editions = ask::editions(&visit).await?;
    let asked = Asked::read(&visit, &query);
    let edition = asked.of(&visit, &editions).ok_or_else(|| visit.not_found())?;
    let found: Vec<&HtmcRow> = edition.list.rows.iter().filter(|row| row.code == code).collect();
    if found.is_empty() {
        return Err(visit.not_found());
    }
    let differs = found.windows(2).any(|pair| pair[0].name.kk != pair[1].name.kk);
    let answer = answering(&visit, &asked);
    let is_asked = |row: &HtmcRow| answer.as_ref().is_none_or(|(sections, _)| sections.contains(&row.section));
    let body = html! {
        @if !asked.wrong.is_empty() { (errors(&visit, &visit.t("page-wrong"), &asked.wrong)) }
        p.govuk-body { strong { (edition.list.edition) } ". " (act_of(&visit, edition)) }
        form.sa-find #choose method="get" action={ "/htmc/codes/" (code) } {
            input type="hidden" name="edition" value=(edition.list.edition);
            div.sa-fields { (chosen(&visit, &asked)) }
            button.govuk-button { (visit.t("htmc-choose")) }
        }
        @if let Some((_, words)) = &answer {
            (words)
            @if !found.iter().any(|row| is_asked(row)) { p.govuk-body #not-given { (visit.t("htmc-code-not-given")) } }
        }
        @if found.len() > 1 {
            p.govuk-body {
                (visit.t("htmc-code-twice")) " "
                @if differs { (tag(Colour::Orange, visit.t("htmc-name-differs"))) }
            }
            (reading(&visit, "AMB-36"))
        }
        div.sa-doors #rows { @for row in &found { (card(&visit, edition, row, answer.is_some() && is_asked(row))) } }
        (history(&visit, &editions, &code))
    };
    let status = if asked.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sheet = visit.sheet(visit.say("htmc-code-title", &[("code", code.as_str().into())])).here("htmc-list").status(status);
    Ok(sheet
        .back(format!("/htmc?edition={}", edition.list.edition), visit.t("htmc-list-title"))
        .wrong(!asked.wrong.is_empty())
        .show(body))
}

fn card(visit: &Visit, edition: &HeldEdition, of: &HtmcRow, is_chosen: bool) -> Markup {
    let title = visit.law().sections.iter().find(|title| title.id == of.section);
    let payers: Vec<String> =
        title.into_iter().flat_map(|title| &title.payers).map(|payer| visit.t(&format!("htmc-payer-{payer}"))).collect();
    let admission = saraptama_core::htmc::Admission::of(of.section);
    html! {
        section.sa-door data-section=(of.section.as_str()) {
            h2.govuk-heading-s { (section_name(visit, of.section)) }
            @if is_chosen { p.govuk-body { (tag(Colour::Green, visit.t("htmc-chosen"))) } }
            p.govuk-body { (rows::name(visit, of)) }
            dl.sa-facts {
                dt { (visit.t("htmc-column-number")) } dd { (of.number) }
                dt { (visit.t("htmc-admission")) } dd { (visit.t(&format!("htmc-admission-{}", admission.as_str()))) }
                dt { (visit.t("htmc-payer")) } dd { (payers.join(", ")) }
            }
            p.govuk-body { (rows::place(visit, edition, of)) }
        }
    }
}

/// In which editions the code stands, and how it reads there.
fn history(visit: &Visit, editions: &Editions, code: &str) -> Markup {
    let holds = |one: &HeldEdition| one.list.rows.iter().filter(|row| row.code == code).count();
    html! {
        h2.govuk-heading-m { (visit.t("htmc-code-editions")) }
        ul.govuk-list.govuk-list--bullet {
            @for one in editions.all() {
                @let count = i64::try_from(holds(one)).unwrap_or_default();
                li {
                    @if count > 0 { a.govuk-link href=(rows::address(code, one)) { (one.list.edition) } } @else { (one.list.edition) }
                    ": " (visit.say("htmc-code-in-edition", &[("count", count.into())])) " " (act_of(visit, one))
                }
            }
        }
    }
}
