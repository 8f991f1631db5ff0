//! One node as a process of its own, configured as a test wants it: accounts, a provider, a register of roles.

use crate::browser::Browser;
use crate::ports::free_port;
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

/// Ends the node when the tests end: its stdin closes.
const KEEPER: &str = r#""$0" "$@" & child=$!; read -r _; kill -TERM $child; wait $child"#;

/// A node that does not listen by then does not come up.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// A node that runs, or one that was stopped.
pub(crate) struct Office {
    pub(crate) address: String,
    pub(crate) folder: PathBuf,
    node: &'static str,
    running: Option<(Child, ChildStdin)>,
}

impl Office {
    /// A node of a fresh testbed that does not run yet.
    pub(crate) fn prepare(name: &str, node: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let made = program(&["testbed", folder.to_str().unwrap()], b"");
        assert!(made.0, "{}", made.1);
        let address = format!("127.0.0.1:{}", free_port());
        let office = Self { address, folder, node, running: None };
        let address = office.address.clone();
        office.configure(|config| {
            config.insert("listen".into(), address.clone().into());
            let sign_in: toml::Table = [("origin".to_owned(), format!("http://{address}").into())].into_iter().collect();
            config.insert("sign_in".into(), sign_in.into());
        });
        office
    }

    /// Changes its configuration.
    pub(crate) fn configure(&self, change: impl FnOnce(&mut toml::Table)) {
        let file = self.folder.join(format!("{}.toml", self.node));
        let mut config: toml::Table = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        change(&mut config);
        fs::write(&file, toml::to_string(&config).unwrap()).unwrap();
    }

    /// Changes its register of roles.
    pub(crate) fn register(&self, change: impl FnOnce(&mut Vec<Value>)) {
        let file = self.folder.join("principals.json");
        let mut entries = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        change(&mut entries);
        fs::write(&file, serde_json::to_vec(&entries).unwrap()).unwrap();
    }

    /// Starts it and comes back at its first sign of life: somebody listens.
    pub(crate) fn start(&mut self) {
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER, env!("CARGO_BIN_EXE_saraptama"), "serve", "--node", self.node, "--config"]);
        command.arg(self.folder.join(format!("{}.toml", self.node)));
        command.env("SARAPTAMA_LOG", "debug").stdin(Stdio::piped()).stdout(Stdio::null());
        command.stderr(fs::File::options().create(true).append(true).open(self.folder.join("log")).unwrap());
        let mut keeper = command.spawn().unwrap();
        let leash = keeper.stdin.take().unwrap();
        self.running = Some((keeper, leash));
        let begun = Instant::now();
        while TcpStream::connect(&self.address).is_err() {
            assert!(begun.elapsed() < READY_WITHIN, "{}", self.log());
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// Ends it, and waits until it has.
    pub(crate) fn stop(&mut self) {
        let Some((mut keeper, leash)) = self.running.take() else { return };
        drop(leash);
        assert!(keeper.wait().unwrap().success());
    }

    /// A browser in which nobody is signed in.
    pub(crate) fn browser(&self) -> Browser {
        Browser::at(&self.address, "en")
    }

    /// Everything that it logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap()
    }
}

/// The entry of somebody in a register of roles.
pub(crate) fn entry<'e>(entries: &'e mut [Value], id: &str) -> &'e mut Value {
    entries.iter_mut().find(|entry| entry["principal"]["id"] == id).unwrap_or_else(|| panic!("nobody is {id}"))
}

#[test]
fn whoever_asks_a_node_to_end_as_soon_as_it_listens_sees_it_end_in_order() {
    let mut office = Office::prepare("ending", "mis");
    for _ in 0..8 {
        office.start();
        office.stop();
    }
}

/// Runs a command of the program: whether it was done, what it printed, what it said.
pub(crate) fn program(arguments: &[&str], stdin: &[u8]) -> (bool, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saraptama"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The program may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.success(), text(done.stdout), text(done.stderr))
}
