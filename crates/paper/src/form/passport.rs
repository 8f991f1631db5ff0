//! Who refers whom, and what for.

use super::read::{choice, date, instant, person, required, text};
use crate::say::Say;
use crate::sheet::{Block, Fact};
use saraptama_core::law::{PilotRules, Starts};
use serde_json::Value;

/// From the document itself to the referral.
pub(super) fn blocks(form: &Value, rules: &PilotRules, say: Say<'_>) -> Vec<Block> {
    let parts = [
        ("form-patient", patient(form, say)),
        ("form-referral", referral(form, say)),
        ("form-organisation", organisation(form, say)),
        ("form-document", document(form, rules, say)),
    ];
    let part = |(heading, facts): (&str, Vec<Option<Fact>>)| {
        [Block::Heading { text: say.text(heading) }, Block::Facts { facts: facts.into_iter().flatten().collect() }]
    };
    parts.into_iter().flat_map(part).collect()
}

fn document(form: &Value, rules: &PilotRules, say: Say<'_>) -> Vec<Option<Fact>> {
    let vendor = required(form, "/mis/vendor", say);
    let vendor = vendor_name(&vendor, rules).unwrap_or(&vendor).to_owned();
    let system = text(form, "/mis/system").map_or(vendor.clone(), |system| format!("{vendor}, {system}"));
    let or_open = |value: Option<String>| value.unwrap_or_else(|| say.text("not-filled"));
    vec![
        Some(say.fact("form-id", required(form, "/id", say))),
        Some(say.fact("form-created", or_open(instant(form, "/created_at", say)))),
        Some(say.fact("form-checked", or_open(instant(form, "/data_checked_at", say)))),
        Some(say.fact("form-mis", system)),
    ]
}

/// The vendor's name as the order prints it.
fn vendor_name<'r>(id: &str, rules: &'r PilotRules) -> Option<&'r str> {
    let of_subject = rules.subjects.iter().filter_map(|subject| match &subject.starts {
        Starts::ByVendor(vendors) => Some(vendors),
        Starts::On(_) => None,
    });
    of_subject.flatten().find(|start| start.vendor == id).map(|start| start.name.as_str())
}

fn organisation(form: &Value, say: Say<'_>) -> Vec<Option<Fact>> {
    let doctor = form.pointer("/doctor").and_then(|doctor| person(doctor, say)).unwrap_or_else(|| say.text("not-filled"));
    vec![
        Some(say.fact("form-organisation-name", required(form, "/organisation/name", say))),
        Some(say.fact("form-bin", required(form, "/organisation/bin", say))),
        Some(say.fact("form-region", region(form, "/organisation/region", say))),
        say.fact_if("form-capacity", choice(form, "/organisation/capacity", "capacity", say)),
        Some(say.fact("form-doctor", doctor)),
        Some(say.fact("form-speciality", required(form, "/doctor/speciality", say))),
    ]
}

fn patient(form: &Value, say: Say<'_>) -> Vec<Option<Fact>> {
    let names = ["family_name", "given_name", "patronymic"].iter().filter_map(|name| text(form, &format!("/patient/{name}")));
    let names = names.collect::<Vec<_>>().join(" ");
    let name = if names.trim().is_empty() { say.text("not-filled") } else { names };
    let attachment = text(form, "/patient/attachment/name").map(|name| {
        let bin = required(form, "/patient/attachment/bin", say);
        say.with("organisation", &[("name", name.into()), ("bin", bin.into())])
    });
    let representative = form.pointer("/patient/representative").and_then(|one| person(one, say)).map(|name| {
        let relation = required(form, "/patient/representative/relation", say);
        say.with("relation", &[("name", name.into()), ("relation", relation.into())])
    });
    let free = |key: &str, member: &str| say.fact_if(key, text(form, &format!("/patient/{member}")));
    vec![
        Some(say.fact("form-name", name)),
        Some(say.fact("form-iin", required(form, "/patient/iin", say))),
        Some(say.fact("form-birth", date(form, "/patient/birth_date", say).unwrap_or_else(|| say.text("not-filled")))),
        say.fact_if("form-sex", choice(form, "/patient/sex", "sex", say)),
        Some(say.fact("form-registered", region(form, "/patient/region", say))),
        say.fact_if("form-attachment", attachment),
        free("form-address", "address"),
        free("form-phone", "phone"),
        say.fact_if("form-representative", representative),
        free("form-occupation", "occupation"),
        free("form-workplace", "workplace"),
        free("form-education", "education"),
    ]
}

fn referral(form: &Value, say: Say<'_>) -> Vec<Option<Fact>> {
    let mut facts = vec![
        say.fact_if("form-purpose", choice(form, "/referral/purpose", "purpose", say)),
        say.fact_if("form-earlier-act", text(form, "/referral/earlier_act")),
        say.fact_if("form-replaces", text(form, "/referral/replaces")),
        say.fact_if("form-reason", text(form, "/referral/reason")),
    ];
    if facts.iter().all(Option::is_none) {
        facts.push(Some(say.fact("form-purpose", say.text("not-filled"))));
    }
    facts
}

/// The region's name with its code.
fn region(form: &Value, pointer: &str, say: Say<'_>) -> String {
    let code = required(form, pointer, say);
    let name = say.value("region", &code);
    if name == code { code } else { format!("{name} ({code})") }
}
