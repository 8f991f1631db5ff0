//! What a page's form sends: read within limits, and only with the token that our own pages carry.

use super::refused::Refused;
use super::visit::Visit;
use crate::node::Host;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use http_body_util::{BodyExt as _, Limited};
use jiff::civil::Date;
use maud::{Markup, html};
use saraptama_core::terms::parse_date;

/// A form with long free texts; files come another way.
const BYTES: usize = 512 * 1024;
/// More fields than any form of ours has.
const FIELDS: usize = 4000;
const TOKEN: &str = "csrf";

/// A day as people type it, `27.03.2025` or `27.3.2025`, or as programs write it, `2025-03-27`.
pub(super) fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('.').map(str::trim);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year), None) if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => parse_date(text.trim()).ok(),
    }
}

/// The fields of a form, in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Fields that were not sent by a form: of an address, of a test.
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The field's text without blanks around it; empty where it was not sent.
    pub(super) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The field's text where it is not blank.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        Some(self.one(name)).filter(|text| !text.is_empty())
    }

    /// Every text of a field that may be sent several times.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Every field.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

/// The fields of a form that one of our pages sent.
pub(super) struct Filled(pub(super) Fields);

impl FromRequest<Host> for Filled {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &Host) -> Result<Self, Refused> {
        let (parts, body) = request.into_parts();
        let visit = parts.extensions.get::<Visit>();
        let visit = visit.ok_or_else(|| Refused::of(axum::response::IntoResponse::into_response(StatusCode::FORBIDDEN)))?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(visit.unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = read(body).await.ok_or_else(|| visit.unreadable(StatusCode::PAYLOAD_TOO_LARGE))?;
        let fields: Option<Vec<(String, String)>> = serde_html_form::from_bytes(&bytes).ok();
        let fields = fields.filter(|fields| fields.len() <= FIELDS);
        let fields = Fields(fields.ok_or_else(|| visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY))?);
        visit.expects(fields.one(TOKEN))?;
        Ok(Self(fields))
    }
}

async fn read(body: Body) -> Option<Vec<u8>> {
    Some(Limited::new(body, BYTES).collect().await.ok()?.to_bytes().to_vec())
}

impl Visit {
    /// The hidden field by which a form shows that it is of one of our pages; every form has it.
    pub(super) fn token(&self) -> Markup {
        html! {
            @if let Some(session) = self.session.as_deref() {
                input type="hidden" name=(TOKEN) value=(session.row.csrf);
            }
        }
    }

    /// Whether `token` is that of the session. Before anybody is signed in there is none to take over:
    /// then the guard's look at where the request came from is enough.
    ///
    /// # Errors
    /// The page that says that it is not.
    pub(super) fn expects(&self, token: &str) -> Result<(), Refused> {
        match self.session.as_deref() {
            Some(session) if !same(session.row.csrf.as_bytes(), token.as_bytes()) => Err(self.stranger()),
            _ => Ok(()),
        }
    }
}

/// Compares in a time that tells nothing of where they differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(one, other).is_ok()
}
