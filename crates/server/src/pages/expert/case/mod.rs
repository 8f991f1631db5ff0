//! `/expert/acts/{number}`: one case on one page, without names (algorithm p. 8; contract, `http.md`).

mod evidence;
mod medicine;
mod practice;
mod requirements;
mod strip;
mod summary;

pub(super) use strip::strip;

use super::term::{Term, clock_words};
use super::{address, list, number, said};
use crate::doors::Named;
use crate::flow::{FlowError, reading};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::act::{Event, State};
use saraptama_core::check::Check;
use saraptama_core::decision::Decision;
use saraptama_core::law::{Nosology, PilotRules, SubForm};
use saraptama_core::terms::{ActNumber, FormId, Icd10, civil_date};
use saraptama_store::rows::ActRow;
use saraptama_wire::{decision, pseudonym};
use serde_json::{Map, Value};

/// The act, and what its expert may see of it.
pub(super) struct Case {
    pub(super) number: ActNumber,
    pub(super) row: ActRow,
    pub(super) state: State,
    pub(super) term: Term,
    /// The allow-list, masked.
    pub(super) seen: Map<String, Value>,
    /// Full years on the day of the visit: the day on which a decision would be made.
    pub(super) age: i16,
    /// The form checked once more by the law of the day on which its chair signed it.
    check: Check,
    sub_form: Option<u8>,
    signed_on: jiff::civil::Date,
}

/// What an expert may see of a form, pseudonymised by the one mask that programs get too.
///
/// # Errors
/// When the store fails, or the form is gone.
pub(super) async fn seen(visit: &Visit, form: FormId) -> Result<Map<String, Value>, FlowError> {
    let row = visit.host.databank().store.form(form).await?.ok_or(FlowError::NotFound)?;
    pseudonym::view(&row.bytes, visit.today()).ok_or(FlowError::NotFound)
}

impl Case {
    /// The case of this number, if it is this expert's; for everybody else there is none.
    pub(super) async fn of(visit: &Visit, text: &str) -> Result<Self, Refused> {
        let number = number(visit, text)?;
        let found = Self::load(visit, number).await;
        found.map_err(|error| visit.refuse(error))
    }

    async fn load(visit: &Visit, number: ActNumber) -> Result<Self, FlowError> {
        let databank = visit.host.databank();
        let who = visit.session.as_deref().map(|session| &session.who).ok_or(FlowError::NotFound)?;
        let (row, state) = databank.act_for_expert(who, number).await?;
        let bytes = databank.store.form(row.form).await?.ok_or(FlowError::NotFound)?.bytes;
        let seen = pseudonym::view(&bytes, visit.today()).ok_or(FlowError::NotFound)?;
        let signed_on = databank.act_events(row.form).await?.iter().find_map(signed_on).unwrap_or(visit.today());
        let (check, _) = reading::check(&bytes, Some(signed_on), visit.law());
        let age = seen.get("age").and_then(Value::as_i64).and_then(|age| i16::try_from(age).ok()).unwrap_or_default();
        let (arrived_at, due_at) = row.arrived_at.zip(row.due_at).ok_or(FlowError::NotFound)?;
        let term = Term { arrived: arrived_at, due_at };
        Ok(Self { number, term, age, check, sub_form: reading::sub_form(&bytes, visit.law()), signed_on, row, state, seen })
    }

    /// The decision whose bytes are frozen or signed, if there is one.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn decision(&self, visit: &Visit) -> Result<Option<(Vec<u8>, Decision)>, FlowError> {
        let sha256 = match &self.state {
            State::Assigned { held, .. } => held.decision,
            State::Decided { decision, .. } => Some(*decision),
            _ => None,
        };
        let Some(sha256) = sha256 else { return Ok(None) };
        let stored = visit.host.databank().store.document(self.row.form, sha256).await?;
        Ok(stored.and_then(|row| decision::read(&row.bytes).ok().map(|read| (row.bytes, read))))
    }

    pub(super) fn is_decided(&self) -> bool {
        matches!(self.state, State::Decided { .. })
    }

    fn rules<'v>(&self, visit: &'v Visit) -> &'v PilotRules {
        visit.law().pilot.nearest(self.signed_on)
    }

    fn main(&self) -> Option<Icd10> {
        self.row.icd10
    }

    fn nosology<'v>(&self, visit: &'v Visit) -> Option<&'v Nosology> {
        self.main().and_then(|code| self.rules(visit).nosology_of(code))
    }

    fn sub_form<'v>(&self, visit: &'v Visit) -> Option<&'v SubForm> {
        self.sub_form.and_then(|number| self.rules(visit).sub_forms.iter().find(|form| form.number == number))
    }

    fn member(&self, name: &str) -> &Value {
        self.seen.get(name).unwrap_or(&Value::Null)
    }
}

fn signed_on(event: &Event) -> Option<jiff::civil::Date> {
    match event {
        Event::Accepted { signed_at, .. } => Some(civil_date(*signed_at)),
        _ => None,
    }
}

/// The sections of the page, in order: the id of each, whose word is `expert-section-ID`.
const SECTIONS: [&str; 7] = ["summary", "diagnosis", "impairments", "evidence", "requirements", "history", "practice"];

pub(super) async fn show(visit: Visit, Named(text): Named<String>) -> Page {
    let case = Case::of(&visit, &text).await?;
    let sections = beside(&visit, &case).await.map_err(|error| visit.refuse(error))?;
    let decision = case.decision(&visit).await.map_err(|error| visit.refuse(error))?;
    let decided = decision.as_ref().filter(|_| case.is_decided());
    let body = html! {
        (clock_words(&visit))
        (strip(&visit, &case))
        @if let Some((_, decision)) = decided { (section(&visit, "decision", said::decision(&visit, decision))) }
        @else { (way_to_decision(&visit, &case, decision.is_some())) }
        nav.sa-jumps aria-label=(visit.t("expert-jumps")) {
            ul { @for id in SECTIONS { li { a.govuk-link href={ "#" (id) } { (visit.t(&format!("expert-section-{id}"))) } } } }
        }
        (sections)
        @if decided.is_none() { (way_to_decision(&visit, &case, false)) }
        (list::shortcuts(&visit, &[("j", "expert-key-next"), ("k", "expert-key-previous"), ("o", "expert-key-decide")]))
    };
    let sheet = visit.sheet(said::person(&visit, &case.seen)).caption(visit.say("expert-act-number", &[("number", text.into())]));
    Ok(sheet.here("work").back("/expert", visit.t("expert-list-work")).script("expert.js").show(body))
}

/// The case's sections: on its page, and beside the form of the decision.
///
/// # Errors
/// When the store fails.
pub(super) async fn beside(visit: &Visit, case: &Case) -> Result<Markup, FlowError> {
    let practice = practice::read(visit, case).await?;
    Ok(html! {
        (section(visit, "summary", summary::draw(visit, case)))
        (section(visit, "diagnosis", medicine::diagnosis(visit, case)))
        (section(visit, "impairments", medicine::impairments(visit, case)))
        (section(visit, "evidence", evidence::draw(visit, case)))
        (section(visit, "requirements", requirements::draw(visit, case)))
        (section(visit, "history", medicine::history(visit, case)))
        (section(visit, "practice", practice::draw(visit, case, &practice)))
    })
}

/// Every section has a heading that a key, a link and a reader's list of headings lead to.
fn section(visit: &Visit, id: &str, content: Markup) -> Markup {
    html! {
        section.sa-section aria-labelledby=(id) {
            h2.govuk-heading-m id=(id) tabindex="-1" data-section { (visit.t(&format!("expert-section-{id}"))) }
            (content)
        }
    }
}

fn way_to_decision(visit: &Visit, case: &Case, is_frozen: bool) -> Markup {
    html! {
        p.govuk-button-group {
            a.govuk-button data-open href=(address(case.number, "/decision")) { (visit.t("expert-to-decision")) }
            @if is_frozen {
                a.govuk-link #to-review href=(address(case.number, "/decision/review")) { (visit.t("expert-to-review")) }
            }
        }
    }
}
