use super::new_id;
use crate::flow::{Attempt, FlowError, attempt};
use crate::node::Ministry;
use jiff::civil::Date;
use saraptama_core::authority::Principal;
use saraptama_core::htmc::transition::{Compared, Tally};
use saraptama_core::law::{HtmcList, Law};
use saraptama_core::terms::{FormId, Sha256, civil_date};
use saraptama_store::rows::{DocumentRow, FiguresRow};
use saraptama_store::{Change, Unit};
use saraptama_wire::transition::{LineFault, read_any};
use std::sync::Arc;

/// The media type under which a file of figures is kept, whatever it is: its first bytes tell.
const FIGURES: &str = "application/octet-stream";

/// A file of yearly figures, judged.
pub struct JudgedFigures {
    /// What is known of the file.
    pub row: FiguresRow,
    /// The edition of the list by which it is judged.
    pub list: HtmcList,
    /// Its types, by the usual readings and by the others.
    pub types: Vec<Compared>,
}

/// What a file says.
struct Told {
    years: String,
    rows: u64,
    types: Vec<Compared>,
}

/// Why a file was not imported: every bad row with its reason.
pub type RefusedRows = Vec<LineFault>;

impl Ministry {
    /// Imports a file of yearly figures; it stands beside the earlier ones and replaces none. Of a file with a bad row
    /// nothing is kept: the inner answer says which and why.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where no edition of the list is held for today, or when the store fails.
    pub async fn import_figures(&self, who: &Principal, bytes: Vec<u8>) -> Result<Result<FormId, RefusedRows>, FlowError> {
        let at = self.clock.now();
        let law_day = civil_date(at);
        let editions = self.htmc_editions().await?;
        let list = &editions.on(law_day).map_err(|_| FlowError::NotFound)?.list;
        let (bytes, told) = self.read_apart(bytes, list, law_day).await?;
        let told = match told {
            Ok(told) => told,
            Err(faults) => return Ok(Err(faults)),
        };
        let (id, sha256) = (new_id(self, at)?, Sha256::of(&bytes));
        let row = FiguresRow {
            form: id,
            sha256,
            edition: list.edition.clone(),
            law_day,
            years: told.years,
            rows_read: told.rows,
            by: who.id.clone(),
            at,
        };
        let document = DocumentRow { form: id, sha256, media_type: FIGURES.to_owned(), bytes, at };
        let unit = Unit { changes: vec![Change::Figures(row), Change::Document(document)], ..Unit::default() };
        match attempt(self.store.commit(unit).await)? {
            Attempt::Done => Ok(Ok(id)),
            Attempt::Again => Err(FlowError::Busy),
        }
    }

    /// A file of figures, judged by the list and the criteria of the day on which it was imported.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none.
    pub async fn judged_figures(&self, id: FormId) -> Result<JudgedFigures, FlowError> {
        let row = self.store.htmc_figures(id).await?.ok_or(FlowError::NotFound)?;
        let bytes = self.store.document(id, row.sha256).await?.ok_or(FlowError::NotFound)?.bytes;
        let editions = self.htmc_editions().await?;
        let list = &editions.named(&row.edition).ok_or(FlowError::NotFound)?.list;
        let unread = |_| FlowError::Event("a file of figures that was taken cannot be read any more".to_owned());
        let told = self.read_apart(bytes, list, row.law_day).await?.1.map_err(unread)?;
        Ok(JudgedFigures { types: told.types, list: list.clone(), row })
    }

    /// Reads a file on a thread of its own: a full one takes a second, in which nobody else need wait.
    async fn read_apart(
        &self,
        bytes: Vec<u8>,
        list: &HtmcList,
        day: Date,
    ) -> Result<(Vec<u8>, Result<Told, RefusedRows>), FlowError> {
        let (law, list) = (Arc::clone(&self.law), list.clone());
        let work = move || {
            let told = read_any(&bytes, tally(&law, &list, day)).map(|read| {
                let years: Vec<_> = read.tally.years().iter().map(ToString::to_string).collect();
                Told { years: years.join(" "), rows: read.rows, types: read.tally.compare() }
            });
            (bytes, told)
        };
        tokio::task::spawn_blocking(work).await.map_err(|panic| FlowError::Event(panic.to_string()))
    }
}

fn tally<'l>(law: &'l Law, list: &'l HtmcList, day: Date) -> Tally<'l> {
    Tally::new(list, &law.htmc.transitions, law.pilot.nearest(day).subjects.iter().filter_map(|subject| subject.region))
}
