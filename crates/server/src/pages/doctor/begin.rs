//! A new form 031/e: what the register of roles and earlier forms say of who refers is shown first and may be
//! changed; nothing is guessed silently.

use super::desk;
use super::draw::Draw;
use super::step::Step;
use super::tree::Tree;
use super::write::Pen;
use crate::flow::mis::Source;
use crate::pages::fields::Filled;
use crate::pages::parts::{Finding, errors, law};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use saraptama_core::referral::{Stage, State, journey};
use saraptama_core::terms::{Bin, FormId, Sha256, write_instant};
use saraptama_store::rows::FormQuery;
use std::collections::BTreeMap;

/// What is asked before a form begins.
const ASKED: [&str; 8] = [
    "organisation.bin",
    "organisation.name",
    "organisation.region",
    "organisation.capacity",
    "doctor.iin",
    "doctor.name",
    "doctor.speciality",
    "mis.vendor",
];
/// How many earlier forms of the organisation are looked at for who refers.
const EARLIER: u32 = 10;
/// So many files go over to a form that corrects another.
const FILES: usize = 50;

/// The form from which another goes on.
struct From {
    id: FormId,
    draft: Tree,
    /// It came to nothing, so the new one stands in its place.
    is_replaced: bool,
    /// The act that it led to.
    act: Option<String>,
}

async fn from(visit: &Visit, id: Option<&str>) -> Result<Option<From>, Refused> {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(None) };
    let open = desk::open(visit, id).await?;
    let stages = journey(&open.state);
    let act = stages.iter().find(|reached| reached.stage == Stage::Numbered).and_then(|reached| reached.detail.clone());
    let is_registered = stages.iter().any(|reached| reached.stage == Stage::Registered);
    Ok(Some(From {
        id: open.id,
        is_replaced: came_to_nothing(&open.state),
        act: act.filter(|_| is_registered),
        draft: open.draft,
    }))
}

/// Whether a form was refused, returned or withdrawn, so that a new one goes on in its place.
pub(super) fn came_to_nothing(state: &State) -> bool {
    matches!(state, State::Refused { .. })
        || journey(state).iter().any(|reached| reached.stage.is_final() && reached.stage != Stage::Registered)
}

/// What is known of who refers, before anybody types.
async fn known(visit: &Visit, organisation: Bin, from: Option<&From>) -> Result<Tree, Refused> {
    let who = visit.who()?;
    let mut draft = Tree::empty();
    let mut put = |path: &str, text: &str| draft.put(&path.split('.').collect::<Vec<_>>(), Tree::Text(text.to_owned()));
    put("organisation.bin", organisation.as_str());
    put("doctor.name", &who.name);
    if let Some(iin) = who.iin {
        put("doctor.iin", iin.as_str());
    }
    if let Some(region) = who.region {
        put("organisation.region", &region.to_string());
    }
    let mut earlier = from.map(|from| from.draft.clone());
    if earlier.is_none() {
        earlier = latest_of(visit, organisation).await?;
    }
    if let Some(earlier) = earlier {
        let is_ours = who.iin.is_some_and(|iin| earlier.text("doctor.iin") == iin.as_str());
        for path in ["organisation.name", "organisation.region", "organisation.capacity", "mis.vendor"] {
            let text = earlier.text(path);
            if !text.is_empty() {
                put(path, &text);
            }
        }
        if is_ours && !earlier.text("doctor.speciality").is_empty() {
            put("doctor.speciality", &earlier.text("doctor.speciality"));
        }
    }
    Ok(draft)
}

/// The latest form of the organisation, of the same doctor where there is one.
async fn latest_of(visit: &Visit, organisation: Bin) -> Result<Option<Tree>, Refused> {
    let store = &visit.host.mis().store;
    let page = store.forms_listed(&FormQuery::of(organisation), None, EARLIER).await;
    let page = page.map_err(|error| super::list::refused(visit, error))?;
    let ours = visit.who()?.iin.map(|iin| iin.as_str().to_owned());
    let mut any = None;
    for row in page.rows {
        let form = store.form(row.head.form).await.map_err(|fault| visit.refuse(fault.into()))?;
        let Some(draft) = form.and_then(|form| Tree::read(&form.bytes)) else { continue };
        if ours.as_deref() == Some(draft.text("doctor.iin").as_ref()) {
            return Ok(Some(draft));
        }
        any = any.or(Some(draft));
    }
    Ok(any)
}

/// `GET /doctor/forms/new`: what the form begins with.
pub(super) async fn ask(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let organisation = desk::organisation(&visit, query.get("organisation").map(String::as_str))?;
    let from = from(&visit, query.get("from").map(String::as_str)).await?;
    let draft = known(&visit, organisation, from.as_ref()).await?;
    Ok(page(&visit, organisation, &draft, from.as_ref(), None))
}

fn page(visit: &Visit, organisation: Bin, draft: &Tree, from: Option<&From>, wrong: Option<Finding>) -> Response {
    let told: BTreeMap<String, String> =
        wrong.iter().map(|wrong| (wrong.at.trim_start_matches('#').to_owned(), wrong.text.clone())).collect();
    let draw = Draw { visit, draft, organisation, wrong: &told };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = html! {
        @if let Some(wrong) = &wrong { (errors(visit, &visit.t("page-wrong"), std::slice::from_ref(wrong))) }
        @if let Some(from) = from {
            div.govuk-inset-text {
                @if from.is_replaced { (visit.t("doctor-new-replaces")) } @else { (visit.t("doctor-new-from")) }
                " " a.govuk-link href={ "/doctor/forms/" (from.id) } { (visit.t("doctor-new-from-form")) }
            }
        }
        p.govuk-body { (visit.t("doctor-new-what")) " " (law(visit, super::steps::CHECKED_BY)) }
        form method="post" action="/doctor/forms" novalidate {
            (visit.token())
            @if let Some(from) = from { input type="hidden" name="from" value=(from.id); }
            @for path in ASKED { (draw.field(path)) }
            @if from.is_some() {
                div.govuk-form-group {
                    div.govuk-checkboxes.govuk-checkboxes--small { div.govuk-checkboxes__item {
                        input.govuk-checkboxes__input #data_checked_at name="data_checked_at" type="checkbox" value="yes";
                        label.govuk-label.govuk-checkboxes__label for="data_checked_at" { (visit.t("doctor-f-data-checked-at")) }
                    } }
                }
            }
            button.govuk-button name="do" value="begin" { (visit.t("doctor-new-go")) }
        }
    };
    visit
        .sheet(visit.t("doctor-new"))
        .here("forms")
        .back("/doctor/forms", visit.t("doctor-back"))
        .wrong(wrong.is_some())
        .status(status)
        .show(body)
}

/// `POST /doctor/forms`: begins the form, and leads to its first step.
pub(super) async fn begin(visit: Visit, Filled(fields): Filled) -> Page {
    let from = from(&visit, fields.given("from")).await?;
    let id = new_id(&visit)?;
    let mut draft = from.as_ref().map_or_else(Tree::empty, continued);
    let pen = Pen { form: id, now: visit.now, chair: &|_| None, closes_gaps: true };
    // Who refers is part of a later step, wherever it was typed.
    pen.write(&mut draft, Step::Commission, &fields);
    pen.tidy(&mut draft);
    draft.put(&["created_at"], Tree::Text(write_instant(visit.now)));
    if fields.given("data_checked_at").is_some() {
        draft.put(&["data_checked_at"], Tree::Text(write_instant(visit.now)));
    }
    let mine = desk::organisations(&visit)?;
    let Some(organisation) = Bin::parse(&draft.text("organisation.bin")).ok().filter(|bin| mine.contains(bin)) else {
        let wrong = Finding::field("organisation.bin", visit.t("doctor-foreign-organisation"));
        return Ok(page(&visit, mine[0], &draft, from.as_ref(), Some(wrong)));
    };
    if let Some(from) = &from
        && from.is_replaced
    {
        take_files_over(&visit, from, id).await?;
    }
    let mis = visit.host.mis();
    let judged = desk::Judged::of(mis, &draft, visit.today());
    let vendor = Some(draft.text("mis.vendor").into_owned()).filter(|vendor| !vendor.is_empty());
    let source = Source { organisation, vendor, original: None };
    let stored = mis.store_form(id, source, &draft.bytes(), judged.check).await;
    stored.map_err(|error| visit.refuse(error))?;
    Ok(Redirect::to(&format!("/doctor/forms/{id}/patient")).into_response())
}

/// What goes over: into the place of a form that came to nothing all of it but what belongs to its own journey;
/// into another form of the same person who they are and what they have.
fn continued(from: &From) -> Tree {
    if from.is_replaced {
        let mut draft = from.draft.clone();
        for path in ["created_at", "data_checked_at", "commission.date", "commission.number"] {
            draft.take(&path.split('.').collect::<Vec<_>>());
        }
        draft.put(&["referral", "replaces"], Tree::Text(from.id.to_string()));
        return draft;
    }
    let mut draft = Tree::empty();
    for path in [vec!["patient"], vec!["diagnosis", "main"]] {
        if let Some(value) = from.draft.at(&path) {
            draft.put(&path, value.clone());
        }
    }
    if let Some(act) = &from.act {
        draft.put(&["referral", "purpose"], Tree::Text("repeat".into()));
        draft.put(&["referral", "earlier_act"], Tree::Text(act.clone()));
    }
    draft
}

async fn take_files_over(visit: &Visit, from: &From, to: FormId) -> Result<(), Refused> {
    let mis = visit.host.mis();
    for entry in from.draft.items(&["evidence"]).iter().take(FILES) {
        let Ok(sha256) = Sha256::parse(&entry.shown(&["document", "sha256"])) else { continue };
        let document = mis.store.document(from.id, sha256).await.map_err(|fault| visit.refuse(fault.into()))?;
        if let Some(document) = document {
            let stored = mis.store_document(to, &document.media_type, document.bytes).await;
            stored.map_err(|error| visit.refuse(error))?;
        }
    }
    Ok(())
}

/// A UUID of our own, ordered by time (RFC 9562, version 7).
fn new_id(visit: &Visit) -> Result<FormId, Refused> {
    let drawn = visit.host.mis().secrets.draw();
    let drawn = drawn.ok_or_else(|| visit.refuse(crate::flow::FlowError::Event("the system gives no randomness".into())))?;
    let millis = visit.now.as_millisecond().unsigned_abs().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis[2..]);
    bytes[6..].copy_from_slice(&drawn[..10]);
    bytes[6] = bytes[6] & 0x0f | 0x70;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Ok(FormId::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::super::step::field_at;
    use super::*;

    #[test]
    fn what_is_asked_is_a_field_of_the_step_that_writes_it() {
        for path in ASKED {
            assert!(field_at(path).is_some_and(|field| field.step == Step::Commission), "{path}");
        }
    }

    #[test]
    fn a_form_in_the_place_of_another_names_it_and_begins_its_own_journey() {
        let draft =
            r#"{"created_at":"x","data_checked_at":"y","patient":{"iin":"1"},"commission":{"date":"d","chair":{"iin":"2"}}}"#;
        let draft = Tree::read(draft.as_bytes()).expect("an object");
        let id = FormId::parse("863031b3-8f8a-41c1-a830-2c2e623e8e18").expect("an id");
        let corrected = continued(&From { id, draft: draft.clone(), is_replaced: true, act: None });
        assert_eq!(corrected.text("referral.replaces"), id.to_string());
        assert_eq!((corrected.text("data_checked_at"), corrected.text("commission.date")), ("".into(), "".into()));
        assert_eq!(corrected.text("commission.chair.iin"), "2");
        let again = continued(&From { id, draft, is_replaced: false, act: Some("2025-000001".into()) });
        assert_eq!((again.text("patient.iin"), again.text("referral.earlier_act")), ("1".into(), "2025-000001".into()));
        assert_eq!((again.text("referral.replaces"), again.text("commission.chair.iin")), ("".into(), "".into()));
    }
}
