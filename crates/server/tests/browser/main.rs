//! The pages in a real browser: the whole path of a case in each language, with the keyboard alone once, a day at the
//! desks of the ministries, and every page looked at by axe. The stories stand beside this file as scripts for node.

#![allow(clippy::unwrap_used, reason = "tests")]

#[allow(dead_code, reason = "the tests of pages without scripts use the rest")]
#[path = "../pages/browser.rs"]
mod browser;
mod draft;
#[allow(dead_code, reason = "the tests of the doors use the rest")]
#[path = "../doors/harness.rs"]
mod harness;
mod kept;
mod look;
mod path;
#[path = "../doors/ports.rs"]
mod ports;
#[allow(dead_code, reason = "the harness of faults uses the rest")]
#[path = "../faults/harness/schemas.rs"]
mod schemas;
mod script;

/// What a step of the harness answers.
type Told<T> = Result<T, String>;
