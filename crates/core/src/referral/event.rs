use super::{HandBackReason, Reached, Route};
use crate::terms::{Iin, Instant, Sha256};
use jiff::civil::Date;

/// What happened to a form in the MIS.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// Bytes were stored, for the first time or in place of the ones before.
    Stored {
        /// The digest of the bytes.
        sha256: Sha256,
        /// When.
        at: Instant,
    },
    /// The form was laid before the chair whom it names (p. 3, 4).
    Presented {
        /// The digest of the bytes.
        sha256: Sha256,
        /// Who presented it.
        by: Iin,
        /// When.
        at: Instant,
    },
    /// The chair gave the form back to be corrected, unsigned (p. 4).
    HandedBack {
        /// The digest of the bytes that were given back.
        sha256: Sha256,
        /// The chair.
        by: Iin,
        /// Why, in the chair's own words.
        reason: HandBackReason,
        /// When.
        at: Instant,
    },
    /// The bytes were frozen for signing.
    Frozen {
        /// The digest of the bytes.
        sha256: Sha256,
        /// The chair.
        by: Iin,
        /// The day whose law was read.
        law: Date,
        /// When.
        at: Instant,
    },
    /// The freeze was taken back.
    Thawed {
        /// When.
        at: Instant,
    },
    /// The chair signed.
    Signed {
        /// The digest of the signed bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// The day whose law was read.
        law: Date,
        /// Where the form goes.
        route: Route,
        /// When the MIS accepted the signature, by its own clock: the instant that counts for the
        /// form's age, never the signature's own claim.
        at: Instant,
    },
    /// The chair's signature was taken and kept, and it cannot be told yet whether its certificate had been
    /// revoked: the form waits, visibly.
    AwaitingProof {
        /// The digest of the signed bytes.
        sha256: Sha256,
        /// The digest of the signature.
        signature: Sha256,
        /// The day whose law was read.
        law: Date,
        /// Where the form goes once the signature is proved.
        route: Route,
        /// The key of what is not known yet.
        reason: String,
        /// When the MIS took the signature: the instant for which it is judged, and which becomes that of
        /// the signature.
        at: Instant,
    },
    /// The signature that was kept does not hold.
    SignatureRefused {
        /// The digest of the signature.
        signature: Sha256,
        /// The key of the reason.
        reason: String,
        /// When.
        at: Instant,
    },
    /// A later node reported a stage.
    Reached(Reached),
}
