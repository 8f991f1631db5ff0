//! From an IIN that was proved to an entry of our register of roles. Whoever has several chooses one.

use super::super::fields::Filled;
use super::super::refused::{Page, Refused};
use super::super::sheet::role_name;
use super::super::visit::Visit;
use super::{asked, not_let_in, open};
use axum::http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use maud::html;
use saraptama_core::authority::Principal;
use saraptama_core::terms::Iin;

const KIND: &str = "as";
const LASTS: SignedDuration = SignedDuration::from_mins(10);

/// What is kept while somebody chooses: the entries that are theirs.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    ids: Vec<String>,
    method: String,
    next: String,
}

/// Lets in whoever has this IIN, or asks as which of their entries.
pub(super) async fn enter_as(visit: &Visit, headers: &HeaderMap, iin: Iin, method: &str, next: &str) -> Page {
    let people: Vec<&Principal> = visit.host.any().people.by_iin(iin).collect();
    match &people[..] {
        [] => Err(unknown(visit, method)),
        [one] => asked::done(open(visit, &one.id, method, next).await),
        several => choose(visit, headers, several, method, next).await,
    }
}

/// It is proved who somebody is, and they have no work here.
fn unknown(visit: &Visit, method: &str) -> Refused {
    tracing::warn!(way = method, "somebody showed who they are, and the register of roles does not know them");
    not_let_in(visit, StatusCode::FORBIDDEN, &visit.t("enter-unknown"))
}

async fn choose(visit: &Visit, headers: &HeaderMap, people: &[&Principal], method: &str, next: &str) -> Page {
    let ids = people.iter().map(|one| one.id.clone()).collect();
    let kept = Kept { ids, method: method.to_owned(), next: next.to_owned() };
    let question = asked::ask(visit, headers, KIND, asked::draw(visit)?, LASTS, &kept).await?;
    let body = html! {
        p.govuk-body { (visit.t("enter-as-hint")) }
        @for one in people {
            form.sa-door method="post" action="/enter/as" {
                (visit.token())
                input type="hidden" name="choice" value=(question.secret);
                input type="hidden" name="as" value=(one.id);
                p.govuk-body { (one.name) br; (roles(visit, one)) }
                button.govuk-button id={ "as-" (one.id) } { (visit.say("enter-as-go", &[("id", one.id.as_str().into())])) }
            }
        }
    };
    Ok(question.kept_by(visit.sheet(visit.t("enter-as-title")).show(body)))
}

/// The roles of an entry today, with their organisations.
fn roles(visit: &Visit, one: &Principal) -> String {
    let held = one.grants.iter().filter(|grant| grant.holds_on(visit.today()));
    let mut named = held.map(|grant| {
        let role = visit.t(&format!("role-{}", role_name(grant.role)));
        grant.organisation.map_or_else(|| role.clone(), |bin| format!("{role}, {}", bin.as_str()))
    });
    let first = named.next().unwrap_or_else(|| visit.t("enter-as-no-role"));
    named.fold(first, |all, one| all + "; " + &one)
}

/// Somebody has chosen.
pub(super) async fn enter(visit: Visit, headers: HeaderMap, Filled(fields): Filled) -> Page {
    let kept: Kept = asked::answer(&visit, &headers, KIND, fields.one("choice")).await?;
    let chosen = kept.ids.iter().find(|id| *id == fields.one("as")).ok_or_else(|| visit.not_found())?;
    asked::done(open(&visit, chosen, &kept.method, &kept.next).await)
}
