use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::out::Out;
use super::editions::Archive;
use saraptama_core::htmc::differences;
use saraptama_core::law::HtmcRow;
use saraptama_wire::htmc_list::Differs;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The earlier edition, by its name
    #[arg(value_name = "EDITION")]
    before: String,
    /// The later edition
    #[arg(value_name = "EDITION")]
    after: String,
    #[command(flatten)]
    archive: Archive,
    /// One JSON object a difference
    #[arg(long)]
    json: bool,
}

/// What differs between two editions, row by row.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let answering = arguments.archive.editions(&law, desk)?;
    let (before, after) = (answering.named(&arguments.before)?, answering.named(&arguments.after)?);
    let found = differences(&before.list.rows, &after.list.rows);
    let mut out = Out::new();
    let place = |row: Option<&HtmcRow>| row.map(|row| format!("{} {}", row.section.as_str(), row.number)).unwrap_or_default();
    for one in &found {
        if arguments.json {
            out.json(&Differs::of(*one, &before.list.edition, &after.list.edition))?;
            continue;
        }
        let Some(row) = one.after().or(one.before()) else { continue };
        let (from, to, name) = (place(one.before()), place(one.after()), desk.language.of(&row.name));
        out.line(&format!("{}\t{}\t{from}\t{to}\t{name}", one.as_str(), row.code))?;
    }
    out.flush()?;
    answering.tell();
    if !arguments.json {
        [before, after].into_iter().for_each(|one| answering.tell_of(one));
        desk.language.say("cli-diff-count", [("count", found.len().to_string())]);
    }
    Ok(Exit::Done)
}
