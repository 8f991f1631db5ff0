use super::super::data::{coding, concept, extension, identifier};
use super::super::system;
use super::{Maker, each};
use serde_json::{Value, json};

impl Maker<'_> {
    pub(super) fn people(&mut self, form: &Value) {
        self.patient(&form["patient"]);
        let referring = organisation(&form["organisation"]);
        self.add("organisation", referring);
        for (part, person) in [("doctor", &form["doctor"]), ("chair", &form["commission"]["chair"])] {
            self.add(part, practitioner(person));
        }
        for (place, member) in each(&form["commission"]["members"]) {
            self.add(&format!("member-{place}"), practitioner(member));
        }
        let role = json!({
            "resourceType": "PractitionerRole",
            "practitioner": self.to("doctor"),
            "organization": self.to("organisation"),
            "code": [concept(coding(system::ROLE, "doctor", None), None)],
            "specialty": [{ "text": form["doctor"]["speciality"] }],
        });
        self.add("doctor-role", role);
    }

    fn patient(&mut self, patient: &Value) {
        if patient["attachment"].is_object() {
            self.add("attachment", organisation(&patient["attachment"]));
        }
        let text = |member: &str| patient[member].as_str().unwrap_or_default();
        let given: Vec<&str> = [text("given_name"), text("patronymic")].into_iter().filter(|name| !name.is_empty()).collect();
        let representative = &patient["representative"];
        let contact = representative.is_object().then(
            || json!({ "relationship": [{ "text": representative["relation"] }], "name": { "text": representative["name"] } }),
        );
        let resource = json!({
            "resourceType": "Patient",
            "identifier": [identifier(system::IIN, text("iin"))],
            "name": [{ "use": "official", "family": patient["family_name"], "given": given }],
            "telecom": patient["phone"].as_str().map(|phone| json!([{ "system": "phone", "value": phone }])),
            "gender": patient["sex"],
            "birthDate": patient["birth_date"],
            "address": [{ "extension": [extension("region", "valueString", text("region"))], "text": patient["address"], "country": "KZ" }],
            "contact": contact.into_iter().collect::<Vec<_>>(),
            "managingOrganization": patient["attachment"].is_object().then(|| self.to("attachment")),
        });
        self.add("patient", resource);
    }
}

fn organisation(one: &Value) -> Value {
    let region = one["region"].as_str().map(|region| extension("region", "valueString", region));
    json!({
        "resourceType": "Organization",
        "extension": region.into_iter().collect::<Vec<_>>(),
        "identifier": [identifier(system::BIN, one["bin"].as_str().unwrap_or_default())],
        "name": one["name"],
    })
}

fn practitioner(person: &Value) -> Value {
    json!({
        "resourceType": "Practitioner",
        "identifier": [identifier(system::IIN, person["iin"].as_str().unwrap_or_default())],
        "name": [{ "text": person["name"] }],
    })
}
