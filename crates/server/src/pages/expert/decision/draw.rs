use super::offered;
use super::written::{LOSSES, MEASURES, limitation};
use crate::pages::expert::case::Case;
use crate::pages::expert::said::word;
use crate::pages::expert::{address, examination};
use crate::pages::fields::Fields;
use crate::pages::parts::{Choice, Finding, Input, date, input, law, radios, select, text_area};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::decision::{Activity, Cause, MeasureKind, Outcome, Term};

/// The form, what stands in it, and what is wrong with that.
pub(super) struct Form<'f> {
    pub(super) visit: &'f Visit,
    pub(super) case: &'f Case,
    pub(super) fields: &'f Fields,
    pub(super) found: &'f [Finding],
    /// Rows of measures, blank ones among them.
    pub(super) rows: usize,
    /// When it was last kept, in words.
    pub(super) kept: String,
}

impl Form<'_> {
    /// The form. Parts that an answer makes needless are hidden by style alone: what they hold stays.
    pub(super) fn draw(&self) -> Markup {
        let visit = self.visit;
        html! {
            form.sa-decide #decide method="post" action=(address(self.case.number, "/decision")) novalidate data-draft
                data-failed=(visit.t("expert-not-kept")) {
                (visit.token())
                // The key Enter presses the first button of a form: it keeps, it freezes nothing.
                button.govuk-visually-hidden name="do" value="save" tabindex="-1" aria-hidden="true" {}
                (self.outcome())
                (self.losses())
                (self.limitations())
                (self.measures())
                (text_area(visit, &Input { hint: visit.t("expert-rationale-hint"), ..self.of("rationale", "expert-rationale") }, 8))
                div.govuk-button-group {
                    button.govuk-button name="do" value="freeze" { (visit.t("expert-to-review")) }
                    button.govuk-button.govuk-button--secondary name="do" value="save" data-save { (visit.t("expert-save")) }
                    p.govuk-body-s #kept role="status" { (self.kept) }
                }
            }
        }
    }

    fn outcome(&self) -> Markup {
        let visit = self.visit;
        let results = Outcome::ALL.iter().map(|one| Choice::new(one.as_str(), word(visit, "expert-result", one.as_str())));
        let categories = offered::categories(self.case.age);
        let categories = categories.iter().map(|one| Choice::new(one.as_str(), word(visit, "expert-category", one.as_str())));
        let causes = Cause::ALL.iter().map(|one| Choice::new(one.as_str(), word(visit, "expert-cause", one.as_str())));
        let age = [("age", i64::from(self.case.age).into())];
        html! {
            (radios(visit, &self.of("result", "expert-is-established"), &results.collect::<Vec<_>>()))
            div.sa-if-established {
                (radios(visit, &Input { hint: visit.say("expert-category-hint", &age), ..self.of("category", "expert-category") },
                        &categories.collect::<Vec<_>>()))
                p.govuk-body-s { (law(visit, &examination(visit))) }
                (select(visit, &self.of("cause", "expert-cause"), &with_none(causes)))
                div.sa-if-link {
                    (input(visit, &Input { hint: visit.t("expert-causal-link-hint"), ..self.of("causal_link", "expert-causal-link") }))
                }
                div.sa-row {
                    (date(visit, &Input { hint: visit.t("expert-from-hint"), ..self.of("from", "expert-from") }))
                    (select(visit, &self.of("term", "expert-for"), &self.terms()))
                }
            }
        }
    }

    fn losses(&self) -> Markup {
        let visit = self.visit;
        html! {
            @for (loss, key) in LOSSES.into_iter().zip(["expert-general-loss", "expert-professional-loss"]) {
                @let name = |member: &str| format!("{loss}.{member}");
                @let (percent, term, from) = (name("percent"), name("term"), name("from"));
                fieldset.govuk-fieldset.sa-group {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (visit.t(key)) }
                    div.sa-row {
                        (input(visit, &Input { width: 3, is_numeric: true, ..self.of(&percent, "expert-loss-percent") }))
                        (date(visit, &self.of(&from, "expert-loss-from")))
                        (select(visit, &self.of(&term, "expert-loss-term"), &self.terms()))
                    }
                }
            }
        }
    }

    fn limitations(&self) -> Markup {
        let visit = self.visit;
        let degree = |n: i64| Choice::new(n.to_string(), visit.say("expert-degree", &[("degree", n.into())]));
        let degrees = with_none((1..=3).map(degree));
        html! {
            fieldset.govuk-fieldset.sa-group {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (visit.t("expert-limitations")) }
                div.sa-row.sa-row--many {
                    @for activity in Activity::ALL {
                        @let name = limitation(*activity);
                        (select(visit, &self.of(&name, &format!("expert-activity-{}", activity.as_str())), &degrees))
                    }
                }
            }
        }
    }

    fn measures(&self) -> Markup {
        let visit = self.visit;
        let kinds =
            with_none(MeasureKind::ALL.iter().map(|one| Choice::new(one.as_str(), word(visit, "expert-measure", one.as_str()))));
        html! {
            fieldset.govuk-fieldset.sa-group {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (visit.t("expert-measures")) }
                div.govuk-hint { (visit.t("expert-measures-hint")) }
                @for row in 1..=self.rows {
                    @let name = |member: &str| format!("measure.{row}.{member}");
                    @let (kind, text, quantity, term) = (name("kind"), name("text"), name("quantity"), name("term"));
                    fieldset.govuk-fieldset.sa-measure {
                        legend.govuk-visually-hidden { (visit.say("expert-measure-n", &[("n", row.into())])) }
                        div.sa-row {
                            (select(visit, &self.of(&kind, "expert-measure-kind"), &kinds))
                            (input(visit, &self.of(&text, "expert-measure-text")))
                            (input(visit, &Input { width: 3, is_numeric: true, ..self.of(&quantity, "expert-measure-quantity") }))
                            (select(visit, &self.of(&term, "expert-measure-term"), &self.terms()))
                        }
                    }
                }
                @if self.rows < MEASURES {
                    button.govuk-button.govuk-button--secondary name="do" value="more" { (visit.t("expert-measure-more")) }
                }
            }
        }
    }

    fn terms(&self) -> Vec<Choice> {
        let terms = offered::terms(self.case.age);
        with_none(terms.iter().map(|one: &Term| Choice::new(one.as_str(), word(self.visit, "expert-term", one.as_str()))))
    }

    /// A field with what stands in it and what is wrong with it.
    fn of<'n>(&'n self, name: &'n str, label: &str) -> Input<'n> {
        let at = format!("#{name}");
        let error = self.found.iter().find(|found| found.at == at).map(|found| found.text.clone());
        Input { name, label: self.visit.t(label), value: self.fields.one(name), error, autocomplete: "off", ..Input::default() }
    }
}

fn with_none(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", "–")).chain(choices).collect()
}
