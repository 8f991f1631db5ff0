use crate::assign::Receipt;
use crate::terms::{ActNumber, Instant, Sha256};
use jiff::civil::Date;

/// What happened to an act.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// Form, check and signature hold here too (p. 5).
    Accepted {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the chair's signature.
        signature: Sha256,
        /// When the MIS accepted the signature, by its clock.
        signed_at: Instant,
        /// When it arrived.
        at: Instant,
    },
    /// It was not taken, with the reason; the form is kept, and the MIS and the staff see why.
    Refused {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the chair's signature.
        signature: Sha256,
        /// When the MIS accepted the signature, by its clock.
        signed_at: Instant,
        /// The key of the reason.
        reason: String,
        /// When.
        at: Instant,
    },
    /// Whether the signature held could not be told yet: it waits, visibly, and takes the id.
    AwaitingProof {
        /// The digest of the form.
        sha256: Sha256,
        /// The digest of the chair's signature.
        signature: Sha256,
        /// The key of what is not known yet.
        reason: String,
        /// When.
        at: Instant,
    },
    /// It was returned to the organisation before it was decided (MSE Rules, AMB-25).
    Returned {
        /// The reason, by its key.
        reason: String,
        /// When.
        at: Instant,
    },
    /// The organisation withdrew it before it was decided (AMB-25).
    Withdrawn {
        /// The reason, by its key.
        reason: String,
        /// When.
        at: Instant,
    },
    /// The draft act was formed and numbered (p. 6).
    Numbered {
        /// The number.
        number: ActNumber,
        /// When.
        at: Instant,
    },
    /// The draft act was placed on the waiting list (p. 7).
    Waitlisted {
        /// When.
        at: Instant,
    },
    /// Nobody of the register may be given the act: it stays on the waiting list, with an alarm.
    NobodyEligible {
        /// Everybody who was passed over, and why.
        receipt: Receipt,
        /// When.
        at: Instant,
    },
    /// The numbered draft reached its one expert (p. 7, 9).
    Assigned {
        /// The expert's id in the register of roles.
        expert: String,
        /// How the expert was found.
        receipt: Receipt,
        /// When it reached the expert: the arrival from which the term runs (AMB-22).
        at: Instant,
        /// The day from which the term counts.
        counts_from: Date,
        /// The end of the term, computed once.
        due_at: Instant,
        /// The readings used.
        readings: Vec<String>,
    },
    /// The draft was taken from an expert who cannot decide, and given to another by the same lottery
    /// (AMB-22, AMB-23).
    Reassigned {
        /// The expert who has it now.
        expert: String,
        /// The expert from whom it was taken.
        from: String,
        /// Why, by its key.
        reason: String,
        /// What whoever did it adds to that; empty where nothing was.
        note: String,
        /// Who did it: an id of the register of roles.
        by: String,
        /// How the new expert was found.
        receipt: Receipt,
        /// When it reached the new expert: the arrival from which the new term runs.
        at: Instant,
        /// The day from which the new term counts.
        counts_from: Date,
        /// The end of the new term.
        due_at: Instant,
        /// The readings used.
        readings: Vec<String>,
    },
    /// The expert's decision was frozen for signing; a later one replaces it until one is signed.
    DecisionFrozen {
        /// The digest of the decision's bytes.
        sha256: Sha256,
        /// When.
        at: Instant,
    },
    /// The expert signed the decision (p. 9).
    Decided {
        /// The digest of the decision's bytes.
        sha256: Sha256,
        /// The digest of the expert's signature.
        signature: Sha256,
        /// When.
        at: Instant,
    },
    /// The act stands in the register of acts (p. 9).
    Registered {
        /// Its place, from 0.
        index: u64,
        /// When.
        at: Instant,
    },
}
