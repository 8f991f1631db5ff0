//! FHIR R4 below `/fhir`, from outside.

mod clients;
mod errors;
mod forms;
mod roles;
mod tasks;
mod terms;
mod validate;

use crate::harness::{Ask, Got, Person, person};
use serde_json::Value;

pub(crate) const FHIR: &str = "application/fhir+json";

/// An OperationOutcome of this status, in three languages; its first issue.
#[track_caller]
pub(crate) fn refused(got: Got, status: u16) -> Value {
    let outcome = resource(got, status, "OperationOutcome");
    let issue = outcome["issue"][0].clone();
    assert_eq!(issue["severity"], "error", "{outcome}");
    let said = issue["details"]["text"].as_str().unwrap();
    let others = issue["details"]["_text"]["extension"].as_array().unwrap();
    assert!(!said.is_empty() && others.len() == 2, "{outcome}");
    issue
}

/// A resource of this kind, with its content type.
#[track_caller]
pub(crate) fn resource(got: Got, status: u16, kind: &str) -> Value {
    let got = got.expect(status);
    assert_eq!(got.header("content-type"), FHIR);
    let resource = got.value();
    assert_eq!(resource["resourceType"], kind, "{resource}");
    resource
}

/// What `who` gets of an address.
pub(crate) fn get(who: &Person, path: &str) -> Got {
    Ask::get(path).by(who).ask()
}

/// What somebody without any part in a case gets of an address.
pub(crate) fn read(path: &str, kind: &str) -> Value {
    resource(get(person("analyst"), path), 200, kind)
}

/// The value of the parameter of that name.
pub(crate) fn parameter<'v>(parameters: &'v Value, name: &str) -> &'v Value {
    let all = parameters["parameter"].as_array().unwrap();
    let one = all.iter().find(|one| one["name"] == name).unwrap_or(&Value::Null);
    one.as_object()
        .and_then(|one| one.iter().find(|(name, _)| name.starts_with("value")))
        .map_or(&Value::Null, |(_, value)| value)
}
