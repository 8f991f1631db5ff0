use super::super::ask;
use super::{address, heading, ministry, see_other};
use crate::flow::FlowError;
use crate::pages::doctor::sent::Filed;
use crate::pages::fields::Fields;
use crate::pages::parts::{Choice, Finding, Input, errors, radios};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::law::HtmcRow;
use saraptama_wire::htmc_list::read;

/// From where the rows of a new edition come.
const SOURCES: [&str; 2] = ["file", "copy"];

/// `/htmc/drafts/new`.
pub(super) async fn form(visit: Visit) -> Page {
    draw(&visit, &Fields::default(), &[])
}

/// Begins an edition: all of the file, or nothing.
pub(super) async fn sent(visit: Visit, filed: Filed) -> Page {
    let head = heading::read(&visit, &filed.fields);
    let rows = match filed.fields.one("source") {
        "copy" => Ok(copied(&visit).await?),
        "file" => of_file(&visit, &filed),
        _ => Err(vec![Finding::field("source", visit.t("htmc-draft-source-wrong"))]),
    };
    let (head, rows) = match (head, rows) {
        (Ok(head), Ok(rows)) => (head, rows),
        (head, rows) => {
            let wrong: Vec<Finding> = [head.err(), rows.err()].into_iter().flatten().flatten().collect();
            return draw(&visit, &filed.fields, &wrong);
        }
    };
    match ministry(&visit).begin_edition(visit.who()?, &head, &rows).await {
        Ok(id) => see_other(&address(id, "")),
        Err(FlowError::Edition(refusal)) => match heading::told(&visit, &refusal, &rows) {
            Some(wrong) => draw(&visit, &filed.fields, &wrong),
            None => Err(visit.refuse(FlowError::Edition(refusal))),
        },
        Err(error) => Err(visit.refuse(error)),
    }
}

/// The rows of the last edition that is held, to be changed by hand.
async fn copied(visit: &Visit) -> Result<Vec<HtmcRow>, crate::pages::refused::Refused> {
    let editions = ask::editions(visit).await?;
    Ok(editions.all().last().map(|one| one.list.rows.clone()).unwrap_or_default())
}

/// The rows of the file that was sent.
pub(super) fn of_file(visit: &Visit, filed: &Filed) -> Result<Vec<HtmcRow>, Vec<Finding>> {
    let Some(file) = filed.files.iter().find(|file| file.field == "file") else {
        return Err(vec![Finding::field("file", visit.t("htmc-draft-file-missing"))]);
    };
    let Some(bytes) = &file.bytes else { return Err(vec![Finding::field("file", visit.t("htmc-rows-too-large"))]) };
    read(bytes).map_err(|faults| heading::of_lines(visit, &faults))
}

fn draw(visit: &Visit, fields: &Fields, wrong: &[Finding]) -> Page {
    let choices = SOURCES.map(|source| Choice::new(source, visit.t(&format!("htmc-draft-source-{source}"))));
    let source = Input {
        name: "source",
        label: visit.t("htmc-draft-source"),
        value: fields.given("source").unwrap_or("file"),
        error: wrong.iter().find(|found| found.at == "#source").map(|found| found.text.clone()),
        ..Input::default()
    };
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("htmc-draft-not-taken"), wrong)) }
        p.govuk-body-l { (visit.t("htmc-draft-begin-lead")) }
        form method="post" action="/htmc/drafts/new" enctype="multipart/form-data" {
            (visit.token())
            (heading::draw(visit, fields, wrong))
            (radios(visit, &source, &choices))
            (file(visit, wrong))
            button.govuk-button { (visit.t("htmc-draft-begin-go")) }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sheet = visit.sheet(visit.t("htmc-draft-begin")).here("htmc-list").back("/htmc/drafts", visit.t("htmc-drafts-title"));
    Ok(sheet.status(status).wrong(!wrong.is_empty()).show(body))
}

/// The field of the file, with what is asked of it.
pub(super) fn file(visit: &Visit, wrong: &[Finding]) -> Markup {
    let first = wrong.iter().find(|found| found.at == "#file");
    html! {
        div.govuk-form-group {
            label.govuk-label for="file" { (visit.t("htmc-draft-file")) }
            div.govuk-hint #file-hint { (visit.t("htmc-draft-file-hint")) }
            @if let Some(first) = first {
                p.govuk-error-message #file-error { span.govuk-visually-hidden { (visit.t("page-wrong-title")) } " " (first.text) }
            }
            input.govuk-file-upload #file name="file" type="file" accept=".csv,text/csv"
                aria-describedby=(if first.is_some() { "file-hint file-error" } else { "file-hint" });
        }
    }
}
