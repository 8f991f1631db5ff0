use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::out::Out;
use super::editions::Archive;
use jiff::civil::Date;
use saraptama_core::htmc::rows;
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::parse_date;
use saraptama_server::search::finds;
use saraptama_wire::htmc_list::Listed;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The day whose edition is asked for
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Date>,
    /// One edition by its name, instead of that of a day
    #[arg(long, value_name = "EDITION", conflicts_with = "at")]
    edition: Option<String>,
    #[command(flatten)]
    archive: Archive,
    /// One section only
    #[arg(long, value_enum)]
    section: Option<SectionName>,
    /// One code only, as printed
    #[arg(long)]
    code: Option<String>,
    /// Rows whose code begins so or whose name, in any language, holds this
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// One JSON object a row
    #[arg(long)]
    json: bool,
}

/// The sections, as the command line names them.
#[derive(Clone, Copy, clap::ValueEnum)]
enum SectionName {
    /// Emergency admission
    Emergency,
    /// Planned admission, guaranteed volume and insurance
    PlannedBoth,
    /// Planned admission, insurance
    PlannedInsurance,
}

impl From<SectionName> for Section {
    fn from(name: SectionName) -> Self {
        match name {
            SectionName::Emergency => Self::Emergency,
            SectionName::PlannedBoth => Self::PlannedBoth,
            SectionName::PlannedInsurance => Self::PlannedInsurance,
        }
    }
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let answering = arguments.archive.editions(&law, desk)?;
    let edition = match &arguments.edition {
        Some(name) => answering.named(name)?,
        None => answering.on(arguments.at)?,
    };
    let list = &edition.list;
    let fits = |row: &&HtmcRow| arguments.search.as_deref().is_none_or(|text| finds(text, row));
    let wanted = rows(list, arguments.section.map(Section::from), arguments.code.as_deref()).filter(fits);
    let wanted: Vec<&HtmcRow> = wanted.collect();
    let mut out = Out::new();
    let mut section = None;
    for row in &wanted {
        if arguments.json {
            out.json(&Listed::of(row, &list.edition))?;
            continue;
        }
        let HtmcRow { number, code, name, .. } = row;
        if section.replace(row.section) != Some(row.section) {
            out.flush()?;
            desk.language.say(section_key(row.section), []);
        }
        out.line(&format!("{number}\t{code}\t{}", desk.language.of(name)))?;
    }
    out.flush()?;
    if !arguments.json {
        let words =
            [("edition", list.edition.clone()), ("source", desk.language.cite(&list.cite)), ("count", wanted.len().to_string())];
        desk.language.say("cli-list-edition", words);
    }
    answering.tell_of(edition);
    answering.tell();
    Ok(Exit::Done)
}

/// The heading of a section.
pub(super) fn section_key(section: Section) -> &'static str {
    match section {
        Section::Emergency => "cli-section-emergency",
        Section::PlannedBoth => "cli-section-planned-both",
        Section::PlannedInsurance => "cli-section-planned-insurance",
    }
}
