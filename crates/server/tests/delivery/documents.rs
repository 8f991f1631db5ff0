use crate::harness::{Bed, DATA_BANK, Fate, MINISTRY, MIS};
use saraptama_core::terms::{FormId, Sha256};
use saraptama_server::jobs::Way;
use saraptama_server::synth::Options;
use saraptama_server::transport::Outbound;
use serde_json::json;

/// A signed form that names two files.
pub(crate) struct Case {
    pub(crate) form: FormId,
    files: [Vec<u8>; 2],
}

impl Case {
    pub(crate) async fn signed(bed: &Bed) -> Self {
        Self::signed_with(bed, [vec![7; 300_000], b"%PDF- another".to_vec()]).await
    }

    pub(crate) async fn signed_with(bed: &Bed, files: [Vec<u8>; 2]) -> Self {
        let read = |(form, bytes): (FormId, Vec<u8>)| (form, serde_json::from_slice::<serde_json::Value>(&bytes).unwrap());
        let has_two = |(_, value): &(_, serde_json::Value)| value["evidence"].as_array().is_some_and(|all| all.len() > 1);
        let (form, mut value) = bed.forms(20, &Options::default()).into_iter().map(read).find(has_two).unwrap();
        let entries = value["evidence"].as_array_mut().unwrap();
        for (entry, file) in entries.iter_mut().zip(&files) {
            let document = json!({ "sha256": Sha256::of(file).to_string(), "media_type": "application/pdf", "size": file.len() });
            entry["document"] = document;
        }
        let bytes = serde_json::to_vec(&value).unwrap();
        bed.store(form, &bytes).await;
        bed.sign(form, &bytes).await.unwrap();
        Self { form, files }
    }

    pub(crate) async fn hand_in(&self, bed: &Bed, file: usize) {
        let mis = bed.host(MIS).mis();
        mis.store_document(self.form, "application/pdf", self.files[file].clone()).await.unwrap();
    }

    pub(crate) async fn kept(&self, bed: &Bed, kind: saraptama_server::config::NodeKind) -> usize {
        bed.node(kind).store.documents(self.form).await.unwrap().len()
    }
}

pub(crate) fn is_fetch(request: &Outbound) -> bool {
    request.method() == "GET" && request.uri().path().contains("/documents/")
}

/// Lets time go by until the longest pause between two attempts is over.
async fn later(bed: &mut Bed) {
    for _ in 0..3 {
        bed.seconds(400);
        bed.run().await;
    }
}

#[tokio::test]
async fn a_form_goes_on_only_with_its_documents_and_they_travel_with_it() {
    let mut bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    for file in 0..2 {
        later(&mut bed).await;
        assert_eq!(bed.journey(case.form).await.last().unwrap(), "signed", "{file} of 2 files are there");
        assert_eq!(bed.outbox(MIS).await, (1, 0), "it waits");
        case.hand_in(&bed, file).await;
    }
    later(&mut bed).await;
    assert!(bed.journey(case.form).await.contains(&"assigned".to_owned()), "{:?}", bed.journey(case.form).await);
    for kind in [MINISTRY, DATA_BANK] {
        let store = &bed.node(kind).store;
        for file in &case.files {
            let kept = store.document(case.form, Sha256::of(file)).await.unwrap().unwrap();
            assert_eq!((&kept.bytes, &*kept.media_type), (file, "application/pdf"));
        }
    }
    // The messages name them and do not carry them.
    let sent = bed.wire.sent.lock().unwrap();
    let envelope = sent.iter().find(|(to, path, _)| *to == 2 && path == "/ws/SyncChannel").unwrap();
    let envelope = String::from_utf8(envelope.2.clone()).unwrap();
    assert!(case.files.iter().all(|file| envelope.contains(&Sha256::of(file).to_string())));
    assert!(envelope.len() < 200_000);
}

#[tokio::test]
async fn a_sender_that_is_away_in_the_middle_and_a_restart_lose_nothing_and_fetch_nothing_twice() {
    let mut bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    case.hand_in(&bed, 0).await;
    case.hand_in(&bed, 1).await;
    let second = Sha256::of(&case.files[1]).to_string();
    let named = second.clone();
    bed.rule(move |request| if request.uri().path().ends_with(&named) { Fate::Nobody } else { Fate::Pass });
    later(&mut bed).await;
    assert_eq!((case.kept(&bed, MINISTRY).await, case.kept(&bed, DATA_BANK).await), (1, 0));
    assert_eq!(bed.journey(case.form).await.last().unwrap(), "accepted-by-ministry", "taken, and not passed on");
    assert!(bed.node(DATA_BANK).store.form(case.form).await.unwrap().is_none());
    bed.restart().await;
    bed.wire.sent.lock().unwrap().clear();
    bed.rule(|_| Fate::Pass);
    later(&mut bed).await;
    assert!(bed.journey(case.form).await.contains(&"assigned".to_owned()));
    let sent = bed.wire.sent.lock().unwrap();
    let fetched: Vec<_> = sent.iter().filter(|(to, path, _)| *to == 0 && path.contains("/documents/")).collect();
    assert_eq!((fetched.len(), fetched[0].1.ends_with(&second)), (1, true), "the first file was there already");
}

#[tokio::test]
async fn the_data_bank_takes_the_form_and_numbers_it_when_its_documents_are_there() {
    let mut bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    case.hand_in(&bed, 0).await;
    case.hand_in(&bed, 1).await;
    bed.rule(|request| match (is_fetch(request), request.uri().port_u16()) {
        (true, Some(2)) => Fate::Status(404),
        _ => Fate::Pass,
    });
    later(&mut bed).await;
    let journey = bed.journey(case.form).await;
    assert_eq!(journey.last().unwrap(), "accepted-by-data-bank", "taken, and not numbered");
    let (status, page) = bed.ask(DATA_BANK, "GET", "/api/v1/acts?state=awaiting-documents", "staff").await;
    assert_eq!((status, &page["items"][0]["form"]), (200, &json!(case.form.to_string())));
    assert_eq!(page["items"][0]["state"], "awaiting-documents");
    assert_eq!(bed.ask(DATA_BANK, "GET", "/api/v1/acts", "staff").await.1["items"], json!([]));
    bed.rule(|_| Fate::Pass);
    later(&mut bed).await;
    assert!(bed.journey(case.form).await.contains(&"assigned".to_owned()));
}

#[tokio::test]
async fn other_bytes_and_more_bytes_than_named_are_refused_and_the_right_ones_still_come() {
    let mut bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    case.hand_in(&bed, 0).await;
    case.hand_in(&bed, 1).await;
    for count in [300_000, 299_999, 300_001, 64 << 20, 0] {
        bed.rule(move |request| if is_fetch(request) { Fate::Bytes(count) } else { Fate::Pass });
        later(&mut bed).await;
        assert_eq!(case.kept(&bed, MINISTRY).await, 0, "{count}");
        assert_eq!(bed.outbox(MINISTRY).await.1, 0, "never given up");
    }
    bed.rule(|_| Fate::Pass);
    later(&mut bed).await;
    assert!(bed.journey(case.form).await.contains(&"assigned".to_owned()));
}

#[tokio::test]
async fn a_line_that_breaks_in_the_middle_of_a_document_does_not_close_the_route() {
    let mut bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    case.hand_in(&bed, 0).await;
    case.hand_in(&bed, 1).await;
    bed.rule(|request| if is_fetch(request) { Fate::Breaks } else { Fate::Pass });
    for _ in 0..4 {
        later(&mut bed).await;
        assert_eq!(bed.node(MINISTRY).breakers.way("mis-node", bed.now), Way::Closed);
    }
    assert_eq!((case.kept(&bed, MINISTRY).await, bed.outbox(MINISTRY).await), (0, (1, 0)), "it is tried again");
    // Where nobody answers at all the route is left alone.
    bed.rule(|request| if is_fetch(request) { Fate::Nobody } else { Fate::Pass });
    for _ in 0..4 {
        later(&mut bed).await;
    }
    assert_ne!(bed.node(MINISTRY).breakers.way("mis-node", bed.now), Way::Closed);
    bed.rule(|_| Fate::Pass);
    later(&mut bed).await;
    assert!(bed.journey(case.form).await.contains(&"assigned".to_owned()));
}

#[tokio::test]
async fn a_document_is_given_to_the_next_node_alone_and_only_of_a_signed_form() {
    let mut bed = Bed::new().await;
    let case = Case::signed(&bed).await;
    case.hand_in(&bed, 0).await;
    bed.seconds(1);
    let path = |form: FormId, file: &[u8]| format!("/exchange/v1/forms/{form}/documents/{}", Sha256::of(file));
    let (unsigned, bytes) = bed.forms(2, &Options::default()).remove(1);
    bed.store(unsigned, &bytes).await;
    bed.host(MIS).mis().store_document(unsigned, "text/plain", b"draft".to_vec()).await.unwrap();
    for (who, path, status) in [
        ("nobody", path(case.form, &case.files[0]), 401),
        ("doctor-01", path(case.form, &case.files[0]), 403),
        ("integrator", path(case.form, &case.files[0]), 403),
        ("databank-node", path(case.form, &case.files[0]), 403),
        ("ministry-node", path(case.form, &case.files[1]), 404),
        ("ministry-node", path(unsigned, b"draft"), 404),
        ("ministry-node", "/exchange/v1/forms/x/documents/y".to_owned(), 404),
    ] {
        assert_eq!(bed.ask(MIS, "GET", &path, who).await.0, status, "{who} {path}");
    }
}
