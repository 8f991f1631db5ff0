//! The guide for vendors is tried as it stands: its marked blocks, one after the other, against a sandbox.

use crate::ports::free_port;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const GUIDE: &str = include_str!("../../../../docs/integration.md");
const NEEDED: [&str; 4] = ["bash", "curl", "jq", "openssl"];

/// The blocks that are marked to be run.
fn blocks() -> Vec<&'static str> {
    let marked = GUIDE.split("<!-- run -->\n```sh\n").skip(1);
    marked.map(|rest| rest.split_once("\n```").unwrap().0).collect()
}

/// Ends with the test, whatever becomes of it.
struct Sandbox(Child);

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_there(program: &&str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

#[test]
fn every_marked_block_of_the_guide_does_what_it_says() {
    let missing: Vec<_> = NEEDED.iter().filter(|program| !is_there(program)).collect();
    if !missing.is_empty() {
        eprintln!("skipped: the guide's commands are not tried, {missing:?} is not installed");
        return;
    }
    assert!(blocks().len() >= 8, "{}", blocks().len());
    let program = Path::new(env!("CARGO_BIN_EXE_saraptama"));
    let folder = tempfile::tempdir().unwrap();
    let (sandbox, endpoint) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let mut command = Command::new(program);
    command.args(["sandbox", "--data", "sandbox", "--listen", &sandbox, "--webhook", &format!("damu=http://{endpoint}/hook")]);
    let log = std::fs::File::create(folder.path().join("sandbox.log")).unwrap();
    let _running = Sandbox(command.current_dir(folder.path()).stdout(Stdio::null()).stderr(log).spawn().unwrap());
    let begun = Instant::now();
    let ready =
        || Command::new("curl").args(["-sf", "-o", "/dev/null", &format!("http://{sandbox}/health/ready")]).status().unwrap();
    while !ready().success() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the sandbox does not become ready");
        std::thread::sleep(Duration::from_millis(100));
    }
    let script = format!("set -euo pipefail\n{}\n", blocks().join("\n"));
    let script = script.replace("127.0.0.1:8080", &sandbox).replace("127.0.0.1:9000", &endpoint);
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let told = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).env("PATH", path).output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    assert!(told.status.success(), "{out}\n{error}");
    assert!(out.contains("evidence.missing") && error.contains("18 из 18"), "{out}\n{error}");
}
