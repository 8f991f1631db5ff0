//! A request as it comes, and what every operation on terms opens with.

use super::editions::{Edition, held, meant};
use super::{Call, Refused};
use crate::node::{Host, Node};
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts as _, RawPathParams, Request as Whole};
use axum::http::{HeaderMap, Method};
use saraptama_core::authority::Role;
use saraptama_wire::fhir::Asked;
use std::convert::Infallible;

/// A request before anything of it is judged, and its body.
pub(super) struct Sent(pub(super) Request, pub(super) Body);

/// A request without its body.
pub(super) struct Request {
    pub(super) host: Host,
    pub(super) headers: HeaderMap,
    method: Method,
    query: Option<String>,
    /// The name in the address. One that cannot be read is empty and names nothing.
    named: Option<String>,
}

impl FromRequest<Host> for Sent {
    type Rejection = Infallible;

    async fn from_request(request: Whole, host: &Host) -> Result<Self, Infallible> {
        let (mut parts, body) = request.into_parts();
        let named = match RawPathParams::from_request_parts(&mut parts, host).await {
            Ok(names) => names.iter().next().map(|(_, name)| name.to_owned()),
            Err(_) => Some(String::new()),
        };
        let query = parts.uri.query().map(str::to_owned);
        let (headers, method) = (parts.headers, parts.method);
        Ok(Self(Request { host: host.clone(), headers, method, query, named }, body))
    }
}

impl Request {
    /// The call of anybody with a token.
    ///
    /// # Errors
    /// As [`Call::of`].
    pub(super) fn call(&self) -> Result<Call<'_>, Refused> {
        Call::of(self.host.any(), &self.headers, self.query.as_deref(), None)
    }

    /// The call of whoever holds one of `roles` at `node`.
    ///
    /// # Errors
    /// As [`Call::of`].
    pub(super) fn call_of<'c>(&'c self, node: &'c Node, roles: &[Role]) -> Result<Call<'c>, Refused> {
        Call::of(node, &self.headers, self.query.as_deref(), Some(roles))
    }

    /// The name in the address; empty where there is none.
    pub(super) fn name(&self) -> &str {
        self.named.as_deref().unwrap_or_default()
    }
}

/// An operation on the editions of a code system or a value set: who asks, what, and of which editions.
pub(super) struct Opened<'o, T> {
    pub(super) call: Call<'o>,
    pub(super) asked: Asked,
    held: Vec<T>,
    named: Option<&'o str>,
}

impl<'o, T: Edition> Opened<'o, T> {
    /// Opens an operation with the parameters `known`. What its address names must be there before its body is read.
    ///
    /// # Errors
    /// 401, 406, 404, 415, 413, 400.
    pub(super) async fn of(request: &'o Request, body: Body, known: &[&str]) -> Result<Self, Refused> {
        let mut call = request.call()?;
        let held: Vec<T> = held(&call, &request.host).await?;
        let named = request.named.as_deref();
        if named.is_some_and(|id| held.iter().all(|one| one.id() != id)) {
            return Err(call.not_found());
        }
        let asked = call.operation(&request.method, body, known).await?;
        Ok(Self { call, asked, held, named })
    }

    /// The edition that the address names; where it names none, the one of the canonical URL and version that `given`
    /// finds in the parameters.
    ///
    /// # Errors
    /// 404, 400.
    pub(super) fn edition<'g>(&self, given: impl FnOnce() -> Result<(&'g str, Option<&'g str>), Refused>) -> Result<&T, Refused> {
        match self.named {
            Some(id) => self.held.iter().find(|one| one.id() == id).ok_or_else(|| self.call.not_found()),
            None => meant(&self.call, &self.asked, given()?, &self.held),
        }
    }
}
