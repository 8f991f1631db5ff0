use crate::binary;
use crate::harness::bed::Bed;
use crate::harness::cases::{Case, cases, signing_time};
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, Request, hand_in_all};
use crate::harness::invariants::{Archive, drained};
use crate::harness::random::Random;
use saraptama_server::config::NodeKind;
use saraptama_sign::authority::Identity;
use saraptama_wire::exchange::{self, Submission};
use saraptama_wire::shep::{self, Payload, SendMessage, Sender};
use std::time::Duration;

const FORMS: usize = 12;
const TIMES: usize = 3;

/// A message as it goes over the wire, and to whom.
struct Message {
    to: NodeKind,
    path: &'static str,
    token: String,
    kind: &'static str,
    body: Vec<u8>,
}

#[test]
fn messages_that_come_again_and_out_of_order_change_nothing() {
    let bed = Bed::running(binary()).unwrap();
    let cases = cases(&bed, 4, FORMS).unwrap();
    let (journal, mut random) = (Journal::default(), Random::new(4));

    // First from nobody's outbox: every message several times and side by side, so that the first of
    // each is found by chance; in the data bank it may be this test's or the ministry's own. Nothing goes
    // there under the ministry's name that the ministry does not hold.
    let (by_wire, by_clerk) = cases.split_at(FORMS / 2);
    send_all(&bed, &journal, by_wire.iter().map(|case| to_ministry(&bed, case, "a")).collect(), &mut random);
    let mut messages: Vec<Message> = by_wire.iter().map(|case| to_ministry(&bed, case, "a")).collect();
    messages.extend(by_wire.iter().map(|case| to_data_bank(&bed, case, "b")));
    send_all(&bed, &journal, messages, &mut random);
    hand_in_all(&bed, by_clerk, 2, Duration::ZERO, &journal).unwrap();
    drained(&bed, FORMS, crate::PATIENCE).unwrap();
    let archive = Archive::read(&bed).unwrap();
    assert_eq!(archive.len(), FORMS);

    // Then everything again after it was assigned, by its own ids and by new ones.
    let mut messages = vec![];
    for case in &cases {
        messages.extend(["a", "c"].map(|id| to_ministry(&bed, case, id)));
        messages.extend(["b", "d"].map(|id| to_data_bank(&bed, case, id)));
    }
    send_all(&bed, &journal, messages, &mut random);
    drained(&bed, FORMS, crate::PATIENCE).unwrap();
    let again = Archive::read(&bed).unwrap();
    assert_eq!(again.digest(), archive.digest());
    assert_eq!(again.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new());
    invariants_hold(&bed, &cases, &journal).unwrap();
}

/// Sends each message several times, shuffled, over several connections at once.
fn send_all(bed: &Bed, journal: &Journal, messages: Vec<Message>, random: &mut Random) {
    let mut order: Vec<&Message> = (0..TIMES).flat_map(|_| &messages).collect();
    random.shuffle(&mut order);
    std::thread::scope(|scope| {
        for part in order.chunks(order.len().div_ceil(4)) {
            scope.spawn(move || {
                for message in part {
                    let request = Request {
                        method: "POST",
                        path: message.path,
                        token: &message.token,
                        body: Some((message.kind, &message.body)),
                    };
                    let reply = journal.insist(&mut bed.client(message.to), &request, &[200]).unwrap();
                    let text = String::from_utf8_lossy(&reply.body).into_owned();
                    assert!(text.contains("accepted"), "a repeated message is answered as the first one: {text}");
                }
            });
        }
    });
}

fn submission(case: &Case<'_>, id: &str) -> Submission {
    Submission {
        message_id: format!("{id}-{}", case.form),
        form_id: case.form,
        signed_at: signing_time().unwrap(),
        form: case.bytes.clone(),
        signature: case.signature.clone(),
        documents: vec![],
    }
}

fn to_ministry(bed: &Bed, case: &Case<'_>, id: &str) -> Message {
    let request = exchange::Request { batch: false, submissions: vec![submission(case, id)] };
    let token = bed.person("mis-node").unwrap().token.clone();
    Message {
        to: NodeKind::Ministry,
        path: "/exchange/v1/submissions",
        token,
        kind: "application/json",
        body: exchange::write_submissions(&request),
    }
}

fn to_data_bank(bed: &Bed, case: &Case<'_>, id: &str) -> Message {
    let submission = submission(case, id);
    let token = bed.person("ministry-node").unwrap().token.clone();
    let envelope = SendMessage {
        message_id: submission.message_id.clone(),
        correlation_id: None,
        service_id: shep::FORM031_SUBMIT.to_owned(),
        message_date: signing_time().unwrap(),
        route_id: None,
        sender: Sender { id: "ministry-node".to_owned(), password: Some(token.clone()) },
        properties: vec![],
        session_id: None,
        data: Payload::Form031(Box::new(submission)),
    };
    Message {
        to: NodeKind::DataBank,
        path: "/ws/SyncChannel",
        token,
        kind: "text/xml; charset=utf-8",
        body: sealed(bed, "ministry", &shep::write_request(&envelope)),
    }
}

/// An envelope under the seal of a node.
fn sealed(bed: &Bed, node: &str, envelope: &str) -> Vec<u8> {
    let home = bed.folder().join("systems").join(node);
    let pem = |name: &str| std::fs::read_to_string(home.join(name)).unwrap();
    let system = Identity::from_pem(&pem("cert.pem"), &pem("key.pem")).unwrap();
    system.seal_envelope(envelope, true).unwrap().into_bytes()
}
