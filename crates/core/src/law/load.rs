//! From the files of `law/` to [`Law`]: every fault is collected, none stops the search for others.

mod act;
mod calendar;
mod dated;
mod desk;
mod evidence;
mod htmc;
mod nosology;
mod pilot;
mod places;
mod procedure;
mod reading;
mod rollout;
mod sources;

use super::{Law, Reading};
use desk::Desk;
use sources::Sources;
use std::collections::BTreeMap;

/// A fault of a law file: which file, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct LawFault {
    /// The file below `law/`.
    pub file: String,
    /// What is wrong, in a sentence.
    pub what: String,
}

pub(super) fn load(files: &BTreeMap<String, String>) -> Result<Law, Vec<LawFault>> {
    let mut desk = Desk::new(files);
    let law = whole(&mut desk);
    let faults = desk.close();
    match law {
        Some(law) if faults.is_empty() => Ok(law),
        _ => Err(faults),
    }
}

/// Reads everything; `None` only where a fault was noted.
fn whole(desk: &mut Desk<'_>) -> Option<Law> {
    let (pilot_act, htmc_act) = (act::read(desk, "mse-pilot-2025"), act::read(desk, "htmc-2020"));
    let sources = Sources::read(desk, [pilot_act.as_ref(), htmc_act.as_ref()]);
    let calendar = calendar::read(desk, &sources);
    let published = [&pilot_act, &htmc_act].into_iter().flatten().flat_map(|act| act.published.clone()).collect::<Vec<_>>();
    let pilot = pilot_act.and_then(|act| pilot::read(desk, &sources, act));
    let htmc = htmc_act.and_then(|act| htmc::read(desk, &sources, act));
    let (pilot, (htmc, sections)) = (pilot?, htmc?);
    let readings = reading::read(desk, &sources, [&pilot.act, &htmc.act], &published);
    desk.check_readings(readings.iter().map(|reading: &Reading| reading.id.as_str()));
    let (texts, places, external) = sources.into_parts();
    Some(Law { pilot, htmc, sections, calendar, readings, published, texts, places, external })
}
