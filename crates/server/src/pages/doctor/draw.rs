//! Fields of a draft, each with what stands in it and what is wrong with it.

use super::desk;
use super::find;
use super::step::{DEGREES, Kind, ROWS, field_at, label_key};
use super::tree::Tree;
use crate::pages::parts::{Choice, Input, date, input, radios, select, text_area};
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::terms::Bin;
use std::collections::BTreeMap;

/// Lists of up to so many choices are in view as a whole.
const IN_VIEW: usize = 3;

/// What fields are drawn with.
pub(super) struct Draw<'d> {
    pub(super) visit: &'d Visit,
    pub(super) draft: &'d Tree,
    pub(super) organisation: Bin,
    /// What is wrong, by field; empty until somebody asked for the check.
    pub(super) wrong: &'d BTreeMap<String, String>,
}

impl Draw<'_> {
    /// The field at `path`, as the table of fields says.
    pub(super) fn field(&self, path: &str) -> Markup {
        let Some(field) = field_at(path) else { return html! {} };
        let value = self.draft.text(path);
        let label = self.visit.t(&label_key(path));
        let input_of = |width| Input { label: label.clone(), width, ..self.input(path, &value) };
        match field.kind {
            Kind::Line | Kind::Fixed => input(self.visit, &input_of(0)),
            Kind::Long => text_area(self.visit, &input_of(0), 4),
            Kind::Date => date(self.visit, &input_of(10)),
            Kind::Number12 => input(self.visit, &Input { is_numeric: true, ..input_of(20) }),
            Kind::Code | Kind::SubForm => input(self.visit, &input_of(10)),
            Kind::Whole => self.choice(path, &value, DEGREES, input_of(0)),
            Kind::OneOf(choices) => self.choice(path, &value, choices, input_of(0)),
            Kind::Region => select(self.visit, &input_of(0), &self.regions(&value)),
            Kind::Chair => select(self.visit, &input_of(0), &self.chairs(&value)),
        }
    }

    /// What every field has: name, hint, value, error.
    pub(super) fn input<'a>(&self, name: &'a str, value: &'a str) -> Input<'a> {
        let hint = format!("{}-hint", label_key(name));
        Input {
            name,
            hint: if self.visit.words().has(&hint) { self.visit.t(&hint) } else { String::new() },
            value,
            error: self.wrong.get(name).cloned(),
            autocomplete: "off",
            ..Input::default()
        }
    }

    fn choice(&self, path: &str, value: &str, choices: &[&str], of: Input<'_>) -> Markup {
        let word = |choice: &str| self.visit.t(&format!("{}-{choice}", label_key(path)));
        let mut all: Vec<Choice> = choices.iter().map(|choice| Choice::new(*choice, word(choice))).collect();
        // What another system wrote stays as it is until somebody chooses.
        if !value.is_empty() && !choices.contains(&value) {
            all.push(Choice::new(value, value));
        }
        if choices.len() <= IN_VIEW {
            return radios(self.visit, &of, &all);
        }
        all.insert(0, self.nothing());
        select(self.visit, &of, &all)
    }

    fn nothing(&self) -> Choice {
        Choice::new("", self.visit.t("doctor-choose"))
    }

    fn regions(&self, value: &str) -> Vec<Choice> {
        let rules = self.visit.law().pilot.nearest(self.visit.today());
        let regions = rules.subjects.iter().filter_map(|subject| subject.region);
        let mut all: Vec<Choice> =
            regions.map(|region| Choice::new(region.to_string(), desk::region_name(self.visit, region))).collect();
        all.sort_by_key(|choice| crate::search::fold(&choice.text));
        if !value.is_empty() && !all.iter().any(|choice| choice.value == value) {
            all.push(Choice::new(value, value));
        }
        all.insert(0, self.nothing());
        all
    }

    fn chairs(&self, value: &str) -> Vec<Choice> {
        let known = desk::chairs(self.visit, self.organisation);
        let mut all: Vec<Choice> = known.filter_map(|who| Some(Choice::new(who.iin?.as_str(), who.name.clone()))).collect();
        if !value.is_empty() && !all.iter().any(|choice| choice.value == value) {
            let name = self.draft.text("commission.chair.name").into_owned();
            all.push(Choice::new(value, self.visit.say("doctor-chair-unknown", &[("name", name.into())])));
        }
        all.insert(0, self.nothing());
        all
    }

    /// A list with a spare row below: filled in and saved, it gets another one.
    pub(super) fn rows(&self, list: &str, members: &[&str]) -> Markup {
        let path: Vec<&str> = list.split('.').collect();
        let rows = self.draft.items(&path).len();
        let legend = self.visit.t(&format!("doctor-list-{}", label_key(list).trim_start_matches("doctor-f-")));
        html! {
            fieldset.govuk-fieldset.sa-rows {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (legend) }
                @for row in 0..(rows + 1).min(ROWS) {
                    div.sa-row role="group" aria-label=(self.visit.say("doctor-row", &[("row", (row + 1).into())])) {
                        @for member in members { (self.field(&format!("{list}.{row}.{member}"))) }
                    }
                }
                @if rows > ROWS { p.govuk-hint { (self.visit.say("doctor-rows-more", &[("count", (rows - ROWS).into())])) } }
            }
        }
    }

    /// A member of an examination.
    pub(super) fn member(&self, key: &str, member: &str, as_kind: Kind) -> Markup {
        let (name, value) = (format!("evidence.{key}.{member}"), self.entry_text(key, member));
        let of = Input {
            name: &name,
            label: find::member_label(self.visit, member),
            value: &value,
            error: self.wrong.get(&name).cloned(),
            autocomplete: "off",
            ..Input::default()
        };
        match as_kind {
            Kind::Date => date(self.visit, &of),
            Kind::Long => text_area(self.visit, &of, 3),
            Kind::OneOf(choices) => {
                let word = |choice: &str| self.visit.t(&format!("doctor-e-{}-{choice}", member.replace('.', "-")));
                let mut all: Vec<Choice> = choices.iter().map(|choice| Choice::new(*choice, word(choice))).collect();
                if !value.is_empty() && !choices.contains(&value.as_str()) {
                    all.push(Choice::new(value.as_str(), value.as_str()));
                }
                radios(self.visit, &of, &all)
            }
            _ => input(self.visit, &of),
        }
    }

    /// What stands in an entry.
    pub(super) fn entry_text(&self, key: &str, member: &str) -> String {
        match super::entry::place(self.draft, key) {
            Some(at) => self.draft.text(&format!("evidence.{at}.{member}")).into_owned(),
            None => String::new(),
        }
    }
}
