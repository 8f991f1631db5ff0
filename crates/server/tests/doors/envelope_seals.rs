//! The seal of the gateway's envelopes: answers bear ours, a bound sender's message must bear its own.

use crate::cases::Form;
use crate::gateway::envelope;
use crate::harness::{Ask, Got, Person, folder, person, server};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, parse_instant};
use saraptama_server::config::{Config, SealedBy};
use saraptama_server::demo::{CLOCK_STARTS_AT, prepare};
use saraptama_server::envelope_seal::{Seal, check_message};
use saraptama_server::node::{self, Node};
use saraptama_sign::Trust;
use saraptama_sign::authority::Identity;
use saraptama_sign::xml::verify_envelope;
use saraptama_wire::shep::{self, Answer};
use serde_json::Value;
use std::path::Path;

const NOW: &str = "2025-09-02T09:00:00+05:00";

fn noon() -> Instant {
    parse_instant("2025-09-02T12:00:00+05:00").unwrap()
}

fn system(data: &Path, node: &str) -> Identity {
    let pem = |name: &str| std::fs::read_to_string(data.join("systems").join(node).join(name)).unwrap();
    Identity::from_pem(&pem("cert.pem"), &pem("key.pem")).unwrap()
}

/// The token of a node, which has no folder under `identities/`.
fn token(data: &Path, id: &str) -> String {
    let world: Vec<Value> = serde_json::from_slice(&std::fs::read(data.join("world.json")).unwrap()).unwrap();
    let one = world.iter().find(|one| one["principal"]["id"] == id).unwrap();
    one["token"].as_str().unwrap().to_owned()
}

fn by_ministry(body: impl Into<Vec<u8>>) -> Got {
    let authorization = format!("Bearer {}", token(&server().data, "ministry-node"));
    Ask::new("POST", "/ws/SyncChannel").with("authorization", &authorization).body("text/xml; charset=utf-8", body).ask()
}

fn fault_code(got: &Got) -> String {
    match shep::read_answer(&got.body, "") {
        Ok(Answer::Fault(fault)) => fault.error_code.unwrap_or_default(),
        other => panic!("no fault: {other:?}"),
    }
}

fn message(at: &str) -> (Form, String) {
    let form = Form::new(16);
    let text = envelope(&form, at, form.seal(), &format!("sealed-{}", form.id));
    (form, text)
}

#[test]
fn every_answer_of_the_gateway_bears_the_seal_of_the_node_that_gave_it() {
    let trust = Trust::directory(&server().data.join("trust")).unwrap();
    let own = system(&server().data, "databank").certificate().sha256();
    let taken = crate::gateway::post(person("integrator"), message(NOW).1).expect(200);
    let faulty = crate::gateway::post(person("integrator"), "<x/>");
    for got in [taken, faulty] {
        let verified = verify_envelope(&got.body, &trust, noon()).unwrap().verdict().unwrap();
        assert_eq!(verified.signer.certificate_sha256, own);
        assert!(verified.signer.roles.information_system && verified.signer.iin.is_none());
        // A client that was generated from the description knows no WS-Security, and must not need to.
        assert!(!got.text().contains("mustUnderstand"));
    }
}

#[test]
fn the_message_of_a_bound_sender_is_taken_under_its_own_seal_only() {
    let data = &server().data;
    let (ministry, databank) = (system(data, "ministry"), system(data, "databank"));
    let (_, text) = message(NOW);
    assert_eq!(fault_code(&by_ministry(text.clone())), "MSE906", "unsigned");
    assert_eq!(fault_code(&by_ministry(databank.seal_envelope(&text, true).unwrap())), "MSE907", "another system's key");
    let sealed = ministry.seal_envelope(&text, true).unwrap();
    assert_eq!(fault_code(&by_ministry(sealed.replace("sealed-", "forged-"))), "MSE907", "changed on the way");
    let moved = sealed.replace("</soap:Header>", "</soap:Header><soap:Body></soap:Body>");
    assert!(by_ministry(moved).status >= 400, "a second body");
    for far in ["2025-08-31T09:00:00+05:00", "2025-09-05T09:00:00+05:00"] {
        let (_, text) = message(far);
        assert_eq!(fault_code(&by_ministry(ministry.seal_envelope(&text, true).unwrap())), "MSE908", "{far}");
    }
    let got = by_ministry(sealed).expect(200);
    assert!(got.text().contains("SCSS001"), "{}", got.text());
}

#[test]
fn a_sender_who_is_not_bound_may_seal_but_need_not() {
    let other: &Person = person("integrator");
    for seal in [false, true] {
        let (_, text) = message(NOW);
        let text = if seal { system(&server().data, "ministry").seal_envelope(&text, true).unwrap() } else { text };
        assert!(crate::gateway::post(other, text).expect(200).text().contains("SCSS001"));
    }
    let changed = system(&server().data, "ministry").seal_envelope(&message(NOW).1, true).unwrap().replace("sealed-", "forged-");
    assert_eq!(fault_code(&crate::gateway::post(other, changed)), "MSE907", "what was changed on its way");
}

#[test]
fn the_asynchronous_channel_asks_the_same_of_a_bound_sender() {
    let call = |at: &str| {
        format!(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
             xmlns:t=\"http://bip.bee.kz/AsyncChannel/v10/Types\"><soap:Body><t:getMessageStatus><request>\
             <messageId>0</messageId><requestDate>{at}</requestDate><sender><senderId>ministry-node</senderId></sender>\
             </request></t:getMessageStatus></soap:Body></soap:Envelope>"
        )
    };
    let (data, authorization) = (&server().data, format!("Bearer {}", token(&server().data, "ministry-node")));
    let code = |body: String| {
        let ask = Ask::new("POST", "/ws/AsyncChannel").with("authorization", &authorization);
        let text = ask.body("text/xml; charset=utf-8", body).ask().text();
        text.split("<errorCode>").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or(&text).to_owned()
    };
    let (ministry, databank) = (system(data, "ministry"), system(data, "databank"));
    assert_eq!(code(call(NOW)), "MSE906");
    assert_eq!(code(databank.seal_envelope(&call(NOW), true).unwrap()), "MSE907");
    assert_eq!(code(ministry.seal_envelope(&call("2025-08-31T09:00:00+05:00"), true).unwrap()), "MSE908");
    assert_eq!(code(ministry.seal_envelope(&call(NOW), true).unwrap()), "MSE204", "no such message");
}

/// A data bank with another configuration, in this process.
fn with(name: &str, change: impl FnOnce(&mut Config, &Path)) -> (Node, std::path::PathBuf) {
    let home = folder(name);
    let address = "127.0.0.1:0".parse().unwrap();
    let mut configs = prepare(&home, &Law::embedded(), &[address; 3], CLOCK_STARTS_AT).unwrap().configs;
    let mut config = configs.remove(2);
    change(&mut config, &home);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let host = runtime.block_on(node::open(&[config], Law::embedded())).unwrap();
    ((**host.databank()).clone(), home)
}

#[test]
fn where_signatures_are_required_nobody_is_excepted() {
    let (node, home) = with("seal-required", |config, _| config.gateway.require_signature = true);
    let (_, text) = message(NOW);
    let at = parse_instant(NOW).unwrap();
    let judged = |id: &str, text: &str| {
        let who = node.people.by_id(id).unwrap();
        check_message(&node, text.as_bytes(), who, at).map_err(|fault| fault.code().as_str())
    };
    let ministry = system(&home, "ministry");
    let sealed = ministry.seal_envelope(&text, true).unwrap();
    assert_eq!(judged("integrator", &text), Err("MSE906"));
    assert_eq!(judged("integrator", &sealed), Err("MSE907"), "a sender without a seal in the register is nobody's signer");
    let seal = judged("ministry-node", &sealed).unwrap();
    assert_eq!(seal.verdict(), format!("sealed {}", ministry.certificate().sha256()));
    let wrapped = sealed.replace("<soap:Header>", "<soap:Header><soap:Body xmlns:x=\"urn:x\"/>");
    assert_eq!(judged("ministry-node", &wrapped), Err("MSE907"));
}

#[test]
fn a_sender_known_by_its_organisation_signs_with_whatever_key_the_authority_gave_it() {
    let (node, home) = with("seal-by-bin", |config, home| {
        let file = home.join("principals.json");
        let mut register: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let bin = system(home, "ministry").certificate().profile().bin.unwrap().bin().unwrap();
        let seal = SealedBy { certificates_sha256: vec![], bin: Some(bin) };
        for entry in register.as_array_mut().unwrap() {
            if entry["principal"]["id"] == "ministry-node" {
                entry["seal"] = serde_json::to_value(&seal).unwrap();
            }
        }
        std::fs::write(&file, serde_json::to_vec(&register).unwrap()).unwrap();
        config.principals = file;
    });
    let (_, text) = message(NOW);
    let who = node.people.by_id("ministry-node").unwrap();
    let judged = |text: &str| check_message(&node, text.as_bytes(), who, parse_instant(NOW).unwrap());
    // Both systems of the demonstration belong to one organisation.
    for node in ["ministry", "databank"] {
        assert!(matches!(judged(&system(&home, node).seal_envelope(&text, true).unwrap()), Ok(Seal::Holds { .. })));
    }
    let person = |name: &str| std::fs::read_to_string(home.join("identities/chair-02").join(name)).unwrap();
    let chair = Identity::from_pem(&person("cert.pem"), &person("key.pem")).unwrap();
    assert!(judged(&chair.seal_envelope(&text, true).unwrap()).is_err(), "somebody of another organisation");
}
