//! Local accounts, for small sites: a password is kept as its Argon2id digest in the register of roles.

use super::super::fields::{Fields, Filled};
use super::super::parts::{Finding, Input, errors, input};
use super::super::peer::Peer;
use super::super::refused::Page;
use super::super::visit::Visit;
use crate::sign_in::password::fits;
use maud::{Markup, html};

/// Passwords are checked two at a time; more wait: a check is costly on purpose.
static CHECKS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

pub(super) fn form(visit: &Visit, next: &str, wrong: Option<&str>) -> Markup {
    let found: Vec<Finding> = wrong.iter().map(|text| Finding::field("account", *text)).collect();
    let account =
        Input { name: "account", label: visit.t("enter-account"), autocomplete: "username", width: 20, ..Input::default() };
    let password = Input {
        name: "password",
        label: visit.t("enter-password"),
        autocomplete: "current-password",
        kind: "password",
        width: 20,
        ..Input::default()
    };
    html! {
        @if !found.is_empty() { (errors(visit, &visit.t("page-wrong"), &found)) }
        form #by-account method="post" action="/enter/password" novalidate {
            (visit.token())
            input type="hidden" name="next" value=(next);
            (input(visit, &Input { error: wrong.map(str::to_owned), ..account }))
            (input(visit, &password))
            button.govuk-button { (visit.t("nav-enter")) }
        }
    }
}

pub(super) async fn enter(visit: Visit, peer: Peer, Filled(fields): Filled) -> Page {
    let node = visit.host.any();
    if !node.sign_in.by_account() {
        return Err(visit.not_found());
    }
    let (account, password) = (fields.one("account").to_owned(), as_typed(&fields, "password"));
    node.sign_in.try_account(&account, peer.network(), visit.now).map_err(|wait| {
        tracing::warn!(way = "password", seconds = wait.seconds, "too many wrong passwords");
        super::wait(&visit, wait)
    })?;
    let known = node.people.password_of(&account).map(str::to_owned);
    let _turn = CHECKS.acquire().await;
    let check = tokio::task::spawn_blocking(move || fits(known.as_deref(), &password));
    if !check.await.unwrap_or(false) {
        tracing::warn!(way = "password", "a sign-in failed");
        return Ok(super::show(&visit, fields.one("next"), Some(&visit.t("enter-wrong"))));
    }
    node.sign_in.fitted(&account, peer.network());
    super::open(&visit, &account, "password", fields.one("next")).await
}

/// A blank at the end of a password belongs to it.
fn as_typed(fields: &Fields, name: &str) -> String {
    fields.pairs().find(|(key, _)| *key == name).map_or("", |(_, value)| value).to_owned()
}
