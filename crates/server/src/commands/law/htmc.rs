//! Order B as entries.

use super::entry::Entry;
use jiff::civil::Date;
use saraptama_core::htmc::Tenths;
use saraptama_core::law::Htmc;

/// Everything that order B says on `date`; of the list only the edition of that day.
pub(super) fn entries(htmc: &Htmc, date: Date) -> Vec<Entry> {
    let mut entries = Vec::new();
    for criterion in &htmc.criteria {
        let points: Vec<Tenths> = criterion.levels.iter().map(|level| Tenths(level.points_tenths)).collect();
        let entry = Entry::new("criterion", &criterion.id, Some(&criterion.name), &criterion.cite);
        entries.push(entry.with("weight", Tenths(criterion.weight_tenths)).with("points", points));
    }
    let listed = Entry::new("bound", "listed", None, &htmc.listed_cite);
    entries.push(listed.with("from", Tenths(htmc.listed_from_tenths)).with("to", Tenths(htmc.listed_to_tenths)));
    if htmc.transitions.from <= date {
        for rule in &htmc.transitions.rules {
            let entry = Entry::new("transition", &rule.id, Some(&rule.name), &rule.cite);
            entries.push(entry.with("comparison", &rule.comparison).with("bound", &rule.bound).read_by(&rule.readings));
        }
    }
    for list in htmc.list_on(date).iter() {
        for row in &list.rows {
            let entry = Entry::new("service", &row.code, Some(&row.name), &list.cite);
            entries.push(entry.with("section", row.section).with("number", row.number).with("edition", &list.edition));
        }
    }
    entries
}
