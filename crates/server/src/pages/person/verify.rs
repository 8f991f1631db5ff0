//! `/v/{code}`: anybody who holds the paper sees that the act stands in the register, and who signed it. Never the
//! diagnosis, never whose act it is.

use super::super::fields::Filled;
use super::super::parts::{Colour, row, tag};
use super::super::peer::Peer;
use super::super::refused::{Page, Refused};
use super::super::visit::Visit;
use super::code;
use crate::flow::FlowError;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use saraptama_sign::cms::Signer;
use saraptama_sign::log::{Held, Proof};
use saraptama_store::rows::RegisterRow;

/// `/v`: where a code is typed.
pub(super) async fn ask(visit: Visit) -> Page {
    Ok(visit.sheet(visit.t("person-verify")).show(code::form(&visit, "/v", "person-verify-ask", None)))
}

/// The code was typed.
pub(super) async fn go(visit: Visit, Filled(fields): Filled) -> Page {
    let typed: String = fields.one("code").chars().take(60).collect();
    match code::read(&typed) {
        Some(code) => Ok(Redirect::to(&format!("/v/{code}")).into_response()),
        None => {
            let body = code::form(&visit, "/v", "person-verify-ask", Some(&typed));
            Ok(visit.sheet(visit.t("person-verify")).status(StatusCode::UNPROCESSABLE_ENTITY).wrong(true).show(body))
        }
    }
}

/// The entry of a code; every wrong one is answered alike.
async fn entry(visit: &Visit, peer: &Peer, typed: &str) -> Result<RegisterRow, Refused> {
    peer.may_ask(visit)?;
    let code = code::read(typed).unwrap_or_default();
    let entry = visit.host.databank().store.register_by_code(&code).await.map_err(|fault| visit.refuse(fault.into()))?;
    entry.ok_or_else(|| {
        peer.missed(visit);
        visit.refuse(FlowError::NotFound)
    })
}

/// `/v/{code}/proof`: the register proof, the bytes of the contract's resource.
pub(super) async fn proof(visit: Visit, peer: Peer, Path(typed): Path<String>) -> Page {
    let entry = entry(&visit, &peer, &typed).await?;
    let proof = visit.host.databank().proof_of(&entry).await.map_err(|error| visit.refuse(error))?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let name = format!("attachment; filename=\"{}-proof.json\"", entry.number);
    let name = HeaderValue::from_str(&name).map_err(|_| visit.not_found())?;
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], proof).into_response())
}

/// `/v/{code}`.
pub(super) async fn show(visit: Visit, peer: Peer, Path(typed): Path<String>) -> Page {
    let entry = entry(&visit, &peer, &typed).await?;
    let databank = visit.host.databank();
    let signer = databank.signer_of(&entry).await.map_err(|error| visit.refuse(error))?;
    let proof = databank.proof_of(&entry).await.map_err(|error| visit.refuse(error))?;
    let held = Proof::read(&proof).and_then(|proof| proof.hold(None)).ok();
    let body = html! {
        p.govuk-body-l { (visit.t("person-verify-what")) }
        (act(&visit, &entry, held.as_ref()))
        (signed(&visit, signer.as_ref()))
        (proved(&visit, &entry, held.as_ref()))
        p.govuk-body-s { (visit.t("person-verify-private")) }
    };
    let title = visit.say("person-verify-act", &[("number", entry.number.to_string().into())]);
    Ok(visit.sheet(title).caption(visit.t("person-verify")).script("verify.js").show(body))
}

fn act(visit: &Visit, entry: &RegisterRow, held: Option<&Held>) -> Markup {
    let order = held.and_then(|held| [&visit.law().pilot.act].into_iter().find(|act| act.id == held.law));
    html! {
        dl.govuk-summary-list {
            (row(visit.t("person-number"), html! { span.sa-num { (entry.number) } }))
            (row(visit.t("person-verify-status"), tag(Colour::Green, visit.t("person-verify-registered"))))
            (row(visit.t("person-verify-date"), visit.moment(entry.registered_at)))
            (row(visit.t("person-verify-place"), visit.say("person-verify-place-n", &[("n", (entry.index + 1).to_string().into())])))
            @if let Some(held) = held {
                (row(visit.t("person-verify-law"), html! {
                    @match order {
                        Some(act) => { a.govuk-link href={ "/law/" (act.id) } { (act.short) } ": " (visit.of(&act.title)) }
                        None => { (held.law) }
                    }
                }))
            }
        }
    }
}

/// Who signed, as the signature's certificate says: never as our register of roles does.
fn signed(visit: &Visit, signer: Option<&Signer>) -> Markup {
    html! {
        h2.govuk-heading-m { (visit.t("person-verify-signer")) }
        @match signer {
            Some(signer) => {
                dl.govuk-summary-list #signer {
                    (row(visit.t("person-verify-name"), html! { span lang="kk" { (signer.name) } }))
                    @if !signer.organisation.is_empty() {
                        (row(visit.t("person-verify-organisation"), html! { span lang="kk" { (signer.organisation) } }))
                    }
                    @if let Some(bin) = &signer.bin { (row(visit.t("person-verify-bin"), bin.as_str())) }
                    @if let Some(iin) = &signer.iin { (row(visit.t("person-verify-iin"), iin.masked())) }
                }
                p.govuk-body-s { (visit.t("person-verify-signer-source")) }
            }
            None => { p.govuk-body { (tag(Colour::Red, visit.t("person-verify-signer-unknown"))) } }
        }
    }
}

/// The proof: checked by the script in the reader's browser; without scripts the server's own word, as such.
fn proved(visit: &Visit, entry: &RegisterRow, held: Option<&Held>) -> Markup {
    let address = format!("/v/{}/proof", entry.verification_code);
    let (colour, word) =
        if held.is_some() { (Colour::Blue, "person-proof-server-holds") } else { (Colour::Red, "person-proof-server-fails") };
    html! {
        h2.govuk-heading-m { (visit.t("person-proof")) }
        p.govuk-body { (visit.t("person-proof-what")) }
        div #proof data-proof=(address) data-number=(entry.number) data-holds=(visit.t("person-proof-holds"))
            data-fails=(visit.t("person-proof-fails")) data-cannot=(visit.t("person-proof-cannot")) {
            p.govuk-body role="status" { strong #proof-verdict class=(class(colour)) { (visit.t(word)) } }
            dl.govuk-summary-list {
                (row(visit.t("person-proof-fingerprint"), html! {
                    code.sa-hash #proof-fingerprint { @if let Some(held) = held { (held.fingerprint) } }
                }))
                @if let Some(held) = held {
                    (row(visit.t("person-proof-register"), visit.say("person-proof-size", &[("origin", held.origin.as_str().into()), ("n", held.size.to_string().into())])))
                }
            }
        }
        p.govuk-body { a.govuk-link href=(address) download { (visit.t("person-proof-download")) } }
        p.govuk-body-s { (visit.t("person-proof-offline")) " " code { "saraptama verify" } }
    }
}

fn class(colour: Colour) -> &'static str {
    if colour == Colour::Red { "govuk-tag govuk-tag--red" } else { "govuk-tag govuk-tag--blue" }
}
