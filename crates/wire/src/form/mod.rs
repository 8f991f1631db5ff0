//! Form 031/e: bytes to a form and its findings (contract, `form-031e.md` and `findings.md`).
//!
//! The bytes are copied once, parsed to a tape in place and walked along a table; texts stay borrowed
//! from that copy. Nothing is allocated per member, and everything from outside has a limit.

mod path;
pub(crate) mod schema;
mod shape;
mod walk;

use jiff::civil::Date;
use saraptama_core::check::{self, Check, Code, Finding};
use saraptama_core::form::{Form, Passport};
use saraptama_core::law::Law;
use simd_json::{Buffers, INPUT_PADDING, Node, Tape};

/// The longest form: 2 MiB. A longer one is no form, whatever it holds.
pub const MAX_BYTES: usize = 2 << 20;
/// The deepest nesting; the form itself needs 5.
const MAX_DEPTH: usize = 32;
/// The longest list, evidence included: 1000 items.
const MAX_ITEMS: usize = 1000;
/// The most objective data in one entry of evidence.
const MAX_FACTS: usize = 100;
/// The longest text: 64 KiB.
const MAX_TEXT_BYTES: usize = 64 << 10;
/// A form has five to seven entries of evidence; room for them is made at once.
const USUAL_ENTRIES: usize = 8;
/// So many faults are told; whoever sends more than that has a different problem.
const MAX_FINDINGS: usize = 1000;

/// What a reader keeps between forms, so that the next one costs no allocation. Not shared: one a thread.
pub struct Scratch {
    text: Vec<u8>,
    buffers: Buffers,
    tape: Tape<'static>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { text: Vec::new(), buffers: Buffers::with_max_depth(4096, MAX_DEPTH), tape: Tape(Vec::new()) }
    }
}

/// A form as it could be read.
#[derive(Debug)]
pub struct Read<'s> {
    /// The readable part; none where the bytes are no JSON object at all.
    pub form: Option<Form<'s>>,
    /// Every fault of structure, and every IIN, BIN and ICD-10 code that is none.
    pub findings: Vec<Finding>,
}

/// Reads a form. Whatever the bytes are, the answer comes in time proportional to their number.
pub fn read<'s>(bytes: &[u8], law: &Law, scratch: &'s mut Scratch) -> Read<'s> {
    let no_form = || Read { form: None, findings: vec![Finding::contract(Code::JsonInvalid, "")] };
    if bytes.len() > MAX_BYTES {
        return no_form();
    }
    let Scratch { text, buffers, tape: kept } = scratch;
    text.clear();
    text.extend_from_slice(bytes);
    text.resize(bytes.len() + INPUT_PADDING, b' ');
    let mut tape = std::mem::replace(kept, Tape(Vec::new())).reset();
    let parsed = simd_json::fill_tape_padded(text, bytes.len(), buffers, &mut tape);
    let read = match (parsed, tape.0.first()) {
        (Ok(()), Some(Node::Object { len, .. })) => {
            let mut walk = walk::Walk { nodes: &tape.0, law, draft: shape::Draft::default(), findings: Vec::new() };
            walk.draft.form.evidence.reserve(USUAL_ENTRIES);
            walk.object(1, *len, &schema::FORM, &path::Path::default());
            Read { form: Some(walk.draft.form), findings: walk.findings }
        }
        _ => no_form(),
    };
    *kept = tape.reset();
    read
}

impl Read<'_> {
    /// Checks what was read by the law of `at`, else of the day of the commission.
    pub fn check(self, at: Option<Date>, law: &Law) -> Check {
        match &self.form {
            Some(form) => check::check(form, self.findings, at, law),
            None => check::unreadable(self.findings, at),
        }
    }

    /// What the journey needs to know of the form, where all of it is readable.
    pub fn passport(&self) -> Option<Passport> {
        self.form.as_ref().and_then(Form::passport)
    }
}

/// Reads and checks a form: what somebody is told about it, and what its journey needs to know.
pub fn check(bytes: &[u8], at: Option<Date>, law: &Law, scratch: &mut Scratch) -> (Check, Option<Passport>) {
    let read = read(bytes, law, scratch);
    let passport = read.passport();
    (read.check(at, law), passport)
}
