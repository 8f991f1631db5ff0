use super::Answer;
use super::answer::Outcome;
use super::caller::language;
use crate::node::Host;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _};
use saraptama_wire::words::Lang;
use std::collections::BTreeMap;

/// `/`: what this is, in the reader's language.
pub async fn root(State(host): State<Host>, headers: HeaderMap, query: Query<BTreeMap<String, String>>) -> Outcome {
    let asked = query.get("lang").and_then(|lang| Lang::parse(lang));
    let lang = asked.or_else(|| Lang::parse(language(&headers))).unwrap_or(Lang::Kk);
    let words = &host.any().words;
    let say = |key: &str| words.one(lang, key, &[]);
    let nodes = host.kinds().map(|kind| format!("<li>{}</li>", say(&format!("node-{}", kind.as_str())))).collect::<String>();
    let others = Lang::ALL.map(|lang| format!("<a href=\"?lang={0}\" hreflang=\"{0}\">{0}</a>", lang.as_str())).join(" · ");
    let clock = host.any().clock.clone();
    let demonstration = if clock.is_set() { format!("<p>{}</p>", say("root-clock-set")) } else { String::new() };
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Saraptama</title></head><body><main><h1>Saraptama</h1><p>{}</p><ul>{nodes}</ul>{demonstration}\
         <p><a href=\"/api/docs\">{}</a></p></main><footer>{others}</footer></body></html>",
        lang.as_str(),
        say("root-what"),
        say("root-docs"),
    );
    Ok(Html(page).into_response())
}

/// Every other address.
pub async fn nothing_here(State(host): State<Host>, headers: HeaderMap) -> Answer {
    Answer::not_found(&host.any().words).in_language(language(&headers))
}

/// A known address under another method.
pub async fn wrong_method(State(host): State<Host>, headers: HeaderMap) -> Answer {
    Answer::wrong_method(&host.any().words).in_language(language(&headers))
}
