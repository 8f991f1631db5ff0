//! What a call was, and what the node's answer said, in codes.

use super::Call;
use saraptama_core::authority::Principal;
use saraptama_core::law::Law;
use saraptama_core::terms::{Bin, FormId, Sha256};
use saraptama_wire::exchange::ReceiptVerdict;
use saraptama_wire::shep::{self, Answer, Payload, Reply};
use serde_json::Value;
use std::collections::BTreeSet;

/// A request with its answer.
pub struct Request<'r> {
    /// The method.
    pub method: &'r str,
    /// The path.
    pub path: &'r str,
    /// The query.
    pub query: &'r str,
    /// Whether the body was in a vendor's own format.
    pub translated: bool,
    /// What was sent.
    pub body: &'r [u8],
    /// The status of the answer.
    pub status: u16,
    /// The answer.
    pub answer: &'r [u8],
}

impl Request<'_> {
    /// The call that this was, and whose organisation's; none where no scenario asks for it.
    pub fn call(&self, who: &Principal, law: &Law) -> Option<(Bin, Call)> {
        if self.path == "/ws/SyncChannel" {
            return self.submission(who, law);
        }
        let (what, form) = self.what()?;
        let organisation = who.grants.iter().find_map(|grant| grant.organisation)?;
        let sent = (!self.body.is_empty()).then(|| Sha256::of(self.body));
        let mut says = codes(self.answer);
        if what == "PUT form" && self.translated {
            says.insert("translated".to_owned());
        }
        if what == "GET events" && self.query.split('&').any(|part| part.starts_with("after=")) {
            says.insert("after".to_owned());
        }
        Some((organisation, Call { who: who.id.clone(), what, form, sent, status: self.status, says }))
    }

    fn what(&self) -> Option<(&'static str, Option<FormId>)> {
        if self.path == "/api/v1/check" {
            return Some(("POST check", None));
        }
        if self.path == "/api/v1/events" {
            return Some(("GET events", None));
        }
        let (id, rest) = self.path.strip_prefix("/api/v1/forms/").map(|rest| rest.split_once('/').unwrap_or((rest, "")))?;
        let form = Some(FormId::parse(id).ok()?);
        let what = match (self.method, rest.split('/').next()?) {
            ("PUT", "") => "PUT form",
            ("POST", "freeze") => "POST freeze",
            ("POST", "signature") => "POST signature",
            ("GET", "journey") => "GET journey",
            ("GET", "original") => "GET original",
            ("GET", "documents") => "GET document",
            ("PUT", "documents") => "PUT document",
            _ => return None,
        };
        Some((what, form))
    }

    /// A submission over the gateway counts for the organisation whose form it carries.
    fn submission(&self, who: &Principal, law: &Law) -> Option<(Bin, Call)> {
        let message = shep::read_request(self.body).ok()?;
        let Payload::Form031(submission) = message.data else { return None };
        let organisation = crate::flow::reading::heading(&submission.form, law).organisation?;
        let mut says = BTreeSet::new();
        if let Ok(Answer::Response(response)) = shep::read_answer(self.answer, &message.message_id)
            && let Reply::Form031(receipt) = response.data
        {
            says.insert(match receipt.verdict {
                ReceiptVerdict::Accepted(_) => "accepted".to_owned(),
                ReceiptVerdict::Refused(refusal) => refusal.code,
            });
        }
        let sent = Some(Sha256::of(self.body));
        let (who, form) = (who.id.clone(), Some(submission.form_id));
        Some((organisation, Call { who, what: "SOAP submit", form, sent, status: self.status, says }))
    }
}

/// The codes of an answer in JSON: decision, findings, stages, kinds of events, kind of a problem. No texts.
fn codes(answer: &[u8]) -> BTreeSet<String> {
    let Ok(answer) = serde_json::from_slice::<Value>(answer) else { return BTreeSet::new() };
    let members = |list: &str, member: &str| {
        let items = answer[list].as_array().into_iter().flatten();
        items.filter_map(|item| item[member].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let mut says: BTreeSet<String> =
        [members("findings", "code"), members("stages", "stage"), members("events", "type")].concat().into_iter().collect();
    says.extend(answer["decision"].as_str().map(str::to_owned));
    says.extend(answer["stage"].as_str().map(str::to_owned));
    says.extend(answer["type"].as_str().and_then(|kind| kind.rsplit(':').next()).map(str::to_owned));
    says
}
