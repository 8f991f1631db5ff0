//! Order A as entries.

use super::entry::Entry;
use saraptama_core::law::{PilotRules, Starts};

/// Everything that order A says on a day of `rules`.
pub(super) fn entries(rules: &PilotRules) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (at, nosology) in rules.nosologies.iter().enumerate() {
        let codes: Vec<String> = rules.codes.iter().filter(|(_, of)| *of == at).map(|(code, _)| code.to_string()).collect();
        let entry = Entry::new("nosology", &nosology.id, Some(&nosology.name), &nosology.cite);
        entries.push(entry.with("below_age_years", nosology.below_age_years).with("codes", codes));
    }
    for form in &rules.sub_forms {
        entries.push(Entry::new("anatomical-form", form.number, Some(&form.name), &form.cite));
    }
    for requirement in &rules.requirements {
        let entry = Entry::new("requirement", &requirement.id, Some(&requirement.name), &requirement.cite)
            .with("nosology", &requirement.nosology)
            .with("any_of", &requirement.any_of)
            .with("accepts", &requirement.accepts)
            .with("carried_on_repeat", requirement.carried_on_repeat)
            .with("facts", &requirement.facts)
            .with("when", requirement.when.as_ref().map(|when| format!("{} is {:?}", when.circumstance, when.is).to_lowercase()));
        entries.push(entry.read_by(&requirement.readings));
    }
    for subject in &rules.subjects {
        let entry = Entry::new("subject", subject.number, Some(&subject.name), &subject.cite).with("region", subject.region);
        entries.push(match &subject.starts {
            Starts::On(day) => entry.with("starts", day),
            Starts::ByVendor(vendors) => {
                vendors.iter().fold(entry, |entry, start| entry.with(&format!("starts/{}", start.vendor), start.on))
            }
        });
    }
    entries.extend(procedure(rules));
    entries
}

fn procedure(rules: &PilotRules) -> [Entry; 3] {
    let procedure = &rules.procedure;
    let deadline = Entry::new("procedure", "deadline", None, &procedure.deadline_cite)
        .with("decision_working_days", procedure.decision_working_days)
        .with("cut_off", procedure.cut_off)
        .with("day_ends", procedure.day_ends)
        .with("arrival_day_counts", procedure.arrival_day_counts);
    let assignment = Entry::new("procedure", "assignment", None, &procedure.assignment_cite)
        .with("experts_per_act", procedure.experts_per_act)
        .with("extraterritorial", procedure.extraterritorial);
    let age = Entry::new("procedure", "form-age", None, &procedure.form_age_cite);
    [
        deadline.read_by(&procedure.deadline_readings),
        assignment.read_by(&procedure.assignment_readings),
        age.with("form_valid_months", procedure.form_valid_months),
    ]
}
