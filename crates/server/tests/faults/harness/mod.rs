//! Three nodes as three processes, people who use them over HTTP, and somebody who kills them. The
//! benchmark uses the same harness for its long runs.
#![allow(dead_code, reason = "some of it only one of the two uses")]

pub(crate) mod bed;
pub(crate) mod cases;
pub(crate) mod checker;
pub(crate) mod clerks;
pub(crate) mod experts;
pub(crate) mod http;
pub(crate) mod invariants;
pub(crate) mod killer;
pub(crate) mod pair;
pub(crate) mod random;
pub(crate) mod schemas;

/// What a step of the harness answers: done, or what went wrong in a sentence.
pub(crate) type Told<T> = Result<T, String>;
