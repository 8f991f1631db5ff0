//! What somebody should look at and what never blocks: warnings of the check, and hints of the page on the
//! anatomical form against the code and on limbs of which nothing is said (AMB-42).

use super::desk::{Judged, Open};
use super::find;
use super::picture;
use crate::pages::parts::law;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::check::Severity;
use saraptama_core::law::SubForm;
use saraptama_core::terms::Icd10;

/// The kinds that speak of one limb each.
const OF_A_LIMB: [&str; 2] = ["limb-radiograph", "radiologist"];

/// The hints, if there are any.
pub(super) fn part(visit: &Visit, open: &Open, judged: &Judged<'_>) -> Markup {
    let told = find::all(visit, open, judged);
    let warnings: Vec<_> = told.iter().filter(|one| one.severity != Severity::Error).collect();
    let hints = of_sub_form(visit, open, judged);
    html! {
        @if !warnings.is_empty() || !hints.is_empty() {
            div.sa-card.sa-hints {
                h2.govuk-heading-s { (visit.t("doctor-hints")) }
                p.govuk-body-s { (visit.t("doctor-hints-what")) }
                ul.govuk-list.govuk-list--bullet.govuk-body-s {
                    @for one in warnings {
                        li { a.govuk-link href={ (open.address(one.place.step.as_str())) "#" (one.place.id) } { (one.text) } }
                    }
                    @for (text, cite) in hints { li { (text) " " (law(visit, &cite)) } }
                }
            }
        }
    }
}

/// The row of the order's list that the form names.
pub(super) fn sub_form<'l>(open: &Open, judged: &Judged<'l>) -> Option<&'l SubForm> {
    let number: u8 = open.draft.text("diagnosis.main.anatomical_form").parse().ok()?;
    judged.rules.sub_forms.iter().find(|form| form.number == number)
}

fn of_sub_form(visit: &Visit, open: &Open, judged: &Judged<'_>) -> Vec<(String, String)> {
    let Some(form) = sub_form(open, judged).filter(|_| judged.nosology.is_some_and(|nosology| nosology.needs_sub_form)) else {
        return vec![];
    };
    let mut hints = Vec::new();
    let code = Icd10::parse(&open.draft.text("diagnosis.main.icd10"));
    if let Ok(code) = code
        && !is_plausible(form, code)
    {
        let usual: Vec<String> = form.plausible.iter().map(ToString::to_string).collect();
        let args = [("number", form.number.into()), ("code", code.to_string().into()), ("usual", usual.join(", ").into())];
        hints.push((visit.say("doctor-hint-plausible", &args), form.cite.clone()));
    }
    if picture::limbs(form.number) > 1 {
        let entries = open.draft.items(&["evidence"]);
        for kind in OF_A_LIMB {
            let ours = || entries.iter().filter(|entry| entry.shown(&["kind"]) == kind);
            let (count, sided) =
                (ours().count(), ours().filter(|entry| !entry.shown(&["facts", "laterality"]).is_empty()).count());
            if count > 0 && (count < 2 || sided < count) {
                let args = [("kind", super::beside::kind_name(visit, kind).into()), ("number", form.number.into())];
                hints.push((visit.say("doctor-hint-limbs", &args), form.cite.clone()));
            }
        }
    }
    hints
}

/// Whether the sub-form goes with the code: a listed category stands for all its codes, and a form that names a
/// category only may still mean any of them.
fn is_plausible(form: &SubForm, code: Icd10) -> bool {
    form.plausible
        .iter()
        .any(|known| *known == code || *known == code.category() || (code.is_category() && known.category() == code))
}
