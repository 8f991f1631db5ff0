//! Programs of others against our FHIR: fhir.resources and npm `fhir` judge every kind of resource, fhirpy and
//! fhirclient read, search and change. `cargo xtask clients` prepares them; what is not there is skipped by name.

use super::get;
use crate::cases::{Act, Form, doctor};
use crate::clients::{base, prepared, said, scripts, skipped};
use crate::harness::{Ask, Person, folder, person};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A Python that has a module, if it was prepared.
fn python(module: &str) -> Option<PathBuf> {
    let python = prepared().join("venv/bin/python");
    let has_it = Command::new(&python).args(["-c", &format!("import {module}")]).output().is_ok_and(|ran| ran.status.success());
    has_it.then_some(python)
}

/// One of each kind of resource that the door answers, as files.
fn resources() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = folder("fhir-resources");
        std::fs::create_dir_all(&folder).unwrap();
        let form = Form::new(14).signed();
        let draft = Form::new(14).stored();
        let act = Act::assigned(&form);
        let (staff, analyst) = (person("staff"), person("analyst"));
        let set = "url=urn:saraptama:fhir:ValueSet:htmc";
        let system = "system=urn:saraptama:fhir:CodeSystem:htmc&url=urn:saraptama:fhir:CodeSystem:htmc";
        let asked: [(&str, &Person, String); 18] = [
            ("metadata", analyst, "metadata".into()),
            ("systems", analyst, "CodeSystem".into()),
            ("system", analyst, "CodeSystem/htmc-2024-90".into()),
            ("sets", analyst, "ValueSet?unknown=1".into()),
            ("expanded", analyst, format!("ValueSet/$expand?{set}&includeDesignations=true&filter=a")),
            ("expanded-part", analyst, format!("ValueSet/$expand?{set}&offset=80&count=5")),
            ("lookup", analyst, format!("CodeSystem/$lookup?{system}&code=00.50")),
            ("valid", analyst, format!("CodeSystem/$validate-code?{system}&code=00.50")),
            ("not-valid", analyst, format!("CodeSystem/$validate-code?{system}&code=0.5")),
            ("questionnaire", analyst, "Questionnaire/form-031e".into()),
            ("document", doctor(14), format!("Bundle/{}", form.id)),
            ("draft", doctor(14), format!("Composition/{}/$document", draft.id)),
            ("task", act.expert, format!("Task/{}", act.number)),
            ("tasks", staff, "Task?_count=5".into()),
            ("roles", staff, "PractitionerRole".into()),
            ("people", staff, "Practitioner".into()),
            ("not-found", staff, "Task/2025-999999".into()),
            ("forbidden", analyst, "Task".into()),
        ];
        for (name, who, path) in asked {
            std::fs::write(folder.join(format!("{name}.json")), get(who, &format!("/fhir/{path}")).body).unwrap();
        }
        let blocked = Form::blocked(14);
        let checked = Ask::new("POST", "/fhir/QuestionnaireResponse/$validate").by(analyst).json(blocked.bytes.clone()).ask();
        std::fs::write(folder.join("checked.json"), checked.body).unwrap();
        folder
    })
}

#[test]
fn fhir_resources_loads_every_kind_of_resource() {
    let Some(python) = python("fhir.resources.R4B.task") else { return skipped("fhir.resources", "fhir.resources") };
    let ran = Command::new(python).arg(scripts().join("fhir_resources.py")).arg(resources()).output().unwrap();
    let expected = "19 files: Bundle CapabilityStatement CodeSystem Composition Condition DocumentReference Observation \
                    OperationOutcome Organization Parameters Patient Practitioner PractitionerRole Provenance Questionnaire \
                    QuestionnaireResponse Task ValueSet";
    assert_eq!(said(&ran), expected);
}

#[test]
fn npm_fhir_finds_nothing_wrong_with_any_of_them() {
    let modules = prepared().join("node/node_modules");
    if !modules.join("fhir").exists() {
        return skipped("npm fhir", "fhir");
    }
    let ran = Command::new("node").arg(scripts().join("fhir_validate.cjs")).arg(resources()).env("NODE_PATH", modules).output();
    assert_eq!(said(&ran.unwrap()), "validated");
}

#[test]
fn fhirpy_and_fhirclient_read_search_and_decide() {
    let Some(python) = python("fhirpy, fhirclient.client") else { return skipped("fhirpy", "fhirpy or fhirclient") };
    let folder = folder("fhir-clients");
    std::fs::create_dir_all(&folder).unwrap();
    let act = Act::assigned(&Form::new(15).signed());
    let decision = folder.join("decision.json");
    std::fs::write(&decision, act.not_established().to_string()).unwrap();
    let mut command = Command::new(python);
    command.arg(scripts().join("fhir_clients.py")).arg(base());
    command.args([&person("staff").token, &act.expert.token, &act.number]).arg(&decision);
    let ran = command.env("NO_PROXY", "127.0.0.1").output().unwrap();
    let expected = "fhirpy CodeSystem htmc 82 82
fhirpy $validate-code True
fhirpy PractitionerRole 30 30
fhirpy ResourceNotFound
fhirclient Task accepted PractitionerRole 2
fhirclient CodeSystem 1 82
fhirpy update in-progress True
fhirpy update MultipleResourcesFound";
    assert_eq!(said(&ran), expected);
}
