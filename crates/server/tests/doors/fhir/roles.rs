//! The register of experts.

use super::{get, refused, resource};
use crate::cases::in_role;
use crate::harness::person;
use serde_json::{Value, json};

#[test]
fn staff_and_monitor_read_the_register_of_experts_and_nobody_else_does() {
    for role in ["doctor", "chair", "expert", "analyst", "integrator", "operator"] {
        refused(get(in_role(role).next().unwrap(), "/fhir/PractitionerRole"), 403);
        refused(get(in_role(role).next().unwrap(), "/fhir/Practitioner/expert-01"), 403);
    }
    for reader in ["staff", "monitor"] {
        let reader = in_role(reader).next().unwrap();
        let bundle = resource(get(reader, "/fhir/PractitionerRole?active=true&role=mse-expert"), 200, "Bundle");
        let entries = bundle["entry"].as_array().unwrap();
        assert_eq!((entries.len(), &bundle["total"]), (in_role("expert").count(), &json!(entries.len())));
        assert!(!bundle.to_string().contains(&in_role("expert").next().unwrap().iin), "an IIN is not told");
    }
}

#[test]
fn an_expert_is_found_by_id_and_stands_in_a_region() {
    let (staff, expert) = (person("staff"), in_role("expert").next().unwrap());
    let role = resource(get(staff, &format!("/fhir/PractitionerRole/{}", expert.id)), 200, "PractitionerRole");
    assert_eq!(role["practitioner"]["reference"], format!("Practitioner/{}", expert.id));
    assert_eq!(role["location"][0]["identifier"]["value"], expert.region.as_str());
    let person = resource(get(staff, &format!("/fhir/Practitioner/{}", expert.id)), 200, "Practitioner");
    assert_eq!(person["name"][0]["text"], expert.name.as_str());
    let count = |query: &str| -> Value {
        resource(get(staff, &format!("/fhir/PractitionerRole?{query}")), 200, "Bundle")["total"].clone()
    };
    assert_eq!(count(&format!("practitioner=Practitioner/{}", expert.id)), 1);
    assert_eq!(count(&format!("_id={}", expert.id)), 1);
    assert_eq!(count("active=false"), 0);
    assert_eq!(count("role=doctor"), 0);
    refused(get(staff, "/fhir/PractitionerRole/staff"), 404);
    refused(get(staff, "/fhir/Practitioner/doctor-01"), 404);
}
