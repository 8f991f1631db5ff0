use jiff::civil::Date;
use saraptama_core::terms::{FormId, Instant};

/// Where an edition of the list that people enter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum EditionState {
    /// It is being written.
    Draft = 1,
    /// It waits for a second person.
    Submitted = 2,
    /// It is approved.
    Approved = 3,
    /// It was given up.
    Dropped = 4,
}

impl EditionState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Approved, Self::Dropped];
}

/// An edition of the list of high-tech services that people enter: a view of its events, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// Its id.
    pub id: FormId,
    /// Its name.
    pub edition: String,
    /// The number of the amending act.
    pub act: String,
    /// The first day in force by the act.
    pub first_day: Date,
    /// Where it stands.
    pub state: EditionState,
    /// How many rows it has.
    pub rows: u32,
    /// Who changed it last.
    pub changed_by: String,
    /// When.
    pub changed_at: Instant,
    /// Which of the approved ones it is, from 0; none while it is not.
    pub place: Option<u64>,
}
