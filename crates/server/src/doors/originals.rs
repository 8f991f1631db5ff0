//! Documents in a vendor's own format: read into our JSON at the door, and given back as they came.

use super::answer::{Answer, Outcome};
use super::body;
use super::caller::{Caller, Named};
use super::forms::{OnForm, WRITERS};
use crate::flow::mis::Original;
use crate::node::{Host, Node};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_wire::exchange::FORM_BYTES;
use saraptama_wire::original::{self, Translation};
use std::collections::BTreeMap;

/// The language of the form's own JSON.
const OURS: &str = "application/json";

/// What a caller says their body is.
pub(super) enum Given {
    /// The JSON of form 031/e.
    Ours,
    /// A document of a vendor's format.
    Vendors(original::Named, String),
}

/// A form as it was read at the door.
pub(super) struct Taken {
    /// The JSON of form 031/e.
    pub(super) bytes: Vec<u8>,
    /// What it was translated from.
    pub(super) original: Option<Original>,
    translation: Option<Translation>,
}

impl Given {
    /// What the content type says, or `?format=NAME` beside a plain one.
    ///
    /// # Errors
    /// 415 for any other content type, and for a format that there is not.
    pub(super) fn of(
        node: &Node,
        caller: &Caller<'_>,
        headers: &HeaderMap,
        query: &BTreeMap<String, String>,
    ) -> Result<Self, Answer> {
        let media_type = body::media_type(headers);
        let named = match query.get("format") {
            Some(name) => {
                let named = original::by_name(name).ok_or_else(|| caller.say(Answer::no_format(&node.words)))?;
                named.takes(media_type).then_some(named)
            }
            None if media_type.eq_ignore_ascii_case(OURS) => return Ok(Self::Ours),
            None => original::by_media_type(media_type),
        };
        if let Some(named) = named {
            return Ok(Self::Vendors(named, media_type.to_owned()));
        }
        let known = original::formats().map(original::Named::media_type);
        let expected: Vec<String> = [OURS.to_owned()].into_iter().chain(known).collect();
        Err(caller.say(Answer::wrong_type(&node.words, &expected.join(", "))))
    }

    /// The form that the body is or means.
    ///
    /// # Errors
    /// 422 with every field that cannot be read, by its path in the original.
    pub(super) fn read(self, node: &Node, bytes: &[u8]) -> Result<Taken, Answer> {
        let Self::Vendors(named, media_type) = self else {
            return Ok(Taken { bytes: bytes.to_vec(), original: None, translation: None });
        };
        let translated = original::translate(named.format, bytes);
        let translation = translated.map_err(|faults| Answer::original(&node.words, &faults))?;
        if translation.form.len() > FORM_BYTES {
            return Err(Answer::too_large(&node.words, FORM_BYTES));
        }
        let original = Original { format: named.name, media_type, bytes: bytes.to_vec() };
        Ok(Taken { bytes: translation.form.clone(), original: Some(original), translation: Some(translation) })
    }
}

impl Taken {
    /// Where a member of the form stands in the original.
    pub(super) fn origin(&self, pointer: &str) -> Option<String> {
        self.translation.as_ref()?.origin(pointer)
    }
}

/// `GET /api/v1/forms/{id}/original`: the vendor's document, byte by byte.
pub async fn bytes(State(host): State<Host>, Named(id): Named<String>, headers: HeaderMap) -> Outcome {
    let on = OnForm::of(&host, &headers, &id, &WRITERS)?;
    let row = on.mis.original_of(on.caller.who, on.form).await.map_err(|error| on.refuse(error))?;
    let headers = [
        (header::CONTENT_TYPE, row.media_type),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::HeaderName::from_static("repr-digest"), format!("sha-256=:{}:", STANDARD.encode(row.sha256.0))),
    ];
    Ok((StatusCode::OK, headers, row.bytes).into_response())
}
