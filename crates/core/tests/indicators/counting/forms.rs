//! The tables of the medical information system.

use super::{Counted, Figures, at, here, seconds, spread, tally};
use saraptama_core::indicators::{Month, System};
use saraptama_core::terms::Instant;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A form: what happened to it, and what blocked it and when, as often as it did.
#[derive(Clone, Debug)]
pub struct Form {
    pub vendor: String,
    pub events: Vec<Value>,
    pub blocked: Vec<(String, Instant)>,
}

impl Form {
    fn signed(&self, month: &Month) -> bool {
        here(month, at(&self.events, "signed"))
    }

    /// Whether the chair had handed it back before it was signed.
    fn again(&self) -> bool {
        at(&self.events, "handed-back").is_some_and(|back| Some(back) < at(&self.events, "signed"))
    }

    /// The requirements that blocked it in the month for the first time.
    fn blocked(&self, month: &Month) -> BTreeSet<String> {
        let mut first: BTreeMap<&String, Instant> = BTreeMap::new();
        for (name, at) in &self.blocked {
            first.entry(name).and_modify(|known| *known = (*known).min(*at)).or_insert(*at);
        }
        first.into_iter().filter(|(_, at)| here(month, Some(*at))).map(|(name, _)| name.clone()).collect()
    }
}

/// Every table that forms tell of.
pub fn forms(month: &Month, forms: &[Form]) -> Counted {
    let begun = |form: &Form| here(month, at(&form.events, "stored"));
    let count = |is: &dyn Fn(&Form) -> bool| vec![Some(forms.iter().filter(|form| is(form)).count() as u64)];
    let drafts = [
        ("begun", count(&begun)),
        ("blocked", count(&|form| !form.blocked(month).is_empty())),
        ("handed-back", count(&|form| here(month, at(&form.events, "handed-back")))),
    ];
    let signed = [
        ("first-time", count(&|form| form.signed(month) && !form.again())),
        ("after-hand-back", count(&|form| form.signed(month) && form.again())),
    ];
    let took = |form: &Form| Some(seconds(at(&form.events, "stored")?, at(&form.events, "signed")?));
    let took: Vec<u64> = forms.iter().filter(|form| form.signed(month)).filter_map(took).collect();
    let mut vendors = Figures::new();
    for form in forms.iter().filter(|form| begun(form) || form.signed(month)) {
        let flags = [begun(form), form.signed(month) && !form.again(), form.signed(month) && form.again()];
        let row = vendors.entry(form.vendor.clone()).or_insert_with(|| vec![Some(0); flags.len()]);
        row.iter_mut().zip(flags).for_each(|(n, flag)| *n = n.map(|n| n + u64::from(flag)));
    }
    let named =
        |rows: &[(&str, Vec<Option<u64>>)]| rows.iter().map(|(key, values)| ((*key).to_owned(), values.clone())).collect();
    let tables: [(&'static str, Figures); 5] = [
        ("drafts", named(&drafts)),
        ("signed", named(&signed)),
        ("blocked-by", tally(forms.iter().flat_map(|form| form.blocked(month)))),
        ("stages", named(&[("preparing", spread(&took))])),
        ("drafts-by-vendor", vendors),
    ];
    tables.into_iter().map(|(id, figures)| ((System::Mis, id), figures)).collect()
}
