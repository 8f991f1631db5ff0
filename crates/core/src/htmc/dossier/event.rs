use super::{CRITERIA, Technology};
use crate::terms::{Instant, Sha256};

/// What happened to a dossier.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// Somebody entered the proposal and its evidence.
    Proposed {
        /// The technology.
        technology: Box<Technology>,
        /// Who entered it: an id of the register of roles.
        by: String,
        /// When.
        at: Instant,
    },
    /// Whoever entered it changed it: what was scored before was scored by other evidence.
    Amended {
        /// The technology as it stands now.
        technology: Box<Technology>,
        /// When.
        at: Instant,
    },
    /// An analyst picked a level of each criterion; it takes the place of what they had picked before.
    Scored {
        /// The levels, in the order of the table.
        rated: Box<[Rated; CRITERIA]>,
        /// The analyst.
        by: String,
        /// When.
        at: Instant,
    },
    /// A second person confirmed one level of each criterion, and a protocol was frozen for their signature.
    Confirmed {
        /// The levels, in the order of the table.
        confirmed: Box<[Confirmed; CRITERIA]>,
        /// The digest of the protocol's bytes.
        protocol: Sha256,
        /// Who confirmed them.
        by: String,
        /// When.
        at: Instant,
    },
    /// They signed the protocol.
    Approved {
        /// The digest of the protocol's bytes.
        protocol: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// When.
        at: Instant,
    },
    /// Whoever entered it withdrew it.
    Withdrawn {
        /// Why.
        reason: String,
        /// When.
        at: Instant,
    },
}

/// A level that an analyst picked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rated {
    /// The level, 1 to 4 from the top of the table.
    pub level: u8,
    /// Why this one.
    pub justification: String,
    /// By which sources.
    pub sources: Vec<String>,
}

/// A level that a second person confirmed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The level, 1 to 4 from the top of the table.
    pub level: u8,
    /// Why this one; may be empty where all analysts picked it.
    pub reason: String,
}
