//! Programs of others against our WSDLs: zeep speaks every operation, node-soap, gSOAP and JAX-WS read the
//! descriptions. `cargo xtask clients` prepares them; what is not there is reported as skipped by name.

use crate::cases::Form;
use crate::harness::{folder, node, person, server};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CHANNELS: [&str; 3] = ["SyncChannel", "AsyncChannel", "AsyncChannelClient"];

pub(crate) fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

/// Where the clients were prepared.
pub(crate) fn prepared() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("clients")
}

/// A Python that has zeep, if it was prepared.
pub(crate) fn python() -> Option<PathBuf> {
    let python = prepared().join("venv/bin/python");
    let has_zeep = Command::new(&python).args(["-c", "import zeep"]).output().is_ok_and(|ran| ran.status.success());
    has_zeep.then_some(python)
}

pub(crate) fn skipped(test: &str, what: &str) {
    eprintln!("SKIPPED {test}: {what} is not here (`cargo xtask clients` prepares it)");
}

#[track_caller]
pub(crate) fn said(ran: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{out}\n{err}");
    out.trim().to_owned()
}

pub(crate) fn base() -> String {
    format!("http://{}", server().address)
}

#[test]
fn zeep_exchanges_messages_with_every_operation_and_every_answer_is_valid() {
    let Some(python) = python() else { return skipped("zeep", "zeep") };
    let folder = folder("zeep-channels");
    std::fs::create_dir_all(&folder).unwrap();
    let form = Form::new(17);
    let (body, seal) = (folder.join("form.json"), folder.join("form.cms"));
    std::fs::write(&body, &form.bytes).unwrap();
    std::fs::write(&seal, form.seal()).unwrap();
    let mut command = Command::new(python);
    command.arg(scripts().join("zeep_channels.py")).arg(base());
    command.args([&person("integrator").token, &node("mis-node").token]).args([&body, &seal]);
    let ran = command.env("NO_PROXY", "127.0.0.1").output().unwrap();
    let expected = "SendMessage SCSS001 accepted
sendMessage taken
getMessageStatus DELIVERED SCSS001
getMessages RESPONSE accepted
sendDeliveryNotification acknowledged
faults MSE204 MSE903 MSE903
sendMessage (client) taken
changeMassageStatusNotification noted MSE112";
    assert_eq!(said(&ran), expected);
}

#[test]
fn everything_that_we_write_is_valid_by_the_gateways_own_schemas() {
    let Some(python) = python() else { return skipped("the gateway's schemas", "lxml") };
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wire/tests/gateway/async");
    let ran = Command::new(python).arg(scripts().join("validate.py")).arg(&snapshots).output().unwrap();
    assert_eq!(said(&ran), format!("{} valid", std::fs::read_dir(snapshots).unwrap().count()));
}

#[test]
fn node_soap_reads_every_description() {
    let modules = prepared().join("node/node_modules");
    if !modules.join("soap").exists() {
        return skipped("node-soap", "node-soap");
    }
    let ran = Command::new("node").arg(scripts().join("load.cjs")).arg(base()).env("NODE_PATH", modules).output().unwrap();
    let expected = "SyncChannel SendMessage
AsyncChannel getMessageStatus getMessages sendDeliveryNotification sendMessage
AsyncChannelClient changeMassageStatusNotification sendMessage";
    assert_eq!(said(&ran), expected);
}

#[test]
fn gsoap_makes_a_client_of_every_description() {
    if Command::new("wsdl2h").arg("-V").output().is_err() || Command::new("soapcpp2").arg("-V").output().is_err() {
        return skipped("gSOAP", "gSOAP");
    }
    for channel in CHANNELS {
        let folder = folder(&format!("gsoap-{channel}"));
        std::fs::create_dir_all(&folder).unwrap();
        let header = folder.join("channel.h");
        let mut wsdl2h = Command::new("wsdl2h");
        wsdl2h.arg("-o").arg(&header).arg(format!("{}/ws/{channel}?wsdl", base()));
        said(&wsdl2h.output().unwrap());
        let mut soapcpp2 = Command::new("soapcpp2");
        soapcpp2.args(["-C", "-w", "-x", "-I/usr/share/gsoap/import", "-d"]).arg(&folder).arg(&header);
        said(&soapcpp2.output().unwrap());
        let made = std::fs::read_to_string(folder.join("soapClient.cpp")).unwrap();
        let operation = if channel == "SyncChannel" { "SendMessage" } else { "sendMessage" };
        assert!(made.contains(operation), "{channel}");
    }
}

#[test]
fn jax_ws_makes_classes_of_every_description() {
    let jars = Path::new("/usr/share/java");
    let has_java = Command::new("java").arg("-version").output().is_ok_and(|ran| ran.status.success());
    if !has_java || !jars.join("jaxws-tools.jar").exists() {
        return skipped("JAX-WS wsimport", "JAX-WS with a Java runtime");
    }
    for channel in CHANNELS {
        let folder = folder(&format!("wsimport-{channel}"));
        std::fs::create_dir_all(&folder).unwrap();
        let mut wsimport = Command::new("java");
        wsimport.args(["-cp", "/usr/share/java/*", "com.sun.tools.ws.WsImport", "-Xnocompile", "-keep", "-s"]).arg(&folder);
        wsimport.arg(format!("{}/ws/{channel}?wsdl", base()));
        let out = said(&wsimport.output().unwrap());
        assert!(java_files(&folder) >= 10, "{channel}: {out}");
    }
}

fn java_files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { java_files(&path) } else { usize::from(path.extension().is_some_and(|e| e == "java")) })
        .sum()
}
