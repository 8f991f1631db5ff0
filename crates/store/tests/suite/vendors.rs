use super::sample::*;
use saraptama_core::terms::Sha256;
use saraptama_store::rows::OriginalRow;
use saraptama_store::{Append, Change, Family, NewEvent, Owners, Store, Stream, Unit};

/// An event of a form in the MIS.
pub fn told(n: u32, expected: u64) -> Append {
    let stream = Stream { family: Family::Referral, form: form(n) };
    Append { stream, expected, events: vec![NewEvent { at: at(1), body: expected.to_string().into_bytes() }] }
}

pub fn of(organisations: &[u8], vendors: &[&str]) -> Owners {
    let vendors = vendors.iter().map(|vendor| (*vendor).to_owned()).collect();
    Owners { organisations: organisations.iter().map(|n| organisation(*n)).collect(), vendors }
}

fn original(n: u32, of: &Sha256, bytes: &str) -> OriginalRow {
    OriginalRow {
        form: form(n),
        form_sha256: *of,
        format: "flat-export".to_owned(),
        media_type: "application/json".to_owned(),
        sha256: Sha256::of(bytes.as_bytes()),
        bytes: bytes.as_bytes().to_vec(),
        at: at(1),
    }
}

pub async fn an_original_stands_beside_the_form_that_it_was_translated_into_and_no_other(store: Store) {
    let (first, mut second) = (form_row(1, 1, "checked", 1), form_row(1, 1, "checked", 2));
    second.bytes = b"another".to_vec();
    second.sha256 = Sha256::of(&second.bytes);
    let (kept, other) = (original(1, &first.sha256, "{\"a\":1}"), original(1, &second.sha256, "{\"a\":2}"));
    let put = |form, original: Option<OriginalRow>| {
        changes([Change::Form(form)].into_iter().chain(original.map(Change::Original)).collect())
    };
    store.commit(put(first.clone(), Some(kept.clone()))).await.unwrap();
    assert_eq!(store.original(form(1)).await.unwrap(), Some(kept.clone()));
    assert_eq!(store.vendor_of(form(1)).await.unwrap().as_deref(), Some("vendor-1"));
    store.commit(put(second.clone(), None)).await.unwrap();
    assert_eq!(store.original(form(1)).await.unwrap(), None);
    store.commit(put(first, None)).await.unwrap();
    assert_eq!(store.original(form(1)).await.unwrap(), Some(kept));
    store.commit(put(second, Some(other.clone()))).await.unwrap();
    assert_eq!(store.original(form(1)).await.unwrap(), Some(other));
    assert_eq!(store.original(form(2)).await.unwrap(), None);
    assert_eq!(store.vendor_of(form(2)).await.unwrap(), None);
}

pub async fn a_feed_gives_the_events_of_its_owners_forms_in_order_and_goes_on_where_it_stood(store: Store) {
    for n in 0..30 {
        let row = Change::Form(form_row(n, u8::try_from(n % 3).unwrap(), "checked", 1));
        store.commit(Unit { appends: vec![told(n, 0)], changes: vec![row], ..Unit::default() }).await.unwrap();
    }
    for n in 0..30 {
        store.commit(Unit { appends: vec![told(n, 1), append(n, 0, &["another family"])], ..Unit::default() }).await.unwrap();
    }
    let read = async |owners: Owners, limit| {
        let (mut seen, mut after) = (vec![], 0);
        loop {
            let part = store.feed(Family::Referral, &owners, after, None, limit).await.unwrap();
            assert!(part.events.len() <= limit as usize && part.until >= after);
            seen.extend(part.events.iter().map(|event| (event.form, event.body.clone())));
            after = part.until;
            if !part.more {
                // Two writers may number what they commit in one instant the other way round; a form's own order stands.
                let before = |n: usize| seen[..n].iter().any(|(form, body)| *form == seen[n].0 && *body >= seen[n].1);
                assert!(!(0..seen.len()).any(before), "{seen:?}");
                seen.sort();
                return seen;
            }
        }
    };
    let expected = |keep: fn(u32) -> bool| {
        let of = |version: u32| (0..30).filter(|n| keep(*n)).map(move |n| (form(n), version.to_string().into_bytes()));
        let mut all = of(0).chain(of(1)).collect::<Vec<_>>();
        all.sort();
        all
    };
    assert_eq!(read(of(&[1], &[]), 7).await, expected(|n| n % 3 == 1));
    assert_eq!(read(of(&[], &["vendor-2"]), 500).await, expected(|n| n % 3 == 2));
    assert_eq!(read(of(&[0], &["vendor-0", "vendor-1"]), 1).await, expected(|n| n % 3 != 2));
    assert_eq!(read(of(&[], &[]), 7).await, vec![]);
    let far = store.feed(Family::Referral, &of(&[1], &[]), i64::MAX, None, 7).await.unwrap();
    assert!(far.events.is_empty() && !far.more && far.until == i64::MAX);
    let past = store.feed(Family::Referral, &of(&[1], &[]), 0, Some(1), 7).await.unwrap();
    assert!(past.events.is_empty() && past.until == 0);
}
