use super::Call;
use super::call::answer;
use super::refused::{Outcome, Refused};
use axum::http::{HeaderMap, header};
use saraptama_wire::fhir::{Asked, Found, Issue, Level, Link, outcome, searchset, system};
use serde_json::Value;

/// The most resources of a page.
pub(super) const PAGE: usize = 50;

/// Where this door stands, as the caller reached it.
pub(super) fn base(headers: &HeaderMap) -> String {
    let authority = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let is_https = headers.get("x-forwarded-proto").is_some_and(|value| value == "https");
    let scheme = if is_https { "https" } else { "http" };
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    format!("{scheme}://{}/fhir", authority.chars().filter(|c| plain(*c)).collect::<String>())
}

/// How many resources a page of this search has.
///
/// # Errors
/// 400.
pub(super) fn page_size(call: &Call<'_>) -> Result<usize, Refused> {
    Ok(call.asked.number("_count").map_err(|_| call.unreadable())?.unwrap_or(PAGE).min(PAGE))
}

/// The page of a search among resources that are all at hand.
///
/// # Errors
/// 400 for parameters that cannot be read or, strictly, are unknown.
pub(super) fn page_of(call: &Call<'_>, kind: &str, known: &[&str], all: Vec<Value>) -> Outcome {
    let total = all.len();
    let (of_page, next) = cut(call, total)?;
    let part = all.into_iter().skip(of_page.start).take(of_page.len()).collect();
    shown(call, kind, known, Page { part, total: Some(total), next })
}

/// Which of so many stand on the page that is asked for, and where the next one begins.
///
/// # Errors
/// 400.
pub(super) fn cut(call: &Call<'_>, total: usize) -> Result<(std::ops::Range<usize>, Option<String>), Refused> {
    let from = call.asked.number("_getpages").map_err(|_| call.unreadable())?.unwrap_or(0).min(total);
    let to = from.saturating_add(page_size(call)?).min(total);
    Ok((from..to, (from < to && to < total).then(|| to.to_string())))
}

/// What stands on a page.
pub(super) struct Page {
    pub(super) part: Vec<Value>,
    pub(super) total: Option<usize>,
    pub(super) next: Option<String>,
}

/// A page with its links, and with an outcome where parameters were left aside.
///
/// # Errors
/// 400 where the request is strict about them.
pub(super) fn shown(call: &Call<'_>, kind: &str, known: &[&str], page: Page) -> Outcome {
    let unknown = call.unknown(&call.asked, known);
    call.strictly(&unknown)?;
    let base = base(call.headers);
    let own = query(&call.asked, known, |name| name != "_getpages");
    let mut links = vec![Link { relation: "self", url: format!("{base}/{kind}{}", query(&call.asked, known, |_| true)) }];
    if let Some(cursor) = page.next {
        let joint = if own.is_empty() { '?' } else { '&' };
        links.push(Link { relation: "next", url: format!("{base}/{kind}{own}{joint}_getpages={}", encoded(&cursor)) });
    }
    let found = |resource: Value| {
        let id = resource["id"].as_str().unwrap_or_default();
        Found { full_url: format!("{base}/{kind}/{id}"), resource }
    };
    let found = page.part.into_iter().map(found).collect();
    Ok(answer(&searchset(page.total, &links, found, remarks(call, &unknown))))
}

/// The outcome that names what was left aside.
fn remarks(call: &Call<'_>, unknown: &[String]) -> Option<Value> {
    if unknown.is_empty() {
        return None;
    }
    let text = call.node.words.text("fhir-ignored", &[("names", unknown.join(", ").into())]);
    let issue = Issue {
        level: Level::Warning,
        code: "not-supported",
        details: vec![(system::PROBLEM, "parameters".to_owned())],
        text,
        diagnostics: None,
        expression: None,
        source: None,
    };
    Some(outcome(&[issue], call.lang))
}

/// The parameters that were heeded, as a query.
fn query(asked: &Asked, known: &[&str], wanted: impl Fn(&str) -> bool) -> String {
    let heeded = |name: &&str| (known.contains(name) || ["_count", "_getpages", "_format"].contains(name)) && wanted(name);
    let mut names: Vec<&str> = asked.names().filter(heeded).collect();
    names.dedup();
    let pairs = names.iter().flat_map(|name| asked.texts(name).map(|value| format!("{}={}", encoded(name), encoded(value))));
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() { query } else { format!("?{query}") }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Whether a token of the search is `value`: one of several, each with or without its system.
pub(super) fn is_token(asked: Option<&str>, value: &str) -> bool {
    asked.is_none_or(|asked| asked.split(',').any(|one| one.rsplit('|').next() == Some(value)))
}

/// Whether a reference of the search leads to `kind/id`; an id alone does.
pub(super) fn is_reference(asked: Option<&str>, kind: &str, id: &str) -> bool {
    asked.is_none_or(|asked| {
        asked.split(',').any(|one| one == id || one.strip_suffix(id).is_some_and(|before| before.ends_with(&format!("{kind}/"))))
    })
}
