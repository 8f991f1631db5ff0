use super::answer::{Answer, Outcome};
use super::caller::Named;
use super::forms::OnForm;
use crate::node::Host;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use saraptama_core::authority::Role;
use saraptama_core::terms::Sha256;

const WRITERS: [Role; 2] = [Role::Doctor, Role::Chair];
/// The largest attached file: 20 MiB.
const DOCUMENT_BYTES: usize = 20 * 1024 * 1024;
/// The longest media type that is kept.
const MEDIA_TYPE_BYTES: usize = 127;

/// `PUT /api/v1/forms/{id}/documents/{sha256}`: an attached file, named by the digest of its bytes.
pub async fn store(
    State(host): State<Host>,
    Named((id, sha256)): Named<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &WRITERS)?;
    on.exists().await?;
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if media_type.is_empty() || media_type.len() > MEDIA_TYPE_BYTES || !media_type.contains('/') {
        return Err(on.caller.say(Answer::wrong_type(&on.mis.words, "type/subtype")));
    }
    let bytes = on.body(body, DOCUMENT_BYTES).await?;
    if Sha256::parse(&sha256) != Ok(Sha256::of(&bytes)) {
        return Err(on.caller.say(Answer::content(&on.mis.words, "problem-document-digest")));
    }
    let is_new = on.mis.store_document(on.form, media_type, bytes.to_vec()).await.map_err(|error| on.refuse(error))?;
    Ok(if is_new { StatusCode::CREATED } else { StatusCode::OK }.into_response())
}

/// `GET /api/v1/forms/{id}/documents/{sha256}`: the file, never shown in place.
pub async fn bytes(State(host): State<Host>, Named((id, sha256)): Named<(String, String)>, headers: HeaderMap) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &WRITERS)?;
    on.exists().await?;
    let sha256 = Sha256::parse(&sha256).map_err(|_| on.caller.say(Answer::not_found(&on.mis.words)))?;
    let document = on.mis.document_of(on.caller.who, on.form, sha256).await.map_err(|error| on.refuse(error))?;
    let headers = [
        (header::CONTENT_TYPE, document.media_type),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, document.bytes).into_response())
}
