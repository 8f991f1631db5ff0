//! The figures of a month, put together from the store's counts.

use crate::node::DataBank;
use saraptama_core::indicators::Month;
use saraptama_core::terms::Instant;
use saraptama_store::Fault;
use saraptama_store::rows::{AcceptedCount, ActState, OpenCount};

/// What stands on the dashboard.
#[derive(Default)]
pub(super) struct Figures {
    /// Accepted in the month.
    pub(super) accepted: u64,
    /// Of those, numbered.
    pub(super) numbered: u64,
    /// Refused in the month.
    pub(super) refused: u64,
    /// Registered in the month.
    pub(super) decided: u64,
    /// Of those, in their term.
    pub(super) in_time: u64,
    /// On the waiting list now, or on the way to it.
    pub(super) waiting: u64,
    /// Of those, at whose last draw nobody was eligible.
    pub(super) nobody_eligible: u64,
    /// Of those, whose documents are on their way.
    pub(super) awaiting_documents: u64,
    /// With an expert now.
    pub(super) assigned: u64,
    /// Of those, past the end of their term.
    pub(super) overdue: u64,
}

/// Fewer than this have no share.
const LEAST: u64 = 5;

/// A share in whole percent of so many that it means anything.
pub(super) fn share(part: u64, of: u64) -> Option<u64> {
    (of >= LEAST).then(|| (part * 200 + of) / (of * 2))
}

impl Figures {
    pub(super) async fn of(databank: &DataBank, month: &Month, now: Instant) -> Result<Self, Fault> {
        let store = &databank.store;
        let mut figures = Self::default();
        for count in store.accepted_between(month.from, month.to).await? {
            figures.accepted(&count);
        }
        for count in store.decided_between(month.from, month.to).await? {
            figures.decided += count.count;
            figures.in_time += count.in_time;
        }
        for count in store.open_acts(now).await? {
            figures.open(&count);
        }
        Ok(figures)
    }

    fn accepted(&mut self, count: &AcceptedCount) {
        if count.state == ActState::Refused {
            self.refused += count.count;
            return;
        }
        self.accepted += count.count;
        self.numbered += count.numbered;
    }

    fn open(&mut self, count: &OpenCount) {
        if count.state == ActState::Assigned {
            self.assigned += count.count;
            self.overdue += count.overdue;
            return;
        }
        self.waiting += count.count;
        if count.state == ActState::AwaitingDocuments {
            self.awaiting_documents += count.count;
        } else if count.alarm {
            self.nobody_eligible += count.count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_rounded_to_whole_percent_and_of_few_not_shown() {
        assert_eq!(
            [share(2, 3), share(1, 6), share(5, 6), share(0, 5), share(8, 8)],
            [None, Some(17), Some(83), Some(0), Some(100)]
        );
    }
}
