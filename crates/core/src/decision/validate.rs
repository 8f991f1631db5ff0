use super::{CapacityLoss, Decision, DecisionFault, Outcome, Term, Wrong};
use crate::terms::ActNumber;

/// Every rule of the contract that `decision` breaks, for the act `act` of a person who is `age_years`
/// full years old on the day of the decision ([`crate::terms::full_years`]).
///
/// Nothing else is refused: no other combination of age, cause and term, and a day before the decision
/// is lawful.
pub fn validate(decision: &Decision, act: ActNumber, age_years: i16) -> Vec<DecisionFault> {
    let mut faults = Vec::new();
    let mut fault = |wrong, pointer: String| faults.push(DecisionFault::new(wrong, pointer));

    if decision.act != act {
        fault(Wrong::ActDiffers, "/act".into());
    }
    if decision.result == Outcome::Established {
        let required = [
            ("/category", decision.category.is_some()),
            ("/cause", decision.cause.is_some()),
            ("/from", decision.from.is_some()),
            ("/term", decision.term.is_some()),
        ];
        required.iter().filter(|(_, given)| !given).for_each(|(at, _)| fault(Wrong::RequiredWhenEstablished, (*at).into()));
    }
    if let Some((youngest, oldest)) = decision.category.map(super::Category::ages)
        && !(youngest..=oldest).contains(&age_years)
    {
        fault(Wrong::CategoryAge, "/category".into());
    }
    if decision.cause.is_some_and(super::Cause::needs_causal_link) && is_blank(decision.causal_link.as_deref().unwrap_or("")) {
        fault(Wrong::CausalLinkMissing, "/causal_link".into());
    }
    for (at, term) in terms(decision) {
        if term.below_age_years().is_some_and(|below| age_years >= below) {
            fault(Wrong::TermAge, at);
        }
    }
    for (at, loss) in losses(decision) {
        if loss.percent > 100 {
            fault(Wrong::PercentRange, format!("{at}/percent"));
        }
    }
    for (place, limitation) in decision.limitations.iter().enumerate() {
        if !(1..=3).contains(&limitation.degree) {
            fault(Wrong::DegreeRange, format!("/limitations/{place}/degree"));
        }
    }
    if is_blank(&decision.rationale) {
        fault(Wrong::Blank, "/rationale".into());
    }
    faults
}

fn losses(decision: &Decision) -> impl Iterator<Item = (&'static str, &CapacityLoss)> {
    let general = decision.general_capacity_loss.iter().map(|loss| ("/general_capacity_loss", loss));
    general.chain(decision.professional_capacity_loss.iter().map(|loss| ("/professional_capacity_loss", loss)))
}

/// Every term of the decision with its pointer.
fn terms(decision: &Decision) -> impl Iterator<Item = (String, Term)> {
    let of_measure = |(place, measure): (usize, &super::Measure)| Some((format!("/measures/{place}/term"), measure.term?));
    let measures = decision.measures.iter().enumerate().filter_map(of_measure);
    let losses = losses(decision).map(|(at, loss)| (format!("{at}/term"), loss.term));
    decision.term.map(|term| ("/term".to_owned(), term)).into_iter().chain(losses).chain(measures)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
