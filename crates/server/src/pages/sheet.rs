//! The frame of every page: head, language, who is signed in, ways, footer.

use super::assets::address_of;
use super::language;
use super::lost::{self, Lost};
use super::session::{IDLE_MINUTES, SESSION_HOURS, left_ms};
use super::visit::Visit;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{DOCTYPE, Markup, html};
use saraptama_core::authority::Role;
use saraptama_wire::words::Lang;

/// A page that is being put together.
pub(super) struct Sheet<'v> {
    visit: &'v Visit,
    title: String,
    status: StatusCode,
    here: &'static str,
    back: Option<(String, String)>,
    scripts: Vec<&'static str>,
    is_wrong: bool,
    caption: Option<String>,
    not_taken: Option<Lost>,
}

/// The ways that a role has: the way's name (its word is `nav-NAME`), and its address.
const WAYS: &[(&[Role], &str, &str)] = &[
    (&[Role::Doctor], "patients", "/doctor/patients"),
    (&[Role::Doctor], "forms", "/doctor/forms"),
    (&[Role::Chair], "queue", "/chair"),
    (&[Role::Expert], "work", "/expert"),
    (&[Role::Staff], "waiting", "/staff/waiting"),
    (&[Role::Staff], "experts", "/staff/experts"),
    (&[Role::Staff], "register", "/staff/register"),
    (&[Role::Staff, Role::Operator], "messages", "/staff/messages"),
    (&[Role::Monitor], "committee", "/committee"),
    (&[Role::Analyst], "htmc-list", "/htmc"),
];

impl<'v> Sheet<'v> {
    pub(super) fn new(visit: &'v Visit, title: String) -> Self {
        let (status, back, scripts) = (StatusCode::OK, None, vec![]);
        Self { visit, title, status, here: "", back, scripts, is_wrong: false, caption: None, not_taken: None }
    }

    /// Answers with this status.
    pub(super) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Which of the ways the page belongs to.
    pub(super) fn here(mut self, way: &'static str) -> Self {
        self.here = way;
        self
    }

    /// A link back, above the title.
    pub(super) fn back(mut self, to: impl Into<String>, text: impl Into<String>) -> Self {
        self.back = Some((to.into(), text.into()));
        self
    }

    /// A small line above the title: the kind of thing, its number.
    pub(super) fn caption(mut self, text: impl Into<String>) -> Self {
        self.caption = Some(text.into());
        self
    }

    /// A script of `assets/` that the page uses; everything but signing works without.
    pub(super) fn script(mut self, name: &'static str) -> Self {
        self.scripts.push(name);
        self
    }

    /// The page shows what was wrong with what was sent: its title says so first.
    pub(super) fn wrong(mut self, is_wrong: bool) -> Self {
        self.is_wrong = is_wrong;
        self
    }

    /// The page says that what was sent was not taken: what a form's script kept of it stays kept.
    pub(super) fn not_taken(mut self, why: Lost) -> Self {
        self.not_taken = Some(why);
        self
    }

    /// The page with its title as heading above `body`.
    pub(super) fn show(self, body: Markup) -> Response {
        let heading = html! {
            @if let Some(caption) = &self.caption { span.govuk-caption-l { (caption) } }
            h1.govuk-heading-l { (self.title) }
        };
        self.bare(html! { (heading) (body) })
    }

    /// The page of which `body` brings its own heading.
    pub(super) fn bare(self, body: Markup) -> Response {
        let (visit, lang) = (self.visit, self.visit.lang.as_str());
        let wrong = if self.is_wrong { visit.t("page-wrong-title") + " " } else { String::new() };
        let session = visit.session.as_deref();
        let keeps_drafts = session.is_some() || self.not_taken.is_some();
        let page = html! {
            (DOCTYPE)
            html.govuk-template lang=(lang) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="htmx-config" content=r#"{"includeIndicatorCSS":false,"history":false}"#;
                    title { (wrong) (self.title) " – " (visit.t("page-product")) }
                    link rel="icon" href=(address_of("icon.svg")) type="image/svg+xml";
                    @for font in ["golos-cyrillic.woff2", "golos-cyrillic-ext.woff2"] {
                        link rel="preload" href=(address_of(font)) as="font" type="font/woff2" crossorigin;
                    }
                    link rel="stylesheet" href=(address_of("govuk.css"));
                    link rel="stylesheet" href=(address_of("app.css"));
                    @if keeps_drafts { script src=(address_of("draft.js")) defer {} }
                    script src=(address_of("app.js")) defer {}
                    @for script in &self.scripts { script src=(address_of(script)) defer {} }
                }
                body.govuk-template__body data-not-taken=[self.not_taken.map(Lost::as_str)] data-who=[session.map(|one| &one.who.id)]
                    data-idle-minutes=[session.map(|_| IDLE_MINUTES)] data-ends-in-ms=[session.map(|one| left_ms(&one.row, visit.now))] {
                    a.govuk-skip-link href="#main" { (visit.t("page-skip")) }
                    (header(visit))
                    (ways(visit, self.here))
                    (demonstration(visit))
                    div.govuk-width-container {
                        @if let Some((to, text)) = &self.back {
                            nav aria-label=(visit.t("page-back")) { a.govuk-back-link href=(to) { (text) } }
                        }
                        main.govuk-main-wrapper #main { (body) }
                    }
                    div #said role="status" aria-live="polite" class="govuk-visually-hidden" {}
                    @if keeps_drafts { (lost::sentences(visit)) }
                    (idle_warning(visit))
                    (footer(visit))
                }
            }
        };
        (self.status, page).into_response()
    }
}

fn header(visit: &Visit) -> Markup {
    html! {
        header.sa-header {
            div.govuk-width-container.sa-header__in {
                a.sa-logo href="/" {
                    img src=(address_of("icon.svg")) width="36" height="36" alt="";
                    span { (visit.t("page-product")) small { (visit.t("page-product-what")) } }
                }
                nav aria-label=(visit.t("page-language")) {
                    ul.sa-lang {
                        @for (lang, name) in [(Lang::Kk, "Қазақша"), (Lang::Ru, "Русский"), (Lang::En, "English")] {
                            li {
                                @if lang == visit.lang {
                                    span aria-current="true" lang=(lang.as_str()) { (name) }
                                } @else {
                                    a href=(language::address(&visit.uri, lang)) lang=(lang.as_str()) hreflang=(lang.as_str()) { (name) }
                                }
                            }
                        }
                    }
                }
                div.sa-who {
                    @if let Some(session) = visit.session.as_deref() {
                        a href="/me" { (session.who.name) } br; (roles(visit))
                        form.sa-leave method="post" action="/leave" {
                            (visit.token())
                            button.sa-linklike { (visit.t("nav-leave")) }
                        }
                    } @else {
                        a href="/enter" { (visit.t("nav-enter")) }
                    }
                }
            }
        }
    }
}

/// The roles of whoever is signed in, in words.
fn roles(visit: &Visit) -> String {
    use Role::{Analyst, Chair, Doctor, Expert, Integrator, Monitor, Operator, Staff};
    let all = [Doctor, Chair, Expert, Staff, Monitor, Analyst, Integrator, Operator];
    let held = all.into_iter().filter(|role| visit.holds(*role));
    held.map(|role| visit.t(&format!("role-{}", role_name(role)))).collect::<Vec<_>>().join(", ")
}

/// The role as words and addresses name it.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Doctor => "doctor",
        Role::Chair => "chair",
        Role::Expert => "expert",
        Role::Staff => "staff",
        Role::Monitor => "monitor",
        Role::Analyst => "analyst",
        Role::Integrator => "integrator",
        Role::Operator => "operator",
    }
}

fn ways(visit: &Visit, here: &str) -> Markup {
    let mine = WAYS.iter().filter(|(roles, ..)| roles.iter().any(|role| visit.holds(*role)));
    let current = |way: &str| (way == here).then_some("page");
    html! {
        nav.sa-nav aria-label=(visit.t("page-ways")) {
            div.govuk-width-container {
                ul {
                    @for (_, way, to) in mine {
                        li { a href=(to) aria-current=[current(way)] { (visit.t(&format!("nav-{way}"))) } }
                    }
                    li { a href="/law" aria-current=[current("law")] { (visit.t("nav-law")) } }
                }
            }
        }
    }
}

/// Where the clock is set, nothing on the page is real.
fn demonstration(visit: &Visit) -> Markup {
    html! {
        @if visit.host.any().clock.is_set() {
            aside.sa-demo aria-label=(visit.t("page-demonstration-label")) {
                div.govuk-width-container { (visit.say("page-demonstration", &[("now", visit.moment(visit.now).into())])) }
            }
        }
    }
}

/// Shown by the script shortly before the session ends: for want of use, or because it has lasted as long as any may.
fn idle_warning(visit: &Visit) -> Markup {
    html! {
        @if visit.session.is_some() {
            dialog #idle aria-labelledby="idle-title" data-still="/still-here" {
                h2.govuk-heading-m #idle-title { (visit.t("idle-title")) }
                div data-part="idle" {
                    p.govuk-body { (visit.t("idle-hint")) }
                    button.govuk-button type="button" data-stay { (visit.t("idle-stay")) }
                }
                div data-part="end" hidden {
                    p.govuk-body { (visit.say("idle-end-hint", &[("hours", SESSION_HOURS.into())])) }
                    div.govuk-button-group {
                        button.govuk-button type="button" data-close { (visit.t("idle-close")) }
                        a.govuk-link href=(visit.way_in()) { (visit.t("lost-enter")) }
                    }
                }
            }
        }
    }
}

fn footer(visit: &Visit) -> Markup {
    html! {
        footer.sa-foot {
            div.govuk-width-container {
                (visit.t("page-foot")) " · " a.govuk-link href="/api/docs" { (visit.t("root-docs")) }
            }
        }
    }
}
