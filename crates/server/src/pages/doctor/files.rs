//! Files beside an examination: which are taken, how they are shown, and their way out.

use super::desk::{self, Open};
use super::draw::Draw;
use super::entry;
use super::sent::Sent;
use super::tree::Tree;
use super::write;
use crate::doors::Named;
use crate::pages::parts::Finding;
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use saraptama_core::terms::Sha256;

/// The largest file that a page takes: 10 MiB. Programs may hand in larger ones.
pub(super) const FILE_BYTES: usize = 10 * 1024 * 1024;
/// As much of a file's name as is kept.
const NAME_CHARS: usize = 120;
/// `DICM` stands there in a file of DICOM, part 10.
const DICOM_MARK_AT: usize = 128;

/// What a file is, told by its first bytes: its name says nothing.
pub(super) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")];
    let known = BEGINNINGS.iter().find(|(begins, _)| bytes.starts_with(begins)).map(|(_, kind)| *kind);
    known.or_else(|| bytes.get(DICOM_MARK_AT..).is_some_and(|rest| rest.starts_with(b"DICM")).then_some("application/dicom"))
}

/// Stores the files of a request and writes them into the draft; answers what is wrong with the others.
pub(super) async fn take(visit: &Visit, open: &Open, draft: &mut Tree, files: Vec<Sent>) -> Result<Vec<Finding>, Refused> {
    let mut wrong = Vec::new();
    for file in files {
        let Some(key) = file.field.strip_prefix("evidence.").and_then(|rest| rest.strip_suffix(".file")) else { continue };
        if !entry::is_name(key) {
            continue;
        }
        let Some(bytes) = file.bytes else {
            wrong.push(Finding::field(
                &file.field,
                visit.say("doctor-file-too-large", &[("limit", (FILE_BYTES / 1024 / 1024).into())]),
            ));
            continue;
        };
        let Some(kind) = media_type(&bytes) else {
            wrong.push(Finding::field(&file.field, visit.t("doctor-file-wrong-type")));
            continue;
        };
        let Some(at) = entry::place(draft, key).or_else(|| write::begin(draft, key)) else { continue };
        let (sha256, size) = (Sha256::of(&bytes), bytes.len());
        let stored = visit.host.mis().store_document(open.id, kind, bytes).await;
        stored.map_err(|error| visit.refuse(error))?;
        let at = at.to_string();
        let members = [
            ("sha256", Tree::Text(sha256.to_string())),
            ("media_type", Tree::Text(kind.into())),
            ("size", Tree::Other(size.to_string())),
        ];
        draft.take(&["evidence", &at, "document"]);
        for (name, value) in members {
            draft.put(&["evidence", &at, "document", name], value);
        }
        let name = plain(&file.name);
        if !name.is_empty() {
            draft.put(&["evidence", &at, "document", "name"], Tree::Text(name));
        }
        if draft.shown(&["evidence", &at, "status"]).is_empty() {
            draft.put(&["evidence", &at, "status"], Tree::Text("attached".into()));
        }
    }
    Ok(wrong)
}

/// The last part of a file's name, without what no name needs.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect::<String>().trim().to_owned()
}

/// The control: what is there, and a button in the page's own language; the browser's own stays unseen.
pub(super) fn field(draw: &Draw<'_>, open: &Open, key: &str) -> Markup {
    let visit = draw.visit;
    let (name, sha256) = (format!("evidence.{key}.file"), draw.entry_text(key, "document.sha256"));
    let error = draw.wrong.get(&name);
    let limit = [("limit", (FILE_BYTES / 1024 / 1024).into())];
    html! {
        div class={ "govuk-form-group sa-file" @if error.is_some() { " govuk-form-group--error" } } {
            span.govuk-label { (visit.t("doctor-e-file")) }
            div.govuk-hint id={ (name) "-hint" } { (visit.say("doctor-file-hint", &limit)) }
            @if let Some(error) = error {
                p.govuk-error-message id={ (name) "-error" } { span.govuk-visually-hidden { (visit.t("page-wrong-title")) " " } (error) }
            }
            @if !sha256.is_empty() { (there(draw, open, key, &sha256)) }
            @if open.is_draft() {
                input.sa-file__input type="file" id=(name) name=(name) accept=".pdf,.jpg,.jpeg,.png,.dcm,application/pdf,image/jpeg,image/png,application/dicom"
                    aria-describedby={ (name) "-hint" @if error.is_some() { " " (name) "-error" } };
                label.govuk-button.govuk-button--secondary.sa-file__button for=(name) {
                    @if sha256.is_empty() { (visit.t("page-file-choose")) } @else { (visit.t("doctor-file-replace")) }
                }
                span.sa-file__name data-file-name=(visit.t("page-file-none")) { }
            }
        }
    }
}

fn there(draw: &Draw<'_>, open: &Open, key: &str, sha256: &str) -> Markup {
    let visit = draw.visit;
    let text = |member: &str| draw.entry_text(key, &format!("document.{member}"));
    let size = text("size").parse::<u64>().map(|size| size.div_ceil(1024)).unwrap_or_default();
    let word = format!("doctor-media-{}", text("media_type").replace('/', "-"));
    let kind = if visit.words().has(&word) { visit.t(&word) } else { text("media_type") };
    html! {
        p.govuk-body {
            a.govuk-link href={ "/doctor/forms/" (open.id) "/files/" (sha256) } {
                @let name = text("name");
                @if name.is_empty() { (visit.t("doctor-file-download")) } @else { (name) }
            }
            span.sa-muted { (visit.say("doctor-file-is", &[("kind", kind.into()), ("size", size.into())])) }
            @if open.is_draft() {
                button.sa-linkbutton name="do" value={ "drop:" (key) } { (visit.say("doctor-file-remove", &[("kind", super::beside::kind_name(visit, key).into())])) }
            }
        }
    }
}

/// `GET /doctor/forms/{id}/files/{sha256}`: a file, never shown in place.
pub(super) async fn download(visit: Visit, Named((id, sha256)): Named<(String, String)>) -> Page {
    let open = desk::open(&visit, &id).await?;
    let sha256 = Sha256::parse(&sha256).map_err(|_| visit.not_found())?;
    let document = visit.host.mis().document_of(visit.who()?, open.id, sha256).await;
    let document = document.map_err(|error| visit.refuse(error))?;
    let kind = HeaderValue::from_str(&document.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((StatusCode::OK, headers, document.bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let dicom = [vec![0; 128], b"DICM".to_vec()].concat();
        let table: [(&[u8], Option<&str>); 8] = [
            (b"%PDF-1.7\n", Some("application/pdf")),
            (b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n..", Some("image/png")),
            (&dicom, Some("application/dicom")),
            (&dicom[..131], None),
            (b"MZ\x90", None),
            (b"<html>", None),
            (b"", None),
        ];
        for (bytes, expected) in table {
            assert_eq!(media_type(bytes), expected);
        }
    }

    #[test]
    fn of_a_name_only_the_last_part_stays() {
        assert_eq!(plain("C:\\Users\\x\\рентген.pdf"), "рентген.pdf");
        assert_eq!(plain("../../etc/passwd\n"), "passwd");
        assert_eq!(plain(&"ә".repeat(500)).chars().count(), 120);
    }
}
