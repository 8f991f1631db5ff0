use super::sample::*;
use saraptama_core::indicators::Month;
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::{ActRow, ActState, DocumentRow, ReusedRow};
use saraptama_store::{Change, Store};
use std::collections::BTreeMap;

/// The month of the samples: they stand around 2 September 2025.
fn month() -> Month {
    Month::parse("2025-09").unwrap()
}

fn act(n: u32, patient: u8, expert: &str, accepted_at: Instant) -> ActRow {
    let people = vec![iin(patient), iin(90), iin(91)];
    ActRow { people, expert: Some(expert.to_owned()), accepted_at, ..act_row(n, ActState::Assigned) }
}

fn document(n: u32, name: &str, media_type: &str) -> Change {
    let sha256 = Sha256::of(name.as_bytes());
    let (form, media_type, bytes) = (form(n), media_type.to_owned(), name.as_bytes().to_vec());
    Change::Document(DocumentRow { form, sha256, media_type, bytes, at: at(1) })
}

pub async fn the_forms_in_which_three_met_are_those_of_the_month_and_no_more_than_asked(store: Store) {
    let month = month();
    let before = month.from - jiff::SignedDuration::from_secs(1);
    let acts = [
        act(1, 1, "expert-1", before),
        act(2, 2, "expert-1", month.from),
        act(3, 3, "expert-2", at(1)),
        act(4, 4, "expert-1", at(2)),
        act(5, 5, "expert-1", at(3)),
        act(6, 6, "expert-1", month.to),
        ActRow { people: vec![iin(1), iin(92), iin(91)], ..act(7, 1, "expert-1", at(4)) },
    ];
    store.commit(changes(acts.map(Change::Act).to_vec())).await.unwrap();
    let triple = (iin(90), iin(91), "expert-1".to_owned());
    let forms = async |most| -> Vec<FormId> {
        let found = store.forms_of_triples(&month, BTreeMap::from([(triple.clone(), vec![])]), most).await.unwrap();
        found[&triple].clone()
    };
    assert_eq!(forms(20).await, [2, 4, 5].map(form));
    assert_eq!(forms(2).await, [2, 4].map(form));
    let met = store.triples(&month).await.unwrap().into_iter().map(|one| (one.doctor, one.expert, one.met)).collect::<Vec<_>>();
    assert!(met.contains(&(iin(90), "expert-1".to_owned(), 3)) && met.contains(&(iin(90), "expert-2".to_owned(), 1)), "{met:?}");
}

pub async fn a_document_of_several_forms_counts_in_the_months_of_its_forms(store: Store) {
    let month = month();
    let (before, after) = (month.from - jiff::SignedDuration::from_secs(1), month.to);
    let refused = ActRow { state: ActState::Refused, ..act(6, 6, "expert-1", at(5)) };
    let acts = [
        act(1, 1, "expert-1", at(1)),
        act(2, 2, "expert-1", at(2)),
        act(3, 1, "expert-1", at(3)),
        act(4, 4, "expert-1", before),
        act(5, 5, "expert-1", after),
        refused,
    ];
    let documents = [
        // Two patients, one of them before the month; one patient twice; forms outside the month; one form alone.
        document(1, "lent", "application/pdf"),
        document(4, "lent", "application/pdf"),
        document(1, "own", "application/pdf"),
        document(3, "own", "application/pdf"),
        document(4, "elsewhere", "application/pdf"),
        document(5, "elsewhere", "application/pdf"),
        document(2, "alone", "application/pdf"),
        document(6, "refused", "application/pdf"),
        document(5, "refused", "application/pdf"),
        document(1, "decision", "decision"),
        document(2, "decision", "decision"),
    ];
    store.commit(changes(acts.map(Change::Act).into_iter().chain(documents).collect())).await.unwrap();
    let row = |name: &str, forms, patients| ReusedRow { sha256: Sha256::of(name.as_bytes()), forms, patients };
    assert_eq!(store.reused_documents(&month, "decision").await.unwrap(), [row("lent", 2, 2), row("own", 2, 1)]);
    assert_eq!(store.documents_counted(&month, "decision").await.unwrap(), (2, 3));
    let next = month.beside(1).unwrap();
    let later: Vec<_> = store.reused_documents(&next, "decision").await.unwrap();
    assert_eq!(later.iter().map(|one| one.forms).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(store.reused_documents(&next.beside(1).unwrap(), "decision").await.unwrap(), []);
    assert_eq!(store.forms_of_document(Sha256::of(b"own"), 20).await.unwrap().len(), 2);
    assert_eq!(store.forms_of_document(Sha256::of(b"own"), 1).await.unwrap().len(), 1);
}
