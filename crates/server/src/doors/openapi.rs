use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

const DOCUMENT: &str = include_str!("openapi.json");

/// `GET /api/openapi.json`: the HTTP resources, for programs that read them.
pub async fn document() -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}

/// `GET /api/docs`: the same for people, without a foreign script.
pub async fn page() -> Response {
    Html(super::openapi_page::write(DOCUMENT)).into_response()
}
