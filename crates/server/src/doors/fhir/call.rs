use super::refused::{Refused, lang};
use crate::doors::answer::Answer;
use crate::doors::body;
use crate::doors::caller::Caller;
use crate::flow::FlowError;
use crate::node::Node;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::{Trilingual, civil_date};
use saraptama_wire::fhir::{Asked, MEDIA_TYPE};
use saraptama_wire::words::Lang;
use serde_json::Value;

/// The most bytes of the parameters of an operation.
const PARAMETERS_BYTES: usize = 64 * 1024;
/// What FHIR may be called in a request.
const JSON: [&str; 4] = [MEDIA_TYPE, "application/json", "text/json", "json"];
/// Parameters that every request may have.
const COMMON: [&str; 4] = ["_format", "_pretty", "_count", "_getpages"];

/// A request, past token, role and what it accepts.
pub(super) struct Call<'c> {
    pub(super) node: &'c Node,
    pub(super) who: &'c Principal,
    pub(super) lang: Lang,
    pub(super) headers: &'c HeaderMap,
    /// The parameters of its query.
    pub(super) asked: Asked,
    caller: Caller<'c>,
}

impl<'c> Call<'c> {
    /// The request of whoever holds one of `roles`; of anybody with a token where they are not named.
    ///
    /// # Errors
    /// 401, 403, 406, 400.
    pub(super) fn of(
        node: &'c Node,
        headers: &'c HeaderMap,
        query: Option<&str>,
        roles: Option<&[Role]>,
    ) -> Result<Self, Refused> {
        let lang = lang(headers);
        let refuse = |answer| Refused { answer, lang };
        let caller = Caller::of(node, headers).map_err(refuse)?;
        let caller = match roles {
            Some(roles) => caller.needs(roles).map_err(refuse)?,
            None => caller,
        };
        let pairs = serde_html_form::from_str::<Vec<(String, String)>>(query.unwrap_or_default()).ok();
        let read = |pairs: Vec<(String, String)>| {
            Asked::of_query(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))).ok()
        };
        let asked = pairs.and_then(read);
        let is_readable = asked.is_some();
        let call = Self { node, who: caller.who, lang, headers, asked: asked.unwrap_or_default(), caller };
        if !accepts(headers, call.asked.texts("_format").next()) {
            return Err(call.refuse(not_acceptable(node)));
        }
        if is_readable { Ok(call) } else { Err(call.unreadable()) }
    }

    pub(super) fn refuse(&self, answer: Answer) -> Refused {
        Refused { answer, lang: self.lang }
    }

    pub(super) fn flow(&self, error: FlowError) -> Refused {
        self.refuse(Answer::of(error, &self.node.words, &self.node.law))
    }

    pub(super) fn not_found(&self) -> Refused {
        self.refuse(Answer::not_found(&self.node.words))
    }

    /// 400 by the key of its words.
    pub(super) fn bad(&self, key: &str) -> Refused {
        self.refuse(Answer::keyed(&self.node.words, "parameters", "Bad request", StatusCode::BAD_REQUEST, key))
    }

    /// 400: a parameter is missing, or is not what it should be.
    pub(super) fn unreadable(&self) -> Refused {
        self.bad("problem-fhir-parameters")
    }

    /// An answer with words that have arguments.
    pub(super) fn told(&self, kind: &str, status: StatusCode, messages: Trilingual) -> Refused {
        self.refuse(Answer::new(kind, status.canonical_reason().unwrap_or_default(), status, messages))
    }

    /// The server's day.
    pub(super) fn today(&self) -> Date {
        civil_date(self.node.clock.now())
    }

    /// The text of a parameter.
    pub(super) fn text<'a>(&self, asked: &'a Asked, name: &str) -> Result<Option<&'a str>, Refused> {
        Ok(asked.text(name).map_err(|_| self.unreadable())?.filter(|text| !text.is_empty()))
    }

    /// The names of parameters that are not among `known`.
    pub(super) fn unknown(&self, asked: &Asked, known: &[&str]) -> Vec<String> {
        let unknown = asked.names().filter(|name| !known.contains(name) && !COMMON.contains(name));
        unknown.map(|name| name.chars().take(64).collect()).collect()
    }

    /// Whether the request would rather be refused than answered in part.
    pub(super) fn is_strict(&self) -> bool {
        let prefer = self.headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        prefer.flat_map(|value| value.split([',', ';'])).any(|one| one.trim().eq_ignore_ascii_case("handling=strict"))
    }

    /// Refuses unknown parameters where the request is strict.
    ///
    /// # Errors
    /// 400 that names them.
    pub(super) fn strictly(&self, unknown: &[String]) -> Result<(), Refused> {
        if unknown.is_empty() || !self.is_strict() {
            return Ok(());
        }
        let names = unknown.join(", ");
        let messages = self.node.words.text("fhir-unknown-parameters", &[("names", names.into())]);
        Err(self.told("parameters", StatusCode::BAD_REQUEST, messages))
    }

    /// The body, if it is JSON.
    ///
    /// # Errors
    /// 415, 413.
    pub(super) async fn body(&self, body: Body, limit_bytes: usize) -> Result<Bytes, Refused> {
        body::content_type(self.node, &self.caller, self.headers, &JSON[..2]).map_err(|answer| self.refuse(answer))?;
        body::read(self.node, body, limit_bytes).await.map_err(|answer| self.refuse(answer))
    }

    /// What an operation is asked: by the query of a GET, by the body of a POST. `known` are its parameters.
    ///
    /// # Errors
    /// 415, 413, 400.
    pub(super) async fn operation(&mut self, method: &Method, body: Body, known: &[&str]) -> Result<Asked, Refused> {
        let asked = if method == Method::POST {
            let bytes = self.body(body, PARAMETERS_BYTES).await?;
            Asked::of_body(&bytes).map_err(|_| self.bad("problem-fhir-body"))?
        } else {
            std::mem::take(&mut self.asked)
        };
        self.strictly(&self.unknown(&asked, known))?;
        Ok(asked)
    }

    /// The language of names: the parameter `displayLanguage`, else the request's.
    ///
    /// # Errors
    /// 400.
    pub(super) fn display_language(&self, asked: &Asked) -> Result<Lang, Refused> {
        let given = self.text(asked, "displayLanguage")?;
        let primary = given.and_then(|tag| tag.split([',', '-', ';']).next()).map(|tag| tag.trim().to_lowercase());
        Ok(primary.and_then(|tag| Lang::parse(&tag)).unwrap_or(self.lang))
    }
}

/// Whether FHIR as JSON may be answered. `_format` goes before the header. A browser asks for a page and shows JSON too.
pub(super) fn accepts(headers: &HeaderMap, format: Option<&str>) -> bool {
    // A plus in a query is a blank.
    if let Some(format) = format.map(|format| format.replace(' ', "+")).filter(|format| !format.is_empty()) {
        return JSON.contains(&format.split(';').next().unwrap_or_default());
    }
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    let is_ours = |one: &str| {
        let (name, parameters) = one.split_once(';').unwrap_or((one, ""));
        let is_refused = parameters.split(';').any(|one| matches!(one.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        let name = name.trim().to_ascii_lowercase();
        !is_refused && (["*/*", "application/*", "text/*", "text/html"].contains(&name.as_str()) || JSON.contains(&name.as_str()))
    };
    accepted.peek().is_none() || accepted.flat_map(|value| value.split(',')).any(is_ours)
}

/// 406.
pub(super) fn not_acceptable(node: &Node) -> Answer {
    Answer::keyed(&node.words, "accept", "Not acceptable", StatusCode::NOT_ACCEPTABLE, "problem-fhir-accept")
}

/// A resource. Its version stands in the header too.
pub(super) fn answer(resource: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")];
    let mut response = (StatusCode::OK, headers, resource.to_string()).into_response();
    let version = resource["meta"]["versionId"].as_str().map(|version| format!("W/\"{version}\""));
    if let Some(tag) = version.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
