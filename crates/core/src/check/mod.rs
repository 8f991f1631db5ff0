//! The check of a form: scope, decision and findings (contract, `findings.md`).

mod dates;
mod evidence;
mod finding;
mod identity;
mod scope;
mod specialists;

pub use finding::{Code, Finding, Severity};
pub use scope::would_admit;

use crate::{form::Form, law::Law};
use jiff::civil::Date;

/// What a check answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The date on which the law was read; none where neither the caller nor the form names one.
    pub at: Option<Date>,
    /// What follows for the chair's signature.
    pub decision: Decision,
    /// Whether the form is in the pilot, and the first reason if not.
    pub scope: Scope,
    /// Everything found, structural findings first.
    pub findings: Vec<Finding>,
}

/// Checks what could be read of a form; `read` is what the reader found.
///
/// The law is that of `at`: the day given, else the day of the commission. Without either the law has
/// no answer; the form is blocked then, because a commission without a readable date is an error.
pub fn check(form: &Form<'_>, read: Vec<Finding>, at: Option<Date>, law: &Law) -> Check {
    let at = at.or(form.commission.date);
    let rules = law.pilot.nearest(at.unwrap_or(Date::MAX));
    let nosology = form.main.code.and_then(|code| rules.nosology_of(code));
    let scope = scope::of(form, at, nosology, law);
    let mut findings = read;
    identity::patient(form, &mut findings);
    identity::main_code(form, nosology, rules, &mut findings);
    dates::in_future(form, at, &mut findings);
    dates::before_birth(form, &mut findings);
    if let Some(nosology) = nosology.filter(|_| scope.pilot) {
        evidence::circumstances(form, nosology, rules, &mut findings);
        evidence::requirements(form, nosology, rules, &mut findings);
        specialists::audience(form, &mut findings);
        specialists::amputation_level(form, &mut findings);
    }
    Check::new(at, scope, findings)
}

/// The answer to bytes that are no form at all: blocked, with an empty scope.
pub fn unreadable(read: Vec<Finding>, at: Option<Date>) -> Check {
    Check::new(at, Scope { pilot: false, reason: None, nosology: None }, read)
}

impl Decision {
    /// As the contract writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signable => "signable",
            Self::Blocked => "blocked",
            Self::Ordinary => "ordinary",
        }
    }
}

impl Reason {
    /// Every reason, in the order in which they are asked.
    pub const ALL: [Self; 6] = [
        Self::OrderNotInForce,
        Self::NosologyNotListed,
        Self::AgeOutOfScope,
        Self::FormNotListed,
        Self::VendorUndefined,
        Self::SubjectNotStarted,
    ];

    /// As the contract writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrderNotInForce => "order-not-in-force",
            Self::NosologyNotListed => "nosology-not-listed",
            Self::AgeOutOfScope => "age-out-of-scope",
            Self::FormNotListed => "form-not-listed",
            Self::VendorUndefined => "vendor-undefined",
            Self::SubjectNotStarted => "subject-not-started",
        }
    }
}

impl Check {
    /// Puts the findings in order and draws the decision from them.
    fn new(at: Option<Date>, scope: Scope, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(in_order);
        let blocked = findings.iter().any(|finding| finding.severity() == Severity::Error);
        let decision = match (blocked, scope.pilot) {
            (true, _) => Decision::Blocked,
            (false, true) => Decision::Signable,
            (false, false) => Decision::Ordinary,
        };
        Self { at, decision, scope, findings }
    }
}

/// Structural findings first, as they stand in the document; then by code, requirement and pointer.
fn in_order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    match (a.code.is_structural(), b.code.is_structural()) {
        (true, true) => std::cmp::Ordering::Equal,
        (true, false) => std::cmp::Ordering::Less,
        (false, true) => std::cmp::Ordering::Greater,
        (false, false) => {
            let key = |finding: &Finding| finding.code.as_str();
            let rest = || (&a.requirement, &a.pointer).cmp(&(&b.requirement, &b.pointer));
            key(a).cmp(key(b)).then_with(rest)
        }
    }
}

/// What follows for the chair's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// In the pilot and no error: the chair may sign, and the form travels.
    Signable,
    /// At least one error: the chair's signature is impossible (algorithm p. 4).
    Blocked,
    /// Outside the pilot and no error: it may be signed and goes the ordinary way.
    Ordinary,
}

/// Whether a form is in the pilot.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Scope {
    /// It is.
    pub pilot: bool,
    /// Why not: the first reason that holds.
    pub reason: Option<Reason>,
    /// The nosology, whenever the main code is listed.
    pub nosology: Option<String>,
}

/// Why a form is outside the pilot, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The order is not in force on that day.
    OrderNotInForce,
    /// The main code is not listed.
    NosologyNotListed,
    /// The patient is too old for the nosology.
    AgeOutOfScope,
    /// The limb defect is none of the 22 forms.
    FormNotListed,
    /// The region starts by vendor and the order names no date for this one.
    VendorUndefined,
    /// The region's start lies later.
    SubjectNotStarted,
}
