use super::answer::{Answer, Outcome};
use super::caller::{Caller, Named};
use super::forms::OnForm;
use crate::flow::documents::DOCUMENT_BYTES;
use crate::node::{Host, Node};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saraptama_core::authority::Role;
use saraptama_core::terms::{FormId, Sha256};
use saraptama_store::rows::DocumentRow;

const WRITERS: [Role; 2] = [Role::Doctor, Role::Chair];
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
    Ok(attachment(document))
}

/// `GET /exchange/v1/forms/{id}/documents/{sha256}`: a file of a signed form, for the node that the form
/// went to: the one whose reports of stages are believed.
pub async fn for_node(State(host): State<Host>, Named((id, sha256)): Named<(String, String)>, headers: HeaderMap) -> Outcome {
    // A process that hosts several nodes is asked for the one that knows the caller so.
    let senders: Vec<&Node> = [host.mis.as_deref(), host.ministry.as_deref()].into_iter().flatten().collect();
    let knows = |node: &&&Node| Caller::of(node, &headers).is_ok_and(|caller| node.believes(caller.who));
    let node = senders.iter().find(knows).or(senders.first()).copied().unwrap_or(host.any());
    let caller = Caller::of(node, &headers)?.needs(&[Role::Integrator])?;
    if !node.believes(caller.who) {
        return Err(caller.say(Answer::wrong_role(&node.words)));
    }
    let nothing = || caller.say(Answer::not_found(&node.words));
    let (form, sha256) = (FormId::parse(&id).map_err(|_| nothing())?, Sha256::parse(&sha256).map_err(|_| nothing())?);
    let document = node.document_for_node(form, sha256).await;
    Ok(attachment(document.map_err(|error| caller.say(Answer::of(error, &node.words, &node.law)))?))
}

fn attachment(document: DocumentRow) -> Response {
    let headers = [
        (header::CONTENT_TYPE, document.media_type),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::OK, headers, document.bytes).into_response()
}
