//! What is assumed, as the page asks for it and reads it from the address.

use crate::monitoring::{Assumptions, DECISIONS_A_DAY, EXPERTS, LOAD_PERCENT, known_nosology, known_region};
use crate::pages::committee::asked;
use crate::pages::committee::draw::WATCHED;
use crate::pages::parts::{Choice, Finding, Input, input, select};
use crate::pages::visit::Visit;
use jiff::civil::Time;
use maud::{Markup, html};
use saraptama_core::indicators::Month;
use saraptama_core::law::PilotRules;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A month and what is assumed of it.
pub(super) struct Asked {
    pub(super) month: Month,
    pub(super) assumed: Assumptions,
}

/// The fields as they stand in the address; before the form is sent, as the law and the month have them.
pub(super) struct Form<'q> {
    fields: &'q BTreeMap<String, String>,
    month: Option<Month>,
    /// The hour of the law.
    cut_off: String,
}

impl<'q> Form<'q> {
    pub(super) fn of(visit: &Visit, fields: &'q BTreeMap<String, String>) -> Self {
        let month = asked(visit, fields);
        let procedure = &rules(visit, month.as_ref()).procedure;
        let cut_off = procedure.cut_off.strftime("%H:%M").to_string();
        Self { fields, month, cut_off }
    }

    /// The month, where there is one.
    pub(super) fn month(&self) -> Option<Month> {
        self.month
    }

    /// Whether more than a month was sent.
    pub(super) fn is_sent(&self) -> bool {
        self.fields.keys().any(|name| name != "month" && name != "lang")
    }

    fn given(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// What is assumed.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub(super) fn read(&self, visit: &Visit) -> Result<Asked, Vec<Finding>> {
        let rules = rules(visit, self.month.as_ref());
        let (term, draw) = (rules.procedure.deadline_cite.as_str(), rules.procedure.assignment_cite.as_str());
        let region_cite = rules.subjects.iter().find(|subject| subject.region.is_some()).map_or(WATCHED, |one| one.cite.as_str());
        let nosology_cite = rules.nosologies.first().map_or(WATCHED, |one| one.cite.as_str());
        let mut wrong = Wrong { visit, found: vec![] };
        if self.month.is_none() {
            wrong.say("month", WATCHED, visit.t("committee-what-if-month-wrong"));
        }
        let cut_off = self.given("cut_off").filter(|text| *text != self.cut_off);
        if cut_off.is_some_and(|text| text.len() != 5 || Time::strptime("%H:%M", text).is_err()) {
            wrong.say("cut_off", term, visit.t("committee-what-if-cut-off-wrong"));
        }
        let load_percent = self.number("load_percent", LOAD_PERCENT, WATCHED, &mut wrong);
        let experts = self.number("experts", EXPERTS, draw, &mut wrong);
        let decisions_a_day = self.number("decisions_a_day", DECISIONS_A_DAY, term, &mut wrong);
        let (like_region, like_nosology) = (self.given("like_region"), self.given("like_nosology"));
        if like_region.is_some_and(|text| known_region(rules, text).is_none()) {
            wrong.say("like_region", region_cite, visit.t("committee-what-if-like-wrong"));
        }
        if like_nosology.is_some_and(|text| !known_nosology(rules, text)) {
            wrong.say("like_nosology", nosology_cite, visit.t("committee-what-if-like-wrong"));
        }
        // Whoever assumes a load says who bears it: neither is guessed.
        let needs_both = load_percent.is_some_and(|percent| percent != 100) || like_region.is_some() || like_nosology.is_some();
        let (has_experts, has_decisions) = (self.given("experts").is_some(), self.given("decisions_a_day").is_some());
        if !has_experts && (needs_both || has_decisions) {
            wrong.say("experts", draw, visit.t("committee-what-if-experts-needed"));
        }
        if !has_decisions && (needs_both || has_experts) {
            wrong.say("decisions_a_day", term, visit.t("committee-what-if-decisions-needed"));
        }
        let (Some(month), true) = (self.month, wrong.found.is_empty()) else { return Err(wrong.found) };
        let [cut_off, like_region, like_nosology] = [cut_off, like_region, like_nosology].map(|text| text.map(str::to_owned));
        // The page tries no other law: a draft is a folder of files.
        let law_day = None;
        let assumed = Assumptions { cut_off, law_day, load_percent, experts, decisions_a_day, like_region, like_nosology };
        Ok(Asked { month, assumed })
    }

    fn number(&self, name: &'static str, range: RangeInclusive<u32>, cite: &str, wrong: &mut Wrong<'_>) -> Option<u32> {
        let text = self.given(name)?;
        let digits = text.bytes().all(|c| c.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        let number = digits.filter(|number| range.contains(number));
        if number.is_none() {
            let args = [("from", i64::from(*range.start()).into()), ("to", range.end().to_string().into())];
            wrong.say(name, cite, wrong.visit.say("committee-what-if-number-wrong", &args));
        }
        number
    }

    /// The form, filled in as it was sent.
    pub(super) fn show(&self, visit: &Visit, wrong: &[Finding]) -> Markup {
        let month = self.month.map(|month| month.to_string()).unwrap_or_default();
        let value = |name: &str| match (self.fields.get(name), name) {
            (Some(text), _) => text.trim(),
            (None, "month") => month.as_str(),
            (None, "cut_off") => self.cut_off.as_str(),
            (None, "load_percent") => "100",
            (None, _) => "",
        };
        let field = |name: &'static str, key: &str| Input {
            name,
            label: visit.t(&format!("committee-what-if-{key}")),
            hint: visit.t(&format!("committee-what-if-{key}-hint")),
            value: value(name),
            error: wrong.iter().find(|one| one.at.strip_prefix('#') == Some(name)).map(|one| one.text.clone()),
            width: 5,
            autocomplete: "off",
            is_numeric: !matches!(name, "month" | "cut_off"),
            ..Input::default()
        };
        let rules = rules(visit, self.month.as_ref());
        html! {
            form.sa-find #what-if method="get" action="/committee/what-if" novalidate {
                div.sa-fields {
                    (input(visit, &field("month", "month")))
                    (input(visit, &field("cut_off", "cut-off")))
                    (input(visit, &field("load_percent", "load")))
                    (input(visit, &field("experts", "experts")))
                    (input(visit, &field("decisions_a_day", "decisions")))
                    (select(visit, &field("like_region", "like-region"), &regions(visit, rules)))
                    (select(visit, &field("like_nosology", "like-nosology"), &nosologies(visit, rules)))
                }
                button.govuk-button { (visit.t("committee-what-if-go")) }
            }
        }
    }
}

/// The law of the month; where there is no month, that of today.
fn rules<'v>(visit: &'v Visit, month: Option<&Month>) -> &'v PilotRules {
    visit.law().pilot.nearest(month.map_or_else(|| visit.today(), |month| month.first))
}

fn regions(visit: &Visit, rules: &PilotRules) -> Vec<Choice> {
    let regions = rules.subjects.iter().filter_map(|subject| subject.region);
    let name = |code: u8| visit.say("staff-region", &[("code", i64::from(code).into())]);
    let mut all: Vec<Choice> = regions.map(|region| Choice::new(region.to_string(), name(region.number()))).collect();
    all.sort_by(|one, other| crate::collate::by_kazakh_order(&one.text, &other.text));
    all.insert(0, Choice::new("", visit.t("committee-what-if-nobody-joins")));
    all
}

fn nosologies(visit: &Visit, rules: &PilotRules) -> Vec<Choice> {
    let all = rules.nosologies.iter().map(|one| Choice::new(one.id.clone(), visit.of(&one.name)));
    std::iter::once(Choice::new("", visit.t("committee-what-if-no-codes"))).chain(all).collect()
}

/// What is wrong, while it is gathered.
struct Wrong<'v> {
    visit: &'v Visit,
    found: Vec<Finding>,
}

impl Wrong<'_> {
    fn say(&mut self, at: &str, cite: &str, text: String) {
        self.found.push(Finding { source: cite.to_owned(), ..Finding::field(at, text) });
    }
}
