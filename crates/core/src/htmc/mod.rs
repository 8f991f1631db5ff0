//! Order B: scoring of technologies, the list, and the way off the list.

mod exact;
mod list;
mod score;
pub mod transition;

pub use exact::{Decimal, Tenths};
pub use list::rows;
pub use score::{CriterionPoints, NoSuchLevel, Score, score};
