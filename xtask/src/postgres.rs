//! What needs a PostgreSQL server: run where there is one, else named one by one as skipped.

use crate::step::{Steps, cargo};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

const USUAL: &str = "postgres://postgres@127.0.0.1:5432/test";
/// Test binaries, and of what in them: whoever has no server hears the names of these.
const TESTS: [(&str, &str); 2] = [("postgres", ""), ("faults", "twins")];
/// Where the programs are from which one test makes servers of its own.
const PROGRAMS: &str = "/usr/lib/postgresql";

/// Whether a server answers where the tests look for one.
fn answers(server: &str) -> bool {
    let host = server.split("://").nth(1).and_then(|rest| rest.split('/').next()).and_then(|rest| rest.rsplit('@').next());
    let place = host.map(|host| if host.contains(':') { host.to_owned() } else { format!("{host}:5432") });
    let addresses = place.and_then(|place| place.to_socket_addrs().ok());
    addresses.into_iter().flatten().any(|address| TcpStream::connect_timeout(&address, Duration::from_secs(2)).is_ok())
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
    let named = std::env::var("SARAPTAMA_TEST_POSTGRES");
    let server = named.clone().unwrap_or_else(|_| USUAL.to_owned());
    if answers(&server) {
        let mut doors = cargo();
        // The whole workspace is chosen as everywhere else: another choice has other features, and builds hundreds of crates anew.
        doors.args(["test", "--workspace", "--test", "doors", "--", "journey::", "races::"]);
        return steps.run("doors on PostgreSQL", doors.env("SARAPTAMA_DOORS_ON_POSTGRES", server));
    }
    if named.is_ok() {
        return Err("the server that SARAPTAMA_TEST_POSTGRES names does not answer".to_owned());
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
