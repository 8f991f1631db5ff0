//! Clients written by others, for the tests of the WSDLs, FHIR, the pages and the documents: prepared below `target/`, from the lists in
//! `crates/server/tests/clients/`. What cannot be had is said by name; its tests then skip themselves, and
//! say so too.

use crate::house;
use crate::step::Steps;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where the tests of the pages look for the browser.
const CHROMIUM: &str = "/usr/bin/chromium";
const LISTS: &str = "crates/server/tests/clients";

/// Prepares what is missing.
pub(crate) fn prepare(steps: &mut Steps, target: &Path) {
    let (lists, clients) = (house::root().join(LISTS), target.join("clients"));
    for (name, missing) in [
        ("zeep, fhir.resources, fhirpy and fhirclient", python(steps, &lists, &clients)),
        ("node-soap, fhir, the browser's driver and axe", node(steps, &lists, &clients)),
        ("gSOAP, JAX-WS, the browser, poppler and qpdf", debian(steps, &lists)),
    ] {
        if let Err(because) = missing {
            steps.skip(name, &because);
        }
    }
    // Its tests pass without it, whatever it was that could not be had.
    let node = clients.join("node/node_modules");
    if !Path::new(CHROMIUM).exists() || !node.join("playwright-core").exists() || !answers("node", "--version") {
        steps.skip("browser", "no Chromium, no node or no playwright-core; SARAPTAMA_REQUIRE=browser makes that an error");
    }
}

fn python(steps: &mut Steps, lists: &Path, clients: &Path) -> Result<(), String> {
    let (list, venv) = (lists.join("requirements.txt"), clients.join("venv"));
    let stamp = venv.join("prepared.txt");
    if same(&list, &stamp) {
        return Ok(());
    }
    steps.run("clients: python", Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    let mut pip = Command::new(venv.join("bin/pip"));
    pip.args(["install", "--quiet", "--timeout", "20", "--retries", "1", "--requirement"]).arg(&list);
    steps.run("clients: python packages", &mut pip)?;
    copy(&list, &stamp)
}

fn node(steps: &mut Steps, lists: &Path, clients: &Path) -> Result<(), String> {
    let (list, folder) = (lists.join("package.json"), clients.join("node"));
    if same(&list, &folder.join("package.json")) && folder.join("node_modules").exists() {
        return Ok(());
    }
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    copy(&list, &folder.join("package.json"))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(&folder);
    let done = steps.run("clients: node", &mut npm);
    if done.is_err() {
        let _ = std::fs::remove_file(folder.join("package.json"));
    }
    done
}

/// Installs packages of the system where they are missing and that is allowed: as root, on Debian.
fn debian(steps: &mut Steps, lists: &Path) -> Result<(), String> {
    let list = std::fs::read_to_string(lists.join("debian.txt")).map_err(|e| e.to_string())?;
    if list.lines().all(is_installed) {
        return Ok(());
    }
    if !answers("apt-get", "--version") || !is_root() {
        return Err("the packages of debian.txt are not installed, and this is not root on Debian".to_owned());
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(["-qq", "-o", "DPkg::Lock::Timeout=60"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command.stdout(Stdio::null());
        command
    };
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    install.args(list.lines());
    if steps.run("clients: packages", &mut install).is_ok() {
        return Ok(());
    }
    steps.run("clients: package lists", &mut apt(&["update"]))?;
    steps.run("clients: packages", &mut install)
}

/// Whether a package of the system is there.
fn is_installed(package: &str) -> bool {
    let mut asked = Command::new("dpkg-query");
    asked.args(["--show", "--showformat=${db:Status-Status}", package]).stderr(Stdio::null());
    asked.output().is_ok_and(|told| told.stdout == b"installed")
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|ran| ran.stdout == b"0\n")
}

fn answers(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((std::fs::read(one), std::fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    std::fs::copy(from, to).map(drop).map_err(|e| format!("copying {}: {e}", from.display()))
}
