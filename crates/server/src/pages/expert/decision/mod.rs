//! `/expert/acts/{number}/decision`: the decision form beside the case (algorithm p. 8; contract, `decision.md`).

mod draw;
mod offered;
mod written;

pub(super) use offered::unusual;

use super::case::{self, Case, strip};
use super::term::clock_words;
use super::{address, examination, list, said, see_other};
use crate::doors::Named;
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Finding, errors};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use draw::Form;
use maud::html;
use saraptama_core::decision::{DecisionFault, Wrong};
use std::collections::BTreeMap;
use written::{MEASURES, Written};

/// Rows of measures that a new form begins with.
const ROWS: usize = 2;
/// Of every form: they are not the expert's words.
const NOT_WRITTEN: [&str; 2] = ["csrf", "do"];

/// The form with what was written last: a draft, else what is frozen, else nothing.
pub(super) async fn form(visit: Visit, Named(text): Named<String>, Query(query): Query<BTreeMap<String, String>>) -> Page {
    let case = Case::of(&visit, &text).await?;
    if case.is_decided() {
        return see_other(&address(case.number, ""));
    }
    let draft = visit.host.databank().store.draft(case.row.form, &visit.who()?.id).await;
    let draft = draft.map_err(|fault| visit.refuse(fault.into()))?;
    let kept = draft.as_ref().map(|draft| visit.say("expert-kept", &[("at", visit.moment(draft.at).into())])).unwrap_or_default();
    let fields = match draft {
        Some(draft) => Fields::new(serde_html_form::from_bytes(&draft.body).unwrap_or_default()),
        None => {
            let frozen = case.decision(&visit).await.map_err(|error| visit.refuse(error))?;
            frozen.map_or_else(|| written::blank(case.age), |(_, decision)| written::fields(&decision))
        }
    };
    let asked = query.get("rows").and_then(|rows| rows.parse::<usize>().ok()).unwrap_or(ROWS);
    show(&visit, &case, &fields, &[], asked, kept).await
}

async fn show(visit: &Visit, case: &Case, fields: &Fields, found: &[Finding], rows: usize, kept: String) -> Page {
    let beside = case::beside(visit, case).await.map_err(|error| visit.refuse(error))?;
    let rows = written::rows(fields).max(rows).clamp(ROWS, MEASURES);
    let form = Form { visit, case, fields, found, rows, kept };
    let body = html! {
        @if !found.is_empty() { (errors(visit, &visit.t("page-wrong"), found)) }
        (clock_words(visit))
        (strip(visit, case))
        div.sa-wide.sa-beside {
            section aria-labelledby="decision" {
                h2.govuk-heading-m #decision tabindex="-1" data-section { (visit.t("expert-section-decision")) }
                (form.draw())
            }
            div { (beside) }
        }
        (list::shortcuts(visit, &[("j", "expert-key-next"), ("k", "expert-key-previous"), ("s", "expert-key-save")]))
    };
    let status = if found.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let caption = visit.say("expert-act-number", &[("number", case.number.to_string().into())]);
    let sheet =
        visit.sheet(said::person(visit, &case.seen)).caption(caption).here("work").status(status).wrong(!found.is_empty());
    Ok(sheet.back(address(case.number, ""), visit.t("expert-to-case")).script("expert.js").show(body))
}

/// What the form sends: it is kept first, so that nothing of it is lost whatever comes of it.
pub(super) async fn sent(visit: Visit, Named(text): Named<String>, Filled(fields): Filled) -> Page {
    let case = Case::of(&visit, &text).await?;
    let at = keep(&visit, &case, &fields).await?;
    match fields.one("do") {
        "freeze" => freeze(&visit, &case, &fields).await,
        "more" => {
            let rows = (written::rows(&fields) + 1).min(MEASURES);
            see_other(&address(case.number, &format!("/decision?rows={rows}#measure.{rows}.kind")))
        }
        _ if visit.is_part => Ok(html! { (visit.say("expert-kept", &[("at", visit.moment(at).into())])) }.into_response()),
        _ => see_other(&address(case.number, "/decision#kept")),
    }
}

async fn keep(visit: &Visit, case: &Case, fields: &Fields) -> Result<saraptama_core::terms::Instant, Refused> {
    let words: Vec<(&str, &str)> = fields.pairs().filter(|(name, _)| !NOT_WRITTEN.contains(name)).collect();
    let body = serde_html_form::to_string(words).unwrap_or_default().into_bytes();
    visit.host.databank().keep_draft(visit.who()?, case.number, body).await.map_err(|error| visit.refuse(error))
}

/// Freezes exactly the bytes that are signed afterwards, or shows what is wrong.
async fn freeze(visit: &Visit, case: &Case, fields: &Fields) -> Page {
    let written = Written::read(fields, case.number);
    let bytes = match written.bytes(case.number, case.age) {
        Ok(bytes) => bytes,
        Err(faults) => {
            let found: Vec<Finding> = faults.iter().map(|fault| finding(visit, &written, fault)).collect();
            return show(visit, case, fields, &found, ROWS, String::new()).await;
        }
    };
    let frozen = visit.host.databank().freeze_decision(visit.who()?, case.number, &bytes).await;
    frozen.map_err(|error| visit.refuse(error))?;
    see_other(&address(case.number, "/decision/review"))
}

/// A fault in words, at its field; what stands for the MSE Rules names the paragraph that leads to them.
fn finding(visit: &Visit, written: &Written, fault: &DecisionFault) -> Finding {
    let field = written.field(&fault.pointer);
    let of_rules =
        matches!(fault.wrong, Wrong::RequiredWhenEstablished | Wrong::CausalLinkMissing | Wrong::CategoryAge | Wrong::TermAge);
    Finding {
        at: if field.is_empty() { field.clone() } else { format!("#{field}") },
        text: visit.say(
            &format!("expert-wrong-{}", fault.key().trim_start_matches("decision-")),
            &[("field", label(visit, &field).into())],
        ),
        source: if of_rules { examination(visit) } else { String::new() },
    }
}

/// What a field is called on the page.
fn label(visit: &Visit, field: &str) -> String {
    let parts: Vec<&str> = field.split('.').collect();
    match parts.as_slice() {
        ["general_capacity_loss", member] => within(visit, "expert-general-loss", &format!("expert-loss-{member}")),
        ["professional_capacity_loss", member] => within(visit, "expert-professional-loss", &format!("expert-loss-{member}")),
        ["limitation", activity] => within(visit, "expert-limitations", &format!("expert-activity-{activity}")),
        ["measure", row, member] => {
            let row = visit.say("expert-measure-n", &[("n", (*row).into())]);
            format!("{row}, {}", visit.t(&format!("expert-measure-{member}")))
        }
        ["causal_link"] => visit.t("expert-causal-link"),
        ["term"] => visit.t("expert-for"),
        ["result"] => visit.t("expert-is-established"),
        [one] if !one.is_empty() => visit.t(&format!("expert-{one}")),
        _ => visit.t("expert-section-decision"),
    }
}

fn within(visit: &Visit, group: &str, member: &str) -> String {
    format!("{}, {}", visit.t(group), visit.t(member))
}
