//! `saraptama htmc`: order B.

mod fold;
mod list;
mod score;
mod transition;

use super::desk::Desk;
use super::exit::{Exit, Failure};
use jiff::civil::Date;
use saraptama_core::law::{HtmcList, Law};

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Score a technology by the order's table
    Score(score::Arguments),
    /// The list of high-tech services
    List(list::Arguments),
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
        Command::Transition(arguments) => transition::run(arguments, desk),
        Command::Fold(arguments) => fold::run(arguments, desk),
    }
}

/// The edition of the list of a day, today where none is given; never a later edition.
fn edition<'l>(law: &'l Law, at: Option<Date>, desk: &Desk) -> Result<&'l HtmcList, Failure> {
    let at = at.unwrap_or_else(|| desk.today());
    let held = |list: &HtmcList| format!("{} ({})", list.edition, list.from);
    let editions: Vec<String> = law.htmc.lists.iter().map(held).collect();
    let not_held = |_| Failure::new("cli-edition-not-held", [("date", at.to_string()), ("held", editions.join(", "))]);
    law.htmc.list_on(at).map_err(not_held)
}
