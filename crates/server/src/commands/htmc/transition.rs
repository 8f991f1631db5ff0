use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The yearly figures, CSV
    file: PathBuf,
}

pub(super) fn run(_arguments: &Arguments, _desk: &Desk) -> Result<Exit, Failure> {
    Ok(Exit::Failed)
}
