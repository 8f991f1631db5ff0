//! Messages between nodes: what is written is read back, and anything else is refused whole.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::referral::Stage;
use saraptama_core::terms::{FormId, Instant, Sha256, Trilingual, parse_instant};
use saraptama_wire::exchange::*;
use saraptama_wire::problem::Problem;

fn submission(form: Vec<u8>) -> Submission {
    Submission {
        message_id: "mis-1".into(),
        form_id: FormId::from_bytes([7; 16]),
        signed_at: parse_instant("2025-09-02T09:00:00+05:00").unwrap(),
        form,
        signature: vec![0x30, 0x82],
        documents: vec![Document { sha256: Sha256::of(b"x-ray"), media_type: "image/png".into(), size: 5 }],
    }
}

fn receipt(verdict: ReceiptVerdict) -> Receipt {
    Receipt { message_id: "mis-1".into(), form_id: FormId::from_bytes([7; 16]), sha256: Sha256::of(b"form"), verdict }
}

#[test]
fn a_submission_has_this_shape() {
    let bytes = write_submissions(&Request { batch: false, submissions: vec![submission(b"{}".to_vec())] });
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let documents = serde_json::json!([{"sha256": Sha256::of(b"x-ray").to_string(), "media_type": "image/png", "size": 5}]);
    let expected = serde_json::json!({
        "message_id": "mis-1", "form_id": "07070707-0707-0707-0707-070707070707", "signed_at": "2025-09-02T09:00:00+05:00",
        "form_base64": "e30=", "signature_base64": "MII=", "documents": documents,
    });
    assert_eq!(json, expected);
}

#[test]
fn a_batch_is_answered_by_a_batch() {
    let many = Request { batch: true, submissions: vec![submission(vec![1]); BATCH] };
    assert_eq!(read_submissions(&write_submissions(&many)).unwrap(), many);
    let at = parse_instant("2025-09-02T09:00:00.5+05:00").unwrap();
    let message = Trilingual { kk: "қол жоқ".into(), ru: "нет подписи".into(), en: "no signature".into() };
    let refusal = Refusal { code: "MSE102".into(), message };
    let receipts = [receipt(ReceiptVerdict::Accepted(at)), receipt(ReceiptVerdict::Refused(refusal))];
    assert_eq!(read_receipts(&write_receipts(&receipts, true), true).unwrap(), receipts);
    assert_eq!(read_receipts(&write_receipts(&receipts[..1], false), false).unwrap(), receipts[..1]);
}

#[test]
fn more_than_a_batch_or_a_member_beyond_its_limit_is_refused_whole() {
    let fault = |request: &Request| read_submissions(&write_submissions(request)).unwrap_err();
    let batch = |count| Request { batch: true, submissions: vec![submission(vec![1]); count] };
    assert_eq!(fault(&batch(BATCH + 1)), ExchangeFault::OutOfLimit("submissions"));
    assert_eq!(fault(&batch(0)), ExchangeFault::OutOfLimit("submissions"));
    let one = |form| Request { batch: false, submissions: vec![submission(form)] };
    assert_eq!(fault(&one(vec![])), ExchangeFault::OutOfLimit("form_base64"));
    assert_eq!(fault(&one(vec![0; FORM_BYTES + 1])), ExchangeFault::OutOfLimit("form_base64"));
    assert_eq!(read_submissions(&vec![b' '; MESSAGE_BYTES + 1]), Err(ExchangeFault::TooLarge));
}

#[test]
fn an_unknown_a_missing_and_a_double_member_are_refused() {
    let good = r#"{"stages":[{"form_id":"07070707-0707-0707-0707-070707070707","stage":"numbered","at":"2025-09-02T09:00:00Z","detail":"2025-000001"}]}"#;
    assert_eq!(read_stages(good.as_bytes()).unwrap()[0].stage, Stage::Numbered);
    for (old, new) in [
        (r#""detail""#, r#""details""#),
        (r#""stage":"numbered","#, ""),
        (r#""stage":"numbered","#, r#""stage":"numbered","stage":"numbered","#),
        ("numbered", "lost"),
        ("2025-09-02T09:00:00Z", "2025-09-02T09:00:00"),
        ("07070707-", ""),
    ] {
        let bad = good.replacen(old, new, 1);
        assert!(matches!(read_stages(bad.as_bytes()), Err(ExchangeFault::NotSuchAMessage { .. })), "{bad}");
    }
}

#[test]
fn a_receipt_is_accepted_or_refused_and_not_both() {
    let at = Instant::UNIX_EPOCH;
    let text = String::from_utf8(write_receipts(&[receipt(ReceiptVerdict::Accepted(at))], false)).unwrap();
    assert!(read_receipts(text.replace("accepted\"", "refused\"").as_bytes(), false).is_err());
}

#[test]
fn a_problem_document_speaks_three_languages() {
    let words =
        Trilingual {
            kk: "Нысан қол қоюға қатырылған".into(), ru: "Форма заморожена".into(), en: "The form is frozen".into()
        };
    let problem = Problem::new("state", "Conflict", 409, words).in_language("ru");
    let json: serde_json::Value = serde_json::from_slice(&problem.to_bytes()).unwrap();
    assert_eq!((json["type"].as_str(), json["detail"].as_str()), (Some("urn:saraptama:problem:state"), Some("Форма заморожена")));
    assert_eq!(json["messages"]["en"], "The form is frozen");
    assert!(json.get("findings").is_none());
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(form in proptest::collection::vec(any::<u8>(), 1..200), id in "\\PC{1,40}", seconds in 0i64..4_000_000_000) {
        let mut one = submission(form);
        (one.message_id, one.signed_at) = (id, Instant::from_second(seconds).unwrap());
        let request = Request { batch: false, submissions: vec![one] };
        prop_assert_eq!(read_submissions(&write_submissions(&request)).unwrap(), request);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), flip in 0usize..200, to: u8) {
        let _ = read_submissions(&bytes);
        let mut good = write_submissions(&Request { batch: true, submissions: vec![submission(b"{}".to_vec())] });
        let at = flip % good.len();
        good[at] = to;
        let _ = (read_submissions(&good), read_receipts(&good, false), read_stages(&good));
    }
}
