use crate::terms::{Iin, Instant, Sha256};

/// On whose desk an unsigned form lies: the doctor fills it in, the chair reads it (algorithm p. 3, 4). A
/// form that another program stores is never presented; its chair may sign it all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Desk {
    /// On the doctor's.
    Doctor {
        /// What the chair gave it back for, until it is presented again.
        handed_back: Option<HandedBack>,
    },
    /// On the chair's.
    Chair {
        /// Who presented it.
        by: Iin,
        /// When.
        presented_at: Instant,
    },
}

impl Desk {
    /// The doctor's, and nothing has been handed back.
    pub const NEW: Self = Self::Doctor { handed_back: None };

    /// When the form was presented, if it lies before the chair.
    pub fn presented_at(&self) -> Option<Instant> {
        if let Self::Chair { presented_at, .. } = self { Some(*presented_at) } else { None }
    }

    /// The last hand-back, if the form was not presented since.
    pub fn handed_back(&self) -> Option<&HandedBack> {
        if let Self::Doctor { handed_back } = self { handed_back.as_ref() } else { None }
    }

    /// Where the form lies once other bytes are stored: nobody has presented those.
    pub(super) fn with_other_bytes(self) -> Self {
        match self {
            Self::Chair { .. } => Self::NEW,
            doctor @ Self::Doctor { .. } => doctor,
        }
    }
}

/// A form that the chair gave back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedBack {
    /// The digest of the bytes that were given back.
    pub sha256: Sha256,
    /// The chair.
    pub by: Iin,
    /// Why.
    pub reason: HandBackReason,
    /// When.
    pub at: Instant,
}

/// Why a chair gives a form back, in their own words. It may name the patient and the illness, so it is read
/// by the organisation's doctors and chairs only, and shows itself in no log.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct HandBackReason(String);

impl HandBackReason {
    /// More than a page of text belongs into a conversation.
    pub const MOST_CHARS: usize = 2000;

    /// The text without blanks around it; none where nothing is said, or more than anybody reads.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_one = !text.is_empty() && text.chars().count() <= Self::MOST_CHARS;
        is_one.then(|| Self(text.to_owned()))
    }

    /// The text, for whoever may read the form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for HandBackReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HandBackReason(not shown)")
    }
}

#[cfg(test)]
mod tests {
    use super::HandBackReason;

    #[test]
    fn a_reason_says_something_and_not_too_much() {
        let most = "ә".repeat(HandBackReason::MOST_CHARS);
        assert_eq!(HandBackReason::parse("  рентген жоқ \n").as_ref().map(HandBackReason::as_str), Some("рентген жоқ"));
        assert!(HandBackReason::parse(&most).is_some());
        for text in [String::new(), " \n\t".to_owned(), most + "ә"] {
            assert_eq!(HandBackReason::parse(&text), None);
        }
    }

    #[test]
    fn a_reason_shows_itself_in_no_log() {
        let reason = HandBackReason::parse("a name");
        assert!(!format!("{reason:?}").contains("name"));
    }
}
