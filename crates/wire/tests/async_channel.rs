//! AsyncChannel v10: the contract's templates are read, what is written stands as a snapshot and is read
//! back, and what breaks the schema is refused by name. That the snapshots hold by the gateway's own
//! schemas is judged where an XML library is at hand (`crates/server/tests/doors/clients.rs`).
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::referral::Stage;
use saraptama_core::terms::{FormId, Instant, Sha256, parse_instant};
use saraptama_wire::exchange::{Receipt, ReceiptVerdict, StageReport, Submission};
use saraptama_wire::shep::async_channel::*;
use saraptama_wire::shep::{Code, Payload, Property, Reply, Sender, ShepFault};

const GUID: &str = "{00000000-0000-4000-8000-000000000000}";

fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

fn noon() -> Instant {
    at("2025-09-02T12:00:00.25+05:00")
}

fn sender() -> Sender {
    Sender { id: "ministry".into(), password: Some("<&>".into()) }
}

fn message(service: &str, message_type: MessageType, data: Data) -> Message {
    Message {
        message_id: Some("m-1".into()),
        correlation_id: Some("chain-1".into()),
        service_id: service.into(),
        message_type,
        route_id: None,
        date: noon(),
        sender: sender(),
        properties: vec![Property { key: "senderMessageId".into(), value: "77".into() }],
        session_id: Some(GUID.into()),
        data,
    }
}

fn submission() -> Payload {
    Payload::Form031(Box::new(Submission {
        message_id: "chain-1".into(),
        form_id: FormId::from_bytes([7; 16]),
        signed_at: noon(),
        form: b"{}".to_vec(),
        signature: vec![0x30, 0x82, 1, 0],
        documents: vec![],
    }))
}

fn stages() -> Payload {
    let stage = |stage| StageReport { form_id: FormId::from_bytes([7; 16]), stage, at: noon(), detail: None, reason: None };
    Payload::ActStatus(vec![stage(Stage::Waiting), stage(Stage::Assigned)])
}

fn receipt() -> Reply {
    Reply::Form031(Box::new(Receipt {
        message_id: "chain-1".into(),
        form_id: FormId::from_bytes([7; 16]),
        sha256: Sha256::of(b"{}"),
        verdict: ReceiptVerdict::Accepted(noon()),
    }))
}

/// One message of each service and type that we speak.
fn messages() -> Vec<(&'static str, Message)> {
    vec![
        ("request-form031", message("MSE_FORM031_SUBMIT", MessageType::Request, Data::Asked(submission()))),
        ("response-form031", message("MSE_FORM031_SUBMIT", MessageType::Response, Data::Answered(receipt()))),
        ("notification-stages", message("MSE_ACT_STATUS", MessageType::Notification, Data::Asked(stages()))),
        ("response-stages", message("MSE_ACT_STATUS", MessageType::Response, Data::Answered(Reply::ActStatus(2)))),
        ("request-other", message("GBDFL", MessageType::Request, Data::Asked(Payload::Other))),
    ]
}

fn error() -> ErrorInfo {
    let inner = ErrorInfo {
        code: "E2".into(),
        message: "ішкі <қате>".into(),
        data: None,
        date: noon(),
        sub_error: None,
        session_id: None,
    };
    ErrorInfo {
        code: "E1".into(),
        message: "қате".into(),
        data: Some("more".into()),
        date: noon(),
        sub_error: Some(Box::new(inner)),
        session_id: Some(GUID.into()),
    }
}

fn delivery(receive: ReceiveStatus, resend: Resend, error: Option<ErrorInfo>) -> DeliveryNotification {
    DeliveryNotification {
        message_id: "m-1".into(),
        service_id: "MSE_FORM031_SUBMIT".into(),
        date: noon(),
        receive,
        status_date: noon(),
        resend,
        error,
        request_date: noon(),
        sender: Some(sender()),
    }
}

fn status() -> MessageStatus {
    MessageStatus { code: "SCSS001".into(), message: "Хабарлама жеткізілді".into(), date: noon() }
}

fn change() -> StatusChange {
    StatusChange {
        notification_id: "n-1".into(),
        message_id: "m-1".into(),
        date: noon(),
        state: MessageState::NotDelivered,
        status: status(),
        error: Some(error()),
        request_date: noon(),
        session_id: Some(GUID.into()),
    }
}

fn status_query() -> StatusQuery {
    let properties = vec![Property { key: "k".into(), value: "v".into() }];
    StatusQuery { message_id: "m-1".into(), request_date: noon(), sender: sender(), properties }
}

fn messages_query() -> MessagesQuery {
    MessagesQuery {
        message_id: Some("m-1".into()),
        correlation_id: Some("chain-1".into()),
        request_date: Some(noon()),
        service_id: "MSE_ACT_STATUS".into(),
        sender: Some(sender()),
        amount: Some(16),
        properties: vec![],
    }
}

fn messages_answer() -> MessagesAnswer {
    let messages = messages().into_iter().map(|(_, message)| message).collect();
    MessagesAnswer { date: noon(), session_id: GUID.into(), messages }
}

/// Everything that is written, by the name of its snapshot.
fn written() -> Vec<(String, String)> {
    let accepted =
        Accepted { message_id: "m-1".into(), correlation_id: "chain-1".into(), date: noon(), session_id: Some(GUID.into()) };
    let noted = DeliveryNoted { notification_id: "n-1".into(), date: noon(), session_id: GUID.into() };
    let answer = StatusAnswer { state: MessageState::OnDelivery, status: status(), date: noon(), session_id: None };
    let refused = delivery(ReceiveStatus::NotAccepted, Resend::Resend, Some(error()));
    let mut all: Vec<(String, String)> =
        messages().into_iter().map(|(name, message)| (format!("sendMessage-{name}"), write_send_message(&message))).collect();
    all.extend(
        [
            ("sendMessageResponse", write_accepted(&accepted)),
            ("sendDeliveryNotification", write_delivery_notification(&refused)),
            ("sendDeliveryNotificationResponse", write_delivery_noted(&noted)),
            ("getMessageStatus", write_status_query(&status_query())),
            ("getMessageStatusResponse", write_status(&answer)),
            ("getMessages", write_messages_query(&messages_query())),
            ("getMessagesResponse", write_messages(&messages_answer())),
            ("changeMassageStatusNotification", write_status_change(&change())),
            (
                "changeMassageStatusNotificationResponse",
                write_status_change_noted(&StatusChangeNoted { date: noon(), session_id: GUID.into() }),
            ),
        ]
        .map(|(name, text)| (name.to_owned(), text)),
    );
    all.extend(Operation::ALL.map(|operation| {
        let fault = CallFault { operation, fault: ShepFault::Refused(Code::MessageUnknown) };
        (format!("{}-fault", operation.as_str()), write_call_fault(&fault, noon(), "Мұндай хабарлама жоқ"))
    }));
    all
}

/// To take what is written now for right: `SNAPSHOTS=write cargo test -p saraptama-wire --test async_channel`.
#[test]
fn what_is_written_stands_as_it_stood() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gateway/async");
    let all = written();
    for (name, text) in &all {
        let file = folder.join(format!("{name}.xml"));
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "write") {
            std::fs::write(&file, text).unwrap();
        }
        assert_eq!(&std::fs::read_to_string(&file).unwrap_or_default(), text, "{name}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), all.len(), "a snapshot that nothing writes");
}

#[test]
fn what_is_written_is_read_back() {
    for (name, message) in messages() {
        let text = write_send_message(&message);
        assert_eq!(read_call(text.as_bytes()), Ok(Call::Send(Box::new(message.clone()))), "{name}");
        assert_eq!(read_client_call(text.as_bytes()), Ok(ClientCall::Send(Box::new(message))), "{name}");
    }
    for receive in ReceiveStatus::ALL {
        for resend in Resend::ALL {
            let told = delivery(*receive, *resend, None);
            let text = write_delivery_notification(&told);
            assert_eq!(read_call(text.as_bytes()), Ok(Call::Notify(Box::new(told))));
        }
    }
    assert_eq!(read_call(write_status_query(&status_query()).as_bytes()), Ok(Call::Status(status_query())));
    assert_eq!(read_call(write_messages_query(&messages_query()).as_bytes()), Ok(Call::Messages(messages_query())));
    let changed = read_client_call(write_status_change(&change()).as_bytes());
    assert_eq!(changed, Ok(ClientCall::Changed(Box::new(change()))));
    let fetched = read_messages(write_messages(&messages_answer()).as_bytes()).unwrap();
    let MessagesAnswer { date, session_id, messages } = messages_answer();
    assert_eq!(fetched, Ok(HandedOut { date, session_id, messages: messages.into_iter().map(Ok).collect() }));
    for state in MessageState::ALL {
        let answer = StatusAnswer { state: *state, status: status(), date: noon(), session_id: Some("any text".into()) };
        assert_eq!(read_status(write_status(&answer).as_bytes()).unwrap(), Ok(answer));
    }
}

#[test]
fn a_message_that_cannot_be_read_takes_no_other_with_it_and_keeps_its_name() {
    let three = [1, 2, 3].map(|n| Message { message_id: Some(format!("m-{n}")), ..messages()[2].1.clone() });
    let answer = MessagesAnswer { messages: three.to_vec(), ..messages_answer() };
    let text = write_messages(&answer);
    let spoilt = |from: &str, to: &str| {
        // The second of them.
        let place = text.match_indices(from).nth(1).unwrap().0;
        let text = format!("{}{to}{}", &text[..place], &text[place + from.len()..]);
        let read = read_messages(text.as_bytes()).unwrap().unwrap().messages;
        assert!(read[0] == Ok(three[0].clone()) && read[2] == Ok(three[2].clone()), "{from}");
        read[1].clone().unwrap_err()
    };
    let unread = |name: &str, fault| Unread { message_id: Some(name.to_owned()), fault };
    let at = |field: &str| format!("messages/messageInfo/{field}");
    for (from, to, expected) in [
        ("NOTIFICATION", "NEWS", unread("m-2", ShepFault::Invalid(at("messageType")))),
        (
            "<messageDate>",
            "<messageId>m-9</messageId><messageDate>",
            Unread { message_id: None, fault: ShepFault::Twice(at("messageId")) },
        ),
        ("<messageDate>", "<extra/><messageDate>", unread("m-2", ShepFault::Unknown(at("extra")))),
    ] {
        assert_eq!(spoilt(from, to), expected, "{from}");
    }
}

#[test]
fn a_fault_is_read_by_every_reader_of_answers() {
    let fault = CallFault { operation: Operation::GetMessages, fault: ShepFault::Refused(Code::MessageUnknown) };
    let text = write_call_fault(&fault, noon(), "жоқ");
    let code = |fault: saraptama_wire::shep::FaultInfo| fault.error_code.unwrap();
    assert_eq!(code(read_messages(text.as_bytes()).unwrap().unwrap_err()), "MSE204");
    assert_eq!(code(read_accepted(text.as_bytes()).unwrap().unwrap_err()), "MSE204");
    assert_eq!(code(read_status(text.as_bytes()).unwrap().unwrap_err()), "MSE204");
    assert_eq!(code(read_delivery_noted(text.as_bytes()).unwrap().unwrap_err()), "MSE204");
    assert_eq!(code(read_status_change_noted(text.as_bytes()).unwrap().unwrap_err()), "MSE204");
}

/// The templates of the contract, their question marks filled in.
fn template(name: &str) -> String {
    let text = match name {
        "sendMessage" => include_str!("gateway/templates/async-template-sendMessage.xml"),
        "sendDeliveryNotification" => include_str!("gateway/templates/async-template-sendDeliveryNotification.xml"),
        "getMessageStatus" => include_str!("gateway/templates/async-template-getMessageStatus.xml"),
        "getMessages" => include_str!("gateway/templates/async-template-getMessages.xml"),
        "sendMessageResponse" => include_str!("gateway/templates/async-template-sendMessageResponse.xml"),
        _ => include_str!("gateway/templates/async-template-changeMassageStatusNotification.xml"),
    };
    let mut text = text.to_owned();
    for (element, value) in [
        ("messageType", "REQUEST"),
        ("messageState", "DELIVERED"),
        ("receiveStatus", "MESSAGE_NOT_ACCTEPTED"),
        ("resendMessage", "RESEND"),
        ("sessionId", ""),
        ("amount", "0"),
    ] {
        text = text.replace(&format!("<{element}>?</"), &format!("<{element}>{value}</"));
    }
    let date = |text: String, name: &str| text.replace(&format!("<{name}>?</"), &format!("<{name}>2025-09-02T09:00:00</"));
    ["messageDate", "notificationDate", "statusDate", "errorDate", "requestDate", "responseDate"].into_iter().fold(text, date)
}

#[test]
fn the_contracts_templates_are_read_and_empty_guids_are_absent() {
    let Ok(Call::Send(sent)) = read_call(template("sendMessage").as_bytes()) else { panic!("a message") };
    assert_eq!((sent.session_id.as_ref(), sent.data), (None, Data::Asked(Payload::Other)));
    assert_eq!(sent.date, at("2025-09-02T09:00:00+05:00"), "a date without offset is Kazakhstan's");
    let Ok(Call::Notify(told)) = read_call(template("sendDeliveryNotification").as_bytes()) else { panic!("a notification") };
    assert_eq!((told.receive, told.resend), (ReceiveStatus::NotAccepted, Resend::Resend));
    assert!(told.error.unwrap().sub_error.is_some(), "an empty error within an error");
    assert!(matches!(read_call(template("getMessageStatus").as_bytes()), Ok(Call::Status(_))));
    let Ok(Call::Messages(query)) = read_call(template("getMessages").as_bytes()) else { panic!("a query") };
    assert_eq!(query.amount, None, "nought lets the gateway decide");
    let Ok(ClientCall::Changed(changed)) = read_client_call(template("changed").as_bytes()) else { panic!("a change") };
    assert_eq!((changed.state, changed.session_id), (MessageState::Delivered, None));
    assert!(read_accepted(template("sendMessageResponse").as_bytes()).unwrap().is_ok());
}

#[test]
fn a_form_that_begins_a_chain_has_no_ids_yet() {
    let mut begun = messages().remove(0).1;
    (begun.message_id, begun.correlation_id) = (None, None);
    let Ok(Call::Send(read)) = read_call(write_send_message(&begun).as_bytes()) else { panic!("a message") };
    assert!(matches!(read.data, Data::Asked(Payload::Form031(_))));
    assert_eq!((&read.message_id, &read.correlation_id), (&None, &None));
}

#[test]
fn both_spellings_of_the_type_namespace_and_any_prefix_are_taken() {
    let plain = write_send_message(&messages()[0].1);
    let read = read_call(plain.as_bytes()).unwrap();
    for namespace in ["http://bip.bee.kz/AsyncChannel/v10/types", "http://bip.bee.kz/AsyncChannel/v10/Types"] {
        let typed = format!(
            "<request xmlns:y=\"{namespace}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:type=\"y:AsyncSendMessageRequest\"><messageInfo xsi:type=\"y:AsyncMessageInfo\">"
        );
        let text = plain.replace("<request><messageInfo>", &typed).replace("xmlns:t=", "xmlns:q1=").replace("t:send", "q1:send");
        assert_eq!(read_call(text.as_bytes()).as_ref(), Ok(&read), "{namespace}");
    }
    // Real clients write what the body alone does not show: zeep's own text is read as it is.
    let body = include_str!("gateway/templates/zeep-body.xml");
    let text = format!("<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>{body}</e:Body></e:Envelope>");
    assert!(matches!(read_call(text.as_bytes()), Ok(Call::Send(_))));
}

#[test]
fn what_breaks_the_contract_is_named_with_its_operation() {
    use ShepFault::{Invalid, Missing, NotSendMessage, Twice, Unknown};
    let operations = ["sendMessage", "sendDeliveryNotification", "getMessageStatus", "getMessages", "changed"];
    let [send, notify, status, fetch, change] = operations.map(template);
    let cases: Vec<(&str, &str, &str, ShepFault)> = vec![
        (&send, "<serviceId>?</serviceId>", "", Missing("messageInfo/serviceId".into())),
        (&send, "REQUEST", "request", Invalid("messageInfo/messageType".into())),
        (&send, "2025-09-02T09:00:00", "2025-09-02", Invalid("messageInfo/messageDate".into())),
        (&send, "<sessionId></", "<sessionId>7</", Invalid("messageInfo/sessionId".into())),
        (&send, "<request>", "<request xmlns=\"http://bip.bee.kz/AsyncChannel/v10/Types\">", Unknown("request".into())),
        (&send, "<key>?", "<key>0123456789012345678901234567890", Invalid("messageInfo/properties/key".into())),
        (&send, "<messageData>", "<messageData><data/>", Twice("messageData/data".into())),
        (&notify, "MESSAGE_NOT_ACCTEPTED", "MESSAGE_NOT_ACCEPTED", Invalid("notification/deliveryStatus/receiveStatus".into())),
        (&notify, "RESEND", "true", Invalid("notification/deliveryStatus/resendMessage".into())),
        (&status, "<senderId>?</senderId>", "", Missing("sender/senderId".into())),
        (&fetch, "<amount>0", "<amount>-1", Invalid("amount".into())),
        (&fetch, "<serviceId>?", "<serviceId>", Missing("serviceId".into())),
        (&change, "DELIVERED", "SENT", Invalid("notification/messageState".into())),
        (&change, "cli:changeMassage", "cli:changeMessage", NotSendMessage),
        (&status, "typ:getMessageStatus", "typ:GetMessageStatus", NotSendMessage),
    ];
    for (text, old, new, fault) in cases {
        assert!(text.contains(old), "{old}");
        let changed = text.replace(old, new);
        let read = read_call(changed.as_bytes()).map(drop).or_else(|other| {
            if other.fault == NotSendMessage { read_client_call(changed.as_bytes()).map(drop) } else { Err(other) }
        });
        assert_eq!(read.unwrap_err().fault, fault, "{old} -> {new}");
    }
    let read = read_call(notify.replace("RESEND", "?").as_bytes());
    assert_eq!(read.unwrap_err().operation, Operation::SendDeliveryNotification);
    assert!(read_call(change.as_bytes()).is_err() && read_client_call(status.as_bytes()).is_err(), "each side has its own");
}

#[test]
fn errors_within_errors_end_somewhere() {
    let nested = |depth: usize| {
        let text = template("sendDeliveryNotification");
        let errors = format!("{}{}", "<subError>".repeat(depth), "</subError>".repeat(depth));
        read_call(text.replace("<subError/>", &errors).as_bytes())
    };
    assert!(nested(7).is_ok());
    assert_eq!(nested(8).unwrap_err().fault, ShepFault::TooLarge("subError"));
    assert_eq!(nested(5000).unwrap_err().fault, ShepFault::TooLarge("depth"));
}

proptest! {
    #[test]
    fn no_mutation_makes_a_reader_panic(which in 0usize..64, at in 0usize..4000, to: u8, cut in 0usize..4000) {
        let all = written();
        let mut bytes = all[which % all.len()].1.clone().into_bytes();
        let at = at % bytes.len();
        bytes[at] = to;
        for bytes in [&bytes[..], &bytes[..cut.min(bytes.len())]] {
            let _ = (read_call(bytes), read_client_call(bytes), read_accepted(bytes), read_messages(bytes));
            let _ = (read_status(bytes), read_delivery_noted(bytes), read_status_change_noted(bytes));
        }
    }
}
