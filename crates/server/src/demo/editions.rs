use super::world::World;
use crate::flow::FlowError;
use crate::flow::htmc_list::EditionHeading;
use crate::node::{Host, Ministry};
use jiff::civil::date;
use saraptama_core::authority::Principal;
use saraptama_core::htmc::edition::Command;
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::Trilingual;

/// Who enters the demonstration's editions; another analyst may approve what was handed over.
const BY: &str = "analyst";

/// Enters two editions of acts that do not exist: one is being written, one waits for a second person.
pub(super) async fn fill(host: &Host, world: &World) -> Result<(), String> {
    let (Some(ministry), Some(analyst)) = (&host.ministry, world.by_id(BY)) else { return Ok(()) };
    enter(ministry, &analyst.principal).await.map_err(|e| format!("an edition of the list: {e}"))
}

async fn enter(ministry: &Ministry, analyst: &Principal) -> Result<(), FlowError> {
    let editions = ministry.htmc_editions().await?;
    let rows = editions.all().last().map(|one| one.list.rows.clone()).unwrap_or_default();
    let heading = |edition: &str, from| EditionHeading {
        edition: edition.to_owned(),
        act: "0".to_owned(),
        signed_on: date(2025, 9, 1),
        paragraph: "1".to_owned(),
        from,
    };
    let waiting = ministry.begin_edition(analyst, &heading("demo-2026-01", date(2026, 1, 1)), &rows).await?;
    ministry.change_edition(analyst, waiting, &Command::RemoveRow { section: Section::Emergency, number: 25 }).await?;
    ministry.submit_edition(analyst, waiting).await?;
    let written = ministry.begin_edition(analyst, &heading("demo-2026-07", date(2026, 7, 1)), &rows).await?;
    let name = Trilingual {
        kk: "Демонстрацияға арналған жаңа технология".to_owned(),
        ru: "Новая технология для демонстрации".to_owned(),
        en: "A new technology for the demonstration".to_owned(),
    };
    let row = HtmcRow { section: Section::PlannedBoth, number: 1, code: "99.999".to_owned(), name, gloss: None };
    ministry.change_edition(analyst, written, &Command::AddRow(&row)).await
}
