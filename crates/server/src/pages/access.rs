//! Whoever asks for a page passes here first: who they are, whether they may, and whether it was one of our
//! own pages that sent what they send.

use super::refused::Refused;
use super::session::{self, Session};
use super::table::Who;
use super::visit::Visit;
use super::{language, refused};
use crate::node::Host;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use saraptama_core::terms::civil_date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the guard knows: the nodes, and who may ask for what.
#[derive(Clone)]
pub(super) struct Gate {
    pub(super) host: Host,
    pub(super) who: Arc<BTreeMap<(&'static str, &'static str), Who>>,
}

/// What a page may load and where it may send: ourselves, and the signer's program on the same machine.
/// NCALayer answers at this one address; a page that never signs is not hurt by the permission.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; connect-src 'self' wss://127.0.0.1:13579; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

pub(super) async fn guard(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let asked = language::asked(request.uri());
    let path = request.extensions().get::<MatchedPath>().cloned();
    let asker = Asker { method: request.method().clone(), uri: request.uri().clone(), headers: request.headers().clone(), path };
    let visit = match enter(&gate, asker).await {
        Ok(visit) => visit,
        Err(refused) => return sealed(refused.into_response()),
    };
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    if let Some(lang) = asked {
        response.headers_mut().append(header::SET_COOKIE, language::kept(lang));
    }
    sealed(response)
}

/// What the guard looks at: all of a request but its body.
struct Asker {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    path: Option<MatchedPath>,
}

async fn enter(gate: &Gate, asker: Asker) -> Result<Visit, Refused> {
    let (headers, uri) = (&asker.headers, &asker.uri);
    let method = if asker.method == Method::HEAD { &Method::GET } else { &asker.method };
    let path = asker.path.as_ref().map_or("", MatchedPath::as_str);
    let who = gate.who.iter().find(|((m, p), _)| *m == method.as_str() && *p == path).map(|(_, who)| *who);
    let is_page = gate.who.keys().any(|(method, page)| *method == "GET" && *page == path);
    let visit = Visit::new(&gate.host, language::of(headers, uri), None, uri.clone(), is_part(headers));
    let visit = Visit { is_page, ..visit };
    let Some(who) = who else { return Err(visit.not_found()) };
    if method != Method::GET && !is_from_here(headers) {
        return Err(visit.stranger());
    }
    let session = session::of(&gate.host, headers).await.map_err(|fault| visit.refuse(fault.into()))?;
    let visit = Visit { session: session.map(Arc::new), origin: origin(&gate.host, headers), ..visit };
    allowed(&visit, who, method)?;
    Ok(visit)
}

fn allowed(visit: &Visit, who: Who, method: &Method) -> Result<(), Refused> {
    let Some(session) = visit.session.as_deref() else {
        return match who {
            Who::Anyone => Ok(()),
            _ if method == Method::GET && !visit.is_part => Err(Refused::of(Redirect::to(&visit.way_in()).into_response())),
            _ => Err(visit.no_session()),
        };
    };
    match who {
        Who::Roles(roles) if !holds_any(session, roles, visit) => Err(visit.forbidden()),
        _ => Ok(()),
    }
}

fn holds_any(session: &Session, roles: &[saraptama_core::authority::Role], visit: &Visit) -> bool {
    let today = civil_date(visit.now);
    roles.iter().any(|role| session.who.holds(*role, today))
}

/// Whether the browser says that one of our own pages sent this (Fetch Metadata, else Origin). A program that
/// sends neither is told apart by the token that every form of ours carries.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Where people find this node: as the configuration says, else by the name under which the browser reached it.
fn origin(host: &Host, headers: &HeaderMap) -> Option<String> {
    host.any().sign_in.configured_origin().map(str::to_owned).or_else(|| asked_origin(headers))
}

/// The host that the browser asked for, where it looks like one. A proxy stands in front of it and speaks TLS; only
/// a machine that speaks to itself does without.
fn asked_origin(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain = |c: u8| c.is_ascii_alphanumeric() || b".-:[]".contains(&c);
    if host.is_empty() || host.len() > 253 || !host.bytes().all(plain) {
        return None;
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let scheme = if matches!(name, "localhost" | "127.0.0.1" | "[::1]") { "http" } else { "https" };
    Some(format!("{scheme}://{host}"))
}

/// Whether a script asks for a part of a page.
fn is_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// Personal data stay in no cache, in no other site's log, in no frame.
pub(super) fn sealed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(refused::NO_STORE);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_taken_from_our_own_pages_and_from_programs_that_are_no_browsers() {
        let site = "sec-fetch-site";
        for (headers, expected) in [
            (&[(site, "same-origin")][..], true),
            (&[(site, "same-site")], false),
            (&[(site, "cross-site")], false),
            (&[(site, "none")], false),
            (&[(site, "SAME-ORIGIN")], false),
            // What the browser says of the site goes before what it says of the origin.
            (&[(site, "cross-site"), ("origin", "https://mis.example"), ("host", "mis.example")], false),
            (&[("origin", "https://mis.example"), ("host", "mis.example")], true),
            (&[("origin", "https://MIS.example:8443"), ("host", "mis.example:8443")], true),
            (&[("origin", "https://mis.example:8443"), ("host", "mis.example")], false),
            (&[("origin", "https://evil.example"), ("host", "mis.example")], false),
            (&[("origin", "https://mis.example.evil"), ("host", "mis.example")], false),
            (&[("origin", "null"), ("host", "mis.example")], false),
            (&[("origin", "https://mis.example")], false),
            (&[("host", "mis.example")], true),
            (&[], true),
        ] {
            let named = |(name, value): &(&'static str, &'static str)| {
                (axum::http::HeaderName::from_static(name), HeaderValue::from_static(value))
            };
            let all: HeaderMap = headers.iter().map(named).collect();
            assert_eq!(is_from_here(&all), expected, "{headers:?}");
        }
    }

    #[test]
    fn the_node_is_found_under_the_name_by_which_it_was_reached_and_encrypted_but_on_the_same_machine() {
        let asked = |host: &'static str| asked_origin(&HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]));
        assert_eq!(asked("mse.example.kz").as_deref(), Some("https://mse.example.kz"));
        assert_eq!(asked("127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(asked("localhost").as_deref(), Some("http://localhost"));
        assert_eq!((asked("a/b"), asked(""), asked_origin(&HeaderMap::new())), (None, None, None));
    }
}
