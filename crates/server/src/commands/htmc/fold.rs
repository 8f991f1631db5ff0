use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::files;
use super::super::out::Out;
use super::editions::Archive;
use super::transition::tell_fault;
use jiff::civil::Date;
use saraptama_core::terms::parse_date;
use saraptama_server::services;
use saraptama_wire::transition::{LineFault, LineWrong, Regions};
use std::io::BufReader;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The services, CSV, one a line; `-` is stdin, read by one processor
    file: PathBuf,
    /// The regions, CSV: region, zone, year, population
    #[arg(long, value_name = "FILE")]
    regions: PathBuf,
    /// The file holds every service of its years in the whole country: what is absent was not provided
    #[arg(long)]
    complete: bool,
    /// The day whose list is applied
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Date>,
    #[command(flatten)]
    archive: Archive,
}

/// Writes the yearly figures that `htmc transition` reads. Nothing is written of a file with a bad line.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let at = arguments.at.unwrap_or_else(|| desk.today());
    let answering = arguments.archive.editions(&law, desk)?;
    let edition = answering.on(Some(at))?;
    let refused = |faults: Vec<LineFault>| {
        faults.iter().for_each(|fault| tell_fault(fault, desk));
        Failure::new("cli-transition-refused", [("count", faults.len().to_string())])
    };
    let regions = BufReader::new(files::open(&arguments.regions)?);
    let regions = Regions::read(regions, &law.htmc.transitions.zones).map_err(refused)?;
    let empty = services::empty(&law, &edition.list, at);
    let fold = if arguments.file == Path::new("-") {
        let mut fold = empty;
        fold.take(BufReader::new(files::open(&arguments.file)?), true);
        fold
    } else {
        // Whether it can be opened at all is told like of every other file.
        drop(files::open(&arguments.file)?);
        let unreadable = |_| refused(vec![LineFault { line: 0, wrong: LineWrong::Unreadable }]);
        services::fold(&arguments.file, empty).map_err(unreadable)?
    };
    let folded = fold.finish(&regions, arguments.complete).map_err(refused)?;
    let mut out = Out::new();
    out.bytes(&folded.figures)?;
    out.flush()?;
    answering.tell_of(edition);
    answering.tell();
    Ok(Exit::Done)
}
