//! Messages between nodes, as programs write them that are not ours.

use super::bed::{Bed, Paper};
use super::clients::{Ask, Reply};
use super::state::Sim;
use saraptama_core::terms::Instant;
use saraptama_wire::exchange::{self, ReceiptVerdict, Request, Submission};
use saraptama_wire::shep::{self, Answer, Payload, Sender};

/// To whom a signed form is handed, past the MIS.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum To {
    Ministry,
    DataBank,
}

/// A submission of `bytes` under `paper`'s id.
pub(crate) fn submission(paper: &Paper, bytes: &[u8], signature: &[u8], message_id: &str, signed_at: Instant) -> Submission {
    Submission {
        message_id: message_id.to_owned(),
        form_id: paper.form,
        signed_at,
        form: bytes.to_vec(),
        signature: signature.to_vec(),
        documents: vec![],
    }
}

/// The request that carries it.
pub(crate) fn asked(bed: &Bed, to: To, submission: Submission, now: Instant) -> Ask {
    match to {
        To::Ministry => {
            let body = exchange::write_submissions(&Request { batch: false, submissions: vec![submission] });
            Ask::send("POST", "ministry", "/exchange/v1/submissions", bed.token("mis-node"), "application/json", body)
        }
        To::DataBank => {
            let token = bed.token("ministry-node");
            let envelope = shep::SendMessage {
                message_id: submission.message_id.clone(),
                correlation_id: None,
                service_id: shep::FORM031_SUBMIT.to_owned(),
                message_date: now,
                route_id: None,
                sender: Sender { id: "ministry-node".to_owned(), password: Some(token.to_owned()) },
                properties: vec![],
                session_id: None,
                data: Payload::Form031(Box::new(submission)),
            };
            // Under the seal of the system that it comes from, as the gateway's senders must.
            let body = bed.seal.seal_envelope(&shep::write_request(&envelope), true);
            let body = body.expect("the bed's own envelope can be sealed").into_bytes();
            Ask::send("POST", "databank", "/ws/SyncChannel", token, "text/xml; charset=utf-8", body)
        }
    }
}

/// What was made of it, if the answer says so.
pub(crate) fn verdict(to: To, message_id: &str, reply: &Reply) -> Option<ReceiptVerdict> {
    match to {
        To::Ministry => Some(exchange::read_receipts(&reply.body, false).ok()?.pop()?.verdict),
        To::DataBank => match shep::read_answer(&reply.body, message_id).ok()? {
            Answer::Response(response) => match response.data {
                shep::Reply::Form031(receipt) => Some(receipt.verdict),
                _ => None,
            },
            Answer::Fault(_) => None,
        },
    }
}

/// Hands it in again and again until it is answered by something else than "not now"; each try is made
/// anew, since a sealed message may not be old. A node whose clock is wrong finds every message's date odd.
pub(crate) async fn insist(sim: &Sim, bed: &Bed, to: To, submission: &Submission) -> Reply {
    loop {
        let now = Instant::from_nanosecond(sim.state().now.into()).unwrap_or_default();
        let reply = asked(bed, to, submission.clone(), now).once(sim).await;
        match reply {
            Some(reply) if ![500, 503, 408].contains(&reply.status) => return reply,
            _ => sim.sleep(std::time::Duration::from_secs(if sim.state().long_wait { 1800 } else { 20 })).await,
        }
    }
}
