use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::out::Out;
use saraptama_core::htmc::score;

#[derive(clap::Args)]
pub(in super::super) struct Arguments {
    /// The level of innovation, 1 to 4 from the top of the table
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=4), value_name = "LEVEL")]
    innovation: u8,
    /// The level of resource intensity
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=4), value_name = "LEVEL")]
    resources: u8,
    /// The level of uniqueness
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=4), value_name = "LEVEL")]
    uniqueness: u8,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A person picks the levels; none is derived.
pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let law = desk.law()?;
    let levels = [arguments.innovation, arguments.resources, arguments.uniqueness];
    let score = score(levels, &law.htmc).map_err(|wrong| {
        let named =
            [("criterion", wrong.criterion.clone()), ("level", wrong.level.to_string()), ("levels", wrong.levels.to_string())];
        Failure::Told { exit: Exit::Usage, key: wrong.key(), arguments: named.into() }
    })?;
    let mut out = Out::new();
    if arguments.json {
        out.json(&score)?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    out.line(&score.points.to_string())?;
    out.flush()?;
    for (criterion, level) in law.htmc.criteria.iter().zip(levels) {
        let Some(row) = usize::from(level).checked_sub(1).and_then(|at| criterion.levels.get(at)) else { continue };
        let name = desk.language.of(&criterion.name).to_owned();
        let text = desk.language.of(&row.text).to_owned();
        let points = saraptama_core::htmc::Tenths(row.points_tenths).to_string();
        desk.language.say("cli-score-criterion", [("name", name), ("text", text), ("points", points)]);
    }
    let key = if score.listed { "cli-score-listed" } else { "cli-score-not-listed" };
    desk.language.say(key, [("points", score.points.to_string()), ("source", desk.language.cite(&score.source))]);
    Ok(Exit::Done)
}
