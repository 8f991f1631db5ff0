//! The answer of a check as JSON (contract, `findings.md`).

use crate::words::Words;
use jiff::civil::Date;
use saraptama_core::check::{Check, Decision, Finding, Scope, Severity};
use saraptama_core::law::Law;
use saraptama_core::terms::Trilingual;
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'c> {
    at: Option<Date>,
    decision: Decision,
    scope: &'c Scope,
    findings: Vec<Found<'c>>,
}

#[derive(Serialize)]
struct Found<'c> {
    code: &'static str,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    requirement: Option<&'c str>,
    pointer: &'c str,
    source: &'c str,
    /// Where the member stands in the vendor's original, if the form was translated from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    message: Trilingual,
}

/// Writes a check as one line of JSON, without a line end.
pub fn write(check: &Check, words: &Words, law: &Law) -> String {
    write_translated(check, words, law, |_| None)
}

/// [`write()`] of a form that was translated from a vendor's original: each finding also says where its
/// member stands there, as `origin` knows it by our pointer.
pub fn write_translated(check: &Check, words: &Words, law: &Law, origin: impl Fn(&str) -> Option<String>) -> String {
    let Check { at, decision, scope, findings } = check;
    let mut findings: Vec<_> = findings.iter().map(|finding| Found::of(finding, words, law)).collect();
    findings.iter_mut().for_each(|found| found.original = origin(found.pointer));
    let answer = Answer { at: *at, decision: *decision, scope, findings };
    serde_json::to_string(&answer).expect("texts, dates and lists always serialise: tests/check.rs")
}

/// One finding as the answer holds it, for problem documents.
pub fn finding(finding: &Finding, words: &Words, law: &Law) -> serde_json::Value {
    serde_json::to_value(Found::of(finding, words, law)).expect("texts always serialise: tests/check.rs")
}

impl<'c> Found<'c> {
    fn of(finding: &'c Finding, words: &Words, law: &Law) -> Self {
        Self {
            code: finding.code.as_str(),
            severity: finding.severity(),
            requirement: finding.requirement.as_deref(),
            pointer: &finding.pointer,
            source: &finding.source,
            original: None,
            message: words.finding(finding, law),
        }
    }
}
