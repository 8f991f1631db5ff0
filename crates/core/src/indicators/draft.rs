use crate::referral::Event;
use crate::terms::Instant;

/// What happened to a form in the medical information system up to its signature: a fold of its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// When it was first stored.
    pub begun_at: Option<Instant>,
    /// When its chair first handed it back (p. 4).
    pub handed_back_at: Option<Instant>,
    /// How often they did.
    pub handed_back: u32,
    /// When the chair's signature was accepted.
    pub signed_at: Option<Instant>,
    /// When a signature that had been kept proved not to hold.
    pub refused_at: Option<Instant>,
    /// And why, by its key.
    pub reason: Option<String>,
}

impl Draft {
    /// What a history leaves.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(Self::default(), Self::after)
    }

    /// What it is after one more event.
    #[must_use]
    pub fn after(mut self, event: &Event) -> Self {
        match event {
            Event::Stored { at, .. } => self.begun_at = self.begun_at.or(Some(*at)),
            Event::HandedBack { at, .. } => {
                self.handed_back_at = self.handed_back_at.or(Some(*at));
                self.handed_back += 1;
            }
            Event::Signed { at, .. } => self.signed_at = Some(*at),
            Event::SignatureRefused { reason, at, .. } => {
                (self.refused_at, self.reason) = (Some(*at), Some(reason.clone()));
            }
            _ => {}
        }
        self
    }

    /// When nothing can happen any more of what is counted; none while it is open.
    pub fn last_at(&self) -> Option<Instant> {
        self.signed_at.or(self.refused_at)
    }
}
