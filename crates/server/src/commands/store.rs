//! `saraptama store`: the archives of the nodes.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use super::process;
use saraptama_core::law::Law;
use saraptama_server::config::Config;
use saraptama_server::invariants::{Journal, Report, audit};
use std::path::PathBuf;
use std::time::Duration;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Whether what must be true of the archives is true, I1 to I12
    Check(CheckArguments),
}

#[derive(clap::Args)]
pub(super) struct CheckArguments {
    /// The configuration of a node whose archive is judged; give all that are at hand
    #[arg(long, value_name = "FILE", required = true)]
    config: Vec<PathBuf>,
    /// What clients remember of the nodes' answers, as JSON
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// Every node has had time to send what it recorded: nothing may wait any more
    #[arg(long)]
    settled: bool,
}

/// Nodes that write meanwhile may look torn once; what is torn is not torn in the same place again.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(2);

pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    let Command::Check(arguments) = command;
    let law = desk.law()?;
    let report = report(arguments, &law).map_err(process::failed)?;
    let mut out = Out::new();
    out.bytes(report.to_string().as_bytes())?;
    out.flush()?;
    match report.first_broken() {
        None => {
            desk.language.say("cli-store-holds", []);
            Ok(Exit::Done)
        }
        Some((first, told)) => {
            let place = told.first().cloned().unwrap_or_default();
            desk.language.say("cli-store-broken", [("first", first.name()), ("place", place)]);
            Ok(Exit::Failed)
        }
    }
}

fn report(arguments: &CheckArguments, law: &Law) -> Result<Report, String> {
    let configs = arguments.config.iter().map(|path| Config::load(path)).collect::<Result<Vec<_>, _>>()?;
    let journal = arguments.journal.as_deref().map(Journal::load).transpose()?;
    let runtime = process::runtime().map_err(|failure| failure.key().to_owned())?;
    runtime.block_on(async {
        let look = || audit(&configs, journal.as_ref(), law, arguments.settled);
        let first = look().await?;
        if first.first_broken().is_none() {
            return Ok(first);
        }
        tokio::time::sleep(LOOK_AGAIN_AFTER).await;
        Ok(look().await?.still(&first))
    })
}
