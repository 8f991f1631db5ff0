//! `saraptama law`: the law as data.

mod entry;
mod htmc;
mod pilot;
mod show;

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// What both orders say on a day, each value with its paragraph and readings
    Show(show::Arguments),
    /// Whether the files of the law are sound; every fault is named
    Check(CheckArguments),
}

#[derive(clap::Args)]
pub(super) struct CheckArguments {
    /// One JSON object a fault
    #[arg(long)]
    json: bool,
}

/// Runs a command on the law.
pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    match command {
        Command::Show(arguments) => show::run(arguments, desk),
        Command::Check(arguments) => check(arguments, desk),
    }
}

fn check(arguments: &CheckArguments, desk: &Desk) -> Result<Exit, Failure> {
    let (files, law) = desk.load()?;
    let faults = law.err().unwrap_or_default();
    let mut out = Out::new();
    for fault in &faults {
        if arguments.json {
            out.json(&serde_json::json!({ "file": fault.file, "what": fault.what }))?;
        } else {
            out.line(&fault.to_string())?;
        }
    }
    out.flush()?;
    if !arguments.json {
        let key = if faults.is_empty() { "cli-law-sound" } else { "cli-law-faulty" };
        desk.language.say(key, [("count", faults.len().to_string()), ("files", files.to_string())]);
    }
    Ok(if faults.is_empty() { Exit::Done } else { Exit::Failed })
}
