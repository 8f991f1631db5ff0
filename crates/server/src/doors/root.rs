use super::Answer;
use super::caller::language;
use crate::node::Host;
use axum::extract::State;
use axum::http::HeaderMap;

/// A known address under another method.
pub async fn wrong_method(State(host): State<Host>, headers: HeaderMap) -> Answer {
    Answer::wrong_method(&host.any().words).in_language(language(&headers))
}
