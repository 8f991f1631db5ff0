//! Closed months never change: what was closed is given again byte by byte, and a correction stands beside it.

use super::Refusal;
use super::gather::{Archives, completed, parted, report};
use super::sending::sends;
use crate::flow::FlowError;
use crate::node::{DataBank, Host};
use saraptama_core::indicators::{Difference, Month, Report, differences, only_in, public};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_store::rows::ClosedRow;
use saraptama_store::{Change, CommitError, Fault, Unit};

/// A month as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What was closed or corrected last, beside it what that lacks and is at hand; counted now where the month is open.
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

/// The month as it was closed last, or as it is counted now where it is open or `recount` is asked for. A part that the
/// closed version lacks and whose archive is at hand is counted now and named as not closed.
///
/// # Errors
/// When a store fails, or what was closed cannot be read back.
pub async fn standing(archives: &Archives, law: &Law, month: Month, now: Instant, recount: bool) -> Result<Standing, Fault> {
    let closed = match &archives.databank {
        Some(store) => store.closed(&month.to_string()).await?,
        None => vec![],
    };
    let report = match closed.last().filter(|_| !recount) {
        Some(last) => completed(read(last)?, archives, law, month).await?,
        None => report(archives, law, month, now).await?,
    };
    Ok(Standing { report, closed })
}

/// The month as it leaves the ministries, and the version of which it is made: the last closed one and nothing else.
/// Whoever had two counts of one month could subtract one from the other, and so learn the small numbers.
///
/// # Errors
/// [`Refusal`] where there is no such version yet; when a store fails.
pub async fn handed_out(archives: &Archives, law: &Law, month: Month, now: Instant) -> Result<(Report, ClosedRow), FlowError> {
    if !month.is_over(now) {
        return Err(Refusal::NotOver.into());
    }
    let store = archives.databank.as_ref().ok_or(Refusal::NoDataBank)?;
    let last = store.closed(&month.to_string()).await?.pop().ok_or(Refusal::NotClosed)?;
    Ok((public(&read(&last)?, &parted(law, &month)), last))
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
    /// Closes a month that is over, or puts a correction beside it where it was closed and a new count says otherwise or
    /// tells of a system of which the closed version does not. `host` is the process, whose nodes are all counted. What
    /// was stored is sent on.
    ///
    /// # Errors
    /// [`Refusal::Lacks`] where this process has not the archive of a part that was closed; when a store fails.
    pub async fn close_month(&self, host: &Host, month: Month, by: &str) -> Result<Closing, FlowError> {
        let now = self.clock.now();
        if !month.is_over(now) {
            return Ok(Closing::NotOver);
        }
        let Standing { report, closed } = standing(&host.archives(), &self.law, month, now, true).await?;
        let mut found = vec![];
        if let Some(last) = closed.last() {
            let before = read(last)?;
            if let Some(system) = only_in(&before, &report).next() {
                return Err(Refusal::Lacks(system).into());
            }
            found = differences(&before, &report);
            if found.is_empty() && only_in(&report, &before).next().is_none() {
                return Ok(Closing::Same);
            }
        }
        let body = serde_json::to_vec(&report).map_err(|e| FlowError::Event(e.to_string()))?;
        let version = closed.last().map_or(1, |last| last.version + 1);
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
