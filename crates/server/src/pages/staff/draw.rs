//! The draws of an act, read from its history: the first one, those at which nobody was found, and those by
//! which it went to another expert.

use jiff::civil::Date;
use saraptama_core::act::Event;
use saraptama_core::assign::Receipt;
use saraptama_core::terms::Instant;

/// One draw.
pub(super) struct Draw<'e> {
    pub(super) receipt: &'e Receipt,
    pub(super) at: Instant,
    /// What followed for whoever was drawn; nothing where nobody was.
    pub(super) term: Option<Term<'e>>,
    /// Why it was drawn again, where it was.
    pub(super) again: Option<Again<'e>>,
}

/// The term of whoever was drawn.
#[derive(Clone, Copy)]
pub(super) struct Term<'e> {
    pub(super) counts_from: Date,
    pub(super) due_at: Instant,
    pub(super) readings: &'e [String],
}

/// Why an act went to another expert.
pub(super) struct Again<'e> {
    pub(super) from: &'e str,
    pub(super) reason: &'e str,
    pub(super) note: &'e str,
    pub(super) by: &'e str,
}

/// All draws, in the order of time.
pub(super) fn draws(events: &[Event]) -> Vec<Draw<'_>> {
    events.iter().filter_map(draw).collect()
}

fn draw(event: &Event) -> Option<Draw<'_>> {
    match event {
        Event::NobodyEligible { receipt, at } => Some(Draw { receipt, at: *at, term: None, again: None }),
        Event::Assigned { receipt, at, counts_from, due_at, readings, .. } => {
            let term = Some(Term { counts_from: *counts_from, due_at: *due_at, readings });
            Some(Draw { receipt, at: *at, term, again: None })
        }
        Event::Reassigned { receipt, at, counts_from, due_at, readings, from, reason, note, by, .. } => {
            let term = Some(Term { counts_from: *counts_from, due_at: *due_at, readings });
            Some(Draw { receipt, at: *at, term, again: Some(Again { from, reason, note, by }) })
        }
        _ => None,
    }
}
