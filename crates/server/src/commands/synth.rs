//! `saraptama synth COUNT`: forms of nobody, for trials and measurements.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use jiff::civil::Date;
use rayon::prelude::*;
use saraptama_core::terms::parse_date;
use saraptama_server::synth::{Options, form};

/// So many forms are made at a time, whatever their number.
const PORTION: u64 = 1024;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// How many forms
    #[arg(value_name = "COUNT")]
    count: u64,
    /// The same seed gives the same forms
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// The share of forms with planted defects
    #[arg(long, default_value_t = 0, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    defects: u8,
    /// The day of the commission
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Date>,
    /// The forms are JSON in any case
    #[arg(long, hide = true)]
    json: bool,
}

/// Each form depends on the seed and its place alone, so that they can be made in parallel.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let options = Options { defects_percent: arguments.defects, date: arguments.at, ..Options::default() };
    let mut out = Out::new();
    let mut from = 0;
    while from < arguments.count {
        let until = arguments.count.min(from.saturating_add(PORTION));
        let forms: Vec<Vec<u8>> =
            (from..until).into_par_iter().map(|index| form(arguments.seed, index, &options, &law).bytes).collect();
        for form in &forms {
            out.bytes(form)?;
            out.bytes(b"\n")?;
        }
        from = until;
    }
    out.flush()?;
    if !arguments.json {
        desk.language.say("cli-synth", [("count", arguments.count.to_string()), ("seed", arguments.seed.to_string())]);
    }
    Ok(Exit::Done)
}
