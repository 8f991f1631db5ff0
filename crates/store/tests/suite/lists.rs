use super::sample::*;
use saraptama_core::terms::{ActNumber, FormId, Icd10, Region};
use saraptama_store::rows::{ActRow, ActState};
use saraptama_store::{Change, CommitError, ListError, Page, Store};

async fn put(store: &Store, rows: impl IntoIterator<Item = ActRow>) {
    store.commit(changes(rows.into_iter().map(Change::Act).collect())).await.unwrap();
}

fn forms(page: &Page<ActRow>) -> Vec<FormId> {
    page.rows.iter().map(|row| row.form).collect()
}

pub async fn a_list_is_paged_without_gaps_and_twins_while_it_grows(store: Store) {
    // Many share an instant; the form decides among them.
    let rows = (0..25).map(|n| Change::Form(form_row(n, 1, "checked", i64::from(n / 10)))).collect();
    store.commit(changes(rows)).await.unwrap();
    store.commit(changes(vec![Change::Form(form_row(100, 2, "checked", 1))])).await.unwrap();
    let (mut seen, mut after, mut fresh) = (vec![], None, 200);
    loop {
        let page = store.forms_of(organisation(1), after.as_deref(), 7).await.unwrap();
        seen.extend(page.rows.iter().map(|head| (head.updated_at, head.form)));
        // A newer one comes in front of the list meanwhile, and shifts nothing.
        store.commit(changes(vec![Change::Form(form_row(fresh, 1, "checked", 50))])).await.unwrap();
        fresh += 1;
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    let mut expected: Vec<_> = (0..25).map(|n| (at(i64::from(n / 10)), form(n))).collect();
    expected.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(seen, expected);
    assert_eq!(store.forms(None, 1000).await.unwrap().rows.len(), 26 + 4);
}

pub async fn a_wrong_cursor_is_refused(store: Store) {
    put(&store, (0..3).map(|n| act_row(n, ActState::Accepted))).await;
    let good = store.acts_list(None, None, 1).await.unwrap().next.unwrap();
    assert!(store.acts_list(None, Some(&good), 1).await.is_ok());
    for wrong in ["", "1", "acts", "acts.zz.zz", &format!("{good} "), &good.replace("acts", "forms")] {
        assert!(matches!(store.acts_list(None, Some(wrong), 1).await, Err(ListError::WrongCursor)), "{wrong}");
    }
    assert!(matches!(store.forms(Some(&good), 1).await, Err(ListError::WrongCursor)));
}

pub async fn acts_wait_first_in_first_out(store: Store) {
    put(&store, [5, 2, 9, 1].map(|n| act_row(n, ActState::Accepted))).await;
    put(&store, [act_row(3, ActState::Waiting)]).await;
    let waiting = store.acts_in(ActState::Accepted, 3).await.unwrap();
    assert_eq!(waiting.iter().map(|row| row.form).collect::<Vec<_>>(), [1, 2, 5].map(form));
    put(&store, [act_row(1, ActState::Refused), act_row(9, ActState::Refused)]).await;
    assert_eq!(forms(&store.refusals(None, 10).await.unwrap()), [9, 1].map(form));
    assert_eq!(forms(&store.acts_list(None, None, 10).await.unwrap()), [9, 5, 3, 2, 1].map(form));
}

pub async fn an_expert_sees_the_nearest_end_of_term_first(store: Store) {
    let held = |n, state, due: Option<i64>, expert: &str| ActRow {
        due_at: due.map(at),
        expert: Some(expert.to_owned()),
        ..act_row(n, state)
    };
    put(
        &store,
        [
            held(1, ActState::Assigned, Some(30), "a"),
            held(2, ActState::Registered, Some(20), "a"),
            held(3, ActState::Assigned, Some(10), "a"),
            held(4, ActState::Assigned, None, "a"),
            held(5, ActState::Assigned, Some(5), "b"),
        ],
    )
    .await;
    let both = [ActState::Assigned, ActState::Registered];
    let (mut seen, mut after) = (vec![], None);
    loop {
        let page = store.acts_of_expert("a", &both, after.as_deref(), 1).await.unwrap();
        seen.extend(forms(&page));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, [3, 2, 1, 4].map(form));
    assert_eq!(forms(&store.acts_of_expert("a", &both[..1], None, 9).await.unwrap()), [3, 1, 4].map(form));
    assert_eq!(store.act(form(4)).await.unwrap().unwrap().due_at, None);
}

pub async fn the_load_counts_assigned_acts_alone(store: Store) {
    let held = |n, state, expert: &str| ActRow { expert: Some(expert.to_owned()), ..act_row(n, state) };
    use ActState::{Assigned, Registered, Waiting};
    put(&store, [held(1, Assigned, "b"), held(2, Assigned, "a"), held(3, Assigned, "b"), held(4, Registered, "c")]).await;
    put(&store, [act_row(5, Waiting)]).await;
    assert_eq!(store.open_loads().await.unwrap(), [("a".to_owned(), 1), ("b".to_owned(), 2)]);
}

pub async fn an_act_is_read_as_it_was_written(store: Store) {
    let full = ActRow {
        number: Some(ActNumber::new(2025, u32::MAX)),
        icd10: Some(Icd10::parse("T05.3").unwrap()),
        organisation_region: Some(Region::parse("KZ-05").unwrap()),
        arrived_at: Some(at(2)),
        due_at: Some(at(3)),
        expert: Some("expert".to_owned()),
        alarm: true,
        reason: Some("refused-outside-pilot".to_owned()),
        ..act_row(1, ActState::Assigned)
    };
    let bare = ActRow { people: vec![], patient_region: None, ..act_row(2, ActState::Refused) };
    put(&store, [full.clone(), bare.clone()]).await;
    assert_eq!(store.act(form(1)).await.unwrap(), Some(full.clone()));
    assert_eq!(store.act(form(2)).await.unwrap(), Some(bare));
    assert_eq!(store.act_by_number(ActNumber::new(2025, u32::MAX)).await.unwrap(), Some(full));
    assert_eq!(store.act_by_number(ActNumber::new(2026, 1)).await.unwrap(), None);
}

pub async fn two_acts_never_share_a_number(store: Store) {
    let numbered = |n| ActRow { number: Some(ActNumber::new(2025, 1)), ..act_row(n, ActState::Waiting) };
    put(&store, [numbered(1)]).await;
    let twin = store.commit(changes(vec![Change::Act(numbered(2))])).await;
    assert!(matches!(twin, Err(CommitError::Conflict)));
    put(&store, [numbered(1)]).await;
}
