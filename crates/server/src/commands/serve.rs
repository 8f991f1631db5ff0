//! `saraptama serve`: one node.

use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Which node
    #[arg(long, value_enum)]
    pub(super) node: NodeName,
    /// Its configuration
    #[arg(long, value_name = "FILE")]
    pub(super) config: PathBuf,
}

/// The nodes, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum NodeName {
    /// A clinic's medical information system
    Mis,
    /// The Ministry of Health's system
    Ministry,
    /// The disability data bank
    Databank,
}
