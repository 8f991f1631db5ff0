//! A step is read, written, checked and laid before the chair. Everything that is sent is saved first, whatever the
//! button says.

use super::beside;
use super::conflict::Conflict;
use super::desk::{self, Judged, Open};
use super::diagnosis;
use super::files;
use super::page::{self, Shown};
use super::place;
use super::sent::Filed;
use super::step::Step;
use super::tree::Tree;
use super::write::Pen;
use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::mis::Source;
use crate::pages::parts::Finding;
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use saraptama_core::referral::{Desk, Refusal, State};
use saraptama_core::terms::{Bin, Iin};
use saraptama_wire::form::MAX_BYTES;
use std::collections::BTreeMap;

/// `GET /doctor/forms/{id}/{step}`: the step as it stands.
pub(super) async fn step(
    visit: Visit,
    Named((id, step)): Named<(String, String)>,
    query: Query<BTreeMap<String, String>>,
) -> Page {
    let step = Step::parse(&step).ok_or_else(|| visit.not_found())?;
    let open = desk::open(&visit, &id).await?;
    let judged = Judged::of(visit.host.mis(), &open.draft, visit.today());
    let more = query.get("more").filter(|more| super::entry::is_name(more)).cloned().unwrap_or_default();
    let shown = Shown { is_checked: query.contains_key("checked"), more, ..Shown::default() };
    Ok(page::show(&visit, &open, &judged, step, &shown))
}

/// `POST /doctor/forms/{id}/{step}`: saves what was typed, and does what the button says.
pub(super) async fn write(visit: Visit, Named((id, step)): Named<(String, String)>, sent: Filed) -> Page {
    let Filed { fields, files } = sent;
    let step = Step::parse(&step).ok_or_else(|| visit.not_found())?;
    let mut open = desk::open(&visit, &id).await?;
    let action = if visit.is_part { "" } else { fields.one("do") };
    let before = open.draft.clone();
    let chair = |iin: Iin| desk::chair_name(&visit, open.organisation, iin);
    // A script that saves leaves the rows where they are on the page.
    let pen = Pen { form: open.id, now: visit.now, chair: &chair, closes_gaps: !visit.is_part };
    let mut typed = before.clone();
    pen.write(&mut typed, step, &fields);
    change(&mut typed, action);
    let wrong = if open.is_draft() { files::take(&visit, &open, &mut typed, files).await? } else { vec![] };
    if typed != before {
        pen.tidy(&mut typed);
    }
    let saw = fields.one("seen").to_owned();
    match save(&visit, &mut open, typed, &saw).await? {
        Saved::Done => {}
        Saved::Overtaken(typed) => return conflict(&visit, &id, typed, step).await,
        Saved::Unlawful(typed, finding) => {
            open.draft = typed;
            return Ok(again(&visit, &open, step, vec![finding]));
        }
    }
    if visit.is_part {
        return Ok(part(&visit, &open, &before));
    }
    if !wrong.is_empty() {
        return Ok(again(&visit, &open, step, wrong));
    }
    if action == "search" {
        let judged = Judged::of(visit.host.mis(), &open.draft, visit.today());
        let shown = Shown { searched: Some(fields.one("icd10.search").to_owned()), ..Shown::default() };
        return Ok(page::show(&visit, &open, &judged, step, &shown));
    }
    if action == "present" {
        return present(&visit, &open).await;
    }
    Ok(Redirect::to(&leads(&open, step, action)).into_response())
}

/// What a button changes beside what was typed.
fn change(draft: &mut Tree, action: &str) {
    if let Some(code) = diagnosis::picked(action) {
        draft.put(&["diagnosis", "main", "icd10"], Tree::Text(code.to_string()));
    }
    if let Some(at) = action.strip_prefix("drop:").and_then(|key| super::entry::place(draft, key)) {
        draft.take(&["evidence", &at.to_string(), "document"]);
    }
    if let Some(pointer) = action.strip_prefix("remove:") {
        let steps = place::steps(pointer);
        draft.take(&steps.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// Where a button leads once everything is saved.
fn leads(open: &Open, step: Step, action: &str) -> String {
    let here = open.address(step.as_str());
    if let Some(step) = action.strip_prefix("go-").and_then(Step::parse) {
        return open.address(step.as_str());
    }
    if let Some(lang) = action.strip_prefix("lang-").and_then(saraptama_wire::words::Lang::parse) {
        return format!("{here}?lang={}", lang.as_str());
    }
    if let Some(kind) = action.strip_prefix("add:").filter(|kind| super::entry::is_name(kind)) {
        return format!("{here}?more={kind}");
    }
    match action {
        "next" => open.address(step.next().as_str()),
        "save" => format!("{here}?checked=1"),
        _ => here,
    }
}

enum Saved {
    Done,
    /// Others stand there by now, or the form is closed: what was typed.
    Overtaken(Tree),
    /// What was typed may not be stored, and why.
    Unlawful(Tree, Finding),
}

/// Stores what was typed over what the page showed. What changes nothing is saved already.
async fn save(visit: &Visit, open: &mut Open, typed: Tree, saw: &str) -> Result<Saved, Refused> {
    if typed == open.draft {
        return Ok(Saved::Done);
    }
    let lies_with_chair = matches!(&open.state, State::Draft { desk: Desk::Chair { .. }, .. });
    // What lies before the chair is taken back on purpose only.
    if !open.is_draft() || saw != open.seen.to_string() || (lies_with_chair && visit.is_part) {
        return Ok(Saved::Overtaken(typed));
    }
    let named = Bin::parse(&typed.text("organisation.bin")).ok();
    let mine = desk::organisations(visit)?;
    if named.is_some_and(|bin| !mine.contains(&bin)) {
        let finding = Finding::field("organisation.bin", visit.t("doctor-foreign-organisation"));
        return Ok(Saved::Unlawful(typed, finding));
    }
    let bytes = typed.bytes();
    if bytes.len() > MAX_BYTES {
        return Ok(Saved::Unlawful(typed, Finding::field("form", visit.t("doctor-too-much"))));
    }
    let mis = visit.host.mis();
    let judged = Judged::of(mis, &typed, visit.today());
    let vendor = Some(typed.text("mis.vendor").into_owned()).filter(|vendor| !vendor.is_empty());
    let source = Source { organisation: named.unwrap_or(open.organisation), vendor, original: None };
    match mis.store_over(open.seen, open.id, source, &bytes, judged.check).await {
        Ok(Some(_)) => {}
        Ok(None) | Err(FlowError::Referral(Refusal::BytesAreFixed)) => return Ok(Saved::Overtaken(typed)),
        Err(error) => return Err(visit.refuse(error)),
    }
    *open = desk::open(visit, &open.id.to_string()).await?;
    Ok(Saved::Done)
}

/// The step again, with what was typed and what is wrong with it.
fn again(visit: &Visit, open: &Open, step: Step, wrong: Vec<Finding>) -> Response {
    let judged = Judged::of(visit.host.mis(), &open.draft, visit.today());
    page::show(visit, open, &judged, step, &Shown { wrong, status: StatusCode::UNPROCESSABLE_ENTITY, ..Shown::default() })
}

/// What stands beside the form after a script has saved it, and what changed, in words.
fn part(visit: &Visit, open: &Open, before: &Tree) -> Response {
    let mis = visit.host.mis();
    let (was, is) = (Judged::of(mis, before, visit.today()), Judged::of(mis, &open.draft, visit.today()));
    let saved = visit.say("doctor-saved-at", &[("at", visit.moment(visit.now).into())]);
    let said = beside::changed(visit, &was, &is);
    html! {
        (beside::part(visit, open, &is, Some(&saved)))
        (beside::seen(open, true))
        div #said role="status" aria-live="polite" class="govuk-visually-hidden" hx-swap-oob="true" { (said) }
    }
    .into_response()
}

/// Somebody was faster, or the form is closed: both are shown, and the fields hold what was typed.
async fn conflict(visit: &Visit, id: &str, typed: Tree, step: Step) -> Page {
    let mut open = desk::open(visit, id).await?;
    if visit.is_part {
        let judged = Judged::of(visit.host.mis(), &open.draft, visit.today());
        let key = if open.is_draft() { "doctor-conflict-part" } else { "doctor-conflict-part-fixed" };
        let text = visit.t(key);
        return Ok((StatusCode::CONFLICT, beside::part(visit, &open, &judged, Some(&text))).into_response());
    }
    let conflict = Conflict::between(&open.draft, &typed, step);
    open.draft = typed;
    let judged = Judged::of(visit.host.mis(), &open.draft, visit.today());
    let shown = Shown { conflict: Some(conflict), status: StatusCode::CONFLICT, ..Shown::default() };
    Ok(page::show(visit, &open, &judged, step, &shown))
}

/// Lays the form before its chair. What blocks the signature is shown instead (p. 4).
async fn present(visit: &Visit, open: &Open) -> Page {
    match visit.host.mis().present(visit.who()?, open.id).await {
        Ok(()) => Ok(Redirect::to(&format!("/doctor/forms/{}?presented=1", open.id)).into_response()),
        Err(FlowError::Referral(Refusal::Blocked(_))) => {
            let judged = Judged::of(visit.host.mis(), &open.draft, visit.today());
            let shown = Shown { is_checked: true, status: StatusCode::CONFLICT, ..Shown::default() };
            Ok(page::show(visit, open, &judged, Step::Review, &shown))
        }
        Err(error) => Err(visit.refuse(error)),
    }
}
