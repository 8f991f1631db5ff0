//! `saraptama demo`: all three nodes in one process.

use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Where the demonstration keeps its data
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// The one address of every resource
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR:PORT")]
    pub(super) listen: SocketAddr,
    /// Follow one case from the doctor to the register
    #[arg(long)]
    pub(super) story: bool,
}
