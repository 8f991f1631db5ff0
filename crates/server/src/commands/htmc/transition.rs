use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::files;
use super::super::language::words;
use super::super::out::Out;
use super::editions::Archive;
use jiff::civil::Date;
use saraptama_core::htmc::transition::{Gap, Judged, Judgement, Readings, Tally, Verdict};
use saraptama_core::terms::parse_date;
use saraptama_wire::transition::{LineFault, LineWrong, read};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The yearly figures, CSV; `-` is stdin
    file: PathBuf,
    /// The day whose list and criteria are applied
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Date>,
    #[command(flatten)]
    archive: Archive,
    /// One JSON object a type and year
    #[arg(long)]
    json: bool,
}

/// Nothing is judged by half a file: every bad line is named first.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let at = arguments.at.unwrap_or_else(|| desk.today());
    let answering = arguments.archive.editions(&law, desk)?;
    let edition = answering.on(Some(at))?;
    let list = &edition.list;
    let regions = law.pilot.nearest(at).subjects.iter().filter_map(|subject| subject.region);
    let tally = Tally::new(list, &law.htmc.transitions, regions);
    let tally = match read(files::open(&arguments.file)?, tally) {
        Ok(tally) => tally,
        Err(faults) => {
            faults.iter().for_each(|fault| tell_fault(fault, desk));
            let count = faults.len().to_string();
            return Err(Failure::new("cli-transition-refused", [("count", count)]));
        }
    };
    let mut out = Out::new();
    for judgement in tally.judge(Readings::default()) {
        if arguments.json {
            out.json(&judgement)?;
            continue;
        }
        let section = serde_json::to_value(judgement.section).unwrap_or_default();
        let verdict = if judgement.excluded { "excluded" } else { "stays" };
        out.line(&format!("{}\t{}\t{}\t{verdict}", judgement.code, section.as_str().unwrap_or_default(), judgement.year))?;
        out.flush()?;
        tell(&judgement, desk);
    }
    out.flush()?;
    answering.tell_of(edition);
    answering.tell();
    Ok(Exit::Done)
}

fn tell(judgement: &Judgement, desk: &Desk) {
    let key = if judgement.excluded { "cli-transition-excluded" } else { "cli-transition-stays" };
    let named = [
        ("code", judgement.code.clone()),
        ("year", judgement.year.to_string()),
        ("source", desk.language.cite(&judgement.source)),
    ];
    desk.language.say(key, named);
    judgement.criteria.iter().for_each(|judged| tell_criterion(judged, desk));
}

fn tell_criterion(judged: &Judged, desk: &Desk) {
    let verdict = |verdict| desk.language.text(verdict_key(verdict), []);
    let named = [
        ("criterion", judged.criterion.clone()),
        ("verdict", verdict(judged.verdict)),
        ("source", desk.language.cite(&judged.source)),
    ];
    desk.language.print(&format!("  {}", desk.language.text("cli-transition-criterion", named)));
    for measure in &judged.measures {
        let named = [
            ("of", measure.of.clone()),
            ("numerator", measure.numerator.clone()),
            ("denominator", measure.denominator.clone()),
            ("bound", measure.bound.clone().unwrap_or_else(|| "–".to_owned())),
            ("verdict", verdict(measure.verdict)),
        ];
        desk.language.print(&format!("    {}", desk.language.text("cli-transition-measure", named)));
    }
    judged.gaps.iter().for_each(|gap| desk.language.print(&format!("    {}", gap_text(gap, desk))));
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "cli-verdict-met",
        Verdict::NotMet => "cli-verdict-not-met",
        Verdict::Undefined => "cli-verdict-undefined",
    }
}

fn gap_text(gap: &Gap, desk: &Desk) -> String {
    let named = match gap {
        Gap::RegionsAbove { above, needed } | Gap::ZonesAbove { above, needed } => {
            vec![("above", above.to_string()), ("needed", needed.to_string())]
        }
        Gap::FiguresMissing { regions } | Gap::PopulationMissing { regions } => {
            let codes: Vec<String> = regions.iter().map(ToString::to_string).collect();
            vec![("count", regions.len().to_string()), ("regions", codes.join(", "))]
        }
        Gap::CostsMissing { missing, of } => vec![("missing", missing.to_string()), ("of", of.to_string())],
        Gap::NoServices | Gap::NoBound => Vec::new(),
    };
    desk.language.text(gap.key(), named)
}

pub(super) fn tell_fault(fault: &LineFault, desk: &Desk) {
    let named = match fault.wrong {
        LineWrong::Field(field) => vec![("field", field.to_owned())],
        _ => Vec::new(),
    };
    let key = fault.wrong.key();
    let reason = if words().has(key) { desk.language.text(key, named) } else { fault.wrong.to_string() };
    desk.language.say("cli-transition-row", [("row", fault.line.to_string()), ("reason", reason)]);
}
