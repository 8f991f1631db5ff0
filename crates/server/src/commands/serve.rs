//! `saraptama serve`: one node.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::process;
use saraptama_server::config::{Config, NodeKind};
use saraptama_server::node::{self, asked_to_end};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Which node
    #[arg(long, value_enum)]
    node: NodeKind,
    /// Its configuration
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let config = Config::load(&arguments.config).map_err(process::failed)?;
    if config.node != arguments.node {
        let named = [("asked", arguments.node.as_str().to_owned()), ("configured", config.node.as_str().to_owned())];
        return Err(Failure::new("node-other-kind", named));
    }
    process::log("info");
    let law = desk.law()?;
    process::runtime()?.block_on(async {
        let listen = config.listen;
        let host = node::open(&[config], law).await.map_err(process::failed)?;
        let end = asked_to_end();
        host.set_ready();
        tracing::info!(node = arguments.node.as_str(), %listen, clock_is_set = host.any().clock.is_set(), "serving");
        node::serve(host, listen, end).await.map_err(process::failed)
    })?;
    Ok(Exit::Done)
}
