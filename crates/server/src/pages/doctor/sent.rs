//! What a step of the form sends: fields, and on the page of examinations files beside them. Files are read within
//! their limit each; a file too large is passed over, so that what was typed beside it is not lost.

use super::files::FILE_BYTES;
use crate::node::Host;
use crate::pages::fields::{Fields, Filled};
use crate::pages::refused::Refused;
use crate::pages::visit::Visit;
use axum::extract::{FromRequest, Multipart, Request, multipart::Field};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;

/// All files and fields of one request.
const BODY_BYTES: usize = 64 * 1024 * 1024;
/// The fields alone.
const FIELDS_BYTES: usize = 1024 * 1024;
/// So many parts at most, and so many files that are kept.
const PARTS: usize = 2000;
const FILES: usize = 4;

/// A file as it was sent.
pub(in crate::pages) struct Sent {
    /// The field: `evidence.karyotype.file`.
    pub(in crate::pages) field: String,
    /// Its name on the sender's machine.
    pub(in crate::pages) name: String,
    /// Its bytes; none where they are more than are taken.
    pub(in crate::pages) bytes: Option<Vec<u8>>,
}

/// Fields and files.
pub(in crate::pages) struct Filed {
    pub(in crate::pages) fields: Fields,
    pub(in crate::pages) files: Vec<Sent>,
}

impl FromRequest<Host> for Filed {
    type Rejection = Refused;

    async fn from_request(mut request: Request, host: &Host) -> Result<Self, Refused> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(|| Refused::of(StatusCode::FORBIDDEN.into_response()))?;
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let Filled(fields) = Filled::from_request(request, host).await?;
            return Ok(Self { fields, files: vec![] });
        }
        axum::extract::DefaultBodyLimit::max(BODY_BYTES).apply(&mut request);
        let parts = Multipart::from_request(request, host).await;
        let mut parts = parts.map_err(|_| visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY))?;
        read(&visit, &mut parts).await
    }
}

async fn read(visit: &Visit, parts: &mut Multipart) -> Result<Filed, Refused> {
    let unreadable = |status: StatusCode| visit.unreadable(status);
    let (mut fields, mut files, mut bytes, mut count) = (Vec::new(), Vec::new(), 0, 0);
    while let Some(mut part) = parts.next_field().await.map_err(|error| unreadable(error.status()))? {
        count += 1;
        if count > PARTS {
            return Err(unreadable(StatusCode::PAYLOAD_TOO_LARGE));
        }
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(file) = part.file_name().map(str::to_owned) {
            // The token stands before every file of our pages: nobody else's file is read at all.
            visit.expects(Fields::new(fields.clone()).one("csrf"))?;
            let room = if files.len() < FILES { FILE_BYTES } else { 0 };
            let content = upto(&mut part, room).await.map_err(unreadable)?;
            if !file.is_empty() {
                files.push(Sent { field: name, name: file, bytes: content });
            }
            continue;
        }
        let text = upto(&mut part, FIELDS_BYTES).await.map_err(unreadable)?;
        let text = text.and_then(|text| String::from_utf8(text).ok()).ok_or_else(|| unreadable(StatusCode::PAYLOAD_TOO_LARGE))?;
        bytes += name.len() + text.len();
        if bytes > FIELDS_BYTES {
            return Err(unreadable(StatusCode::PAYLOAD_TOO_LARGE));
        }
        fields.push((name, text));
    }
    let fields = Fields::new(fields);
    visit.expects(fields.one("csrf"))?;
    Ok(Filed { fields, files })
}

/// A part's bytes; none where they are more than `most`: then it is read to its end and dropped.
async fn upto(part: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, StatusCode> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = part.chunk().await.map_err(|error| error.status())? {
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(fits.then_some(bytes))
}
