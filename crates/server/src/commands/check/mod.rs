//! `saraptama check FILE…`: the check of findings.md, for one form or for a month of them.

mod chunk;
mod report;
mod stream;

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::files;
use jiff::civil::Date;
use report::Report;
use saraptama_core::check::{self, Code, Finding};
use saraptama_core::law::Law;
use saraptama_core::terms::parse_date;
use saraptama_wire::form::Scratch;
use std::path::{Path, PathBuf};

/// The longest file of one form that is read at all.
const FILE_LIMIT_BYTES: u64 = 50 << 20;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Forms in JSON; `-` is stdin, a `.ndjson` file holds one form a line
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day whose law is applied
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Date>,
    /// Every file holds one form a line, stdin too
    #[arg(long)]
    ndjson: bool,
    /// One JSON object a form
    #[arg(long)]
    json: bool,
}

/// The law and the day that all forms of one call are checked by.
struct Desired {
    law: Law,
    at: Option<Date>,
}

/// A file that cannot be read does not keep the others from being checked; the exit code says it.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let desired = Desired { law: desk.law()?, at: arguments.at };
    let mut report = Report::new(desk.language, arguments.json);
    let mut unreadable = false;
    for file in &arguments.files {
        let many = arguments.ndjson || file.extension().is_some_and(|end| end == "ndjson");
        let checked = if many { stream::run(file, &desired, &mut report) } else { one(file, &desired, &mut report) };
        match checked {
            Ok(()) => {}
            Err(Failure::NobodyReads) => return Err(Failure::NobodyReads),
            Err(failure) => {
                failure.tell(desk.language);
                unreadable = true;
            }
        }
    }
    let exit = report.end()?;
    Ok(if unreadable { Exit::Failed } else { exit })
}

fn one(file: &Path, desired: &Desired, report: &mut Report) -> Result<(), Failure> {
    let bytes = files::read(file, FILE_LIMIT_BYTES)?;
    let mut scratch = Scratch::default();
    let check = match &bytes {
        Some(bytes) => saraptama_wire::form::check(bytes, desired.at, &desired.law, &mut scratch).0,
        None => too_long(desired.at),
    };
    report.one(&file.display().to_string(), &check, &desired.law)
}

/// What is longer than a form may be is no form, whatever it holds.
fn too_long(at: Option<Date>) -> check::Check {
    check::unreadable(vec![Finding::contract(Code::JsonInvalid, "")], at)
}
