//! Form 031/e as the rules see it (contract, `form-031e.md`).

mod passport;

pub use passport::{DocumentRef, Passport, Purpose, Sex};
