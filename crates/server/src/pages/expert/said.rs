//! What forms and decisions say, in the reader's words.

use crate::flow::databank::Outcome;
use crate::pages::parts::row;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::decision::{CapacityLoss, Decision, Measure};
use serde_json::{Map, Value};

/// A text of the form; empty where there is none.
pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A word of a list; a word that a later law or another system brings stands for itself.
pub(super) fn word(visit: &Visit, list: &str, word: &str) -> String {
    let key = format!("{list}-{word}");
    if visit.words().has(&key) { visit.t(&key) } else { word.to_owned() }
}

/// `male, 54`: all that an expert knows of the person.
pub(super) fn person(visit: &Visit, seen: &Map<String, Value>) -> String {
    let sex = seen.get("sex").map(text).unwrap_or_default();
    let age = seen.get("age").and_then(Value::as_i64).unwrap_or_default();
    visit.say("expert-person", &[("sex", word(visit, "expert-sex", sex).into()), ("age", age.into())])
}

/// What was decided, as it is counted among like cases.
pub(super) fn outcome(visit: &Visit, outcome: Outcome) -> String {
    match outcome {
        Outcome::NotEstablished => visit.t("expert-result-not-established"),
        Outcome::Established(category, term) => {
            let (category, term) = (word(visit, "expert-category", category.as_str()), word(visit, "expert-term", term.as_str()));
            visit.say("expert-outcome", &[("category", category.into()), ("term", term.into())])
        }
    }
}

/// The decision in words, as it will stand.
pub(super) fn decision(visit: &Visit, decision: &Decision) -> Markup {
    let Decision { category, cause, causal_link, from, term, .. } = decision;
    html! {
        dl.govuk-summary-list.sa-decision {
            (row(visit.t("expert-result"), html! { strong { (visit.t(&format!("expert-result-{}", decision.result.as_str()))) } }))
            @if let Some(category) = category { (row(visit.t("expert-category"), word(visit, "expert-category", category.as_str()))) }
            @if let Some(cause) = cause { (row(visit.t("expert-cause"), word(visit, "expert-cause", cause.as_str()))) }
            @if let Some(link) = causal_link { (row(visit.t("expert-causal-link"), link)) }
            @if let Some(from) = from { (row(visit.t("expert-from"), visit.day(*from))) }
            @if let Some(term) = term { (row(visit.t("expert-for"), word(visit, "expert-term", term.as_str()))) }
            (loss(visit, "expert-general-loss", decision.general_capacity_loss.as_ref()))
            (loss(visit, "expert-professional-loss", decision.professional_capacity_loss.as_ref()))
            (row(visit.t("expert-limitations"), limitations(visit, decision)))
            (row(visit.t("expert-measures"), measures(visit, &decision.measures)))
            (row(visit.t("expert-rationale"), html! { div.sa-text { (decision.rationale) } }))
        }
    }
}

fn loss(visit: &Visit, key: &str, loss: Option<&CapacityLoss>) -> Markup {
    html! {
        @if let Some(CapacityLoss { percent, term, from }) = loss {
            @let args = [("percent", i64::from(*percent).into()), ("from", visit.day(*from).into()),
                         ("term", word(visit, "expert-term", term.as_str()).into())];
            (row(visit.t(key), visit.say("expert-loss", &args)))
        }
    }
}

fn limitations(visit: &Visit, decision: &Decision) -> Markup {
    html! {
        @if decision.limitations.is_empty() { (visit.t("expert-none")) } @else {
            ul.govuk-list {
                @for one in &decision.limitations {
                    li {
                        (word(visit, "expert-activity", one.activity.as_str())) ": "
                        (visit.say("expert-degree", &[("degree", i64::from(one.degree).into())]))
                    }
                }
            }
        }
    }
}

fn measures(visit: &Visit, measures: &[Measure]) -> Markup {
    html! {
        @if measures.is_empty() { (visit.t("expert-none")) } @else {
            ul.govuk-list {
                @for one in measures {
                    li {
                        (word(visit, "expert-measure", one.kind.as_str())) ": " (one.text)
                        @if let Some(quantity) = one.quantity { " · " (visit.say("expert-pieces", &[("n", i64::from(quantity).into())])) }
                        @if let Some(term) = one.term { " · " (word(visit, "expert-term", term.as_str())) }
                    }
                }
            }
        }
    }
}
