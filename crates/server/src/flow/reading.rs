//! Reading forms with what each thread keeps for it, so that the next form costs no allocation.

use jiff::civil::Date;
use saraptama_core::check::Check;
use saraptama_core::form::Passport;
use saraptama_core::law::Law;
use saraptama_wire::form::{self, Scratch};
use std::cell::RefCell;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Checks a form by the law of `at` (of the commission's day where there is none), and reads what its
/// journey needs to know.
pub fn check(bytes: &[u8], at: Option<Date>, law: &Law) -> (Check, Option<Passport>) {
    SCRATCH.with_borrow_mut(|scratch| form::check(bytes, at, law, scratch))
}

/// What the form says of itself, if its structure is sound.
pub fn passport(bytes: &[u8], law: &Law) -> Option<Passport> {
    SCRATCH.with_borrow_mut(|scratch| form::read(bytes, law, scratch).passport())
}

/// Which form, and whose, the bytes say they are: readable while the rest is still full of faults.
pub fn heading(bytes: &[u8], law: &Law) -> Heading {
    SCRATCH.with_borrow_mut(|scratch| {
        let read = form::read(bytes, law, scratch);
        let form = read.form.as_ref();
        Heading { id: form.and_then(|form| form.id), organisation: form.and_then(|form| form.organisation.bin) }
    })
}

/// The names on a form's first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The form's id.
    pub id: Option<saraptama_core::terms::FormId>,
    /// The organisation's BIN.
    pub organisation: Option<saraptama_core::terms::Bin>,
}
