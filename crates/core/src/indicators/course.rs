use super::{Draws, RosterId};
use crate::act::Event;
use crate::terms::Instant;

/// How an act ended before it was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was returned to the organisation.
    Returned,
    /// The organisation withdrew it.
    Withdrawn,
}

/// What happened to a case in the data bank and when: a fold of its act's events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// When the MIS accepted the chair's signature, by its clock.
    pub signed_at: Option<Instant>,
    /// When the data bank accepted it (p. 5).
    pub accepted_at: Option<Instant>,
    /// When it was refused on arrival.
    pub refused_at: Option<Instant>,
    /// When it was returned or withdrawn.
    pub ended_at: Option<Instant>,
    /// Which of the two.
    pub ended: Option<Ended>,
    /// The key of the reason for which it was refused, returned or withdrawn.
    pub reason: Option<String>,
    /// When its draft act was numbered (p. 6).
    pub numbered_at: Option<Instant>,
    /// When nobody was eligible at a draw, the first time (p. 7).
    pub nobody_at: Option<Instant>,
    /// When it reached its first expert (p. 7).
    pub assigned_at: Option<Instant>,
    /// The end of the first expert's term (p. 9; AMB-22).
    pub first_due_at: Option<Instant>,
    /// The end of the term of whoever has it.
    pub due_at: Option<Instant>,
    /// How often it was taken from an expert and given to another.
    pub moved: u32,
    /// When it was so for the first time.
    pub moved_at: Option<Instant>,
    /// And why, by its key.
    pub moved_why: Option<String>,
    /// Among whom it was drawn, each time (p. 7).
    pub draws: Draws,
    /// The expert who has it, or decided it.
    pub expert: Option<String>,
    /// When the expert signed (p. 9).
    pub decided_at: Option<Instant>,
    /// When it was entered in the register (p. 9).
    pub registered_at: Option<Instant>,
}

/// To whom a case was given, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'c> {
    /// When; none where the draws of an earlier version are not filled in yet.
    pub at: Option<Instant>,
    /// To whom.
    pub to: Holder<'c>,
}

/// Who had a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder<'c> {
    /// The expert of this id.
    Named(&'c str),
    /// Whoever stands in this place of this roster.
    Drawn(RosterId, usize),
    /// It is not told.
    Unknown,
}

impl Course {
    /// The course of a history.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(Self::default(), Self::after)
    }

    /// The course after one more event.
    #[must_use]
    pub fn after(mut self, event: &Event) -> Self {
        match event {
            Event::Accepted { signed_at, at, .. } => {
                (self.signed_at, self.accepted_at) = (Some(*signed_at), Some(*at));
            }
            Event::Refused { signed_at, reason, at, .. } => {
                (self.signed_at, self.refused_at, self.reason) = (Some(*signed_at), Some(*at), Some(reason.clone()));
            }
            Event::Returned { reason, at } => self.end(Ended::Returned, reason, *at),
            Event::Withdrawn { reason, at } => self.end(Ended::Withdrawn, reason, *at),
            Event::Numbered { at, .. } => self.numbered_at = Some(*at),
            Event::NobodyEligible { at, .. } => self.nobody_at = self.nobody_at.or(Some(*at)),
            Event::Assigned { expert, receipt, at, due_at, .. } => {
                self.draws.push(expert, receipt, *at);
                self.expert = Some(expert.clone());
                (self.assigned_at, self.first_due_at, self.due_at) = (Some(*at), Some(*due_at), Some(*due_at));
            }
            Event::Reassigned { expert, receipt, reason, at, due_at, .. } => {
                self.draws.push(expert, receipt, *at);
                (self.expert, self.due_at, self.moved) = (Some(expert.clone()), Some(*due_at), self.moved + 1);
                self.moved_at = self.moved_at.or(Some(*at));
                self.moved_why = self.moved_why.take().or_else(|| Some(reason.clone()));
            }
            Event::Decided { at, .. } => self.decided_at = Some(*at),
            Event::Registered { at, .. } => self.registered_at = Some(*at),
            Event::AwaitingProof { .. } | Event::Waitlisted { .. } | Event::DecisionFrozen { .. } => {}
        }
        self
    }

    /// To whom it had last been given before `end`; none where it had not reached anybody by then. Who has it now is told
    /// by the course, who had it before by the draws.
    pub fn given_before(&self, end: Instant) -> Option<Given<'_>> {
        let first = self.assigned_at.filter(|at| *at < end)?;
        let now = self.expert.as_deref().map_or(Holder::Unknown, Holder::Named);
        if self.moved == 0 {
            return Some(Given { at: Some(first), to: now });
        }
        let draws: Vec<_> = self.draws.iter().collect();
        if draws.len() != self.moved as usize + 1 {
            // Nobody takes a case from whoever decided it.
            let is_settled = [self.decided_at, self.ended_at].into_iter().flatten().any(|at| at < end);
            return Some(Given { at: None, to: if is_settled { now } else { Holder::Unknown } });
        }
        let last = draws.iter().rposition(|draw| draw.at < end)?;
        let drawn = || draws[last].drawn.map_or(Holder::Unknown, |place| Holder::Drawn(draws[last].roster, place));
        Some(Given { at: Some(draws[last].at), to: if last + 1 == draws.len() { now } else { drawn() } })
    }

    fn end(&mut self, how: Ended, reason: &str, at: Instant) {
        (self.ended, self.ended_at, self.reason) = (Some(how), Some(at), Some(reason.to_owned()));
    }

    /// When the case first counts: accepted or refused; none while it waits for its proof.
    pub fn first_at(&self) -> Option<Instant> {
        [self.accepted_at, self.refused_at].into_iter().flatten().min()
    }

    /// When nothing can happen to it any more: registered, refused, returned or withdrawn. None while it is open.
    pub fn last_at(&self) -> Option<Instant> {
        [self.registered_at, self.ended_at, self.refused_at.filter(|_| self.accepted_at.is_none())].into_iter().flatten().max()
    }
}
