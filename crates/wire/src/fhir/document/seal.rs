use super::super::data::{coding, concept, identifier, instant, reference};
use super::super::system;
use super::{Maker, Seal, Source, urn};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

impl Maker<'_> {
    pub(super) fn answers(&mut self, answers: Map<String, Value>, form: &Value) {
        let mut resource = Value::Object(answers);
        resource["identifier"] = identifier(system::URI, &urn(self.source.id));
        resource["status"] = if self.source.seal.is_some() { "completed" } else { "in-progress" }.into();
        resource["subject"] = self.to("patient");
        resource["authored"] = form["created_at"].clone();
        resource["author"] = self.to("doctor-role");
        self.add("answers", resource);
    }

    /// The bytes as they are stored and, once there is a signature, as they were signed.
    pub(super) fn original(&mut self) {
        let Source { bytes, sha256, seal, .. } = self.source;
        let resource = json!({
            "resourceType": "DocumentReference",
            "identifier": [identifier(system::SHA256, &sha256.to_string())],
            "status": "current",
            "docStatus": if seal.is_some() { "final" } else { "preliminary" },
            "type": self.kind(),
            "subject": self.to("patient"),
            "author": [self.to("doctor-role")],
            "content": [{ "attachment": { "contentType": "application/json", "data": STANDARD.encode(bytes), "size": bytes.len() } }],
        });
        self.add("original", resource);
    }

    pub(super) fn provenance(&mut self) {
        let Some(Seal { cms, at }) = self.source.seal else { return };
        let resource = json!({
            "resourceType": "Provenance",
            "target": [self.to("original"), reference(&urn(self.source.id))],
            "recorded": instant(at),
            "activity": concept(coding("http://terminology.hl7.org/CodeSystem/v3-DocumentCompletion", "LA", None), None),
            "agent": [{
                "type": concept(coding("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "legal", None), None),
                "role": [concept(coding(system::ROLE, "chair", None), None)],
                "who": self.to("chair"),
                "onBehalfOf": self.to("organisation"),
            }],
            "entity": [{ "role": "source", "what": self.to("original") }],
            "signature": [{
                "type": [coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.1", Some("Author's Signature"))],
                "when": instant(at),
                "who": self.to("chair"),
                "targetFormat": "application/json",
                "sigFormat": "application/pkcs7-signature",
                "data": STANDARD.encode(cms),
            }],
        });
        self.add("provenance", resource);
    }
}
