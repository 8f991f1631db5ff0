//! `saraptama htmc`: order B.

mod diff;
mod editions;
mod fold;
mod known;
mod list;
mod score;
mod transition;

use super::desk::Desk;
use super::exit::{Exit, Failure};

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Score a technology by the order's table
    Score(score::Arguments),
    /// The list of high-tech services
    List(list::Arguments),
    /// The editions of the list that are held, and for which days they answer
    Editions(known::Arguments),
    /// What differs between two editions of the list
    Diff(diff::Arguments),
    /// Judge by yearly figures which types leave the list
    Transition(transition::Arguments),
    /// Fold single services into yearly figures
    Fold(fold::Arguments),
}

/// Runs a command of order B.
pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    match command {
        Command::Score(arguments) => score::run(arguments, desk),
        Command::List(arguments) => list::run(arguments, desk),
        Command::Editions(arguments) => known::run(arguments, desk),
        Command::Diff(arguments) => diff::run(arguments, desk),
        Command::Transition(arguments) => transition::run(arguments, desk),
        Command::Fold(arguments) => fold::run(arguments, desk),
    }
}
