//! The forms of the doctor's organisation by where they stand, the latest change first.

use super::desk;
use crate::pages::fields::Filled;
use crate::pages::parts::{Colour, Finding, Input, cut, errors, input, pager, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use crate::search::fold;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_core::referral::Stage;
use saraptama_core::terms::{Bin, Iin};
use saraptama_store::ListError;
use saraptama_store::rows::{DoctorPart, FormListed, FormQuery};
use std::collections::BTreeMap;

/// Rows of a page.
const ROWS: u32 = 25;
/// What is searched is no longer than a name.
const ASKED_CHARS: usize = 120;

/// A part of the list: its word, and what counts to it.
const PARTS: [(&str, DoctorPart<'static>); 6] = [
    ("drafts", DoctorPart::Drafts(&["checked"])),
    ("handed-back", DoctorPart::HandedBack(&["checked"])),
    ("presented", DoctorPart::Presented(&["checked", "frozen"])),
    (
        "under-way",
        DoctorPart::Open(&[
            "signed",
            "awaiting-proof",
            "accepted-by-ministry",
            "accepted-by-data-bank",
            "numbered",
            "waiting",
            "assigned",
            "decided",
        ]),
    ),
    ("ended", DoctorPart::At(&["registered", "returned", "refused", "withdrawn"])),
    ("all", DoctorPart::At(&[])),
];

/// `GET /doctor/forms`.
pub(super) async fn list(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let organisation = desk::organisation(&visit, query.get("organisation").map(String::as_str))?;
    let asked = query.get("state").map_or("drafts", String::as_str);
    let (name, part) = PARTS.into_iter().find(|(name, _)| *name == asked).unwrap_or(PARTS[0]);
    let cursor = query.get("cursor").map(String::as_str);
    let store = &visit.host.mis().store;
    let page = match name {
        "all" => store.forms_listed(&FormQuery::of(organisation), cursor, ROWS).await,
        _ => store.forms_in(organisation, &part, cursor, ROWS).await,
    };
    let page = page.map_err(|error| refused(&visit, error))?;
    let kept = format!("state={name}&organisation={}&", organisation.as_str());
    let body = html! {
        (begin(&visit, organisation))
        (search(&visit, "/doctor/forms/search", organisation, "", None))
        (organisations(&visit, organisation, &format!("/doctor/forms?state={name}&"))?)
        (parts(&visit, name, organisation))
        (table(&visit, &page.rows, &visit.t(&format!("doctor-list-{name}")), &visit.t(&format!("doctor-list-{name}-none"))))
        (pager(&visit, "/doctor/forms", &kept, page.next.as_deref()))
    };
    Ok(visit.sheet(visit.t("doctor-list-title")).here("forms").show(body))
}

/// `POST /doctor/forms/search`: by IIN or name, which stand in no address.
pub(super) async fn search_forms(visit: Visit, Filled(fields): Filled) -> Page {
    let organisation = desk::organisation(&visit, fields.given("organisation"))?;
    let asked: String = fields.one("q").chars().take(ASKED_CHARS).collect();
    let (found, wrong) = match asked_for(&visit, organisation, &asked) {
        Err(finding) => (None, Some(finding)),
        Ok(query) => {
            let page = visit.host.mis().store.forms_listed(&query, None, 4 * ROWS).await;
            (Some(page.map_err(|error| refused(&visit, error))?), None)
        }
    };
    let body = html! {
        @if let Some(wrong) = &wrong { (errors(&visit, &visit.t("page-wrong"), std::slice::from_ref(wrong))) }
        (search(&visit, "/doctor/forms/search", organisation, &asked, wrong.as_ref()))
        p.govuk-body { a.govuk-link href={ "/doctor/forms?organisation=" (organisation.as_str()) } { (visit.t("doctor-search-back")) } }
        @if let Some(found) = &found {
            (table(&visit, &found.rows, &visit.t("doctor-found"), &visit.t("doctor-found-none")))
            (cut(&visit, found.rows.len(), found.next.is_some()))
        }
    };
    Ok(visit.sheet(visit.t("doctor-list-title")).here("forms").wrong(wrong.is_some()).show(body))
}

/// What somebody who typed this looks for.
pub(super) fn asked_for(visit: &Visit, organisation: Bin, asked: &str) -> Result<FormQuery, Finding> {
    let digits: String = asked.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() >= 6 && digits.chars().all(|c| c.is_ascii_digit()) {
        let iin = Iin::parse(&digits).map_err(|_| Finding::field("q", visit.t("doctor-search-iin")))?;
        return Ok(FormQuery { patient: Some(iin), ..FormQuery::of(organisation) });
    }
    let name = fold(asked);
    if name.is_empty() {
        return Err(Finding::field("q", visit.t("doctor-search-empty")));
    }
    Ok(FormQuery { name: Some(name), ..FormQuery::of(organisation) })
}

/// The search, which is a POST: names and numbers of people stand in no address.
pub(super) fn search(visit: &Visit, to: &str, organisation: Bin, asked: &str, wrong: Option<&Finding>) -> Markup {
    let of = Input {
        name: "q",
        label: visit.t("doctor-search"),
        hint: visit.t("doctor-search-hint"),
        value: asked,
        error: wrong.map(|wrong| wrong.text.clone()),
        width: 30,
        kind: "search",
        autocomplete: "off",
        ..Input::default()
    };
    html! {
        form.sa-search method="post" action=(to) role="search" {
            (visit.token())
            input type="hidden" name="organisation" value=(organisation.as_str());
            (input(visit, &of))
            button.govuk-button.govuk-button--secondary { (visit.t("doctor-search-go")) }
        }
    }
}

fn begin(visit: &Visit, organisation: Bin) -> Markup {
    html! { p { a.govuk-button #new-form role="button" draggable="false" href={ "/doctor/forms/new?organisation=" (organisation.as_str()) } { (visit.t("doctor-new")) } } }
}

/// The organisations of whoever is a doctor in several.
pub(super) fn organisations(visit: &Visit, here: Bin, to: &str) -> Result<Markup, Refused> {
    let mine = desk::organisations(visit)?;
    Ok(html! {
        @if mine.len() > 1 {
            nav aria-label=(visit.t("doctor-organisations")) {
                ul.sa-tabs { @for bin in mine { li { a.govuk-link href={ (to) "organisation=" (bin.as_str()) } aria-current=[(bin == here).then_some("page")] { (bin.as_str()) } } } }
            }
        }
    })
}

fn parts(visit: &Visit, here: &str, organisation: Bin) -> Markup {
    html! {
        nav aria-label=(visit.t("doctor-list-parts")) {
            ul.sa-tabs {
                @for (name, _) in PARTS {
                    li { a.govuk-link href={ "/doctor/forms?state=" (name) "&organisation=" (organisation.as_str()) } aria-current=[(name == here).then_some("page")] { (visit.t(&format!("doctor-list-{name}"))) } }
                }
            }
        }
    }
}

fn table(visit: &Visit, rows: &[FormListed], caption: &str, none: &str) -> Markup {
    html! {
        @if rows.is_empty() { p.govuk-body #nothing { (none) } } @else {
            table.govuk-table.sa-table.sa-stack #forms {
                caption.govuk-table__caption.govuk-table__caption--m { (caption) }
                thead.govuk-table__head {
                    tr.govuk-table__row {
                        @for key in ["doctor-col-patient", "doctor-col-code", "doctor-col-check", "doctor-col-stage", "doctor-col-changed"] {
                            th.govuk-table__header scope="col" { (visit.t(key)) }
                        }
                    }
                }
                tbody.govuk-table__body { @for one in rows { (form_row(visit, one)) } }
            }
        }
    }
}

fn form_row(visit: &Visit, one: &FormListed) -> Markup {
    let FormListed { head, heading, .. } = one;
    let name = heading.patient_name.clone().unwrap_or_else(|| visit.t("doctor-no-name"));
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" {
                a.govuk-link href={ "/doctor/forms/" (head.form) } { (name) }
                @if let Some(iin) = heading.patient { span.sa-muted.sa-num { (iin.masked()) } }
            }
            td.govuk-table__cell data-l=(visit.t("doctor-col-code")) { @if let Some(code) = heading.icd10 { (code) } @else { "–" } }
            td.govuk-table__cell data-l=(visit.t("doctor-col-check")) { (decision(visit, heading.decision.as_deref())) }
            td.govuk-table__cell data-l=(visit.t("doctor-col-stage")) { (stands(visit, one)) }
            td.govuk-table__cell.sa-num data-l=(visit.t("doctor-col-changed")) { (visit.moment(head.updated_at)) }
        }
    }
}

/// What the check decided, as a tag.
pub(super) fn decision(visit: &Visit, decision: Option<&str>) -> Markup {
    match decision {
        Some("signable") => tag(Colour::Green, visit.t("doctor-decision-signable")),
        Some("ordinary") => tag(Colour::Grey, visit.t("doctor-decision-ordinary")),
        Some(_) => tag(Colour::Red, visit.t("doctor-decision-blocked")),
        None => html! { "–" },
    }
}

/// Where a form stands, as a tag.
pub(super) fn stands(visit: &Visit, one: &FormListed) -> Markup {
    let stage = Stage::ALL.iter().find(|stage| stage.as_str() == one.head.stage);
    let (colour, key) = match stage {
        Some(Stage::Checked) if one.handed_back_at.is_some() => (Colour::Orange, "doctor-stands-handed-back"),
        Some(Stage::Checked) if one.presented_at.is_some() => (Colour::Blue, "doctor-stands-presented"),
        Some(Stage::Checked) | None => (Colour::Grey, "doctor-stands-draft"),
        Some(Stage::Frozen) => (Colour::Blue, "doctor-stands-frozen"),
        Some(Stage::AwaitingProof) => (Colour::Orange, "doctor-stands-awaiting-proof"),
        Some(Stage::Returned | Stage::Refused | Stage::Withdrawn) => (Colour::Red, ""),
        Some(Stage::Registered) => (Colour::Green, ""),
        Some(_) => (Colour::Blue, ""),
    };
    let text = if key.is_empty() { visit.t(&format!("doctor-stands-{}", one.head.stage)) } else { visit.t(key) };
    tag(colour, text)
}

pub(super) fn refused(visit: &Visit, error: ListError) -> Refused {
    match error {
        ListError::WrongCursor => visit.not_found(),
        ListError::Fault(fault) => visit.refuse(fault.into()),
    }
}
