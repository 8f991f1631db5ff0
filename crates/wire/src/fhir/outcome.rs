//! OperationOutcome: every error, and the answer of a check.

use super::data::{coding, extension, pruned, translations};
use super::{form, system};
use crate::problem::Problem;
use crate::words::{Lang, Words};
use saraptama_core::check::{Check, Code, Finding, Severity};
use saraptama_core::law::Law;
use saraptama_core::terms::Trilingual;
use serde_json::{Value, json};

/// How grave an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing was done, or nothing may be.
    Error,
    /// Somebody should look.
    Warning,
    /// Worth knowing.
    Information,
}

/// One issue.
pub struct Issue {
    /// How grave it is.
    pub level: Level,
    /// Its type in the standard's value set: `not-found`.
    pub code: &'static str,
    /// What it is, by our own names, the finding's or problem's first.
    pub details: Vec<(&'static str, String)>,
    /// The same in words.
    pub text: Trilingual,
    /// For whoever looks for the cause: the member, the paragraph.
    pub diagnostics: Option<String>,
    /// Where in the resource, as FHIRPath.
    pub expression: Option<String>,
    /// The paragraph of the order, or `contract`.
    pub source: Option<String>,
}

/// An OperationOutcome in the reader's language, the other two beside it.
pub fn outcome(issues: &[Issue], lang: Lang) -> Value {
    let issues: Vec<Value> = issues.iter().map(|issue| written(issue, lang)).collect();
    pruned(json!({ "resourceType": "OperationOutcome", "issue": issues }))
}

fn written(issue: &Issue, lang: Lang) -> Value {
    let Issue { level, code, details, text, diagnostics, expression, source } = issue;
    let severity = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "information",
    };
    let codings: Vec<Value> = details.iter().map(|(system, code)| coding(system, code, None)).collect();
    let source = source.as_deref().map(|source| extension("source", "valueString", source));
    json!({
        "extension": source.into_iter().collect::<Vec<_>>(),
        "severity": severity,
        "code": code,
        "details": { "coding": codings, "text": lang.of(text), "_text": translations(text, lang) },
        "diagnostics": diagnostics,
        "expression": expression.iter().collect::<Vec<_>>(),
    })
}

/// A refusal over HTTP as an OperationOutcome: the problem, and each finding that comes with it.
pub fn problem(problem: &Problem, lang: Lang) -> Value {
    let name = problem.kind.rsplit(':').next().unwrap_or_default().to_owned();
    let code = match problem.status {
        401 => "login",
        403 => "forbidden",
        404 => "not-found",
        405 | 406 | 415 => "not-supported",
        408 => "timeout",
        409 | 412 => "conflict",
        413 => "too-long",
        428 => "required",
        500 => "exception",
        503 => "transient",
        _ => "invalid",
    };
    let first = Issue {
        level: Level::Error,
        code,
        details: vec![(system::PROBLEM, name)],
        text: problem.messages.clone(),
        diagnostics: None,
        expression: None,
        source: None,
    };
    let found = problem.findings.iter().filter_map(|finding| {
        let text = |member: &str| finding[member].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let words = |lang: &str| finding["message"][lang].as_str().unwrap_or_default().to_owned();
        Some(Issue {
            level: if finding["severity"] == "warning" { Level::Warning } else { Level::Error },
            code: text("code").and_then(|code| known(&code)).map_or("invalid", issue_code),
            details: vec![(system::FINDING, text("code")?)],
            text: Trilingual { kk: words("kk"), ru: words("ru"), en: words("en") },
            diagnostics: text("pointer"),
            expression: None,
            source: text("source"),
        })
    });
    outcome(&std::iter::once(first).chain(found).collect::<Vec<_>>(), lang)
}

fn known(code: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|one| one.as_str() == code)
}

/// The check of form 031/e: its decision first, then a finding an issue.
pub fn findings(check: &Check, words: &Words, law: &Law, lang: Lang) -> Value {
    let decision = Issue {
        level: Level::Information,
        code: "informational",
        details: vec![(system::FINDING, format!("decision.{}", check.decision.as_str()))],
        text: words.decision(check.decision),
        diagnostics: check.at.map(|at| format!("at={at}")),
        expression: None,
        source: None,
    };
    let found = check.findings.iter().map(|finding| issue(finding, words, law));
    outcome(&std::iter::once(decision).chain(found).collect::<Vec<_>>(), lang)
}

fn issue(finding: &Finding, words: &Words, law: &Law) -> Issue {
    let level = match finding.severity() {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Information,
    };
    let requirement = finding.requirement.iter().map(|id| (system::REQUIREMENT, id.clone()));
    Issue {
        level,
        code: issue_code(finding.code),
        details: std::iter::once((system::FINDING, finding.code.as_str().to_owned())).chain(requirement).collect(),
        text: words.finding(finding, law),
        diagnostics: Some(finding.pointer.to_string()),
        expression: Some(form::expression(&finding.pointer)),
        source: Some(finding.source.to_string()),
    }
}

/// The standard's type of issue for a finding.
fn issue_code(code: Code) -> &'static str {
    match code {
        Code::JsonInvalid | Code::FieldUnknown => "structure",
        Code::FieldMissing
        | Code::CircumstanceUnanswered
        | Code::EvidenceMissing
        | Code::EvidenceIncomplete
        | Code::EvidenceUnanswered => "required",
        Code::FieldInvalid | Code::IinChecksum | Code::BinChecksum | Code::Icd10Malformed => "value",
        Code::Icd10NearMiss => "informational",
        _ => "business-rule",
    }
}

/// What could not be read of a QuestionnaireResponse, each by its place.
pub fn faults(faults: &[form::Fault], words: &Words, lang: Lang) -> Value {
    let issue = |fault: &form::Fault| Issue {
        level: Level::Error,
        code: "structure",
        details: vec![(system::FINDING, fault.wrong.code().to_owned())],
        text: words.text(fault.wrong.key(), &[("item", fault.link.as_str().into())]),
        diagnostics: None,
        expression: Some(fault.expression.clone()),
        source: Some("contract".to_owned()),
    };
    outcome(&faults.iter().map(issue).collect::<Vec<_>>(), lang)
}
