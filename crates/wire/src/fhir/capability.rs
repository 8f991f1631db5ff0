use super::data::pruned;
use super::form::QUESTIONNAIRE;
use super::{MEDIA_TYPE, VERSION, system};
use serde_json::{Value, json};

/// Since when the statement is as it is.
const DATE: &str = "2025-11-30";

/// What the process offers beside the terminology, which every process has.
#[derive(Clone, Copy, Debug)]
pub struct Hosted {
    /// Forms: it hosts a medical information system.
    pub forms: bool,
    /// Acts and experts: it hosts the data bank.
    pub acts: bool,
}

const DEFINITIONS: &str = "http://hl7.org/fhir/OperationDefinition/";

/// The CapabilityStatement.
pub fn capability(hosted: Hosted, software_version: &str) -> Value {
    let mut resources = vec![
        resource(
            "CodeSystem",
            &["read", "search-type"],
            &[("_id", "token"), ("name", "string"), ("status", "token"), ("url", "uri"), ("version", "token")],
            &[("lookup", "CodeSystem-lookup"), ("validate-code", "CodeSystem-validate-code")],
        ),
        resource(
            "ValueSet",
            &["read", "search-type"],
            &[("_id", "token"), ("name", "string"), ("status", "token"), ("url", "uri"), ("version", "token")],
            &[("expand", "ValueSet-expand"), ("validate-code", "ValueSet-validate-code")],
        ),
        resource(
            "Questionnaire",
            &["read", "search-type"],
            &[("_id", "token"), ("name", "string"), ("status", "token"), ("url", "uri"), ("version", "token")],
            &[],
        ),
        resource("QuestionnaireResponse", &[], &[], &[("validate", "Resource-validate")]),
    ];
    let validate = ("validate", "Resource-validate");
    if hosted.forms {
        resources.push(resource("Bundle", &["read"], &[], &[validate]));
        resources.push(resource("Composition", &[], &[], &[("document", "Composition-document")]));
    } else {
        resources.push(resource("Bundle", &[], &[], &[validate]));
    }
    if hosted.acts {
        let mut task = resource(
            "Task",
            &["read", "search-type", "update"],
            &[("_id", "token"), ("owner", "reference"), ("status", "token")],
            &[],
        );
        task["versioning"] = "versioned-update".into();
        task["readHistory"] = false.into();
        task["updateCreate"] = false.into();
        task["documentation"] = "An update needs If-Match. It brings one new output: a decision (valueAttachment, status in-progress), or \
            the expert's detached CMS over it (valueSignature, status completed). Whatever else is sent must be what stands there."
            .into();
        resources.push(task);
        resources.push(resource(
            "PractitionerRole",
            &["read", "search-type"],
            &[("_id", "token"), ("active", "token"), ("practitioner", "reference"), ("role", "token")],
            &[],
        ));
        resources.push(resource(
            "Practitioner",
            &["read", "search-type"],
            &[("_id", "token"), ("active", "token"), ("name", "string")],
            &[],
        ));
    }
    pruned(json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DATE,
        "publisher": "Saraptama",
        "kind": "instance",
        "software": { "name": "Saraptama", "version": software_version },
        "implementation": { "description": "Medical-social expertise in the in-absentia proactive format, and the list of high-tech services." },
        "fhirVersion": VERSION,
        "format": [MEDIA_TYPE, "json"],
        "rest": [{
            "mode": "server",
            "documentation": "Errors are OperationOutcome in Kazakh, Russian and English. Unknown search parameters are named in the answer, \
                and refused where the request prefers strict handling. Pages are asked for by _count (50 at most) and the link next.",
            "security": { "description": "Every request but this one needs Authorization: Bearer TOKEN, the token of a person or program of the node." },
            "resource": resources,
        }],
        "extension": [{ "url": format!("{}questionnaire", system::EXTENSION), "valueUri": QUESTIONNAIRE }],
    }))
}

fn resource(kind: &str, interactions: &[&str], searched: &[(&str, &str)], operations: &[(&str, &str)]) -> Value {
    let interactions: Vec<Value> = interactions.iter().map(|code| json!({ "code": code })).collect();
    let searched: Vec<Value> = searched.iter().map(|(name, of_type)| json!({ "name": name, "type": of_type })).collect();
    let operations: Vec<Value> = operations
        .iter()
        .map(|(name, definition)| json!({ "name": name, "definition": format!("{DEFINITIONS}{definition}") }))
        .collect();
    json!({ "type": kind, "interaction": interactions, "searchParam": searched, "operation": operations })
}
