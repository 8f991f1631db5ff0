//! The gateway's envelopes: real samples are read, attacks are refused at once, what is written is read back.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::referral::Stage;
use saraptama_core::terms::{FormId, Instant, Sha256, Trilingual, parse_instant};
use saraptama_wire::exchange::{Document, Receipt, ReceiptVerdict, Refusal, StageReport, Submission};
use saraptama_wire::shep::*;
use std::time::{Duration, Instant as Clock};

const SUBMIT: &str = include_str!("gateway/submit-zeep.xml");
const GBDFL: &str = include_str!("gateway/sync-request-gbdfl.xml");

fn submission() -> Submission {
    Submission {
        message_id: "7d0e".into(),
        form_id: FormId::from_bytes([7; 16]),
        signed_at: parse_instant("2025-09-02T09:00:00+05:00").unwrap(),
        form: b"{\"form\":\"031/e\"}".to_vec(),
        signature: vec![0x30, 0x82, 1, 0],
        documents: vec![Document { sha256: Sha256::of(b"x-ray"), media_type: "image/png".into(), size: 5 }],
    }
}

fn request(data: Payload) -> SendMessage {
    SendMessage {
        message_id: "7d0e".into(),
        correlation_id: Some("chain <1> & \"2\"".into()),
        service_id: data.service_id().unwrap_or("OTHER").into(),
        message_date: parse_instant("2025-09-02T09:00:01.5+05:00").unwrap(),
        route_id: None,
        sender: Sender { id: "ministry".into(), password: Some("]]>'&".into()) },
        properties: vec![Property { key: "CONNECTOR_CLIENT".into(), value: " true\r\n".into() }],
        session_id: Some("{00000000-0000-4000-8000-000000000000}".into()),
        data,
    }
}

fn submit() -> SendMessage {
    request(Payload::Form031(Box::new(submission())))
}

#[test]
fn only_what_may_be_taken_later_is_nobodys_last_word() {
    let again: Vec<_> = Code::ALL.iter().filter(|code| code.asks_again()).map(|code| code.as_str()).collect();
    assert_eq!(again, ["MSE301", "MSE302", "MSE909"]);
}

#[test]
fn a_request_of_a_real_client_is_read() {
    let message = read_request(SUBMIT.as_bytes()).unwrap();
    assert_eq!((message.service_id.as_str(), message.sender.id.as_str()), (FORM031_SUBMIT, "mis"));
    let Payload::Form031(submission) = message.data else { panic!("a form") };
    assert_eq!(submission.form, b"{}");
    assert_eq!(submission.message_id, message.message_id);
    assert_eq!(submission.documents.len(), 1);
}

#[test]
fn a_sample_of_another_service_is_read_and_its_data_left_alone() {
    let message = read_request(GBDFL.as_bytes()).unwrap();
    assert_eq!((message.service_id.as_str(), message.data), ("GBDFL_UniversalServiceSync", Payload::Other));
    assert_eq!(message.properties[0].key, "CONNECTOR_CLIENT");
}

#[test]
fn empty_ids_are_absent_and_a_date_alone_is_no_message_date() {
    let with = |old: &str, new: &str| read_request(SUBMIT.replacen(old, new, 1).as_bytes());
    let empty = "<serviceId>MSE_FORM031_SUBMIT</serviceId><correlationId></correlationId><sessionId/>";
    let message = with("<serviceId>MSE_FORM031_SUBMIT</serviceId>", empty).unwrap();
    assert_eq!((message.correlation_id, message.session_id), (None, None));
    let date = "2025-09-02T09:00:00.250000+05:00";
    assert_eq!(with(date, "2025-09-02"), Err(ShepFault::Invalid("requestInfo/messageDate".into())));
    let local = with(date, "2025-09-02T09:00:00").unwrap();
    assert_eq!(local.message_date, parse_instant("2025-09-02T09:00:00+05:00").unwrap());
}

#[test]
fn what_is_missing_double_unknown_qualified_or_malformed_is_named() {
    use ShepFault::{Invalid, Missing, Twice, Unknown, WrongType};
    for (old, new, fault) in [
        ("<messageId>c616</messageId>", "", Missing("requestInfo/messageId".into())),
        (
            "<messageId>c616</messageId>",
            "<messageId>a</messageId><messageId>b</messageId>",
            Twice("requestInfo/messageId".into()),
        ),
        ("<senderId>mis</senderId>", "<senderId>mis</senderId><pin>1</pin>", Unknown("requestInfo/sender/pin".into())),
        ("<request>", "<request xmlns=\"http://bip.bee.kz/SyncChannel/v10/Types\">", Unknown("request".into())),
        ("<signedAt>2025-09-02T08:59:00+05:00", "<signedAt>2025-09-02T08:59:00", Invalid("requestData/data/signedAt".into())),
        ("<formId>07070707", "<formId>7070707", Invalid("requestData/data/formId".into())),
        ("<form>e30=</form>", "<form>e30</form>", Invalid("requestData/data/form".into())),
        ("<form>e30=</form>", "", Missing("requestData/data/form".into())),
        ("<form>e30=</form>", "<form><a/></form>", Invalid("requestData/data/form".into())),
        ("<sender><senderId>mis</senderId></sender>", "<sender>mis</sender>", Invalid("requestInfo/sender".into())),
        ("m:Form031Submission", "m:ActStatusBatch", WrongType("requestData/data".into())),
    ] {
        assert!(SUBMIT.contains(old), "{old}");
        assert_eq!(read_request(SUBMIT.replacen(old, new, 1).as_bytes()), Err(fault), "{old} -> {new}");
    }
}

#[test]
fn the_payload_is_read_with_its_type_without_it_or_as_the_element_of_our_schema() {
    let typed = read_request(SUBMIT.as_bytes()).unwrap();
    let plain = SUBMIT.replace(" xsi:type=\"m:Form031Submission\"", "");
    assert_eq!(read_request(plain.as_bytes()).unwrap(), typed);
    let element = plain.replace("<formId>", "<m:form031Submission><formId>").replace("</data>", "</m:form031Submission></data>");
    assert_eq!(read_request(element.as_bytes()).unwrap(), typed);
}

#[test]
fn base64_may_be_wrapped_and_an_unknown_header_that_must_be_understood_is_a_fault() {
    let wrapped = SUBMIT.replace("<form>e30=</form>", "<form>\r\n  e3&#13;\n0=\n</form>");
    assert!(read_request(wrapped.as_bytes()).is_ok());
    let header = |entry: &str| {
        let header = format!("<soap-env:Header>{entry}</soap-env:Header><soap-env:Body>");
        read_request(SUBMIT.replacen("<soap-env:Body>", &header, 1).as_bytes())
    };
    assert!(header("<a:b xmlns:a=\"urn:a\"/>").is_ok());
    assert_eq!(header("<a:b xmlns:a=\"urn:a\" soap-env:mustUnderstand=\"1\"/>"), Err(ShepFault::MustUnderstand));
    let wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    assert!(header(&format!("<w:Security xmlns:w=\"{wsse}\" soap-env:mustUnderstand=\"1\"/>")).is_ok());
}

#[test]
fn a_body_moved_into_the_header_is_not_taken_for_the_body() {
    let body = SUBMIT.split_once("<soap-env:Body>").unwrap().1.split_once("</soap-env:Body>").unwrap().0;
    let moved = format!("<soap-env:Header><w xmlns=\"urn:w\"><soap-env:Body>{body}</soap-env:Body></w></soap-env:Header>");
    let two = SUBMIT.replacen("<soap-env:Body>", &format!("{moved}<soap-env:Body>"), 1).replacen("c616", "other", 1);
    assert_eq!(read_request(two.as_bytes()).unwrap().message_id, "c616");
    let doubled = SUBMIT.replacen("<soap-env:Body>", &format!("<soap-env:Body>{body}</soap-env:Body><soap-env:Body>"), 1);
    assert_eq!(read_request(doubled.as_bytes()), Err(ShepFault::NotSendMessage));
}

#[test]
fn attacks_are_refused_in_well_under_a_second() {
    let within = |inner: &str| SUBMIT.replacen("<form>e30=</form>", inner, 1).into_bytes();
    let before = |prolog: &str| SUBMIT.replacen("<soap-env:Envelope", &format!("{prolog}<soap-env:Envelope"), 1).into_bytes();
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    let declared: String = (0..60).map(|n| format!(" xmlns:p{n}=\"urn:{n}\"")).collect();
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let attacks: Vec<(&str, Vec<u8>)> = vec![
        ("a DTD", before("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">")),
        ("an entity bomb", before(bomb)),
        ("an entity", within("<form>&xxe;</form>")),
        ("an entity in an attribute", within("<form a=\"&xxe;\">e30=</form>")),
        ("a processing instruction", before("<?a b?>")),
        ("a hundred thousand attributes", within(&format!("<form{attributes}>e30=</form>"))),
        ("deep nesting", within(&"<a>".repeat(200_000))),
        ("many nodes", within(&"<a/>".repeat(200_000))),
        ("many namespaces", within(&format!("<a{declared}>").repeat(40))),
        ("a long name", within(&format!("<{}/>", "a".repeat(100_000)))),
        ("invalid UTF-8", [SUBMIT.as_bytes(), b"\xff"].concat()),
        ("UTF-16", SUBMIT.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a control character", within("<form>&#1;</form>")),
        ("a zero", within("<form>\0</form>")),
        ("50 MB", vec![b'a'; 50 << 20]),
        ("nothing", vec![]),
        ("two roots", format!("{SUBMIT}<a/>").into_bytes()),
        ("an open end", SUBMIT[..SUBMIT.len() - 12].into()),
        ("a prefix from nowhere", within("<x:form>e30=</x:form>")),
    ];
    for (name, bytes) in attacks {
        // On a busy machine one reading may take long; what costs too much takes long each time.
        let is_quick = (0..5).any(|_| {
            let started = Clock::now();
            assert!(read_request(&bytes).is_err(), "{name}");
            started.elapsed() < Duration::from_millis(700)
        });
        assert!(is_quick, "{name}");
    }
}

#[test]
fn a_request_is_written_as_the_schema_has_it_and_read_back() {
    let stages = vec![StageReport {
        form_id: FormId::from_bytes([7; 16]),
        stage: Stage::Numbered,
        at: Instant::UNIX_EPOCH,
        detail: Some("2025-000001".into()),
        reason: None,
    }];
    for message in [submit(), request(Payload::ActStatus(stages)), request(Payload::Other)] {
        let text = write_request(&message);
        assert!(text.contains("<t:SendMessage><request><requestInfo><messageId>"), "children carry no namespace");
        assert_eq!(read_request(text.as_bytes()).unwrap(), message);
    }
}

fn response(data: Reply) -> Response {
    let (code, message) = (Code::Success.as_str().into(), "Хабарлама қабылданды".into());
    let (message_id, date) = ("db-1".into(), parse_instant("2025-09-02T09:00:02+05:00").unwrap());
    Response { message_id, correlation_id: None, date, status: Status { code, message }, session_id: None, data }
}

#[test]
fn a_response_is_read_back_with_its_receipt() {
    let message =
        Trilingual {
            kk: "Қолтаңба <жарамсыз>".into(), ru: "Подпись недействительна".into(), en: "It does not hold".into()
        };
    let refused = ReceiptVerdict::Refused(Refusal { code: Code::SignatureInvalid.as_str().into(), message });
    for verdict in [ReceiptVerdict::Accepted(parse_instant("2025-09-02T09:00:02+05:00").unwrap()), refused] {
        let (form_id, sha256) = (FormId::from_bytes([7; 16]), Sha256::of(b"form"));
        let sent = response(Reply::Form031(Box::new(Receipt { message_id: "7d0e".into(), form_id, sha256, verdict })));
        assert_eq!(read_answer(write_response(&sent).as_bytes(), "7d0e").unwrap(), Answer::Response(sent));
    }
    for data in [Reply::ActStatus(3), Reply::None] {
        let sent = response(data);
        assert_eq!(read_answer(write_response(&sent).as_bytes(), "x").unwrap(), Answer::Response(sent));
    }
}

#[test]
fn a_status_message_is_cut_at_the_schemas_250_characters() {
    let mut long = response(Reply::None);
    long.status.message = "қ".repeat(300);
    let Answer::Response(read) = read_answer(write_response(&long).as_bytes(), "x").unwrap() else { panic!("a response") };
    assert_eq!(read.status.message.chars().count(), 250);
}

#[test]
fn a_fault_names_its_code_and_field() {
    let fault = ShepFault::Invalid("requestInfo/messageDate".into());
    let text = write_fault(&fault, Instant::UNIX_EPOCH, "Өріс дұрыс емес");
    let Answer::Fault(read) = read_answer(text.as_bytes(), "x").unwrap() else { panic!("a fault") };
    assert_eq!((read.soap_code.as_str(), read.error_code.as_deref()), ("Client", Some("MSE903")));
    assert!(read.message == "Өріс дұрыс емес" && read.data.unwrap().contains("requestInfo/messageDate"));
}

#[test]
fn a_password_never_reaches_a_debug_text() {
    assert!(!format!("{:?}", submit()).contains("]]>"));
}

#[test]
fn each_wsdl_imports_only_what_its_endpoint_itself_serves() {
    for channel in Channel::ALL {
        let base = &format!("https://gateway.example{}", channel.path());
        let wsdl = channel.document("wsdl", base).unwrap();
        assert!(wsdl.contains(&format!("<soap:address location=\"{base}\"/>")));
        for (name, _) in channel.documents() {
            let text = channel.document(name, base).unwrap();
            for location in text.split("schemaLocation=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                let name = location.strip_prefix(&format!("{base}?xsd=")).expect(location);
                assert!(channel.document(name, base).is_some(), "{location}");
            }
        }
        assert_eq!(channel.document("../../etc/passwd", base), None);
        assert!(!channel.document("wsdl", "http://a/\"><x>&").unwrap().contains("\"><x>&"));
    }
}

#[test]
fn the_schema_lists_every_stage() {
    let schema = Channel::Sync.documents().iter().find(|(name, _)| *name == "mse-v1").unwrap().1;
    let listed = schema.split_once("name=\"Stage\"").unwrap().1.split_once("</xsd:simpleType>").unwrap().0;
    let listed: Vec<_> = listed.split("value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(listed, Stage::ALL.iter().map(|stage| stage.as_str()).collect::<Vec<_>>());
}

#[test]
fn every_code_has_its_row_in_the_document_and_its_message_in_three_languages() {
    let document = include_str!("../../../docs/gateway-codes.md");
    let words = [
        include_str!("../words/kk/gateway.ftl"),
        include_str!("../words/ru/gateway.ftl"),
        include_str!("../words/en/gateway.ftl"),
    ];
    for code in Code::ALL {
        assert!(document.contains(&format!("\n| `{}` |", code.as_str())), "{code:?}");
        assert!(words.iter().all(|file| file.contains(&format!("\n{} = ", code.key()))), "{code:?}");
        assert_eq!(Code::parse(code.as_str()), Some(*code));
    }
}

#[test]
fn every_code_and_key_is_unique() {
    for texts in [Code::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>(), Code::ALL.iter().map(|c| c.key()).collect()] {
        let mut unique = texts.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), texts.len());
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(form in proptest::collection::vec(any::<u8>(), 1..300), id in "\\PC{1,30}", value in "\\PC{0,99}") {
        let id = id.trim().to_owned();
        prop_assume!(!id.is_empty());
        let mut message = submit();
        (message.message_id, message.properties[0].value) = (id.clone(), value);
        let Payload::Form031(submission) = &mut message.data else { unreachable!() };
        (submission.form, submission.message_id) = (form, id);
        let read = read_request(write_request(&message).as_bytes()).unwrap();
        prop_assert_eq!(read, message);
    }

    #[test]
    fn no_mutation_makes_it_panic(at in 0usize..3000, to: u8, cut in 0usize..3000, noise in proptest::collection::vec(any::<u8>(), 0..40)) {
        let mut bytes = write_request(&submit()).into_bytes();
        let at = at % bytes.len();
        bytes[at] = to;
        let _ = (read_request(&bytes), read_answer(&bytes, "x"));
        let at = at.min(cut);
        bytes.splice(at..at, noise);
        bytes.truncate(cut.max(1));
        let _ = (read_request(&bytes), read_answer(&bytes, "x"));
    }
}

fn month_report() -> MonthReport {
    let report = br#"{"month":"2025-09","provisional":false,"public":false,"lacks":["mis"],"tables":[]}"#;
    MonthReport { month: "2025-09".into(), version: 2, report: report.to_vec() }
}

#[test]
fn a_month_s_report_is_read_back_as_it_was_closed_and_so_is_its_receipt() {
    let sent = request(Payload::MonthReport(month_report()));
    assert_eq!(sent.service_id, MONTH_REPORT);
    assert_eq!(read_request(write_request(&sent).as_bytes()).unwrap(), sent);
    let response = Response {
        message_id: "1".into(),
        correlation_id: None,
        date: sent.message_date,
        status: Status { code: Code::Success.as_str().into(), message: "Алынды".into() },
        session_id: None,
        data: Reply::MonthReport { month: "2025-09".into(), version: 2 },
    };
    assert_eq!(read_answer(write_response(&response).as_bytes(), "7d0e").unwrap(), Answer::Response(response));
}

#[test]
fn what_is_no_report_of_its_month_or_not_the_bytes_of_its_digest_is_named() {
    let read = |month: MonthReport, old: &str, new: &str| {
        let text = write_request(&request(Payload::MonthReport(month)));
        assert!(text.contains(old), "{old}");
        read_request(text.replacen(old, new, 1).as_bytes()).map(|_| ())
    };
    let at = |name: &str| Err(ShepFault::Invalid(format!("requestData/data/{name}")));
    let with = |report: &[u8]| read(MonthReport { report: report.to_vec(), ..month_report() }, "", "");
    assert_eq!(with(&month_report().report), Ok(()));
    assert_eq!(with(b"{}"), at("report"));
    assert_eq!(with(b"[[[[[["), at("report"));
    assert_eq!(read(MonthReport { month: "2025-08".into(), ..month_report() }, "", ""), at("report"));
    let digest = Sha256::of(&month_report().report).to_string();
    assert_eq!(read(month_report(), &digest, &Sha256::of(b"other").to_string()), at("report"));
    assert_eq!(read(month_report(), "<month>2025-09", "<month>2025-13"), at("month"));
    assert_eq!(read(month_report(), "<version>2", "<version>0"), at("version"));
    assert_eq!(read(month_report(), "<version>2</version>", ""), Err(ShepFault::Missing("requestData/data/version".into())));
    assert_eq!(with(&vec![b' '; MONTH_REPORT_BYTES + 1]), Err(ShepFault::TooLarge("data")));
}
