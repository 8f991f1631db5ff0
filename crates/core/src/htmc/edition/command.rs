use super::{Draft, Event, Heading, HeadingFault, RowFault, State, faults};
use crate::law::{HtmcRow, Section};
use crate::terms::{Instant, Sha256};
use jiff::civil::Date;

/// The longest reason for handing an edition back, in characters.
pub const LONGEST_REASON: usize = 1000;

/// An edition that is held already: a new one bears another name and follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub edition: String,
    /// Its first day by its act.
    pub from: Date,
}

/// What is asked of an edition that is being entered.
#[derive(Clone, Debug)]
pub enum Command<'c> {
    /// Begin it.
    Begin {
        /// Which edition.
        heading: &'c Heading,
        /// Its rows.
        rows: &'c [HtmcRow],
    },
    /// Write its heading anew.
    ChangeHeading(&'c Heading),
    /// Replace all rows.
    ReplaceRows(&'c [HtmcRow]),
    /// Put in a row at its number.
    AddRow(&'c HtmcRow),
    /// Write the row of that section and number anew.
    ChangeRow(&'c HtmcRow),
    /// Take a row out.
    RemoveRow {
        /// Its section.
        section: Section,
        /// Its number.
        number: u16,
    },
    /// Freeze it for a second person.
    Submit {
        /// The digest of its bytes.
        sha256: Sha256,
    },
    /// Hand it back.
    Return {
        /// Why.
        reason: &'c str,
    },
    /// Take the signature of a second person, verified over the frozen bytes.
    Approve {
        /// The digest of the signature.
        signature: Sha256,
    },
    /// Give it up.
    Drop,
}

/// Why not, now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such edition.
    #[error("no such edition is being entered")]
    NoSuchDraft,
    /// It is not in the state that the command needs.
    #[error("the edition is not in that state")]
    WrongState,
    /// Whoever wrote anything of it does not approve it.
    #[error("whoever entered an edition does not approve it")]
    OwnWork,
    /// An edition of that name is held.
    #[error("an edition of that name is held")]
    EditionKnown,
    /// An edition that is held begins on the same day or later.
    #[error("it does not follow the last edition that is held")]
    NotAfterTheLast,
    /// The heading cannot stand.
    #[error("the heading is not what it should be")]
    Heading(Vec<HeadingFault>),
    /// Rows cannot stand.
    #[error("{} rows are not what they should be", .0.len())]
    Rows(Vec<RowFault>),
    /// There is no row at that number, nor can one be put there.
    #[error("there is no such row")]
    NoSuchRow,
    /// It has no rows.
    #[error("it has no rows")]
    Empty,
    /// A reason is missing or too long.
    #[error("the reason is missing or too long")]
    Reason,
}

impl Refusal {
    /// The key of its message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoSuchDraft => "htmc-draft-none",
            Self::WrongState => "htmc-draft-wrong-state",
            Self::OwnWork => "htmc-draft-own-work",
            Self::EditionKnown => "htmc-draft-edition-known",
            Self::NotAfterTheLast => "htmc-draft-not-after",
            Self::Heading(_) => "htmc-draft-heading-wrong",
            Self::Rows(_) => "htmc-draft-rows-wrong",
            Self::NoSuchRow => "htmc-draft-no-such-row",
            Self::Empty => "htmc-draft-empty",
            Self::Reason => "htmc-draft-reason-wrong",
        }
    }
}

/// Decides a command of `by` at `at`; `held` are the editions that are in force or will be.
///
/// # Errors
/// Why it is refused. Nothing changes then. The same approval again is no refusal and changes nothing.
pub fn decide(state: &State, command: &Command<'_>, by: &str, held: &[Known], at: Instant) -> Result<Vec<Event>, Refusal> {
    let by_whom = by.to_owned();
    match command {
        Command::Begin { heading, rows } => {
            if *state != State::Absent {
                return Err(Refusal::WrongState);
            }
            stands(heading, held)?;
            whole(rows)?;
            Ok(vec![Event::Begun { heading: (*heading).clone(), rows: rows.to_vec(), by: by_whom, at }])
        }
        Command::ChangeHeading(heading) => {
            written(state)?;
            stands(heading, held)?;
            Ok(vec![Event::HeadingChanged { heading: (*heading).clone(), by: by_whom, at }])
        }
        Command::ReplaceRows(rows) => {
            written(state)?;
            whole(rows)?;
            Ok(vec![Event::RowsReplaced { rows: rows.to_vec(), by: by_whom, at }])
        }
        Command::AddRow(row) => {
            let last = in_section(written(state)?, row.section);
            if !(1..=last.saturating_add(1)).contains(&usize::from(row.number)) {
                return Err(Refusal::NoSuchRow);
            }
            after(state, Event::RowAdded { row: (*row).clone(), by: by_whom, at }, row)
        }
        Command::ChangeRow(row) => {
            let draft = written(state)?;
            find(draft, row.section, row.number)?;
            after(state, Event::RowChanged { row: (*row).clone(), by: by_whom, at }, row)
        }
        Command::RemoveRow { section, number } => {
            find(written(state)?, *section, *number)?;
            Ok(vec![Event::RowRemoved { section: *section, number: *number, by: by_whom, at }])
        }
        Command::Submit { sha256 } => {
            let draft = written(state)?;
            stands(draft.heading.as_ref().ok_or(Refusal::WrongState)?, held)?;
            if draft.rows.is_empty() {
                return Err(Refusal::Empty);
            }
            whole(&draft.rows)?;
            Ok(vec![Event::Submitted { sha256: *sha256, by: by_whom, at }])
        }
        Command::Return { reason } => {
            submitted(state)?;
            let reason = reason.trim();
            if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
                return Err(Refusal::Reason);
            }
            Ok(vec![Event::Returned { reason: reason.to_owned(), by: by_whom, at }])
        }
        Command::Approve { signature } => approve(state, *signature, by, held, at),
        Command::Drop => {
            written(state)?;
            Ok(vec![Event::Dropped { by: by_whom, at }])
        }
    }
}

fn approve(state: &State, signature: Sha256, by: &str, held: &[Known], at: Instant) -> Result<Vec<Event>, Refusal> {
    if let State::Approved { signature: known, by: before, .. } = state
        && (*known, before.as_str()) == (signature, by)
    {
        return Ok(vec![]);
    }
    let (draft, sha256) = submitted(state)?;
    if draft.writers.contains(by) {
        return Err(Refusal::OwnWork);
    }
    // Another edition may have been approved since this one was handed over.
    stands(draft.heading.as_ref().ok_or(Refusal::WrongState)?, held)?;
    Ok(vec![Event::Approved { sha256, signature, by: by.to_owned(), at }])
}

fn written(state: &State) -> Result<&Draft, Refusal> {
    match state {
        State::Absent => Err(Refusal::NoSuchDraft),
        State::Draft(draft) => Ok(draft),
        _ => Err(Refusal::WrongState),
    }
}

fn submitted(state: &State) -> Result<(&Draft, Sha256), Refusal> {
    match state {
        State::Absent => Err(Refusal::NoSuchDraft),
        State::Submitted { draft, sha256 } => Ok((draft, *sha256)),
        _ => Err(Refusal::WrongState),
    }
}

/// Whether the heading is whole, and the edition another one than those that are held, behind all of them.
fn stands(heading: &Heading, held: &[Known]) -> Result<(), Refusal> {
    let wrong = heading.faults();
    if !wrong.is_empty() {
        return Err(Refusal::Heading(wrong));
    }
    if held.iter().any(|known| known.edition == heading.edition) {
        return Err(Refusal::EditionKnown);
    }
    if held.iter().any(|known| heading.from <= known.from) {
        return Err(Refusal::NotAfterTheLast);
    }
    Ok(())
}

fn whole(rows: &[HtmcRow]) -> Result<(), Refusal> {
    let wrong = faults(rows);
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::Rows(wrong)) }
}

/// The event, if the rows are whole with it. A fault is told of the row that was given, whichever it also concerns.
fn after(state: &State, event: Event, row: &HtmcRow) -> Result<Vec<Event>, Refusal> {
    let next = state.clone().evolve(&event);
    let rows = next.draft().map(|draft| draft.rows.as_slice()).unwrap_or_default();
    let mut wrong = faults(rows);
    let place = rows.iter().position(|known| known.section == row.section && known.number == row.number).unwrap_or(0);
    wrong.iter_mut().for_each(|fault| fault.at = place);
    if wrong.is_empty() { Ok(vec![event]) } else { Err(Refusal::Rows(wrong)) }
}

fn in_section(draft: &Draft, section: Section) -> usize {
    draft.rows.iter().filter(|row| row.section == section).count()
}

fn find(draft: &Draft, section: Section, number: u16) -> Result<&HtmcRow, Refusal> {
    draft.rows.iter().find(|row| row.section == section && row.number == number).ok_or(Refusal::NoSuchRow)
}
