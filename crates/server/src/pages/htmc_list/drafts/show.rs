use super::super::ask;
use super::super::{act_of, difference, section_name};
use super::list::{name_of, state};
use super::{address, begin, heading, open, sign};
use crate::doors::Named;
use crate::flow::htmc_list::Open;
use crate::pages::fields::Fields;
use crate::pages::parts::{Finding, Input, errors, row, text_area};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::differences;
use saraptama_core::htmc::edition::{Action, Draft, Heading, HeldEdition, State};
use saraptama_core::law::{HtmcRow, Section};
use saraptama_store::rows::EditionState;

/// What somebody typed on the page, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) fields: Option<Fields>,
    pub(super) wrong: Vec<Finding>,
    /// A signature that is worth sending again.
    pub(super) again: Option<String>,
    pub(super) status: Option<StatusCode>,
}

impl Typed {
    pub(super) fn wrong(wrong: Vec<Finding>) -> Self {
        Self { wrong, ..Self::default() }
    }
}

/// `/htmc/drafts/{id}`.
pub(super) async fn show(visit: Visit, Named(id): Named<String>) -> Page {
    let open = open(&visit, &id).await?;
    draw(&visit, &open, &Typed::default()).await
}

pub(super) async fn draw(visit: &Visit, open: &Open, typed: &Typed) -> Page {
    let draft = open.state.draft().ok_or_else(|| visit.not_found())?;
    let head = draft.heading.as_ref().ok_or_else(|| visit.not_found())?;
    let may = |action| open.may.contains(&action);
    let signing = sign::part(visit, open, typed).await?;
    let body = html! {
        @if !typed.wrong.is_empty() { (errors(visit, &visit.t("htmc-draft-not-taken"), &typed.wrong)) }
        (summary(visit, open, draft, head))
        (compared(visit, draft, head).await?)
        (signing)
        @if may(Action::Submit) { (submit(visit, open)) }
        @if may(Action::Return) { (hand_back(visit, open, typed)) }
        @if may(Action::Edit) { (edit(visit, open, head, typed)) }
        (rows(visit, open, draft))
        @if may(Action::Drop) { (give_up(visit, open)) }
    };
    let status = if typed.wrong.is_empty() { StatusCode::OK } else { typed.status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY) };
    let title = visit.say("htmc-draft-title", &[("edition", head.edition.as_str().into())]);
    let sheet = visit.sheet(title).here("htmc-list").back("/htmc/drafts", visit.t("htmc-drafts-title")).script("sign.js");
    Ok(sheet.status(status).wrong(!typed.wrong.is_empty()).show(body))
}

fn summary(visit: &Visit, open: &Open, draft: &Draft, head: &Heading) -> Markup {
    let at = match &open.state {
        State::Absent | State::Draft(_) => EditionState::Draft,
        State::Submitted { .. } => EditionState::Submitted,
        State::Approved { .. } => EditionState::Approved,
        State::Dropped(_) => EditionState::Dropped,
    };
    let writers: Vec<&str> = draft.writers.iter().map(|id| name_of(visit, id)).collect();
    html! {
        dl.govuk-summary-list #summary {
            (row(visit.t("htmc-draft-state"), state(visit, at)))
            (row(visit.t("htmc-draft-act"), html! { "№ " (head.act) ", " (visit.day(head.signed_on)) ", " (head.paragraph) }))
            (row(visit.t("htmc-draft-from"), html! {
                (visit.day(head.from))
                @if head.from < visit.today() && at != EditionState::Approved { span.sa-muted { (visit.t("htmc-draft-late")) } }
            }))
            (row(visit.t("htmc-draft-writers"), writers.join(", ")))
            @if let State::Approved { by, at, signature, .. } = &open.state {
                (row(visit.t("htmc-draft-approved-by"), html! { (name_of(visit, by)) ", " (visit.moment(*at)) }))
                (row(visit.t("htmc-draft-signature"), html! { code.sa-digest { (signature) } }))
            }
        }
        @if let Some(reason) = &draft.returned {
            div.govuk-inset-text #returned { p.govuk-body { strong { (visit.t("htmc-draft-returned")) } } p.govuk-body.sa-text { (reason) } }
        }
    }
}

/// What it says otherwise than the edition that it follows.
async fn compared(visit: &Visit, draft: &Draft, head: &Heading) -> Result<Markup, Refused> {
    let editions = ask::editions(visit).await?;
    let before: Option<&HeldEdition> =
        editions.all().iter().rfind(|one| one.first_day < head.from && one.list.edition != head.edition);
    Ok(html! {
        @if let Some(before) = before {
            h2.govuk-heading-m { (visit.say("htmc-draft-compared", &[("edition", before.list.edition.as_str().into())])) }
            p.govuk-body { (act_of(visit, before)) }
            (difference::table(visit, &differences(&before.list.rows, &draft.rows)))
        }
    })
}

fn submit(visit: &Visit, open: &Open) -> Markup {
    html! {
        form method="post" action=(address(open.id, "/submit")) {
            (visit.token())
            p.govuk-body { (visit.t("htmc-draft-submit-hint")) }
            button.govuk-button { (visit.t("htmc-draft-submit")) }
        }
    }
}

fn hand_back(visit: &Visit, open: &Open, typed: &Typed) -> Markup {
    let error = typed.wrong.iter().find(|found| found.at == "#reason").map(|found| found.text.clone());
    let value = typed.fields.as_ref().map_or("", |fields| fields.one("reason"));
    html! {
        form method="post" action=(address(open.id, "/return")) {
            (visit.token())
            (text_area(visit, &Input { name: "reason", label: visit.t("htmc-draft-reason"), value, error, ..Input::default() }, 3))
            button.govuk-button.govuk-button--secondary { (visit.t("htmc-draft-return")) }
        }
    }
}

fn edit(visit: &Visit, open: &Open, head: &Heading, typed: &Typed) -> Markup {
    let stored = heading::fields(head);
    let fields = typed.fields.as_ref().filter(|fields| fields.given("edition").is_some()).unwrap_or(&stored);
    let is_open = !typed.wrong.is_empty();
    html! {
        details.govuk-details open[is_open] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("htmc-draft-change-heading")) } }
            div.govuk-details__text {
                form method="post" action=(address(open.id, "/heading")) {
                    (visit.token())
                    (heading::draw(visit, fields, &typed.wrong))
                    button.govuk-button.govuk-button--secondary { (visit.t("htmc-draft-save")) }
                }
            }
        }
        details.govuk-details open[is_open] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("htmc-draft-replace")) } }
            div.govuk-details__text {
                form method="post" action=(address(open.id, "/rows")) enctype="multipart/form-data" {
                    (visit.token())
                    (begin::file(visit, &typed.wrong))
                    button.govuk-button.govuk-button--secondary { (visit.t("htmc-draft-replace-go")) }
                }
            }
        }
    }
}

fn rows(visit: &Visit, open: &Open, draft: &Draft) -> Markup {
    html! {
        h2.govuk-heading-m { (visit.t("htmc-draft-rows")) }
        @for section in Section::ALL {
            @let of: Vec<&HtmcRow> = draft.rows.iter().filter(|row| row.section == section).collect();
            (section_table(visit, open, section, &of))
        }
    }
}

fn section_table(visit: &Visit, open: &Open, section: Section, rows: &[&HtmcRow]) -> Markup {
    let may_edit = open.may.contains(&Action::Edit);
    let heads = ["htmc-column-number", "htmc-column-code", "htmc-column-name", "htmc-draft-change"].map(|key| visit.t(key));
    let count = i64::try_from(rows.len()).unwrap_or_default();
    let way = |number: u16, kind: &str| address(open.id, &format!("/row?section={}&number={number}&do={kind}", section.as_str()));
    let next = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(1);
    html! {
        table.govuk-table.sa-table.sa-stack id={ "section-" (section.as_str()) } {
            caption.govuk-table__caption.govuk-table__caption--s {
                (visit.say("htmc-section-caption", &[("section", section_name(visit, section).into()), ("count", count.into())]))
            }
            thead.govuk-table__head { tr { @for head in heads.iter().take(if may_edit { 4 } else { 3 }) { th.govuk-table__header scope="col" { (head) } } } }
            tbody.govuk-table__body {
                @for row in rows {
                    tr.govuk-table__row {
                        td.govuk-table__cell.sa-num data-l=(heads[0]) { (row.number) }
                        th.govuk-table__header.sa-num scope="row" { (row.code) }
                        td.govuk-table__cell data-l=(heads[2]) { (super::super::rows::name(visit, row)) }
                        @if may_edit {
                            td.govuk-table__cell data-l=(heads[3]) {
                                div.sa-lists {
                                    ul {
                                        @for kind in ["change", "add-before"] {
                                            @let label = visit.say(&format!("htmc-draft-{kind}-row"), &[("code", row.code.as_str().into())]);
                                            @let to = way(row.number, if kind == "change" { "change" } else { "add" });
                                            li { a.govuk-link href=(to) aria-label=(label) { (visit.t(&format!("htmc-draft-{kind}"))) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if may_edit { p.govuk-body { a.govuk-link href=(way(next, "add")) { (visit.say("htmc-draft-add-last", &[("section", section_name(visit, section).into())])) } } }
    }
}

fn give_up(visit: &Visit, open: &Open) -> Markup {
    html! {
        form method="post" action=(address(open.id, "/drop")) {
            (visit.token())
            p.govuk-body { (visit.t("htmc-draft-drop-hint")) }
            button.govuk-button.govuk-button--warning { (visit.t("htmc-draft-drop")) }
        }
    }
}
