//! Closed months never change: what was closed is given again byte by byte, and a correction stands beside it.

use super::gather::{Archives, report};
use super::sending::sends;
use crate::flow::FlowError;
use crate::node::{DataBank, Host};
use saraptama_core::indicators::{Difference, Month, Report, differences};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_store::rows::ClosedRow;
use saraptama_store::{Change, CommitError, Fault, Unit};

/// A month as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What was closed or corrected last; counted now where the month is open.
    pub report: Report,
    /// Every version that was closed, the first one first.
    pub closed: Vec<ClosedRow>,
}

/// What became of closing a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It was closed, or corrected: the version, and what differs from the one before.
    Done(u32, Vec<Difference>),
    /// It was closed before, and a new count says the same.
    Same,
    /// It is not over.
    NotOver,
}

/// The month as it was closed last, or as it is counted now where it is open or `recount` is asked for.
///
/// # Errors
/// When a store fails, or what was closed cannot be read back.
pub async fn standing(archives: &Archives, law: &Law, month: Month, now: Instant, recount: bool) -> Result<Standing, Fault> {
    let closed = match &archives.databank {
        Some(store) => store.closed(&month.to_string()).await?,
        None => vec![],
    };
    let report = match closed.last().filter(|_| !recount) {
        Some(last) => read(last)?,
        None => report(archives, law, month, now).await?,
    };
    Ok(Standing { report, closed })
}

/// The report of a version.
///
/// # Errors
/// When its bytes are not what was closed.
pub fn read(row: &ClosedRow) -> Result<Report, Fault> {
    let fault = |cause: &str| Fault { doing: "reading a closed month", cause: cause.to_owned() };
    if Sha256::of(&row.body) != row.digest {
        return Err(fault("its bytes are not those that were closed"));
    }
    serde_json::from_slice(&row.body).map_err(|_| fault("it is no report"))
}

impl DataBank {
    /// Closes a month that is over, or puts a correction beside it where it was closed and a new count says
    /// otherwise. `host` is the process, whose nodes are all counted. What was stored is sent on.
    ///
    /// # Errors
    /// When a store fails.
    pub async fn close_month(&self, host: &Host, month: Month, by: &str) -> Result<Closing, FlowError> {
        let now = self.clock.now();
        if !month.is_over(now) {
            return Ok(Closing::NotOver);
        }
        let standing = standing(&host.archives(), &self.law, month, now, true).await?;
        let found = match standing.closed.last() {
            Some(last) => differences(&read(last)?, &standing.report),
            None => vec![],
        };
        if !standing.closed.is_empty() && found.is_empty() {
            return Ok(Closing::Same);
        }
        let body = serde_json::to_vec(&standing.report).map_err(|e| FlowError::Event(e.to_string()))?;
        let version = standing.closed.last().map_or(1, |last| last.version + 1);
        let (month, digest, closed_by) = (month.to_string(), Sha256::of(&body), by.to_owned());
        let row = ClosedRow { month, version, digest, body, closed_by, at: now };
        let sends = sends(&self.monitoring.send_to, &row);
        match self.store.commit(Unit { changes: vec![Change::Closed(row)], sends, ..Unit::default() }).await {
            Ok(()) => {
                self.outbox_bell.notify_one();
                Ok(Closing::Done(version, found))
            }
            // Somebody else closed it in the same moment.
            Err(CommitError::Conflict | CommitError::AlreadyReceived) => Err(FlowError::Busy),
            Err(CommitError::Fault(fault)) => Err(fault.into()),
        }
    }
}
