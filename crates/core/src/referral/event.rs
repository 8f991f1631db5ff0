use super::{Reached, Route};
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
    /// A later node reported a stage.
    Reached(Reached),
}
