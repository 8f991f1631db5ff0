//! What was decided in like cases: numbers beside the case, never a rule.

use super::super::said;
use super::Case;
use crate::flow::FlowError;
use crate::flow::databank::{Kin, Outcome};
use crate::pages::visit::Visit;
use maud::{Markup, html};

/// Of so many of the latest like decisions: what was usual, not what once was.
const LATEST: u32 = 1000;
/// Fewer than this are not shown: a rare outcome might tell of one person.
const LEAST: u64 = 5;

/// The counts, and whether they are those of the same row of the list of limb defects.
pub(in crate::pages::expert) struct Practice {
    counts: Vec<(Outcome, u64)>,
    hidden: bool,
    is_of_form: bool,
}

impl Practice {
    /// What may be shown, the most frequent first.
    fn of(mut counts: Vec<(Outcome, u64)>, is_of_form: bool) -> Self {
        let all = counts.len();
        counts.retain(|(_, count)| *count >= LEAST);
        counts.sort_by_key(|(outcome, count)| (std::cmp::Reverse(*count), *outcome));
        Self { hidden: counts.len() < all, counts, is_of_form }
    }
}

/// Reads the counts of like cases: of the same sub-form where enough is known of it, else of the nosology.
///
/// # Errors
/// When the store fails.
pub(in crate::pages::expert) async fn read(visit: &Visit, case: &Case) -> Result<Practice, FlowError> {
    let rules = visit.law().pilot.nearest(visit.today());
    let Some(kin) = case.main().and_then(|code| Kin::of(code, case.age, rules)) else { return Ok(Practice::of(vec![], false)) };
    let databank = visit.host.databank();
    if let Some(row) = case.sub_form {
        let practice = Practice::of(databank.practice(&kin, Some(row), LATEST).await?, true);
        if !practice.counts.is_empty() {
            return Ok(practice);
        }
    }
    Ok(Practice::of(databank.practice(&kin, None, LATEST).await?, false))
}

pub(in crate::pages::expert) fn draw(visit: &Visit, case: &Case, practice: &Practice) -> Markup {
    let nosology = case.nosology(visit).map(|one| visit.t(&format!("expert-nosology-{}", one.id))).unwrap_or_default();
    let band = visit.t(match case.age {
        ..7 => "expert-band-child",
        7..18 => "expert-band-minor",
        _ => "expert-band-adult",
    });
    let key = if practice.is_of_form { "expert-practice-of-form" } else { "expert-practice-of" };
    let form = i64::from(case.sub_form.unwrap_or_default());
    let args = [("nosology", nosology.into()), ("band", band.into()), ("form", form.into()), ("most", LATEST.into())];
    html! {
        p.govuk-body-s { (visit.say(key, &args)) }
        @if practice.counts.is_empty() {
            p.govuk-body-s { (visit.t("expert-practice-none")) }
        } @else {
            dl.sa-facts.sa-practice {
                @for (outcome, count) in &practice.counts { dt { (said::outcome(visit, *outcome)) } dd.sa-num { (count) } }
            }
            @if practice.hidden { p.govuk-body-s { (visit.t("expert-practice-hidden")) } }
        }
        p.govuk-body-s { (visit.t("expert-practice-no-rule")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::decision::{Category, Term};

    #[test]
    fn what_was_decided_fewer_than_five_times_is_not_told() {
        let group = |category| Outcome::Established(category, Term::WithoutTerm);
        let counts = vec![(Outcome::NotEstablished, 4), (group(Category::Group2), 5), (group(Category::Group3), 60)];
        let practice = Practice::of(counts, false);
        assert_eq!(practice.counts, [(group(Category::Group3), 60), (group(Category::Group2), 5)]);
        assert!(practice.hidden);
        assert!(!Practice::of(vec![(Outcome::NotEstablished, 5)], true).hidden);
    }
}
