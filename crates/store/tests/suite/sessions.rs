//! What pages keep: who is signed in, what is asked once, and what lists show of a form.

use super::sample::*;
use saraptama_core::terms::{Icd10, Sha256};
use saraptama_store::rows::{ChallengeRow, FormHeading, FormListed, FormQuery, FormRow, SessionRow};
use saraptama_store::{Change, CommitError, ListError, Store};

fn session(n: u8, principal: &str, second: i64) -> SessionRow {
    SessionRow {
        id: Sha256::of(&[n]),
        principal: principal.to_owned(),
        csrf: format!("token {n}"),
        method: "password".to_owned(),
        made_at: at(second),
        seen_at: at(second),
    }
}

fn challenge(n: u8, ends: i64) -> ChallengeRow {
    ChallengeRow { id: Sha256::of(&[n]), kind: "oidc".to_owned(), body: vec![n, 0, 255], ends_at: at(ends) }
}

async fn put(store: &Store, all: impl IntoIterator<Item = Change>) {
    store.commit(changes(all.into_iter().collect())).await.unwrap();
}

pub async fn a_session_is_read_as_it_was_opened_until_it_is_ended(store: Store) {
    let (one, other) = (session(1, "doctor-01", 5), session(2, "doctor-01", 6));
    put(&store, [&one, &other].map(|row| Change::Session(row.clone()))).await;
    assert_eq!(store.session(one.id).await.unwrap(), Some(one.clone()));
    put(&store, [Change::SessionSeen { id: one.id, at: at(90) }]).await;
    assert_eq!(store.session(one.id).await.unwrap(), Some(SessionRow { seen_at: at(90), ..one.clone() }));
    assert_eq!(store.session(other.id).await.unwrap(), Some(other.clone()));
    put(&store, [Change::SessionEnded(one.id)]).await;
    assert_eq!(store.session(one.id).await.unwrap(), None);
    // What ended stays ended, however late somebody saw it.
    put(&store, [Change::SessionSeen { id: one.id, at: at(91) }, Change::SessionEnded(one.id)]).await;
    assert_eq!(store.session(one.id).await.unwrap(), None);
    assert_eq!(store.session(other.id).await.unwrap(), Some(other));
}

pub async fn sessions_that_nobody_uses_are_forgotten(store: Store) {
    let rows = [session(1, "a", 10), session(2, "a", 20), session(3, "b", 30)];
    put(&store, rows.clone().map(Change::Session)).await;
    put(&store, [Change::ForgetVisits { seen_before: at(20), now: at(40) }]).await;
    assert_eq!(store.session(rows[0].id).await.unwrap(), None);
    for row in &rows[1..] {
        assert_eq!(store.session(row.id).await.unwrap().as_ref(), Some(row));
    }
}

pub async fn the_sessions_of_one_person_are_listed_the_latest_first(store: Store) {
    let rows = [session(1, "a", 10), session(2, "b", 20), session(3, "a", 30), session(4, "ab", 40)];
    put(&store, rows.clone().map(Change::Session)).await;
    assert_eq!(store.sessions_of("a").await.unwrap(), [rows[2].clone(), rows[0].clone()]);
    assert_eq!(store.sessions_of("nobody").await.unwrap(), []);
}

pub async fn a_challenge_is_taken_once_under_a_race(store: Store) {
    let asked = challenge(7, 60);
    put(&store, [Change::Challenge(asked.clone())]).await;
    assert_eq!(store.challenge(asked.id).await.unwrap(), Some(asked.clone()));
    let takers: Vec<_> = (0..16u8)
        .map(|n| {
            let store = store.clone();
            // Each with a session that only the one who takes the answer may open.
            let unit = changes(vec![Change::TakeChallenge(asked.id), Change::Session(session(100 + n, "a", 1))]);
            tokio::spawn(async move { store.commit(unit).await })
        })
        .collect();
    let mut took = 0;
    for taker in takers {
        match taker.await.unwrap() {
            Ok(()) => took += 1,
            Err(CommitError::Conflict) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((took, store.sessions_of("a").await.unwrap().len()), (1, 1));
    assert_eq!(store.challenge(asked.id).await.unwrap(), None);
    let never = store.commit(changes(vec![Change::TakeChallenge(Sha256::of(b"never asked"))])).await;
    assert!(matches!(never, Err(CommitError::Conflict)));
}

pub async fn a_challenge_that_ended_is_forgotten(store: Store) {
    let rows = [challenge(1, 10), challenge(2, 20)];
    put(&store, rows.clone().map(Change::Challenge)).await;
    put(&store, [Change::ForgetVisits { seen_before: at(0), now: at(20) }]).await;
    assert_eq!(store.challenge(rows[0].id).await.unwrap(), None);
    assert_eq!(store.challenge(rows[1].id).await.unwrap().as_ref(), Some(&rows[1]));
}

/// A form of organisation 1 with what lists show of it.
fn listed(n: u32, patient: u8, name: &str, chair: u8, stage: &str) -> FormRow {
    let heading = FormHeading {
        patient: Some(iin(patient)),
        patient_name: Some(format!("{name} as it is shown")),
        name_key: Some(name.to_owned()),
        icd10: Some(Icd10::parse("Q90.0").unwrap()),
        chair: Some(iin(chair)),
        decision: Some("signable".to_owned()),
    };
    FormRow { heading, ..form_row(n, 1, stage, n.into()) }
}

async fn some_forms(store: &Store) {
    let rows = [
        listed(1, 1, "АБАЕВ АСАН", 50, "checked"),
        listed(2, 2, "АБАЕВА АСЕЛ", 50, "frozen"),
        listed(3, 1, "АБАЕВ АСАН", 51, "frozen"),
        listed(4, 3, "ОМАРОВ ОЛЖАС", 50, "frozen"),
        FormRow { organisation: Some(organisation(2)), ..listed(5, 1, "АБАЕВ АСАН", 50, "frozen") },
        // A draft of which nothing can be told yet.
        form_row(6, 1, "draft", 6),
    ];
    put(store, rows.map(Change::Form)).await;
}

fn ids(rows: &[FormListed]) -> Vec<u32> {
    rows.iter().map(|row| (1..=30).find(|n| form(*n) == row.head.form).unwrap()).collect()
}

pub async fn forms_are_listed_by_chair_patient_name_and_stage(store: Store) {
    some_forms(&store).await;
    let all = FormQuery::of(organisation(1));
    let text = |text: &str| Some(text.to_owned());
    for (query, expected) in [
        (all.clone(), &[6, 4, 3, 2, 1][..]),
        (FormQuery { stage: text("frozen"), ..all.clone() }, &[4, 3, 2]),
        (FormQuery { stage: text("frozen"), chair: Some(iin(50)), ..all.clone() }, &[4, 2]),
        (FormQuery { stage: text("signed"), chair: Some(iin(50)), ..all.clone() }, &[]),
        (FormQuery { patient: Some(iin(1)), ..all.clone() }, &[3, 1]),
        (FormQuery { name: text("АБАЕВ"), ..all.clone() }, &[3, 2, 1]),
        (FormQuery { name: text("АБАЕВА"), ..all.clone() }, &[2]),
        (FormQuery::of(organisation(2)), &[5]),
        (FormQuery::of(organisation(3)), &[]),
    ] {
        let page = store.forms_listed(&query, None, 100).await.unwrap();
        assert_eq!((ids(&page.rows), page.next), (expected.to_vec(), None), "{query:?}");
    }
    let one = store.forms_listed(&FormQuery { name: text("ОМАРОВ"), ..all }, None, 1).await.unwrap().rows.remove(0);
    assert_eq!(one.heading, listed(4, 3, "ОМАРОВ ОЛЖАС", 50, "frozen").heading);
    // A form that moves on is listed where it stands now, with what it says.
    put(&store, [Change::FormStage { form: form(4), stage: "signed".to_owned(), at: at(99) }]).await;
    let signed = FormQuery { stage: text("signed"), chair: Some(iin(50)), ..FormQuery::of(organisation(1)) };
    assert_eq!(store.forms_listed(&signed, None, 9).await.unwrap().rows[0].heading, one.heading);
}

pub async fn a_name_is_found_by_its_folded_beginning(store: Store) {
    // Keys are folded before they are stored; the store compares them by bytes, on both engines alike.
    let names = ["ОМАР", "ОМАРОВ АЛИ", "ОМАРОВА АЛИЯ", "ОМИРОВ БАКЫТ", "УМАРОВ АЛИ", "ОМАР_%", "ЯЯЯ"];
    put(&store, names.iter().zip(1..).map(|(name, n)| Change::Form(listed(n, 1, name, 50, "checked")))).await;
    for (name, expected) in [
        ("ОМАРОВ", &[3, 2][..]),
        ("ОМАР", &[6, 3, 2, 1]),
        ("ОМ", &[6, 4, 3, 2, 1]),
        ("ОМАР_%", &[6]),
        ("%", &[]),
        ("ЯЯЯ", &[7]),
        ("ЯЯЯЯ", &[]),
    ] {
        let query = FormQuery { name: Some(name.to_owned()), ..FormQuery::of(organisation(1)) };
        assert_eq!(ids(&store.forms_listed(&query, None, 100).await.unwrap().rows), expected, "{name}");
    }
}

pub async fn a_list_of_forms_goes_on_behind_its_cursor(store: Store) {
    put(&store, (1..=25).map(|n| Change::Form(listed(n, 1, "АБАЕВ АСАН", 50, "frozen")))).await;
    let query = FormQuery { patient: Some(iin(1)), ..FormQuery::of(organisation(1)) };
    let (mut seen, mut after) = (vec![], None);
    loop {
        let page = store.forms_listed(&query, after.as_deref(), 7).await.unwrap();
        seen.extend(ids(&page.rows));
        // A newer one comes in front meanwhile, and shifts nothing.
        put(&store, [Change::Form(listed(30, 1, "АБАЕВ АСАН", 50, "frozen"))]).await;
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, (1..=25).rev().collect::<Vec<_>>());
    let cursor = store.forms_listed(&query, None, 1).await.unwrap().next.unwrap();
    for wrong in ["", "1", &cursor.replace("listed", "forms"), &format!("{cursor}0")] {
        assert!(matches!(store.forms_listed(&query, Some(wrong), 1).await, Err(ListError::WrongCursor)), "{wrong}");
    }
}
