//! What comes back from a place where something is signed: by the script as fields, or as files.

use super::fields::{Fields, Filled};
use super::refused::Refused;
use super::visit::Visit;
use crate::node::Host;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;

/// All signatures of a request with what stands around them: a page's worth of them, each with its chain and time-stamp.
const BYTES: usize = 1024 * 1024;
/// More parts than any form of ours has.
const PARTS: usize = 100;

/// Signatures, each with the id of what it is over, and the form's other fields.
pub(super) struct Signatures {
    /// The id, and the signature as it came: base64, PEM or DER; empty where none was given.
    pub(super) signed: Vec<(String, Vec<u8>)>,
    /// What else was sent.
    pub(super) fields: Fields,
}

impl Signatures {
    /// The first signature; empty where there is none.
    pub(super) fn first(&self) -> &[u8] {
        self.signed.first().map_or(&[], |(_, signature)| signature)
    }

    fn of(parts: Vec<(String, Vec<u8>)>) -> Self {
        let of = |name: &str| parts.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let signed = of("signed").iter().map(|id| text(id)).zip(of("signature")).collect();
        let others = parts.iter().filter(|(name, _)| name != "signed" && name != "signature");
        Self { signed, fields: Fields::new(others.map(|(name, value)| (name.clone(), text(value))).collect()) }
    }
}

impl FromRequest<Host> for Signatures {
    type Rejection = Refused;

    async fn from_request(request: Request, host: &Host) -> Result<Self, Refused> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let Filled(fields) = Filled::from_request(request, host).await?;
            return Ok(Self::of(fields.pairs().map(|(name, value)| (name.to_owned(), value.trim().into())).collect()));
        }
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(|| Refused::of(StatusCode::FORBIDDEN.into_response()))?;
        let unreadable = || visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY);
        let (parts, body) = request.into_parts();
        let limited = Request::from_parts(parts, axum::body::Body::new(http_body_util::Limited::new(body, BYTES)));
        let mut multipart = Multipart::from_request(limited, host).await.map_err(|_| unreadable())?;
        let mut read = vec![];
        while let Some(part) = multipart.next_field().await.map_err(|_| unreadable())? {
            if read.len() == PARTS {
                return Err(unreadable());
            }
            let name = part.name().unwrap_or_default().to_owned();
            read.push((name, part.bytes().await.map_err(|_| unreadable())?.to_vec()));
        }
        let given = Self::of(read);
        visit.expects(given.fields.one("csrf"))?;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use super::Signatures;

    #[test]
    fn every_signature_belongs_to_the_id_before_it_and_the_rest_are_fields() {
        let part = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
        let given = Signatures::of(vec![
            part("csrf", "token"),
            part("signed", "a"),
            part("signature", "MAMC"),
            part("signed", "b"),
            part("signature", ""),
        ]);
        assert_eq!(given.signed, [("a".to_owned(), b"MAMC".to_vec()), ("b".to_owned(), vec![])]);
        assert_eq!((given.fields.one("csrf"), given.first()), ("token", b"MAMC".as_slice()));
    }
}
