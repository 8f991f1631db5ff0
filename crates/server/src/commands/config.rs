//! `saraptama config`: what a node's configuration says, before a node starts with it.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use saraptama_server::config::{Config, Finding, Severity, check};
use std::path::PathBuf;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Whether a node could start with this file and do its work; nothing is made or changed
    Check(Arguments),
}

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The configuration
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// One JSON object a finding
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    let Command::Check(arguments) = command;
    let findings = match Config::load(&arguments.file) {
        Ok(config) => check(&config),
        Err(reason) => vec![Finding { severity: Severity::Fault, key: "config-faulty", names: vec![("reason", reason)] }],
    };
    let mut out = Out::new();
    for finding in &findings {
        let text = desk.language.text(finding.key, finding.names.clone());
        if arguments.json {
            out.json(&serde_json::json!({ "severity": finding.severity, "code": finding.key, "text": text }))?;
        } else {
            let severity = match finding.severity {
                Severity::Good => "config-good",
                Severity::Warning => "config-warning",
                Severity::Fault => "config-fault",
            };
            out.line(&format!("{}  {text}", desk.language.text(severity, [])))?;
        }
    }
    out.flush()?;
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let faulty = findings.iter().any(|finding| finding.severity == Severity::Fault);
    if !arguments.json {
        let names = [("faults", of(Severity::Fault)), ("warnings", of(Severity::Warning))];
        desk.language.say(if faulty { "config-does-not-do" } else { "config-does" }, names);
    }
    Ok(if faulty { Exit::Failed } else { Exit::Done })
}
