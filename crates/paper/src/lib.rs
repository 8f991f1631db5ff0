//! The documents: form 031/e, the act, the extract and the notice, in Kazakh, Russian and English.
//!
//! A document is first a [`Sheet`]: worded, in the order of reading, without a look. The print page and
//! the PDF show the same sheet. The PDF (feature `pdf`) is tagged, for archives and for screen readers
//! at once, and what was signed travels inside it together with its signature. No store, no door.

mod act;
mod dossier;
mod extract;
mod form;
mod high_tech;
mod htmc_list;
mod month;
mod notice;
#[cfg(feature = "pdf")]
pub mod pdf;
mod qr;
mod say;
mod seal;
mod sheet;
mod transition;

pub use act::{Act, Diagnosed, Impairment};
pub use dossier::Dossier;
pub use extract::Extract;
pub use form::{Form031, FormFault};
pub use high_tech::HighTechReferral;
pub use htmc_list::{BookFault, DifferenceBook, EditionBook};
pub use month::{Dialect, Monthly, Worded, WordedRow, Wording, WorkbookFault};
pub use notice::Notice;
pub use seal::{Check, Seal};
pub use sheet::{Block, Cell, Enclosed, Fact, Relation, Row, Sheet, Tone};
pub use transition::Transition;
