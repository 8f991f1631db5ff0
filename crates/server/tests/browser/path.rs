//! The path of a case, from the doctor's empty form to the register, and a day at the ministries' desks, in a browser.

use crate::harness::{person, wait_for};
use crate::script::{modules, run};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The signer's program has one address on a machine, so one story is told at a time.
static ONE_SIGNER: Mutex<()> = Mutex::new(());
const SIGNER: u16 = 13579;
const CONTROL: u16 = 13580;

/// A stand-in for the signer's program; it ends with the story.
struct Signer(Child);

impl Signer {
    fn start() -> Option<Self> {
        let mut node = Command::new("node");
        node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/ncalayer.mjs"));
        node.arg(&person("chair-01").folder).args([SIGNER.to_string(), CONTROL.to_string()]);
        node.env("SARAPTAMA_NODE_MODULES", modules()).stdout(Stdio::null());
        let signer = Self(node.spawn().ok()?);
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, CONTROL));
        wait_for("the signer's program", || TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok());
        Some(signer)
    }
}

impl Drop for Signer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a story in which people sign.
fn signing(test: &str, story: &str, more: &[(&str, &str)]) {
    let _one = ONE_SIGNER.lock().unwrap_or_else(PoisonError::into_inner);
    let _signer = if modules().join("ws").exists() { Signer::start() } else { None };
    let control = format!("http://127.0.0.1:{CONTROL}/");
    run(test, story, "", &[more, &[("SARAPTAMA_SIGNER", control.as_str())]].concat());
}

fn walk(test: &str, lang: &str, hands: &str, number: &str) {
    signing(test, "path.mjs", &[("SARAPTAMA_LANG", lang), ("SARAPTAMA_HANDS", hands), ("SARAPTAMA_NUMBER", number)]);
}

#[test]
fn a_case_goes_its_whole_path_in_kazakh() {
    walk("a_case_goes_its_whole_path_in_kazakh", "kk", "both", "1");
}

#[test]
fn a_case_goes_its_whole_path_in_russian() {
    walk("a_case_goes_its_whole_path_in_russian", "ru", "both", "2");
}

#[test]
fn a_case_goes_its_whole_path_in_english() {
    walk("a_case_goes_its_whole_path_in_english", "en", "both", "3");
}

#[test]
fn a_case_goes_its_whole_path_by_the_keyboard_alone() {
    walk("a_case_goes_its_whole_path_by_the_keyboard_alone", "kk", "keyboard", "4");
}

#[test]
fn a_day_at_both_desks_of_the_ministries_in_each_language() {
    let figures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/htmc-transition.csv");
    let told = [("SARAPTAMA_FIGURES", figures.to_str().unwrap())];
    signing("a_day_at_both_desks_of_the_ministries_in_each_language", "desks.mjs", &told);
}
