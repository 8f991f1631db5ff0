//! The program that judges the archives, run over those of a testbed.

use super::Told;
use super::bed::{Bed, NODES};
use super::cases::Case;
use super::clerks::Journal;
use saraptama_core::terms::Sha256;
use saraptama_server::invariants;
use std::process::Command;

/// Runs `saraptama store check` over the three archives and the clients' journal; every node has had time.
///
/// # Errors
/// What the program says when an invariant is broken, or that it judged nothing.
pub(crate) fn invariants_hold(bed: &Bed, cases: &[Case<'_>], journal: &Journal) -> Told<()> {
    let file = bed.folder().join("journal.json");
    let told = remembered(cases, journal);
    let text = serde_json::to_vec(&told).map_err(|e| e.to_string())?;
    std::fs::write(&file, text).map_err(|e| format!("writing the journal: {e}"))?;
    let mut command = Command::new(bed.binary());
    command.args(["store", "check", "--settled", "--lang", "en", "--journal"]).arg(&file);
    for node in NODES {
        command.arg("--config").arg(bed.config(node));
    }
    let ran = command.output().map_err(|e| format!("running the checker: {e}"))?;
    let (out, said) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    // What the product does not have yet is named, and nothing else is left out.
    let held = out.lines().filter(|line| line.contains(" holds (")).count();
    let later = out.lines().filter(|line| line.contains(" not yet applicable")).count();
    match ran.status.code() {
        Some(0) if (held, later) == (10, 2) => Ok(()),
        _ => Err(format!("the checker ended with {:?}: {said}{out}", ran.status)),
    }
}

fn remembered(cases: &[Case<'_>], journal: &Journal) -> invariants::Journal {
    let mut told = invariants::Journal::default();
    cases.iter().for_each(|case| told.send(case.form, &case.bytes));
    let signed = journal.signed.lock().map(|signed| signed.clone()).unwrap_or_default();
    for case in cases.iter().filter(|case| signed.contains(&case.form)) {
        told.signed.insert(case.form, Sha256::of(&case.bytes));
    }
    told.registered = journal.registered.lock().map(|list| list.iter().cloned().collect()).unwrap_or_default();
    told
}
