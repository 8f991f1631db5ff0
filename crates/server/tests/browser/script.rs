//! Running a story in node against the demonstration.

use crate::harness::server;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs `name` beside this file with `input` on its standard input. False, with its reason told, where there is
/// no node, no browser, or no driver: unless `SARAPTAMA_REQUIRE` names the browser among what must be there.
#[track_caller]
pub(crate) fn run(test: &str, name: &str, input: &str, more: &[(&str, &str)]) -> bool {
    let (modules, chromium) = (modules(), PathBuf::from("/usr/bin/chromium"));
    for (what, is_there) in [
        ("node", Command::new("node").arg("--version").output().is_ok()),
        ("Chromium", chromium.exists()),
        ("playwright-core", modules.join("playwright-core").exists()),
    ] {
        if !is_there {
            assert!(!is_required(), "{test}: {what} is not installed, and SARAPTAMA_REQUIRE names the browser");
            eprintln!("SKIPPED {test}: {what} is not installed (`cargo xtask clients` as root on Debian prepares it)");
            return false;
        }
    }
    let server = server();
    let mut node = Command::new("node");
    node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(name));
    node.env("SARAPTAMA_AT", format!("http://{}", server.address)).env("SARAPTAMA_IDENTITIES", server.data.join("identities"));
    node.env("SARAPTAMA_NODE_MODULES", &modules).env("SARAPTAMA_CHROMIUM", &chromium).env("SARAPTAMA_SCREENS", screens());
    node.envs(more.iter().copied());
    let mut child = node.stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{test}: {name} failed, see above; pictures in {}", screens().display());
    true
}

fn is_required() -> bool {
    std::env::var("SARAPTAMA_REQUIRE").is_ok_and(|names| names.split([',', ' ']).any(|name| name == "browser"))
}

pub(crate) fn modules() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("../clients/node/node_modules")
}

/// Where pictures of the pages go.
pub(crate) fn screens() -> PathBuf {
    let folder = std::env::var_os("SARAPTAMA_SCREENS")
        .map_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
