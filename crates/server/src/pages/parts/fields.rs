use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::terms::parse_date;

/// A field of a form. Its id is its name, so that an error can lead to it.
#[derive(Clone, Debug, Default)]
pub(in crate::pages) struct Input<'a> {
    /// The name under which it is sent.
    pub(in crate::pages) name: &'a str,
    /// What it asks for.
    pub(in crate::pages) label: String,
    /// How to answer.
    pub(in crate::pages) hint: String,
    /// What stands in it.
    pub(in crate::pages) value: &'a str,
    /// What is wrong with it.
    pub(in crate::pages) error: Option<String>,
    /// How wide it is, in characters of the design system: 2, 3, 4, 5, 10, 20, 30; 0 is as wide as the page.
    pub(in crate::pages) width: u8,
    /// `text`, `password`, `search`, `date`; `text` where empty.
    pub(in crate::pages) kind: &'a str,
    /// How browsers fill it in: `username`, `off`.
    pub(in crate::pages) autocomplete: &'a str,
    /// It is written with digits.
    pub(in crate::pages) is_numeric: bool,
}

/// One of several answers.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Choice {
    /// As it is sent.
    pub(in crate::pages) value: String,
    /// As it is read.
    pub(in crate::pages) text: String,
    /// A word on it.
    pub(in crate::pages) hint: String,
}

impl Choice {
    pub(in crate::pages) fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: String::new() }
    }
}

impl Input<'_> {
    fn described(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn group(&self) -> &'static str {
        if self.error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }
    }

    fn hint_and_error(&self, visit: &Visit) -> Markup {
        html! {
            @if !self.hint.is_empty() { div.govuk-hint id={ (self.name) "-hint" } { (self.hint) } }
            @if let Some(error) = &self.error {
                p.govuk-error-message id={ (self.name) "-error" } {
                    span.govuk-visually-hidden { (visit.t("page-wrong-title")) } " " (error)
                }
            }
        }
    }

    fn class(&self, of: &str) -> String {
        let mut class = of.to_owned();
        if self.width > 0 {
            class += &format!(" govuk-input--width-{}", self.width);
        }
        if self.error.is_some() {
            class += &format!(" {of}--error");
        }
        class
    }
}

/// A line of text.
pub(in crate::pages) fn input(visit: &Visit, of: &Input<'_>) -> Markup {
    let kind = if of.kind.is_empty() { "text" } else { of.kind };
    html! {
        div class=(of.group()) {
            label.govuk-label for=(of.name) { (of.label) }
            (of.hint_and_error(visit))
            input class=(of.class("govuk-input")) id=(of.name) name=(of.name) type=(kind) value=(of.value)
                aria-describedby=[of.described()] aria-invalid=[of.error.as_ref().map(|_| "true")]
                autocomplete=[(!of.autocomplete.is_empty()).then_some(of.autocomplete)]
                inputmode=[of.is_numeric.then_some("numeric")] spellcheck="false";
        }
    }
}

/// A day as people here write it, `27.03.2025`, whatever language their browser speaks: in the browser's own field for
/// days the second of September may read as the ninth of February. [`day`](crate::pages::fields::day) reads it.
pub(in crate::pages) fn date(visit: &Visit, of: &Input<'_>) -> Markup {
    let written = parse_date(of.value).map_or_else(|_| of.value.to_owned(), |day| visit.day(day));
    let hints = [of.hint.clone(), visit.t("page-date-hint")];
    let hint = hints.into_iter().filter(|hint| !hint.is_empty()).collect::<Vec<_>>().join(" ");
    input(visit, &Input { kind: "text", width: 10, value: &written, hint, autocomplete: "off", ..of.clone() })
}

/// Several lines of text.
pub(in crate::pages) fn text_area(visit: &Visit, of: &Input<'_>, rows: u8) -> Markup {
    html! {
        div class=(of.group()) {
            label.govuk-label for=(of.name) { (of.label) }
            (of.hint_and_error(visit))
            textarea class=(of.class("govuk-textarea")) id=(of.name) name=(of.name) rows=(rows)
                aria-describedby=[of.described()] aria-invalid=[of.error.as_ref().map(|_| "true")] { (of.value) }
        }
    }
}

/// One of a list that unfolds.
pub(in crate::pages) fn select(visit: &Visit, of: &Input<'_>, choices: &[Choice]) -> Markup {
    html! {
        div class=(of.group()) {
            label.govuk-label for=(of.name) { (of.label) }
            (of.hint_and_error(visit))
            select class=(of.class("govuk-select")) id=(of.name) name=(of.name)
                aria-describedby=[of.described()] aria-invalid=[of.error.as_ref().map(|_| "true")] {
                @for choice in choices {
                    option value=(choice.value) selected[choice.value == of.value] { (choice.text) }
                }
            }
        }
    }
}

/// One of a few that are all in view. The first has the field's own id, so that an error leads to it.
pub(in crate::pages) fn radios(visit: &Visit, of: &Input<'_>, choices: &[Choice]) -> Markup {
    let id = |n: usize| if n == 0 { of.name.to_owned() } else { format!("{}-{}", of.name, n + 1) };
    html! {
        div class=(of.group()) {
            fieldset.govuk-fieldset aria-describedby=[of.described()] {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (of.label) }
                (of.hint_and_error(visit))
                div.govuk-radios.govuk-radios--small {
                    @for (n, choice) in choices.iter().enumerate() {
                        div.govuk-radios__item {
                            input.govuk-radios__input id=(id(n)) name=(of.name) type="radio" value=(choice.value)
                                checked[choice.value == of.value]
                                aria-describedby=[(!choice.hint.is_empty()).then(|| format!("{}-hint", id(n)))];
                            label.govuk-label.govuk-radios__label for=(id(n)) { (choice.text) }
                            @if !choice.hint.is_empty() {
                                div.govuk-hint.govuk-radios__hint id={ (id(n)) "-hint" } { (choice.hint) }
                            }
                        }
                    }
                }
            }
        }
    }
}
