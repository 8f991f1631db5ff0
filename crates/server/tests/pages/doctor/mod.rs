//! The doctor's workplace, by HTTP alone.

mod conflicts;
mod files;
mod forms;
mod rights;
mod writing;

use crate::browser::{Answer, Browser};
use crate::harness::{Ask, Person, people, person};
use serde_json::Value;

/// The three nosologies, each by the law's own example of a form that may be signed.
pub(crate) const EXAMPLES: [(&str, &str); 3] = [
    ("limb-defect", include_str!("../../../../../law/mse-pilot-2025/examples/limb-signable.json")),
    ("down-syndrome", include_str!("../../../../../law/mse-pilot-2025/examples/down-signable.json")),
    ("mucopolysaccharidosis", include_str!("../../../../../law/mse-pilot-2025/examples/mps-signable.json")),
];

const STEPS: [&str; 7] = ["patient", "diagnosis", "examinations", "impairments", "measures", "commission", "review"];

/// Somebody at a desk of their own: a doctor, and the chair of the same organisation.
pub(crate) struct Desk {
    pub(crate) browser: Browser,
    pub(crate) doctor: &'static Person,
    pub(crate) chair: &'static Person,
}

impl Desk {
    pub(crate) fn of(id: &str) -> Self {
        let doctor = person(id);
        let chair = people().iter().find(|one| one.role == "chair" && one.bin == doctor.bin).unwrap();
        Self { browser: Browser::of(id), doctor, chair }
    }

    /// Begins a form; answers its address.
    pub(crate) fn begin(&self) -> String {
        let page = self.browser.get("/doctor/forms/new").expect(200);
        let who = [
            ("organisation.name", "№ 5 қалалық емхана"),
            ("organisation.capacity", "dispensary"),
            ("doctor.speciality", "терапевт"),
            ("mis.vendor", "damu"),
        ];
        let begun = self.browser.submit(&page, "/doctor/forms", &who).expect(303);
        begun.header("location").trim_end_matches("/patient").to_owned()
    }

    /// Changes fields of a step as it stands, and presses a button.
    pub(crate) fn save(&self, form: &str, step: &str, fields: &[(&str, &str)], button: &str) -> Answer {
        let at = format!("{form}/{step}");
        let page = self.browser.get(&at).expect(200);
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("do", button)]).collect();
        self.browser.submit(&page, &at, &all)
    }

    /// Types a whole form of the law's examples, step by step.
    pub(crate) fn fill(&self, form: &str, example: &str) {
        let example: Value = serde_json::from_str(example).unwrap();
        let mut fields = Vec::new();
        flatten("", &example, &mut fields);
        for (step, parts) in [
            ("patient", &["patient.", "referral."][..]),
            ("diagnosis", &["diagnosis.", "circumstances."]),
            ("impairments", &["impairments.", "history."]),
            ("measures", &["measures."]),
            ("commission", &["commission."]),
            ("examinations", &["evidence."]),
        ] {
            let ours = fields.iter().filter(|(name, _)| parts.iter().any(|part| name.starts_with(part)));
            let mut ours: Vec<(&str, &str)> = ours.map(|(name, value)| (name.as_str(), value.as_str())).collect();
            match step {
                "patient" => ours.push(("data_checked_at", "yes")),
                "commission" => ours.push(("commission.chair.iin", &self.chair.iin)),
                _ => {}
            }
            self.save(form, step, &ours, "next").expect(303);
        }
    }

    /// The form as it is stored.
    pub(crate) fn stored(&self, form: &str) -> Value {
        let id = form.trim_start_matches("/doctor/forms/");
        Ask::get(&format!("/api/v1/forms/{id}")).by(self.doctor).ask().expect(200).value()
    }
}

/// The fields by which the page knows the members of a form.
fn flatten(name: &str, value: &Value, to: &mut Vec<(String, String)>) {
    let below = |member: &str| if name.is_empty() { member.to_owned() } else { format!("{name}.{member}") };
    match value {
        Value::Object(members) => {
            members
                .iter()
                .filter(|(member, _)| *member != "kind" || name.starts_with("measures"))
                .for_each(|(member, value)| flatten(&below(member), value, to));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| {
            let key = if name == "evidence" { item["kind"].as_str().unwrap().to_owned() } else { at.to_string() };
            flatten(&below(&key), item, to);
        }),
        Value::String(text) => to.push((name.to_owned(), text.clone())),
        other => to.push((name.to_owned(), other.to_string())),
    }
}
