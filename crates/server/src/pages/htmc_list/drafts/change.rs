use super::show::{Typed, draw};
use super::{address, begin, heading, ministry, open, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::htmc_list::Open;
use crate::pages::doctor::sent::Filed;
use crate::pages::fields::{Fields, Filled};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use saraptama_core::htmc::edition::Command;
use saraptama_core::law::HtmcRow;

/// Back to the edition, or the page once more with what is wrong.
async fn answer(visit: &Visit, open: &Open, done: Result<(), FlowError>, fields: Fields, rows: &[HtmcRow]) -> Page {
    match done {
        Ok(()) => see_other(&address(open.id, "")),
        Err(FlowError::Edition(refusal)) => match heading::told(visit, &refusal, rows) {
            Some(wrong) => draw(visit, open, &Typed { fields: Some(fields), ..Typed::wrong(wrong) }).await,
            None => Err(visit.refuse(FlowError::Edition(refusal))),
        },
        Err(error) => Err(visit.refuse(error)),
    }
}

/// Writes the heading anew.
pub(super) async fn heading(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let open = open(&visit, &id).await?;
    let head = match heading::read(&visit, &fields) {
        Ok(head) => head,
        Err(wrong) => return draw(&visit, &open, &Typed { fields: Some(fields), ..Typed::wrong(wrong) }).await,
    };
    let done = ministry(&visit).change_edition(visit.who()?, open.id, &Command::ChangeHeading(&head)).await;
    answer(&visit, &open, done, fields, &[]).await
}

/// Replaces all rows by those of a file.
pub(super) async fn rows(visit: Visit, Named(id): Named<String>, filed: Filed) -> Page {
    let open = open(&visit, &id).await?;
    let rows = match begin::of_file(&visit, &filed) {
        Ok(rows) => rows,
        Err(wrong) => return draw(&visit, &open, &Typed::wrong(wrong)).await,
    };
    let done = ministry(&visit).change_edition(visit.who()?, open.id, &Command::ReplaceRows(&rows)).await;
    answer(&visit, &open, done, filed.fields, &rows).await
}

/// Freezes it for a second person.
pub(super) async fn submit(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let open = open(&visit, &id).await?;
    let done = ministry(&visit).submit_edition(visit.who()?, open.id).await;
    let rows = open.state.draft().map(|draft| draft.rows.clone()).unwrap_or_default();
    answer(&visit, &open, done, fields, &rows).await
}

/// Hands it back to whoever entered it.
pub(super) async fn hand_back(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let open = open(&visit, &id).await?;
    let done = ministry(&visit).change_edition(visit.who()?, open.id, &Command::Return { reason: fields.one("reason") }).await;
    answer(&visit, &open, done, fields, &[]).await
}

/// Gives it up.
pub(super) async fn give_up(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let open = open(&visit, &id).await?;
    let done = ministry(&visit).change_edition(visit.who()?, open.id, &Command::Drop).await;
    answer(&visit, &open, done, fields, &[]).await
}
