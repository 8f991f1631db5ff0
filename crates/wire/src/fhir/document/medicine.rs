use super::super::data::{coding, concept, identifier};
use super::super::system;
use super::{Maker, choice, each};
use saraptama_core::terms::Icd10;
use serde_json::{Map, Value, json};

impl Maker<'_> {
    pub(super) fn conditions(&mut self, diagnosis: &Value) -> Vec<String> {
        let main = [("main".to_owned(), &diagnosis["main"])].into_iter();
        let others = ["complications", "comorbid"].into_iter().flat_map(|kind| {
            let list = each(&diagnosis[kind]);
            list.map(move |(place, one)| (format!("{kind}-{place}"), one)).collect::<Vec<_>>()
        });
        let mut parts = vec![];
        for (part, one) in main.chain(others) {
            let established = one["established_on"].as_str().map(
                |on| json!({ "url": "http://hl7.org/fhir/StructureDefinition/condition-assertedDate", "valueDateTime": on }),
            );
            let row = match &one["anatomical_form"] {
                Value::Number(row) => Some(row.to_string()),
                Value::String(none) => Some(none.clone()),
                _ => None,
            };
            let typed = one["icd10"].as_str().unwrap_or_default();
            // A code with Cyrillic look-alikes means the Latin one; the answers keep what was typed.
            let code = Icd10::parse(typed).ok().map(|code| coding(system::ICD10, &code.to_string(), None));
            let resource = json!({
                "resourceType": "Condition",
                "extension": established.into_iter().collect::<Vec<_>>(),
                "code": { "coding": code.into_iter().collect::<Vec<_>>(), "text": one["text"] },
                "bodySite": row.map(|row| json!([concept(coding(system::ANATOMICAL, &row, None), None)])),
                "subject": self.to("patient"),
                "asserter": self.to("doctor-role"),
            });
            self.add(&part, resource);
            parts.push(part);
        }
        parts
    }

    pub(super) fn impairments(&mut self, list: &Value) -> Vec<String> {
        let mut parts = vec![];
        for (place, one) in each(list) {
            let resource = json!({
                "resourceType": "Observation",
                "status": self.stands(),
                "code": { "text": one["function"] },
                "subject": self.to("patient"),
                "valueInteger": one["degree"],
                "note": one["text"].as_str().map(|text| json!([{ "text": text }])),
            });
            let part = format!("impairment-{place}");
            self.add(&part, resource);
            parts.push(part);
        }
        parts
    }

    /// An observation for each entry, and a reference to each attached file, which travels beside the form.
    pub(super) fn evidence(&mut self, list: &Value) -> Vec<String> {
        let mut parts = vec![];
        for (place, one) in each(list) {
            let kind = one["kind"].as_str().unwrap_or_default();
            let key = format!("paper-kind-{kind}");
            let shown = if self.words.has(&key) { self.say(&key) } else { kind.to_owned() };
            let facts = one["facts"].as_object().into_iter().flatten();
            let facts: Vec<Value> = facts.map(|(name, text)| json!({ "code": { "text": name }, "valueString": text })).collect();
            let status = one["status"].as_str().unwrap_or_default();
            let absent = (status != "attached").then(|| concept(coding(&choice("status"), status, None), None));
            let done_by: Vec<Value> = [&one["specialist"]["name"], &one["organisation"]]
                .into_iter()
                .filter_map(|name| name.as_str().filter(|name| !name.is_empty()))
                .map(|name| json!({ "display": name }))
                .collect();
            let part = format!("evidence-{place}");
            let observation = json!({
                "resourceType": "Observation",
                "status": self.stands(),
                "code": concept(coding(&choice("kind"), kind, Some(&shown)), None),
                "subject": self.to("patient"),
                "effectiveDateTime": one["date"],
                "performer": done_by,
                "valueString": if absent.is_some() { Value::Null } else { one["conclusion"].clone() },
                "dataAbsentReason": absent,
                "component": facts,
            });
            self.add(&part, observation);
            if let Some(file) = one["document"].as_object() {
                let reference = self.file(file, &part, kind);
                self.add(&format!("{part}-file"), reference);
                parts.push(format!("{part}-file"));
            }
            parts.push(part);
        }
        parts
    }

    fn file(&self, file: &Map<String, Value>, observation: &str, kind: &str) -> Value {
        let sha256 = file.get("sha256").and_then(Value::as_str).unwrap_or_default();
        json!({
            "resourceType": "DocumentReference",
            "identifier": [identifier(system::SHA256, sha256)],
            "status": "current",
            "type": concept(coding(&choice("kind"), kind, None), None),
            "subject": self.to("patient"),
            "content": [{ "attachment": {
                "contentType": file.get("media_type"),
                "url": format!("../api/v1/forms/{}/documents/{sha256}", self.source.id),
                "size": file.get("size").and_then(Value::as_u64).filter(|size| *size < 1 << 31),
                "title": file.get("name"),
            } }],
            "context": { "related": [self.to(observation)] },
        })
    }
}
