use super::{Event, Heading};
use crate::law::{HtmcRow, Section};
use crate::terms::{Instant, Sha256};
use std::collections::BTreeSet;

/// What stands of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Which edition.
    pub heading: Option<Heading>,
    /// Its rows, by section and number.
    pub rows: Vec<HtmcRow>,
    /// Everybody who wrote anything of it: none of them approves it.
    pub writers: BTreeSet<String>,
    /// Why it was handed back, if it was.
    pub returned: Option<String>,
}

/// Where an edition stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// There is none.
    #[default]
    Absent,
    /// It is being written.
    Draft(Draft),
    /// It waits for a second person.
    Submitted {
        /// What is frozen.
        draft: Draft,
        /// The digest of the bytes that are to be signed.
        sha256: Sha256,
    },
    /// It is approved.
    Approved {
        /// What was approved.
        draft: Draft,
        /// The digest of the bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// Who approved it.
        by: String,
        /// When.
        at: Instant,
    },
    /// It was given up.
    Dropped(Draft),
}

impl State {
    /// The state after these events.
    pub fn of(events: &[Event]) -> Self {
        events.iter().fold(Self::Absent, Self::evolve)
    }

    /// What stands of it, if there is any.
    pub fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Absent => None,
            Self::Draft(draft) | Self::Submitted { draft, .. } | Self::Approved { draft, .. } | Self::Dropped(draft) => {
                Some(draft)
            }
        }
    }

    /// The state after one more event.
    #[must_use]
    pub fn evolve(self, event: &Event) -> Self {
        let mut draft = match self {
            Self::Absent => Draft::default(),
            Self::Draft(draft) | Self::Submitted { draft, .. } | Self::Approved { draft, .. } | Self::Dropped(draft) => draft,
        };
        let mut wrote = |by: &String| {
            draft.writers.insert(by.clone());
        };
        match event {
            Event::Begun { heading, rows, by, .. } => {
                wrote(by);
                draft.heading = Some(heading.clone());
                draft.rows = sorted(rows);
            }
            Event::HeadingChanged { heading, by, .. } => {
                wrote(by);
                draft.heading = Some(heading.clone());
            }
            Event::RowsReplaced { rows, by, .. } => {
                wrote(by);
                draft.rows = sorted(rows);
            }
            Event::RowAdded { row, by, .. } => {
                wrote(by);
                draft.add(row);
            }
            Event::RowChanged { row, by, .. } => {
                wrote(by);
                let place = draft.rows.iter_mut().find(|known| known.section == row.section && known.number == row.number);
                if let Some(place) = place {
                    *place = row.clone();
                }
            }
            Event::RowRemoved { section, number, by, .. } => {
                wrote(by);
                draft.remove(*section, *number);
            }
            Event::Submitted { sha256, by, .. } => {
                wrote(by);
                draft.returned = None;
                return Self::Submitted { draft, sha256: *sha256 };
            }
            Event::Returned { reason, .. } => draft.returned = Some(reason.clone()),
            Event::Approved { sha256, signature, by, at } => {
                return Self::Approved { draft, sha256: *sha256, signature: *signature, by: by.clone(), at: *at };
            }
            Event::Dropped { .. } => return Self::Dropped(draft),
        }
        Self::Draft(draft)
    }
}

impl Draft {
    fn add(&mut self, row: &HtmcRow) {
        for behind in self.rows.iter_mut().filter(|known| known.section == row.section && known.number >= row.number) {
            behind.number = behind.number.saturating_add(1);
        }
        self.rows.push(row.clone());
        self.rows = sorted(&self.rows);
    }

    fn remove(&mut self, section: Section, number: u16) {
        self.rows.retain(|known| known.section != section || known.number != number);
        for behind in self.rows.iter_mut().filter(|known| known.section == section && known.number > number) {
            behind.number = behind.number.saturating_sub(1);
        }
    }
}

fn sorted(rows: &[HtmcRow]) -> Vec<HtmcRow> {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| (row.section, row.number));
    rows
}
