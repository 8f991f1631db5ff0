//! Order B: scoring of technologies, the list, and the way off the list.

mod difference;
pub mod dossier;
pub mod edition;
mod exact;
mod list;
mod meaning;
pub mod referral;
mod score;
pub mod transition;

pub use difference::{Difference, differences};
pub use exact::{Decimal, Tenths};
pub use list::rows;
pub use meaning::{Admission, PAYERS, sections_for, shared_codes};
pub use score::{CriterionPoints, NoSuchLevel, Score, score};
