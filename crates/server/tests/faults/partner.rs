//! A partner by script: it hands a form to the data bank through the asynchronous channel and is called back,
//! loses answers, asks for messages again and refuses them.

use crate::binary;
use crate::channel::{send_no_months, settle};
use crate::harness::bed::Bed;
use crate::harness::cases::{Case, cases, signing_time};
use saraptama_core::authority::Role;
use saraptama_server::config::NodeKind;
use saraptama_sign::authority::Identity;
use saraptama_wire::exchange::{ReceiptVerdict, Submission};
use saraptama_wire::shep::async_channel::*;
use saraptama_wire::shep::{ACT_STATUS, FORM031_SUBMIT, Payload, Property, Reply, Sender};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

/// The partner's side of the channel: what it is called with, in order. The first call gets no answer.
fn called(system: Identity) -> (SocketAddr, Receiver<ClientCall>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().enumerate() {
            let Ok(stream) = stream else { continue };
            let mut reader = BufReader::new(stream);
            let (mut length, mut line) = (0, String::new());
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            if reader.read_exact(&mut body).is_err() {
                continue;
            }
            let call = read_client_call(&body).unwrap();
            let date = "2025-09-02T09:00:00Z".parse().unwrap();
            let answer = match &call {
                ClientCall::Send(message) => write_accepted(&Accepted {
                    message_id: message.message_id.clone().unwrap(),
                    correlation_id: message.correlation_id.clone().unwrap(),
                    date,
                    session_id: None,
                }),
                ClientCall::Changed(change) => {
                    let session_id = change.session_id.clone().unwrap();
                    write_status_change_noted(&StatusChangeNoted { date, session_id })
                }
            };
            if tell.send(call).is_err() {
                return;
            }
            let answer = system.seal_envelope(&answer, true).unwrap();
            if n > 0 {
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                    answer.len()
                );
                let _ = reader.get_mut().write_all((head + &answer).as_bytes());
            }
        }
    });
    (address, told)
}

/// The key with which the partner seals its envelopes.
fn system(bed: &Bed) -> Identity {
    let home = bed.folder().join("systems/ministry");
    let pem = |name: &str| std::fs::read_to_string(home.join(name)).unwrap();
    Identity::from_pem(&pem("cert.pem"), &pem("key.pem")).unwrap()
}

/// A testbed of a data bank alone, whose partner is the script.
fn bed() -> (Bed, Receiver<ClientCall>) {
    let bed = Bed::new(binary()).unwrap();
    let system = system(&bed);
    let (address, told) = called(system);
    let path = bed.config(NodeKind::DataBank);
    let text = std::fs::read_to_string(&path).unwrap();
    let ministry = format!("http://{}", bed.address(NodeKind::Ministry));
    std::fs::write(path, text.replace(&ministry, &format!("http://{address}"))).unwrap();
    settle(&bed, NodeKind::DataBank, "ministry-node", "channel = \"push\"");
    send_no_months(&bed);
    bed.start(NodeKind::DataBank).unwrap();
    (bed, told)
}

/// One call of the data bank's channel, as the ministry.
fn call(bed: &Bed, envelope: &str) -> Vec<u8> {
    let token = &bed.person("ministry-node").unwrap().token;
    let sealed = system(bed).seal_envelope(envelope, true).unwrap();
    let body = Some(("text/xml; charset=utf-8", sealed.as_bytes()));
    bed.client(NodeKind::DataBank).send("POST", "/ws/AsyncChannel", token, body).unwrap().body
}

fn request(case: &Case<'_>, own: &str) -> String {
    let form = Submission {
        message_id: "-".into(),
        form_id: case.form,
        signed_at: signing_time().unwrap(),
        form: case.bytes.clone(),
        signature: case.signature.clone(),
        documents: vec![],
    };
    write_send_message(&Message {
        message_id: None,
        correlation_id: None,
        service_id: FORM031_SUBMIT.into(),
        message_type: MessageType::Request,
        route_id: None,
        date: signing_time().unwrap(),
        sender: Sender { id: "ministry-node".into(), password: None },
        properties: vec![Property { key: "senderMessageId".into(), value: own.into() }],
        session_id: None,
        data: Data::Asked(Payload::Form031(Box::new(form))),
    })
}

fn say(bed: &Bed, message: &Message, receive: ReceiveStatus, resend: Resend) -> Vec<u8> {
    let now = signing_time().unwrap();
    call(
        bed,
        &write_delivery_notification(&DeliveryNotification {
            message_id: message.message_id.clone().unwrap(),
            service_id: message.service_id.clone(),
            date: now,
            receive,
            status_date: now,
            resend,
            error: None,
            request_date: now,
            sender: None,
        }),
    )
}

/// The next call that `wanted` picks; others are passed over.
fn next<T>(told: &Receiver<ClientCall>, what: &str, wanted: impl Fn(ClientCall) -> Option<T>) -> T {
    let begun = Instant::now();
    while let Some(left) = crate::PATIENCE.checked_sub(begun.elapsed()) {
        if let Some(found) = told.recv_timeout(left).ok().and_then(&wanted) {
            return found;
        }
    }
    panic!("waiting for {what}");
}

fn brought(service: &'static str) -> impl Fn(ClientCall) -> Option<Message> {
    move |call| match call {
        ClientCall::Send(message) if message.service_id == service => Some(*message),
        _ => None,
    }
}

#[test]
fn a_partner_loses_answers_asks_again_and_refuses_and_everybody_knows_where_each_message_is() {
    let (bed, told) = bed();
    let cases = cases(&bed, 41, 2).unwrap();
    // The answer to the first request is lost at the partner: the same again has the same ids, other content none.
    let first = read_accepted(&call(&bed, &request(&cases[0], "own-1"))).unwrap().unwrap();
    let again = read_accepted(&call(&bed, &request(&cases[0], "own-1"))).unwrap().unwrap();
    assert_eq!((&first.message_id, &first.correlation_id), (&again.message_id, &again.correlation_id));
    let other = read_accepted(&call(&bed, &request(&cases[1], "own-1"))).unwrap().unwrap_err();
    assert_eq!(other.error_code.as_deref(), Some("MSE201"));

    // Whatever is called first gets no answer, and is called again.
    let receipt = next(&told, "the receipt", brought(FORM031_SUBMIT));
    assert_eq!(receipt.correlation_id.as_deref(), Some(first.correlation_id.as_str()));
    let Data::Answered(Reply::Form031(inside)) = &receipt.data else { panic!("{receipt:?}") };
    assert!(inside.form_id == cases[0].form && matches!(inside.verdict, ReceiptVerdict::Accepted(_)));
    let delivered = next(&told, "the state of the request", |call| match call {
        ClientCall::Changed(change) if change.message_id == first.message_id => Some(change),
        _ => None,
    });
    assert_eq!(delivered.state, MessageState::Delivered);

    // Asked for again, it comes again with the same id; taken, it does not come any more.
    assert!(read_delivery_noted(&say(&bed, &receipt, ReceiveStatus::NotAccepted, Resend::Resend)).unwrap().is_ok());
    let once_more = next(&told, "the receipt again", brought(FORM031_SUBMIT));
    assert_eq!(once_more, receipt);
    for _ in 0..2 {
        assert!(read_delivery_noted(&say(&bed, &receipt, ReceiveStatus::Accepted, Resend::NotResend)).unwrap().is_ok());
    }
    let waiting = MessagesQuery {
        message_id: receipt.message_id.clone(),
        correlation_id: None,
        request_date: None,
        service_id: FORM031_SUBMIT.into(),
        sender: None,
        amount: None,
        properties: vec![],
    };
    let left = read_messages(&call(&bed, &write_messages_query(&waiting))).unwrap().unwrap();
    assert_eq!(left.messages, vec![]);

    // Refused for good, stages are not brought again; that they were taken after all comes too late.
    let second = read_accepted(&call(&bed, &request(&cases[1], "own-2"))).unwrap().unwrap();
    assert_ne!(second.correlation_id, first.correlation_id);
    let stages = next(&told, "stages", brought(ACT_STATUS));
    assert!(read_delivery_noted(&say(&bed, &stages, ReceiveStatus::NotAccepted, Resend::NotResend)).unwrap().is_ok());
    let late = read_delivery_noted(&say(&bed, &stages, ReceiveStatus::Accepted, Resend::NotResend)).unwrap();
    assert_eq!(late.unwrap_err().error_code.as_deref(), Some("MSE206"));

    // An operator stops a message that nobody acknowledged, and sets it on its way again.
    let unheard = next(&told, "the second receipt", brought(FORM031_SUBMIT)).message_id.unwrap();
    let operator = &bed.people.in_role(Role::Operator).next().unwrap().token;
    let operate = |method: &str, path: &str| {
        let reply = bed.client(NodeKind::DataBank).send(method, path, operator, None).unwrap();
        (reply.status, String::from_utf8(reply.body).unwrap())
    };
    assert_eq!(operate("POST", &format!("/ops/v1/channel/{unheard}/stop")).0, 200);
    assert!(operate("GET", "/ops/v1/channel").1.contains(&unheard));
    assert_eq!(operate("POST", &format!("/ops/v1/channel/{unheard}/resume")).0, 200);
    assert_eq!(operate("POST", &format!("/ops/v1/channel/{}/resume", receipt.message_id.clone().unwrap())).0, 409);
    assert_eq!(operate("POST", &format!("/ops/v1/channel/{}/stop", cases[0].form)).0, 404);
    assert_eq!(next(&told, "it again", brought(FORM031_SUBMIT)).message_id, Some(unheard));

    // A restart in the middle changes nothing of what was said.
    bed.kill(NodeKind::DataBank);
    bed.start(NodeKind::DataBank).unwrap();
    let query = StatusQuery {
        message_id: first.message_id,
        request_date: signing_time().unwrap(),
        sender: Sender { id: "ministry-node".into(), password: None },
        properties: vec![],
    };
    let status = read_status(&call(&bed, &write_status_query(&query))).unwrap().unwrap();
    assert_eq!(status.state, MessageState::Delivered);
    let still = read_delivery_noted(&say(&bed, &stages, ReceiveStatus::NotAccepted, Resend::NotResend)).unwrap();
    assert!(still.is_ok(), "said again");
}
