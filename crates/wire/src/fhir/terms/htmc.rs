use super::super::system::{DESIGNATION, HTMC, SECTION};
use super::{Concept, Kind, Known, Name, Set, System};
use saraptama_core::law::{HtmcList, HtmcRow, Law, Section};
use saraptama_core::terms::Trilingual;

const KINDS: &[Kind] = &[
    Kind {
        code: "section",
        of_type: "code",
        description: "A section of the list in which the code stands; a code of two sections has it twice (annex 2, AMB-36).",
    },
    Kind { code: "payer", of_type: "code", description: "Who pays in a section of the code (annex 2, AMB-39)." },
    Kind { code: "number-emergency", of_type: "integer", description: "The number of the row in the section emergency." },
    Kind { code: "number-planned-both", of_type: "integer", description: "The number of the row in the section planned-both." },
    Kind {
        code: "number-planned-insurance",
        of_type: "integer",
        description: "The number of the row in the section planned-insurance.",
    },
];

const SECTIONS: [Section; 3] = [Section::Emergency, Section::PlannedBoth, Section::PlannedInsurance];

const WHOLE: &str = "urn:saraptama:fhir:ValueSet:htmc";

/// Section: its code, and the property that gives the number there.
const fn names(section: Section) -> (&'static str, &'static str) {
    match section {
        Section::Emergency => ("emergency", "number-emergency"),
        Section::PlannedBoth => ("planned-both", "number-planned-both"),
        Section::PlannedInsurance => ("planned-insurance", "number-planned-insurance"),
    }
}

/// An edition of the list of order B as a code system: a concept for each printed code, however many sections it
/// stands in.
pub fn htmc(list: &HtmcList, law: &Law) -> System {
    let mut concepts: Vec<Concept> = Vec::new();
    for row in &list.rows {
        let at = concepts.iter().position(|concept| concept.code == row.code).unwrap_or_else(|| {
            concepts.push(Concept { code: row.code.clone(), names: vec![], properties: vec![] });
            concepts.len() - 1
        });
        add(&mut concepts[at], row, law);
    }
    System {
        id: format!("htmc-{}", list.edition),
        url: HTMC,
        version: list.edition.clone(),
        name: "htmc",
        title: title(law),
        cite: list.cite.to_string(),
        from: list.from,
        until: list.until,
        kinds: KINDS,
        concepts,
        whole: WHOLE,
    }
}

/// What a row says of its code.
fn add(concept: &mut Concept, row: &HtmcRow, law: &Law) {
    let (section, number) = names(row.section);
    concept.properties.push(("section", Known::Code(section.to_owned())));
    concept.properties.push((number, Known::Whole(row.number.into())));
    let payers = law.sections.iter().filter(|title| title.id == row.section).flat_map(|title| &title.payers);
    for payer in payers.map(|payer| ("payer", Known::Code(payer.clone()))) {
        if !concept.properties.contains(&payer) {
            concept.properties.push(payer);
        }
    }
    // The glosses stand behind all names, so that the first name is always a printed one.
    let place = concept.names.iter().take_while(|name| name.used.is_none_or(|(system, _)| system == SECTION)).count();
    concept.names.insert(place, Name { used: Some((SECTION, section)), text: row.name.clone() });
    let is_new = |gloss: &&Trilingual| concept.names.iter().all(|name| name.text != **gloss);
    if let Some(gloss) = row.gloss.as_ref().filter(is_new) {
        concept.names.push(Name { used: Some((DESIGNATION, "gloss")), text: gloss.clone() });
    }
}

/// The value sets of an edition: the whole list, and each section with the names that its codes have there.
pub fn htmc_sets(list: &HtmcList, law: &Law) -> Vec<Set> {
    let whole = htmc(list, law);
    let set = |suffix: &str, url: String, title: Trilingual, cite: String, filter, members| Set {
        id: format!("{}{suffix}", whole.id),
        url,
        version: whole.version.clone(),
        name: format!("htmc{}", suffix.replace('-', "_")),
        title,
        cite,
        from: list.from,
        until: list.until,
        system: HTMC,
        system_version: Some(whole.version.clone()),
        filter,
        members,
    };
    let mut sets = vec![set("", WHOLE.to_owned(), whole.title.clone(), whole.cite.clone(), None, whole.concepts.clone())];
    for section in SECTIONS {
        let Some(title) = law.sections.iter().find(|title| title.id == section) else { continue };
        let (code, _) = names(section);
        let here = |concept: &Concept| {
            let mut concept = concept.clone();
            let is_here = concept.names.iter().any(|name| name.used == Some((SECTION, code)));
            concept.names.retain(|name| name.used.is_none_or(|used| used.0 != SECTION || used.1 == code));
            is_here.then_some(concept)
        };
        let members = list.rows.iter().filter(|row| row.section == section);
        let members = members.filter_map(|row| whole.concept(&row.code)).filter_map(here).collect();
        let url = format!("{WHOLE}-{code}");
        sets.push(set(&format!("-{code}"), url, title.name.clone(), title.cite.to_string(), Some(("section", code)), members));
    }
    sets
}

fn title(law: &Law) -> Trilingual {
    law.htmc.act.title.clone()
}
