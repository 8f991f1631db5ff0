//! `saraptama report --what-if`: a month replayed under what a file assumes.

use super::super::desk::Desk;
use super::super::exit::{Exit, Failure};
use super::super::files;
use super::super::out::Out;
use super::super::process;
use super::{Arguments, at_hand};
use saraptama_server::config::NodeKind;
use saraptama_server::monitoring::{Assumptions, last_edition, what_if};
use std::path::Path;

/// The largest file of assumptions.
const ASSUMPTIONS_LIMIT_BYTES: u64 = 64 << 10;

pub(super) fn run(file: &Path, arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    let wrong =
        |reason: String| Failure::new("cli-report-what-if-wrong", [("file", file.display().to_string()), ("reason", reason)]);
    let bytes = files::read(file, ASSUMPTIONS_LIMIT_BYTES)?.ok_or_else(|| wrong("too large".to_owned()))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("no text".to_owned()))?;
    let assumed = Assumptions::parse(&text).map_err(wrong)?;
    let (law, month) = (desk.law()?, arguments.month);
    let named = at_hand::read(&arguments.config)?;
    if !named.iter().any(|one| one.config.node == NodeKind::DataBank) {
        return Err(Failure::new("cli-report-what-if-no-data-bank", []));
    }
    // A draft is given to be tried: what it changes is in force from its last edition on.
    let by = if desk.has_own_law() { last_edition(&law) } else { None }.unwrap_or(month.first);
    let replayed = process::runtime()?.block_on(async {
        let archives = at_hand::open(&named).await?;
        what_if(&archives, &law, month, by, &assumed).await.map_err(|fault| fault.to_string())
    });
    let replayed = replayed.map_err(process::failed)?;
    let mut out = Out::new();
    out.json(&replayed)?;
    out.flush()?;
    let law = [("day", replayed.law_day.to_string()), ("from", replayed.law_from.to_string())];
    desk.language.say("cli-report-what-if-law", law);
    if replayed.lacks_forms(&month) {
        desk.language.say("cli-report-what-if-no-forms", []);
    }
    Ok(Exit::Done)
}
