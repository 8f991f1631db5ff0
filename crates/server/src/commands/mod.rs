//! The command line (contract, `cli.md`): data to stdout, words for people to stderr, and an exit code
//! that a script can rely on.

mod account;
mod calendar;
mod check;
mod config;
mod deadline;
mod demo;
mod desk;
mod exit;
mod files;
mod htmc;
mod language;
mod law;
mod log;
mod messages;
mod out;
mod process;
mod report;
mod sandbox;
mod serve;
mod store;
mod synth;
mod testbed;
mod usage;
mod verify;

use clap::{FromArgMatches as _, Parser, Subcommand};
use desk::Desk;
use exit::{Exit, Failure};
use language::Language;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Remote proactive medical-social expertise and high-tech medical care, by the two orders.
#[derive(Parser)]
#[command(name = "saraptama", version, max_term_width = 100)]
struct Cli {
    /// Read the law from this directory instead of the one that is built in
    #[arg(long, global = true, value_name = "DIR")]
    law: Option<PathBuf>,
    /// The language of words for people
    #[arg(long, global = true, value_enum, default_value_t = Language::Kk)]
    lang: Language,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check forms 031/e against the order
    Check(check::Arguments),
    /// When the decision on a draft act is due
    Deadline(deadline::Arguments),
    /// Working days of a year
    Calendar(calendar::Arguments),
    /// High-tech medical care: scoring, the list, the way off the list
    #[command(subcommand)]
    Htmc(htmc::Command),
    /// Check a signature or a register proof, without network
    Verify(verify::Arguments),
    /// Make synthetic forms for trials, the same for the same seed
    Synth(synth::Arguments),
    /// The law as data: what holds on a day, and whether the files are sound
    #[command(subcommand)]
    Law(law::Command),
    /// Three nodes in one process, with people who do not exist
    Demo(demo::Arguments),
    /// A place where vendors play scripted scenarios, with people who do not exist
    Sandbox(sandbox::Arguments),
    /// One node
    Serve(serve::Arguments),
    /// Local accounts of the register of roles
    #[command(subcommand)]
    Account(account::Command),
    /// The configuration of a node
    #[command(subcommand)]
    Config(config::Command),
    /// The archives of the nodes
    #[command(subcommand)]
    Store(store::Command),
    /// The report of a month: what the ministries watch
    Report(report::Arguments),
    /// The log of messages: what was received and sent
    #[command(subcommand)]
    Log(log::Command),
    /// Messages to other nodes: what waits, what was given up, sending it again
    #[command(subcommand)]
    Messages(messages::Command),
    /// Test identities and a configuration for each of three processes
    Testbed(testbed::Arguments),
}

/// Runs the command line and answers with its exit code.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = usage::language(&arguments);
    let parsed = usage::command(language).try_get_matches_from(&arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(refusal) => return usage::refuse(&refusal, language).into(),
    };
    let desk = Desk::new(cli.lang, cli.law);
    match cli.command.run(&desk) {
        Ok(exit) => exit.into(),
        Err(failure) => failure.tell(cli.lang).into(),
    }
}

impl Command {
    fn run(self, desk: &Desk) -> Result<Exit, Failure> {
        match self {
            Self::Check(arguments) => check::run(&arguments, desk),
            Self::Deadline(arguments) => deadline::run(&arguments, desk),
            Self::Calendar(arguments) => calendar::run(&arguments, desk),
            Self::Htmc(command) => htmc::run(&command, desk),
            Self::Verify(arguments) => verify::run(&arguments, desk),
            Self::Synth(arguments) => synth::run(&arguments, desk),
            Self::Law(command) => law::run(&command, desk),
            Self::Demo(arguments) => demo::run(&arguments, desk),
            Self::Sandbox(arguments) => sandbox::run(&arguments, desk),
            Self::Serve(arguments) => serve::run(&arguments, desk),
            Self::Account(command) => account::run(&command, desk),
            Self::Config(command) => config::run(&command, desk),
            Self::Log(command) => log::run(&command, desk),
            Self::Messages(command) => messages::run(&command, desk),
            Self::Store(command) => store::run(&command, desk),
            Self::Report(arguments) => report::run(&arguments, desk),
            Self::Testbed(arguments) => testbed::run(&arguments, desk),
        }
    }
}
