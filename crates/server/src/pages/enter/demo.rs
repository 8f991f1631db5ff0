//! The demonstration's doors: anybody on this machine may be anybody of its people, who do not exist.

use super::super::fields::Filled;
use super::super::refused::Page;
use super::super::sheet::role_name;
use super::super::visit::Visit;
use maud::{Markup, html};
use saraptama_core::authority::{Principal, Role};

/// How many people of a role are offered: more than the demonstration has.
const OFFERED: usize = 40;

const ROLES: [Role; 7] = [Role::Doctor, Role::Chair, Role::Expert, Role::Staff, Role::Monitor, Role::Analyst, Role::Operator];

/// A door for each role, with its people; behind it lies `next`, where the reader wanted to be.
pub(in crate::pages) fn doors(visit: &Visit, next: Option<&str>) -> Markup {
    let of = |role| visit.host.any().people.in_role(role, visit.today()).take(OFFERED).collect::<Vec<_>>();
    html! {
        h2.govuk-heading-m { (visit.t("enter-demo")) }
        p.govuk-body { (visit.t("enter-demo-hint")) }
        div.sa-doors {
            @for (role, people) in ROLES.map(|role| (role, of(role))) {
                @if !people.is_empty() { (door(visit, role, &people, next)) }
            }
        }
    }
}

fn door(visit: &Visit, role: Role, people: &[&Principal], next: Option<&str>) -> Markup {
    let name = role_name(role);
    html! {
        form.sa-door method="post" action="/enter/demo" {
            (visit.token())
            @if let Some(next) = next { input type="hidden" name="next" value=(next); }
            h3.govuk-heading-s { (visit.t(&format!("role-{name}"))) }
            p.govuk-body-s { (visit.t(&format!("role-{name}-what"))) }
            label.govuk-label for={ "as-" (name) } { (visit.t("enter-demo-as")) }
            select.govuk-select id={ "as-" (name) } name="as" {
                @for one in people { option value=(one.id) { (one.name) " · " (one.id) } }
            }
            button.govuk-button { (visit.say("enter-demo-go", &[("role", visit.t(&format!("role-{name}")).into())])) }
        }
    }
}

/// Lets somebody in by name alone: only where the clock is set, which production anchors refuse.
pub(super) async fn enter(visit: Visit, Filled(fields): Filled) -> Page {
    let node = visit.host.any();
    let who = node.people.by_id(fields.one("as")).filter(|who| node.clock.is_set() && who.iin.is_some());
    let who = who.ok_or_else(|| visit.not_found())?;
    super::open(&visit, &who.id, "demo", fields.one("next")).await
}
