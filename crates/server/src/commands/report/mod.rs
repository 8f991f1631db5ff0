//! `saraptama report`: the report of a month from the archives of the nodes whose configurations are given.

mod at_hand;
mod replay;

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::language::words;
use super::out::Out;
use super::process;
use saraptama_core::indicators::{Month, Report};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, KAZAKHSTAN};
use saraptama_paper::{Dialect, Monthly, Wording};
use saraptama_server::config::NodeKind;
use saraptama_server::flow::FlowError;
use saraptama_server::monitoring::{Refusal, Standing, handed_out, standing};
use saraptama_server::people::People;
use saraptama_store::rows::ClosedRow;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The month, as 2025-09
    #[arg(value_name = "MONTH", value_parser = month)]
    month: Month,
    /// The configuration of a node whose archive is counted; give all that are at hand, those of several clinics too
    #[arg(long, value_name = "FILE", required = true)]
    config: Vec<PathBuf>,
    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// How the file of values is written
    #[arg(long, value_enum, default_value_t = DialectName::Excel)]
    dialect: DialectName,
    /// Without small numbers, so that it may leave the ministries: the last closed version of a month that is closed
    #[arg(long)]
    public: bool,
    /// Replay the month's assignments under what this TOML file assumes (`cut_off`, `law_day`,
    /// `load_percent`, `experts`, `decisions_a_day`, `like_region`, `like_nosology`) and the law of `--law`, as JSON; nothing
    /// stored is touched
    #[arg(long, value_name = "FILE")]
    what_if: Option<PathBuf>,
    /// Count a closed month again instead of giving what was closed
    #[arg(long)]
    recount: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// A workbook with charts
    Xlsx,
    /// One line for each figure
    Csv,
    /// A document
    Pdf,
    /// One object
    Json,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum DialectName {
    /// A byte order mark and semicolons
    Excel,
    /// Commas
    Rfc4180,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "a month is YYYY-MM".to_owned())
}

/// What is written, and the words for people.
struct Made {
    report: Report,
    /// The version that it is, where the month is closed.
    closed: Option<ClosedRow>,
    experts: BTreeMap<String, String>,
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    if let Some(file) = &arguments.what_if {
        return replay::run(file, arguments, desk);
    }
    let (law, now) = (desk.law()?, Instant::now());
    let Made { report, closed, experts } = made(arguments, &law, now)?;
    let lang = desk.language.into();
    let monthly = Monthly::new(&report, &Wording { words: words(), lang, law: &law, experts });
    let mut out = Out::new();
    match arguments.format {
        Format::Json => out.json(&report)?,
        Format::Csv => out.bytes(monthly.csv(arguments.dialect.into()).as_bytes())?,
        Format::Xlsx => out.bytes(&monthly.xlsx(now).map_err(|fault| process::failed(fault.to_string()))?)?,
        Format::Pdf => out.bytes(&pdf(&monthly, now)?)?,
    }
    out.flush()?;
    monthly.notes.iter().for_each(|note| desk.language.print(note));
    if let Some(closed) = closed {
        let at = KAZAKHSTAN.to_datetime(closed.at).strftime("%Y-%m-%d %H:%M").to_string();
        desk.language.say("cli-report-closed", [("version", closed.version.to_string()), ("at", at)]);
    }
    Ok(Exit::Done)
}

#[cfg(feature = "pdf")]
fn pdf(monthly: &Monthly, now: Instant) -> Result<Vec<u8>, Failure> {
    let sheet = monthly.sheet(now, None);
    saraptama_paper::pdf::print(&sheet).map_err(|fault| process::failed(fault.to_string()))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Monthly, _: Instant) -> Result<Vec<u8>, Failure> {
    Err(Failure::new("cli-report-no-pdf", []))
}

fn made(arguments: &Arguments, law: &Law, now: Instant) -> Result<Made, Failure> {
    if arguments.public && arguments.recount {
        return Err(Failure::new(Refusal::Recount.key(), []));
    }
    let named = at_hand::read(&arguments.config)?;
    let mut experts = BTreeMap::new();
    for one in named.iter().filter(|one| one.config.node == NodeKind::DataBank) {
        let people = People::load(&one.config.principals).map_err(process::failed)?;
        experts.extend(people.all_experts().map(|who| (who.id.clone(), who.name.clone())));
    }
    let (month, is_recount) = (arguments.month, arguments.recount);
    process::runtime()?.block_on(async {
        let archives = at_hand::open(&named).await.map_err(process::failed)?;
        let (report, closed) = if arguments.public {
            let (report, closed) = handed_out(&archives, law, month, now).await.map_err(refused)?;
            (report, Some(closed))
        } else {
            let standing = standing(&archives, law, month, now, is_recount).await;
            let Standing { report, mut closed } = standing.map_err(|fault| process::failed(fault.to_string()))?;
            (report, closed.pop().filter(|_| !is_recount))
        };
        Ok(Made { report, closed, experts })
    })
}

fn refused(error: FlowError) -> Failure {
    match error {
        FlowError::Month(refusal) => Failure::new(refusal.key(), []),
        fault => process::failed(fault.to_string()),
    }
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Self {
        match name {
            DialectName::Excel => Self::Excel,
            DialectName::Rfc4180 => Self::Rfc4180,
        }
    }
}
