//! The register of experts: whoever takes part in the in-absentia examination (order A, algorithm p. 7).

use super::data::{coding, concept, identifier, pruned, reference};
use super::system;
use jiff::civil::Date;
use saraptama_core::authority::{Absence, Principal, Role};
use serde_json::{Value, json};

/// An expert's place in the register, with the stretches of days on which they are away.
pub fn role(expert: &Principal, absences: &[Absence], day: Date) -> Value {
    let grants: Vec<_> = expert.grants.iter().filter(|grant| grant.role == Role::Expert).collect();
    let from = grants.iter().map(|grant| grant.from).min();
    // A grant without end is the latest of all.
    let until = grants.iter().map(|grant| grant.until).reduce(|one, other| one.zip(other).map(|(one, other)| one.max(other)));
    let absences = absences.iter().map(|absence| {
        json!({ "description": "absence", "during": { "start": absence.from.to_string(), "end": absence.until.to_string() } })
    });
    let region = expert.region.map(|region| json!([{ "identifier": identifier(system::REGION, &region.to_string()) }]));
    pruned(json!({
        "resourceType": "PractitionerRole",
        "id": expert.id,
        "active": expert.holds(Role::Expert, day),
        "period": { "start": from.map(|day| day.to_string()), "end": until.flatten().map(|day| day.to_string()) },
        "practitioner": { "reference": reference(&format!("Practitioner/{}", expert.id))["reference"], "display": expert.name },
        "code": [concept(coding(system::ROLE, "mse-expert", None), None)],
        "location": region,
        "notAvailable": absences.collect::<Vec<_>>(),
    }))
}

/// The person. The IIN is not told: nobody needs it to know who is in the register.
pub fn practitioner(expert: &Principal, day: Date) -> Value {
    pruned(json!({
        "resourceType": "Practitioner",
        "id": expert.id,
        "active": expert.holds(Role::Expert, day),
        "name": [{ "use": "official", "text": expert.name }],
    }))
}
