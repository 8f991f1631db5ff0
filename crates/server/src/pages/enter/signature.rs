//! Signing in by digital signature: a document that says what is signed, good once, for two minutes and at this
//! address, signed by a key that shows who somebody is.

use super::super::parts::{Purpose, Signing, ToSign, signing};
use super::super::peer::Peer;
use super::super::refused::{Page, Refused};
use super::super::signatures::Signatures;
use super::super::visit::Visit;
use super::{Asked, asked, not_let_in, wanted, who};
use crate::flow::identity::who_signed;
use axum::http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use maud::{Markup, html};
use saraptama_core::terms::{Instant, write_instant};
use saraptama_sign::SignatureFault;

const KIND: &str = "signature";
/// How long a document may be signed.
const LASTS: SignedDuration = SignedDuration::from_mins(2);

/// What is kept until it is signed.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    document: String,
    next: String,
}

/// The page with the document that is to be signed.
pub(super) async fn ask(visit: Visit, peer: Peer, headers: HeaderMap, query: Asked) -> Page {
    offered(&visit)?;
    asked::allowed(&visit, &peer)?;
    let code = asked::draw(&visit)?;
    let kept = Kept { document: document_of(&visit, &code), next: wanted(&query).to_owned() };
    let question = asked::ask(&visit, &headers, KIND, code, LASTS, &kept).await?;
    let body = page(&visit, &question.secret, &kept.document);
    let sheet = visit.sheet(visit.t("enter-signature")).back("/enter", visit.t("enter-title")).script("sign.js");
    Ok(question.kept_by(sheet.show(body)))
}

/// What is signed, in three languages: whoever is asked for it at another address sees that it is not theirs.
fn document_of(visit: &Visit, code: &str) -> String {
    let (node, text) = (visit.host.any(), visit.words().text("enter-signature-document", &[]));
    let to_the_second = Instant::from_second(visit.now.as_second()).unwrap_or(visit.now);
    let (origin, time) = (node.sign_in.origin(), write_instant(to_the_second));
    format!("{}\n\n{}\n\n{}\n\nAddress: {origin}\nCode: {code}\nTime: {time}\n", text.kk, text.ru, text.en)
}

fn page(visit: &Visit, code: &str, document: &str) -> Markup {
    let item = ToSign { id: code.to_owned(), name: visit.t("enter-signature-name"), bytes: document.as_bytes() };
    let place = Signing {
        action: "/enter/signature",
        items: &[item],
        button: &visit.t("enter-signature-sign"),
        purpose: Purpose::Authenticate,
        fields: &[],
    };
    html! {
        p.govuk-body { (visit.t("enter-signature-what")) }
        pre.sa-document #document { (document) }
        (signing(visit, &place))
    }
}

/// The first signature that comes for a document takes it, a good one or not.
pub(super) async fn enter(visit: Visit, headers: HeaderMap, given: Signatures) -> Page {
    offered(&visit)?;
    let code = given.signed.first().map_or("", |(code, _)| code.as_str());
    let kept: Kept = asked::answer(&visit, &headers, KIND, code).await?;
    let found = who_signed(visit.host.any(), kept.document.as_bytes(), given.first()).await;
    let Some(iin) = found.map_err(|fault| told(&visit, fault))? else {
        return Err(not_let_in(&visit, StatusCode::FORBIDDEN, &visit.t("enter-signature-nobody")));
    };
    who::enter_as(&visit, &headers, iin, KIND, &kept.next).await
}

fn offered(visit: &Visit) -> Result<(), Refused> {
    if visit.host.any().sign_in.by_signature() { Ok(()) } else { Err(visit.not_found()) }
}

/// Why the signature does not tell who it is. What cannot be told now is no fault of theirs, and is said so.
fn told(visit: &Visit, fault: SignatureFault) -> Refused {
    tracing::warn!(way = KIND, reason = fault.key(), "a sign-in failed");
    if fault.is_doubt() {
        return not_let_in(visit, StatusCode::SERVICE_UNAVAILABLE, &visit.t("enter-signature-doubt"));
    }
    not_let_in(visit, StatusCode::UNPROCESSABLE_ENTITY, &visit.t(fault.key()))
}
