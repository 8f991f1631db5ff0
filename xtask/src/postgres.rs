//! What needs a PostgreSQL server: run where there is one, else named one by one as skipped.

use crate::server::{PROGRAMS, Server};
use crate::step::{SERVER, Steps, cargo};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

const USUAL: &str = "postgres://postgres@127.0.0.1:5432/test";
/// Test binaries, and of what in them: whoever has no server hears the names of these.
const TESTS: [(&str, &str); 2] = [("postgres", ""), ("faults", "twins")];

/// Whether a server answers where the tests look for one.
fn answers(server: &str) -> bool {
    let host = server.split("://").nth(1).and_then(|rest| rest.split('/').next()).and_then(|rest| rest.rsplit('@').next());
    let place = host.map(|host| if host.contains(':') { host.to_owned() } else { format!("{host}:5432") });
    let addresses = place.and_then(|place| place.to_socket_addrs().ok());
    addresses.into_iter().flatten().any(|address| TcpStream::connect_timeout(&address, Duration::from_secs(2)).is_ok())
}

/// The server on which the tests run: whether somebody named it, and its address.
fn asked_for() -> (bool, String) {
    let named = SERVER.get().cloned().or_else(|| std::env::var("SARAPTAMA_TEST_POSTGRES").ok());
    (named.is_some(), named.unwrap_or_else(|| USUAL.to_owned()))
}

/// Makes a server for this run where none is named and none answers, if its programs are there. It ends with what
/// is answered.
pub(crate) fn prepare(steps: &mut Steps) -> Option<Server> {
    let (named, server) = asked_for();
    if named || answers(&server) {
        return None;
    }
    match Server::start() {
        Ok(server) => SERVER.set(server.address()).is_ok().then_some(server),
        Err(because) => {
            steps.skip("a PostgreSQL server of our own", &because);
            None
        }
    }
}

/// The doors once more with every node on PostgreSQL; the store's own tests ran with the others. Where no
/// server answers, every test that told nothing is named.
///
/// # Errors
/// When a test fails, or a server was named and does not answer.
pub(crate) fn run(steps: &mut Steps) -> Result<(), String> {
    if !std::path::Path::new(PROGRAMS).is_dir() {
        name_skipped("faults", "failover")?;
    }
    let (named, server) = asked_for();
    if answers(&server) {
        let mut doors = cargo();
        // The whole workspace is chosen as everywhere else: another choice has other features, and builds hundreds of crates anew.
        doors.args(["test", "--workspace", "--test", "doors", "--", "journey::", "races::"]);
        return steps.run("doors on PostgreSQL", doors.env("SARAPTAMA_DOORS_ON_POSTGRES", server));
    }
    if named {
        return Err("the server that SARAPTAMA_TEST_POSTGRES names does not answer".to_owned());
    }
    // Where a change is judged, silence is no pass.
    if std::env::var_os("CI").is_some() {
        return Err("no PostgreSQL server answers, and none could be made: its tests must run here".to_owned());
    }
    TESTS.iter().try_for_each(|(binary, filter)| name_skipped(binary, filter))?;
    steps.skip("PostgreSQL", "no server answers; SARAPTAMA_TEST_POSTGRES names one. Doors and the tests above told nothing");
    Ok(())
}

/// Names the tests of a binary that told nothing.
fn name_skipped(binary: &str, filter: &str) -> Result<(), String> {
    let listed = cargo().args(["test", "--quiet", "--workspace", "--test", binary, filter, "--", "--list"]).output();
    let listed = listed.map_err(|fault| format!("listing the tests of {binary}: {fault}"))?;
    for test in String::from_utf8_lossy(&listed.stdout).lines().filter_map(|line| line.strip_suffix(": test")) {
        eprintln!("SKIPPED {binary}: {test}");
    }
    Ok(())
}
