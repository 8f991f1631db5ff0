//! The pieces that pages are put together from, in the shapes of the design system (GOV.UK Frontend).

mod errors;
mod fields;
mod law;
mod lists;
mod signing;

pub(super) use errors::{Finding, errors};
pub(super) use fields::{Choice, Input, date, input, radios, select, text_area};
pub(super) use law::{anchor, law};
pub(super) use lists::{Colour, cut, pager, row, tag};
pub(super) use signing::{Purpose, Signing, ToSign, signing};
