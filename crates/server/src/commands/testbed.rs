//! `saraptama testbed`: what three processes need to play the demonstration's nodes.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::process;
use saraptama_server::demo;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Write test identities, anchors and a configuration for each node into this folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The port of the MIS on 127.0.0.1; ministry and data bank take the next two
    #[arg(long, default_value_t = 8081)]
    port: u16,
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let too_high = || Failure::new("testbed-port", [("port", arguments.port.to_string())]);
    if arguments.port == 0 || arguments.port > u16::MAX - 2 {
        return Err(too_high());
    }
    let addresses = [0, 1, 2].map(|n| SocketAddr::from(([127, 0, 0, 1], arguments.port + n)));
    demo::prepare(&arguments.folder, &desk.law()?, &addresses, demo::CLOCK_STARTS_AT).map_err(process::failed)?;
    desk.language.say("testbed-ready", [("folder", arguments.folder.display().to_string())]);
    Ok(Exit::Done)
}
