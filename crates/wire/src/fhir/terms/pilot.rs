use super::super::system::{ANATOMICAL, ICD10};
use super::{Concept, Name, Set, System};
use crate::words::Words;
use jiff::civil::Date;
use saraptama_core::law::{Law, PilotRules};
use saraptama_core::terms::Trilingual;

const FORMS: &str = "urn:saraptama:fhir:ValueSet:anatomical-form";
const ANNEX: &str = "annex 1";

/// The edition's name: the first day of its rules.
fn version(rules: &PilotRules) -> String {
    rules.from.to_string()
}

/// The forms of limb defects of order A (annex 1), and that it is none of them (AMB-40).
pub fn anatomical(rules: &PilotRules, law: &Law, words: &Words) -> System {
    let named = |code: String, text: &Trilingual| {
        let names = vec![Name { used: None, text: text.clone() }];
        Concept { code, names, properties: vec![] }
    };
    let rows = rules.sub_forms.iter().map(|form| named(form.number.to_string(), &form.name));
    let none = named("none".to_owned(), &words.text("fhir-anatomical-none", &[]));
    System {
        id: format!("anatomical-form-{}", version(rules)),
        url: ANATOMICAL,
        version: version(rules),
        name: "AnatomicalForm",
        title: words.text("fhir-anatomical-title", &[]),
        cite: format!("{} algorithm {ANNEX}", law.pilot.act.short),
        from: rules.from,
        until: Some(rules.until),
        kinds: &[],
        concepts: rows.chain([none]).collect(),
        whole: FORMS,
    }
}

/// The value sets of order A: the listed codes of ICD-10 of each nosology, and the forms of limb defects. The order
/// names codes, not what they mean, so the codes have no names here.
pub fn pilot_sets(rules: &PilotRules, law: &Law, words: &Words) -> Vec<Set> {
    let forms = anatomical(rules, law, words);
    let dated = |rules: &PilotRules| -> (Date, Option<Date>) { (rules.from, Some(rules.until)) };
    let mut sets: Vec<Set> = rules
        .nosologies
        .iter()
        .map(|nosology| {
            let codes = nosology.printed.iter().flat_map(|line| &line.codes);
            let member =
                |code: &saraptama_core::terms::Icd10| Concept { code: code.to_string(), names: vec![], properties: vec![] };
            let (from, until) = dated(rules);
            Set {
                id: format!("{}-{}", nosology.id, version(rules)),
                url: format!("urn:saraptama:fhir:ValueSet:{}", nosology.id),
                version: version(rules),
                name: nosology.id.replace('-', "_"),
                title: nosology.name.clone(),
                cite: nosology.cite.to_string(),
                from,
                until,
                system: ICD10,
                system_version: None,
                filter: None,
                members: codes.map(member).collect(),
            }
        })
        .collect();
    let (from, until) = dated(rules);
    sets.push(Set {
        id: forms.id,
        url: FORMS.to_owned(),
        version: forms.version.clone(),
        name: "AnatomicalForm".to_owned(),
        title: forms.title,
        cite: forms.cite,
        from,
        until,
        system: ANATOMICAL,
        system_version: Some(forms.version),
        filter: None,
        members: forms.concepts,
    });
    sets
}
