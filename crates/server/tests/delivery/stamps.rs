//! When a signature was there, proved to every node: the time-stamp that it is given when it is taken goes with it.

use crate::awaiting::{Case, Services, always};
use crate::harness::{DATA_BANK, MINISTRY, MIS};
use jiff::SignedDuration;
use rusqlite::Connection;
use saraptama_core::terms::{Instant, parse_instant};
use saraptama_server::config::NodeKind;
use saraptama_server::demo::CLOCK_STARTS_AT;
use saraptama_server::flow::{Receipt, Submission};
use saraptama_server::transport::Outbound;
use saraptama_sign::authority::{Authority, KeyKind, Leaf, ListDraft, Pointers, StampWording, Status, Validity, Wording};
use saraptama_sign::cms::{signature_octets, without_what_is_beside};
use saraptama_sign::evidence::{STAMP_DIGEST, stamp_request};
use std::sync::Arc;

fn hours(at: Instant, hours: i64) -> Instant {
    at.checked_add(SignedDuration::from_hours(hours)).unwrap()
}

/// The authority's services: the status of every certificate, and stamps of their own time.
fn answers(services: &Services, request: &Outbound, status: Status, now: Instant) -> Vec<u8> {
    match request.uri().host() {
        Some("tsp.test") => services.stamper.respond(request.body(), &StampWording::at(now)).unwrap(),
        _ => services.responder.answer(request.body(), status, &Wording::at(now)).unwrap(),
    }
}

fn serve(case: &Case, status: Status) {
    let (services, now): (Arc<Services>, _) = (case.services.clone(), case.bed.now);
    case.bed.authority(move |request| Some(answers(&services, request, status, now)));
}

/// The chair's signature with a time-stamp of `at` beside it.
fn stamped(case: &Case, at: Instant) -> Vec<u8> {
    let stamp = |octets: &[u8]| {
        let request = stamp_request(octets, STAMP_DIGEST, 7).unwrap();
        case.services.stamper.token(&request, &StampWording::at(at))
    };
    case.key.sign_stamped(&case.bytes, at, stamp).unwrap()
}

/// What a node answers to the form, as it says itself that it was signed then.
async fn handed_to(case: &Case, kind: NodeKind, signature: &[u8], signed_at: Instant) -> String {
    let (source, message_id) = match kind {
        DATA_BANK => ("ministry-node", "1"),
        _ => ("mis-node", "1"),
    };
    let (form, bytes) = (case.form, &*case.bytes);
    let submission = Submission { source, message_id, raw: signature, seal: None, form, bytes, signature, signed_at };
    let host = case.bed.host(kind);
    let receipt = match kind {
        DATA_BANK => host.databank().take(&submission).await,
        _ => host.ministry().take(&submission).await,
    };
    match receipt.unwrap() {
        Receipt::Accepted { .. } => "accepted".to_owned(),
        Receipt::Refused { reason, .. } => reason,
        Receipt::OtherBytes => "other bytes".to_owned(),
    }
}

#[tokio::test]
async fn the_time_that_a_stamp_proves_decides_at_every_node_whether_the_key_had_been_revoked_and_not_what_a_sender_says() {
    for kind in [MINISTRY, DATA_BANK] {
        let mut case = Case::with(false, |config| config.evidence.require_stamp = true).await;
        let before = case.bed.now;
        case.bed.pass(SignedDuration::from_hours(48));
        let now = case.bed.now;
        serve(&case, Status::Revoked(hours(now, -24), 1));
        let bare = case.key.sign_detached(&case.bytes, before).unwrap();
        assert_eq!(handed_to(&case, kind, &bare, before).await, "signature-stamp-missing", "a sender's word proves no time");
        // Whoever has the key can have a signature stamped today, and not the day before yesterday.
        assert_eq!(handed_to(&case, kind, &stamped(&case, now), before).await, "signature-revoked");
        assert!(case.bed.node(kind).store.form(case.form).await.unwrap().is_none(), "what is not proved takes no id");
        let proved = stamped(&case, before);
        assert_eq!(handed_to(&case, kind, &proved, before).await, "accepted");
        assert_eq!(handed_to(&case, kind, &proved, before).await, "accepted", "the same again");
        let (octets, kept) = (signature_octets(&proved), case.bed.node(kind).store.signature(case.form, "chair").await.unwrap());
        assert_eq!(signature_octets(&kept.unwrap().bytes), octets);
    }
}

#[tokio::test]
async fn where_no_stamp_is_required_a_form_without_one_is_taken_at_its_senders_word() {
    for kind in [MINISTRY, DATA_BANK] {
        let mut case = Case::with(false, |_| ()).await;
        let before = case.bed.now;
        case.bed.pass(SignedDuration::from_hours(48));
        let now = case.bed.now;
        serve(&case, Status::Revoked(hours(now, -24), 1));
        let bare = case.key.sign_detached(&case.bytes, now).unwrap();
        assert_eq!(handed_to(&case, kind, &bare, now).await, "signature-revoked");
        // A stamp that is there counts all the same.
        assert_eq!(handed_to(&case, kind, &stamped(&case, now), before).await, "signature-revoked");
        assert_eq!(handed_to(&case, kind, &bare, before).await, "accepted");
    }
}

#[tokio::test]
async fn a_form_that_the_clinics_node_had_stamped_goes_to_the_register_with_its_stamp() {
    let case = Case::with(true, |config| config.evidence.require_stamp = true).await;
    serve(&case, Status::Good);
    assert_eq!(case.sign().await, Ok("signed".into()));
    case.bed.run().await;
    assert!(case.journey().await.contains(&"accepted-by-data-bank".to_owned()), "{:?}", case.journey().await);
    let own = case.bed.node(MIS).store.signature(case.form, "chair").await.unwrap().unwrap();
    assert_eq!(without_what_is_beside(&own.bytes).unwrap(), own.bytes, "the chair's bytes are kept as they came");
    let further = case.bed.node(MINISTRY).store.signature(case.form, "chair").await.unwrap().unwrap();
    assert_ne!(further.sha256, own.sha256);
    assert_eq!(without_what_is_beside(&further.bytes).unwrap(), own.bytes);
    let last = case.bed.node(DATA_BANK).store.signature(case.form, "chair").await.unwrap().unwrap();
    assert_eq!((last.sha256, last.bytes), (further.sha256, further.bytes));
    assert_eq!(case.bed.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_same_signature_is_known_again_with_and_without_its_stamp() {
    for (kind, with_first) in [(MINISTRY, true), (MINISTRY, false), (DATA_BANK, true), (DATA_BANK, false)] {
        let case = Case::with(false, |_| ()).await;
        let now = case.bed.now;
        serve(&case, Status::Good);
        let with = stamped(&case, now);
        let without = without_what_is_beside(&with).unwrap();
        let (first, second) = if with_first { (&with, &without) } else { (&without, &with) };
        assert_eq!(handed_to(&case, kind, first, now).await, "accepted");
        assert_eq!(handed_to(&case, kind, second, now).await, "accepted");
        let kept = case.bed.node(kind).store.signature(case.form, "chair").await.unwrap().unwrap();
        assert_eq!(&kept.bytes, first, "what was taken stays");
        let another = case.key.sign_detached(&case.bytes, hours(now, -1)).unwrap();
        assert_eq!(handed_to(&case, kind, &another, now).await, "other bytes");
    }
}

#[tokio::test]
async fn a_signature_whose_proof_was_lost_or_changed_is_found_by_the_checker() {
    for (statement, what) in [
        ("DELETE FROM evidence", "no evidence is left"),
        ("DELETE FROM evidence_bytes", "its bytes are lost"),
        ("UPDATE evidence_bytes SET bytes = substr(bytes, 1, length(bytes) - 1) || x'00'", "its bytes are others"),
    ] {
        let case = Case::with(false, |_| ()).await;
        serve(&case, Status::Good);
        assert_eq!(case.sign().await, Ok("signed".into()));
        case.bed.run().await;
        assert_eq!(case.bed.broken().await, Vec::<String>::new());
        let archive = Connection::open(case.bed.data(MINISTRY).join("store.db")).unwrap();
        archive.busy_timeout(std::time::Duration::from_secs(30)).unwrap();
        assert!(archive.execute(statement, ()).unwrap() > 0);
        let broken = case.bed.broken().await;
        let said = format!("I6: ministry: the signature of {} is not its chair's over the stored bytes", case.form);
        assert_eq!(broken, [said], "{what}");
    }
}

#[tokio::test]
async fn a_form_whose_certificate_ended_before_it_was_handed_in_is_printed_by_what_proved_its_stamp_then() {
    let list = Pointers { list: "http://ocsp.test/root.crl".into(), ..Pointers::default() };
    let authority = Authority::generate_naming(KeyKind::P256, always(), &list).unwrap();
    let ends = hours(parse_instant(CLOCK_STARTS_AT).unwrap(), 24);
    let certificate = |leaf| Leaf { validity: Validity { until: ends, ..always() }, ..leaf };
    let mut case = Case::under(authority, certificate, false, |_| ()).await;
    let cms = stamped(&case, case.bed.now);
    case.bed.pass(SignedDuration::from_hours(48));
    let (services, now) = (case.services.clone(), case.bed.now);
    case.bed.authority(move |_| {
        let (this_update, next_update) = (now, Some(hours(now, 24)));
        let draft = ListDraft { number: 1, changes_from: None, this_update, next_update, revoked: vec![], extensions: vec![] };
        Some(services.authority.root_list(&draft).unwrap())
    });
    let mis = case.bed.host(MIS).mis();
    mis.freeze(&case.chair, case.form).await.unwrap();
    assert_eq!(case.hand_in(&cms).await, Ok("signed".into()));
    case.bed.authority(|_| None);
    let paper = mis.form_paper(&case.chair, case.form).await.unwrap();
    assert!(paper.sealed.unwrap().signer.name.contains("СЫНАҚОВА"));
    assert_eq!(case.bed.broken().await, Vec::<String>::new());
}
