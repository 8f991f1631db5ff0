use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::out::Out;
use super::editions::{Archive, source};
use saraptama_wire::htmc_list::heading;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    #[command(flatten)]
    archive: Archive,
    /// One JSON object an edition
    #[arg(long)]
    json: bool,
}

/// Every edition that is held, with the days for which it answers.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let answering = arguments.archive.editions(&law, desk)?;
    let mut out = Out::new();
    for one in answering.editions.all() {
        if arguments.json {
            out.json(&heading(one))?;
            continue;
        }
        let until = one.list.until.map(|day| day.to_string()).unwrap_or_default();
        let (edition, from, rows) = (&one.list.edition, one.list.from, one.list.rows.len());
        out.line(&format!("{edition}\t{from}\t{until}\t{rows}\t{}\t{}", one.act.number, source(one)))?;
    }
    out.flush()?;
    answering.tell();
    Ok(Exit::Done)
}
