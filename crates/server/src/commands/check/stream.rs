//! Many forms, one a line: checked in parallel, answered in the file's order.

use super::super::exit::Failure;
use super::super::files;
use super::chunk::Chunk;
use super::report::Report;
use super::{Desired, too_long};
use rayon::prelude::*;
use saraptama_core::check::Check;
use saraptama_wire::form::Scratch;
use std::io::{BufReader, IsTerminal as _};
use std::path::Path;

/// Checks a file of forms. While one portion is checked, the next one is read.
pub(super) fn run(file: &Path, desired: &Desired, report: &mut Report) -> Result<(), Failure> {
    let mut from = BufReader::with_capacity(256 << 10, files::open(file)?);
    let unreadable = |fault| files::unreadable(file, &fault);
    let progress = progress();
    let mut chunk = Chunk::read(&mut from).map_err(unreadable)?;
    let mut number = 0;
    while !chunk.is_empty() {
        let (checks, next) = rayon::join(|| check(&chunk, desired), || Chunk::read(&mut from));
        report.many(file, number, &checks, &desired.law)?;
        number += chunk.len();
        progress.inc(chunk.len() as u64);
        chunk = next.map_err(unreadable)?;
    }
    progress.finish_and_clear();
    Ok(())
}

fn check(chunk: &Chunk, desired: &Desired) -> Vec<Check> {
    let each = |scratch: &mut Scratch, at| match chunk.line(at) {
        Some(bytes) => saraptama_wire::form::check(bytes, desired.at, &desired.law, scratch).0,
        None => too_long(desired.at),
    };
    (0..chunk.len()).into_par_iter().map_init(Scratch::default, each).collect()
}

/// Counts on stderr, where somebody watches it and the results go elsewhere.
fn progress() -> indicatif::ProgressBar {
    if std::io::stderr().is_terminal() && !std::io::stdout().is_terminal() {
        indicatif::ProgressBar::new_spinner()
    } else {
        indicatif::ProgressBar::hidden()
    }
}
