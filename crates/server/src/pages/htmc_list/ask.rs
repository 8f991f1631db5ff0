//! What is asked of the list, as an address says it.

use crate::flow::FlowError;
use crate::pages::fields::day;
use crate::pages::parts::Finding;
use crate::pages::refused::Refused;
use crate::pages::visit::Visit;
use jiff::civil::Date;
use saraptama_core::htmc::edition::{Editions, HeldEdition};
use saraptama_core::htmc::{Admission, PAYERS};
use saraptama_core::law::Section;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 200;

/// The members of an address.
pub(super) type Query = axum::extract::Query<BTreeMap<String, String>>;

/// What is asked: what cannot be read restricts nothing by mistake, it is told.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) day: String,
    pub(super) at: Option<Date>,
    pub(super) edition: Option<String>,
    pub(super) section: Option<Section>,
    pub(super) admission: Option<Admission>,
    pub(super) payer: Option<&'static str>,
    pub(super) wrong: Vec<Finding>,
}

impl Asked {
    pub(super) fn read(visit: &Visit, query: &Query) -> Self {
        let given = |name: &str| query.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        let mut asked = Self { text: given("q").unwrap_or_default().to_owned(), ..Self::default() };
        if asked.text.chars().count() > LONGEST {
            asked.text = asked.text.chars().take(LONGEST).collect();
            asked.wrong.push(Finding::field("q", visit.t("htmc-find-too-long")));
        }
        let mut choice = |name: &str| asked.wrong.push(Finding::field(name, visit.t("htmc-find-choice-wrong")));
        let section = given("section").map(|text| Section::parse(text).ok_or_else(|| choice("section")));
        let admission = given("admission").map(|text| Admission::parse(text).ok_or_else(|| choice("admission")));
        let payer = |text| PAYERS.into_iter().find(|payer| *payer == text);
        let payer = given("payer").map(|text| payer(text).ok_or_else(|| choice("payer")));
        asked.section = section.and_then(Result::ok);
        asked.admission = admission.and_then(Result::ok);
        asked.payer = payer.and_then(Result::ok);
        asked.edition = given("edition").map(str::to_owned);
        if let Some(text) = given("at") {
            asked.day = text.chars().take(10).collect();
            match day(text) {
                Some(day) => asked.at = Some(day),
                None => asked.wrong.push(Finding::field("at", visit.t("htmc-find-day-wrong"))),
            }
        }
        asked
    }

    /// The edition that is asked for by name, else of the day, else of today; none where it is not held.
    pub(super) fn of<'e>(&self, visit: &Visit, editions: &'e Editions) -> Option<&'e HeldEdition> {
        match &self.edition {
            Some(name) => editions.named(name),
            None => editions.on(self.at.unwrap_or_else(|| visit.today())).ok(),
        }
    }
}

/// Every edition that is held.
pub(super) async fn editions(visit: &Visit) -> Result<Arc<Editions>, Refused> {
    visit.host.htmc_editions().await.map_err(|error: FlowError| visit.refuse(error))
}
