//! Where a form stands, in a word, and why it cannot be signed.

use crate::flow::mis::Opened;
use crate::pages::doctor;
use crate::pages::parts::{Colour, Finding, tag};
use crate::pages::visit::Visit;
use maud::Markup;
use saraptama_core::check::{Finding as Found, Severity};
use saraptama_core::referral::{Action, State, journey, standing};

/// Whether the chair may freeze it, or sign what is frozen.
pub(super) fn is_signable(opened: &Opened) -> bool {
    opened.may.contains(&Action::Freeze) && opened.why_not(Action::Freeze).is_none() && !is_blocked(opened)
}

/// Whether errors were found by today's law, also where it was frozen before.
pub(super) fn is_blocked(opened: &Opened) -> bool {
    opened.check.decision == saraptama_core::check::Decision::Blocked
}

/// Where it stands, as a tag.
pub(super) fn stage_tag(visit: &Visit, opened: &Opened) -> Markup {
    let (colour, word) = match &opened.state {
        State::Draft { desk, .. } if desk.presented_at().is_some() => (Colour::Blue, "chair-presented"),
        State::Draft { desk, .. } if desk.handed_back().is_some() => (Colour::Orange, "chair-handed-back"),
        State::Draft { .. } | State::Absent => (Colour::Grey, "chair-not-presented"),
        State::Frozen { .. } => (Colour::Orange, "chair-frozen"),
        State::AwaitingProof { .. } => (Colour::Orange, "chair-awaiting-proof"),
        State::Refused { .. } => (Colour::Red, "chair-refused"),
        State::Signed { .. } => {
            let stage = standing(&journey(&opened.state)).filter(|stage| stage.is_final());
            match stage.map(|stage| stage.as_str()) {
                Some("registered") => (Colour::Green, "chair-registered"),
                Some(_) => (Colour::Red, "chair-ended"),
                None => (Colour::Green, "chair-signed"),
            }
        }
    };
    tag(colour, visit.t(word))
}

/// What was found, of this weight, each leading to the place on the form's page.
pub(super) fn found(visit: &Visit, opened: &Opened, weighs: impl Fn(Severity) -> bool) -> Vec<Finding> {
    let all: Vec<&Found> = opened.check.findings.iter().filter(|found| weighs(found.severity())).collect();
    let texts = doctor::told(visit, &opened.row.bytes, &all);
    all.into_iter().zip(texts).map(|(found, text)| one(found, text)).collect()
}

fn one(found: &Found, text: String) -> Finding {
    let mut steps = found.pointer.split('/').skip(1);
    let at = match (steps.next(), steps.next()) {
        (Some("evidence"), Some(n)) if n.parse::<usize>().is_ok() => format!("#evidence-{n}"),
        (Some("evidence"), _) => "#requirements".to_owned(),
        (Some(part), _) if super::lines::PARTS.contains(&part) => format!("#part-{part}"),
        _ => String::new(),
    };
    Finding { at, text, source: found.source.to_string() }
}
