//! The words of the field as types that cannot hold a wrong value: parse at the door, trust inside.

mod act_number;
mod age;
mod bin;
mod control_digit;
mod digest;
mod form_id;
mod icd10;
mod iin;
mod instant;
mod region;
mod text;

pub use act_number::ActNumber;
pub use age::full_years;
pub use bin::Bin;
pub use digest::Sha256;
pub use form_id::FormId;
pub use icd10::Icd10;
pub use iin::{Iin, IinSex};
pub use instant::{Instant, KAZAKHSTAN, civil_date, civil_time, parse_date, parse_instant, write_instant};
pub use region::Region;
pub use text::Trilingual;

/// A value from outside that is not what its name promises. The text never repeats the value:
/// it may be a person's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(pub &'static str);
