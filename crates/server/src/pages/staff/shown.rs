//! How staff's pages name things.

use crate::flow::FlowError;
use crate::pages::parts::{Colour, tag};
use crate::pages::refused::Refused;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::assign::Exclusion;
use saraptama_core::authority::Role;
use saraptama_core::terms::{ActNumber, Icd10, Instant, Region};
use saraptama_store::rows::ActState;
use saraptama_store::{Fault, ListError};

/// The act's number of an address.
pub(super) fn number(visit: &Visit, text: &str) -> Result<ActNumber, Refused> {
    ActNumber::parse(text).map_err(|_| visit.not_found())
}

/// What a failing store is answered with.
pub(super) fn fault(visit: &Visit) -> impl Fn(Fault) -> Refused {
    |fault| visit.refuse(FlowError::Store(fault))
}

/// What a list that could not be read is answered with: a cursor that no page of ours holds is unreadable.
pub(super) fn list_fault(visit: &Visit) -> impl Fn(ListError) -> Refused {
    |error| match error {
        ListError::WrongCursor => visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY),
        ListError::Fault(fault) => visit.refuse(FlowError::Store(fault)),
    }
}

/// A paragraph of order A, `algorithm p.6`, as the law's data cite it.
pub(super) fn paragraph(visit: &Visit, place: &str) -> String {
    format!("{} {place}", visit.law().pilot.act.short)
}

/// A region's name.
pub(super) fn region(visit: &Visit, region: Region) -> String {
    visit.say("staff-region", &[("code", i64::from(region.number()).into())])
}

/// Every region of the order with its name, in the order of the Kazakh alphabet.
pub(super) fn regions(visit: &Visit) -> Vec<(Region, String)> {
    let subjects = &visit.law().pilot.nearest(visit.today()).subjects;
    let mut all: Vec<_> = subjects.iter().filter_map(|subject| subject.region).map(|one| (one, region(visit, one))).collect();
    all.sort_by(|(_, one), (_, other)| crate::collate::by_kazakh_order(one, other));
    all
}

/// The name of somebody of the register of roles, or the id where nobody has it any more.
pub(super) fn name_of<'v>(visit: &'v Visit, id: &'v str) -> &'v str {
    visit.host.any().people.by_id(id).map_or(id, |who| who.name.as_str())
}

/// An expert: for staff the way to their page.
pub(super) fn expert(visit: &Visit, id: &str) -> Markup {
    html! {
        @if visit.holds(Role::Staff) {
            a.govuk-link href={ "/staff/experts/" (id) } { (name_of(visit, id)) }
        } @else { (name_of(visit, id)) }
        span.sa-muted { (id) }
    }
}

/// A diagnosis with the nosology that it belongs to.
pub(super) fn diagnosis(visit: &Visit, code: Option<Icd10>) -> Markup {
    let nosology = code.and_then(|code| visit.law().pilot.nearest(visit.today()).nosology_of(code));
    html! {
        @if let Some(code) = code { (code) }
        @if let Some(nosology) = nosology { " " (visit.of(&nosology.name)) }
    }
}

/// Where an act stands.
pub(super) fn state(visit: &Visit, state: ActState) -> Markup {
    let (colour, key) = match state {
        ActState::Accepted => (Colour::Grey, "staff-state-accepted"),
        ActState::Waiting => (Colour::Orange, "staff-state-waiting"),
        ActState::Assigned => (Colour::Blue, "staff-state-assigned"),
        ActState::Registered => (Colour::Green, "staff-state-registered"),
        ActState::Refused => (Colour::Red, "staff-state-refused"),
        ActState::AwaitingDocuments => (Colour::Grey, "staff-state-awaiting-documents"),
    };
    tag(colour, visit.t(key))
}

/// Why an expert was passed over, in words.
pub(super) fn exclusion(visit: &Visit, reason: Exclusion) -> String {
    visit.t(match reason {
        Exclusion::NotTakingPart => "staff-exclusion-not-taking-part",
        Exclusion::OffDuty => "staff-exclusion-off-duty",
        Exclusion::PatientsRegion => "staff-exclusion-patients-region",
        Exclusion::OrganisationsRegion => "staff-exclusion-organisations-region",
        Exclusion::PersonOfTheCase => "staff-exclusion-person-of-the-case",
        Exclusion::TakenFrom => "staff-exclusion-taken-from",
    })
}

/// How long it is since `at`.
pub(super) fn since(visit: &Visit, at: Instant) -> String {
    let minutes = visit.now.duration_since(at).as_mins().max(0);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if hours < 24 {
        return visit.say("staff-hours-minutes", &[("hours", hours.into()), ("minutes", minutes.into())]);
    }
    visit.say("staff-days-hours", &[("days", (hours / 24).into()), ("hours", (hours % 24).into())])
}

/// Nothing is there, and what that means.
pub(super) fn empty(visit: &Visit, what: &str, hint: &str) -> Markup {
    html! { div.sa-card { h2.govuk-heading-s { (visit.t(what)) } p.govuk-body { (visit.t(hint)) } } }
}
