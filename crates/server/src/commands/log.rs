//! `saraptama log`: the log of messages, walked link by link.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use super::process;
use saraptama_core::terms::Sha256;
use saraptama_server::config::Config;
use saraptama_server::node::open_store_to_read;
use saraptama_store::log::{Link, Walked};
use saraptama_store::{Options, Store};
use std::path::PathBuf;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Whether the log of messages is as it was written
    Verify(Arguments),
}

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder of a node's archive
    #[arg(long, value_name = "DIR", required_unless_present = "config", conflicts_with = "config")]
    data: Option<PathBuf>,
    /// The configuration of a node
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// An end that was printed earlier and kept elsewhere: without one nobody sees that the end was cut off
    #[arg(long, value_name = "LANE:RECORDS:HASH", value_parser = head)]
    head: Vec<(i64, Link)>,
}

/// An end as `verify` prints it.
fn head(text: &str) -> Result<(i64, Link), String> {
    let wrong = || "write it as it was printed: LANE:RECORDS:HASH".to_owned();
    let mut parts = text.splitn(3, ':');
    let mut part = || parts.next().ok_or_else(wrong);
    let (lane, place) = (part()?.parse().map_err(|_| wrong())?, part()?.parse().map_err(|_| wrong())?);
    let hash = Sha256::parse(part()?).map_err(|_| wrong())?;
    Ok((lane, Link { place, hash }))
}

pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    let Command::Verify(arguments) = command;
    let walked = process::runtime()?.block_on(walk(arguments)).map_err(process::failed)?;
    let mut out = Out::new();
    for one in &walked {
        let end = format!("{}:{}:{}", one.lane, one.end.place, one.end.hash);
        match one.broken {
            None => out.line(&format!("{end} holds"))?,
            Some(broken) => out.line(&format!("{end} broken {} {}", broken.place, broken.what.as_str()))?,
        }
    }
    out.flush()?;
    let records: i64 = walked.iter().map(|one| one.end.place).sum();
    let Some((lane, broken)) = walked.iter().find_map(|one| Some((one.lane, one.broken?))) else {
        desk.language.say("cli-log-holds", [("records", records.to_string())]);
        return Ok(Exit::Done);
    };
    let what = broken.what.as_str().to_owned();
    desk.language.say("cli-log-broken", [("lane", lane.to_string()), ("place", broken.place.to_string()), ("what", what)]);
    Ok(Exit::DoesNotHold)
}

async fn walk(arguments: &Arguments) -> Result<Vec<Walked>, String> {
    let store = match (&arguments.data, &arguments.config) {
        (_, Some(config)) => open_store_to_read(&Config::load(config)?).await?,
        (data, None) => {
            let folder = data.clone().unwrap_or_default();
            Store::open_to_read(&folder.join("store.db"), &Options::default()).map_err(|fault| fault.to_string())?
        }
    };
    let told = |fault: saraptama_store::Fault| fault.to_string();
    // A lane of which an end was kept is walked though nothing of it is left.
    let mut lanes = store.log_lanes().await.map_err(told)?;
    lanes.extend(arguments.head.iter().map(|(lane, _)| *lane));
    lanes.sort_unstable();
    lanes.dedup();
    let mut walked = vec![];
    for lane in lanes {
        let seen: Vec<Link> = arguments.head.iter().filter(|(of, _)| *of == lane).map(|(_, link)| *link).collect();
        walked.push(store.walk_log(lane, &seen).await.map_err(told)?);
    }
    Ok(walked)
}
