//! `saraptama report`: the report of a month from the archives of the nodes whose configurations are given.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::files;
use super::language::words;
use super::out::Out;
use super::process;
use saraptama_core::indicators::{Month, Report, public};
use saraptama_core::law::Law;
use saraptama_core::terms::Instant;
use saraptama_paper::{Dialect, Monthly, Wording};
use saraptama_server::config::{Config, NodeKind};
use saraptama_server::monitoring::{Archives, Assumptions, parted, standing, what_if};
use saraptama_server::node::open_store_to_read;
use saraptama_server::people::People;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The month, as 2025-09
    #[arg(value_name = "MONTH", value_parser = month)]
    month: Month,
    /// The configuration of a node whose archive is counted; give all that are at hand
    #[arg(long, value_name = "FILE", required = true)]
    config: Vec<PathBuf>,
    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// How the file of values is written
    #[arg(long, value_enum, default_value_t = DialectName::Excel)]
    dialect: DialectName,
    /// Without small numbers, so that it may leave the ministries
    #[arg(long)]
    public: bool,
    /// Replay the month's assignments under what this TOML file assumes (`cut_off`, `load_percent`, `experts`,
    /// `decisions_a_day`, `like_region`, `like_nosology`) and the law of `--law`, as JSON; nothing stored is touched
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
    experts: BTreeMap<String, String>,
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    if let Some(file) = &arguments.what_if {
        return replay(file, arguments, &law);
    }
    let now = Instant::now();
    let Made { report, experts } = made(arguments, &law, now).map_err(process::failed)?;
    let report = if arguments.public { public(&report, &parted(&law, &arguments.month)) } else { report };
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
    Ok(Exit::Done)
}

/// The largest file of assumptions.
const ASSUMPTIONS_LIMIT_BYTES: u64 = 64 << 10;

fn replay(file: &Path, arguments: &Arguments, law: &Law) -> Result<Exit, Failure> {
    let wrong =
        |reason: String| Failure::new("cli-report-what-if-wrong", [("file", file.display().to_string()), ("reason", reason)]);
    let bytes = files::read(file, ASSUMPTIONS_LIMIT_BYTES)?.ok_or_else(|| wrong("too large".to_owned()))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("no text".to_owned()))?;
    let assumed = Assumptions::parse(&text).map_err(wrong)?;
    let configs =
        arguments.config.iter().map(|path| Config::load(path)).collect::<Result<Vec<_>, _>>().map_err(process::failed)?;
    let databank = configs.iter().find(|config| config.node == NodeKind::DataBank);
    let databank = databank.ok_or_else(|| Failure::new("cli-report-what-if-no-data-bank", []))?;
    let found = process::runtime()?.block_on(async {
        let store = open_store_to_read(databank).await?;
        what_if(&store, law, arguments.month, &assumed).await.map_err(|fault| fault.to_string())
    });
    let mut out = Out::new();
    out.json(&found.map_err(process::failed)?)?;
    out.flush()?;
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

fn made(arguments: &Arguments, law: &Law, now: Instant) -> Result<Made, String> {
    let configs = arguments.config.iter().map(|path| Config::load(path)).collect::<Result<Vec<_>, _>>()?;
    let runtime = process::runtime().map_err(|failure| failure.key().to_owned())?;
    runtime.block_on(async {
        let (mut archives, mut experts) = (Archives::default(), BTreeMap::new());
        for config in &configs {
            let store = Some(open_store_to_read(config).await?);
            match config.node {
                NodeKind::Mis => archives.mis = store,
                NodeKind::Ministry => archives.ministry = store,
                NodeKind::DataBank => {
                    archives.databank = store;
                    let people = People::load(&config.principals)?;
                    experts.extend(people.all_experts().map(|who| (who.id.clone(), who.name.clone())));
                }
            }
        }
        let standing = standing(&archives, law, arguments.month, now, arguments.recount).await;
        let report = standing.map_err(|fault| fault.to_string())?.report;
        Ok(Made { report, experts })
    })
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Self {
        match name {
            DialectName::Excel => Self::Excel,
            DialectName::Rfc4180 => Self::Rfc4180,
        }
    }
}
