use super::super::data::{escaped, identifier, instant, translations};
use super::super::system;
use super::{Maker, urn};
use serde_json::{Value, json};

impl Maker<'_> {
    pub(super) fn composition(&self, form: &Value, conditions: &[String], impairments: &[String], evidence: &[String]) -> Value {
        let title = self.text("fhir-form-title");
        let section = |key: &str, parts: &[String]| {
            let entries: Vec<Value> = parts.iter().map(|part| self.to(part)).collect();
            json!({ "title": self.say(key), "entry": entries })
        };
        let sections = [
            ("paper-form-diagnosis", conditions),
            ("paper-form-impairments", impairments),
            ("paper-form-evidence", evidence),
            ("fhir-section-answers", &["answers".to_owned()]),
            ("fhir-section-original", &["original".to_owned()]),
        ];
        let sections = sections.into_iter().filter(|(_, parts)| !parts.is_empty());
        let attester =
            self.source.seal.map(|seal| json!({ "mode": "legal", "time": instant(seal.at), "party": self.to("chair") }));
        json!({
            "resourceType": "Composition",
            "id": self.source.id,
            "language": self.lang.as_str(),
            "text": { "status": "generated", "div": self.narrative(form) },
            "identifier": identifier(system::URI, &urn(self.source.id)),
            "status": if self.source.seal.is_some() { "final" } else { "preliminary" },
            "type": self.kind(),
            "subject": self.to("patient"),
            "date": form["created_at"],
            "author": [self.to("doctor-role")],
            "title": self.words.one(self.lang, "fhir-form-title", &[]),
            "_title": translations(&title, self.lang),
            "attester": attester.into_iter().collect::<Vec<_>>(),
            "custodian": self.to("organisation"),
            "section": sections.map(|(key, parts)| section(key, parts)).collect::<Vec<_>>(),
        })
    }

    /// What a person reads who sees nothing but this: whose form it is, on what diagnosis, of which commission.
    fn narrative(&self, form: &Value) -> String {
        let text = |pointer: &str| form.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let name = ["/patient/family_name", "/patient/given_name", "/patient/patronymic"].map(text).join(" ");
        let diagnosis = format!("{} {}", text("/diagnosis/main/icd10"), text("/diagnosis/main/text"));
        let commission = format!("{} ({})", text("/commission/number"), text("/commission/date"));
        let signed = self.source.seal.map_or_else(|| self.say("paper-seal-open"), |seal| instant(seal.at));
        let lines = [
            ("paper-form-patient", name.trim()),
            ("paper-form-organisation-name", text("/organisation/name")),
            ("paper-act-diagnosis", diagnosis.trim()),
            ("paper-form-commission", &commission),
            ("paper-form-chair", text("/commission/chair/name")),
            ("paper-seal", &signed),
        ];
        let line = |(key, text): (&str, &str)| format!("<li>{}: {}</li>", escaped(&self.say(key)), escaped(text));
        let (lang, lines) = (self.lang.as_str(), lines.map(line).concat());
        let title = escaped(&self.say("fhir-form-title"));
        format!(
            "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{lang}\" xml:lang=\"{lang}\"><p>{title}</p><ul>{lines}</ul></div>"
        )
    }
}
