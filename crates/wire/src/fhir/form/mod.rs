//! Form 031/e as a QuestionnaireResponse and back, by one table: nothing of a form is lost, changed or added.
//!
//! A `linkId` is the way to the member, joined by dots. A value stands as the type that the table names where the
//! type can hold it to the letter, else as a text; an item without answer is an empty object or list.

mod expression;
mod questionnaire;
mod read;
mod table;
mod write;

pub use expression::expression;
pub use questionnaire::{QUESTIONNAIRE, questionnaire};
pub use read::{Fault, Wrong, read};
pub use write::{Unwritable, items, response};

/// The extension that marks a text that is there and empty: a string of FHIR never is.
const EMPTY_TEXT: &str = "urn:saraptama:fhir:extension:empty-text";
