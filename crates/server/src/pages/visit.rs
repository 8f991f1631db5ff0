use super::refused::Refused;
use super::session::Session;
use super::sheet::Sheet;
use crate::node::Host;
use axum::extract::FromRequestParts;
use axum::http::{StatusCode, Uri, request::Parts};
use jiff::civil::Date;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::law::Law;
use saraptama_core::terms::{Instant, KAZAKHSTAN, Trilingual, civil_date};
use saraptama_wire::words::{Args, Lang, Words};
use std::sync::Arc;

/// One request of somebody's browser: who, in which language, at what time. Every page takes it as an argument;
/// the guard has made it.
#[derive(Clone)]
pub(super) struct Visit {
    /// The nodes of the process.
    pub(super) host: Host,
    /// The language of the page.
    pub(super) lang: Lang,
    /// Who is signed in, if anybody.
    pub(super) session: Option<Arc<Session>>,
    /// The address.
    pub(super) uri: Uri,
    /// Where people find this node, `https://mse.example.kz`; none where neither configuration nor request say.
    pub(super) origin: Option<String>,
    /// The node's time.
    pub(super) now: Instant,
    /// A script asks for a part of a page, not for a page.
    pub(super) is_part: bool,
    /// A page stands at the address: whoever only sent something there can open it.
    pub(super) is_page: bool,
}

impl Visit {
    pub(super) fn new(host: &Host, lang: Lang, session: Option<Arc<Session>>, uri: Uri, is_part: bool) -> Self {
        Self { host: host.clone(), lang, session, uri, origin: None, now: host.any().clock.now(), is_part, is_page: false }
    }

    /// Where the page at this address is opened again; none where only forms are sent to it.
    pub(super) fn again(&self) -> Option<&str> {
        self.uri.path_and_query().map(|place| place.as_str()).filter(|_| self.is_page)
    }

    /// Where somebody signs in to come back to this page.
    pub(super) fn way_in(&self) -> String {
        let next = self.again().and_then(|next| serde_html_form::to_string([("next", next)]).ok());
        next.map_or_else(|| "/enter".to_owned(), |next| format!("/enter?{next}"))
    }

    /// The node's name without the way to reach it, for messages that tell people where to look.
    pub(super) fn site(&self) -> &str {
        self.origin.as_deref().and_then(|origin| origin.split_once("://")).map_or("", |(_, site)| site)
    }

    /// Whoever is signed in.
    ///
    /// # Errors
    /// The page that says that nobody is: only where the table lets anyone in.
    pub(super) fn who(&self) -> Result<&Principal, Refused> {
        self.session.as_deref().map(|session| &session.who).ok_or_else(|| self.no_session())
    }

    /// Whether whoever is signed in holds `role` today.
    pub(super) fn holds(&self, role: Role) -> bool {
        self.session.as_deref().is_some_and(|session| session.who.holds(role, self.today()))
    }

    /// The civil day in Kazakhstan.
    pub(super) fn today(&self) -> Date {
        civil_date(self.now)
    }

    /// The law.
    pub(super) fn law(&self) -> &Law {
        &self.host.any().law
    }

    /// The words.
    pub(super) fn words(&self) -> &Words {
        &self.host.any().words
    }

    /// A message without arguments, in the page's language.
    pub(super) fn t(&self, key: &str) -> String {
        self.words().one(self.lang, key, &[])
    }

    /// A message in the page's language.
    pub(super) fn say(&self, key: &str, args: Args<'_>) -> String {
        self.words().one(self.lang, key, args)
    }

    /// A text that exists in all languages, in the page's.
    pub(super) fn of<'t>(&self, text: &'t Trilingual) -> &'t str {
        self.lang.of(text)
    }

    /// `20.11.2025`: the same in all languages, for tables.
    pub(super) fn day(&self, day: Date) -> String {
        format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
    }

    /// `20.11.2025, 14:20`, in Kazakhstan time.
    pub(super) fn moment(&self, at: Instant) -> String {
        let local = KAZAKHSTAN.to_datetime(at);
        format!("{}, {:02}:{:02}", self.day(local.date()), local.hour(), local.minute())
    }

    /// `2025 ж. 20 қараша, бейсенбі`: for headings and sentences.
    pub(super) fn long_day(&self, day: Date) -> String {
        let weekday = i64::from(day.weekday().to_monday_one_offset());
        let args = [
            ("year", day.year().to_string().into()),
            ("month", i64::from(day.month()).into()),
            ("day", i64::from(day.day()).into()),
            ("weekday", weekday.into()),
        ];
        self.say("page-long-day", &args)
    }

    /// Begins a page of this title.
    pub(super) fn sheet(&self, title: impl Into<String>) -> Sheet<'_> {
        Sheet::new(self, title.into())
    }
}

impl FromRequestParts<Host> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &Host) -> Result<Self, StatusCode> {
        // Every page stands in the table, and the table's guard made the visit.
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
