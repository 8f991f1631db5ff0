use super::sample::*;
use saraptama_store::rows::{ActState, DraftRow, PracticeRow, RegisterRow};
use saraptama_store::{Change, Store};

pub async fn a_draft_is_its_writers_own_until_the_act_is_decided(store: Store) {
    let draft = |who: &str, body: &str| DraftRow { form: form(1), who: who.into(), body: body.into(), at: at(7) };
    for row in [draft("one", "first"), draft("other", "theirs"), draft("one", "second")] {
        store.commit(changes(vec![Change::Draft(row)])).await.unwrap();
    }
    assert_eq!(store.draft(form(1), "one").await.unwrap(), Some(draft("one", "second")));
    assert_eq!(store.draft(form(1), "other").await.unwrap(), Some(draft("other", "theirs")));
    assert_eq!(store.draft(form(2), "one").await.unwrap(), None);
    store.commit(changes(vec![Change::DraftsEnded(form(1)), Change::DraftsEnded(form(3))])).await.unwrap();
    assert_eq!(store.draft(form(1), "one").await.unwrap(), None);
    assert_eq!(store.draft(form(1), "other").await.unwrap(), None);
}

pub async fn an_experts_decisions_are_listed_the_latest_first(store: Store) {
    for index in 0..9 {
        let row = register_row(index);
        let expert = if index % 3 == 0 { "other" } else { "one" };
        let act = act_row(u32::try_from(index).unwrap(), ActState::Registered);
        let row = RegisterRow { expert: expert.into(), ..row };
        store.commit(changes(vec![Change::Act(act), Change::Register(row)])).await.unwrap();
    }
    let mut seen = vec![];
    let mut cursor = None;
    loop {
        let page = store.decided_by("one", cursor.as_deref(), 4).await.unwrap();
        seen.extend(page.rows.iter().map(|row| row.place));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, [8, 7, 5, 4, 2, 1]);
    assert!(store.decided_by("one", Some("acts.1.x"), 4).await.is_err());
    for (second, count) in [(0, 6), (60 * 4, 4), (60 * 4 + 1, 3), (60 * 9, 0)] {
        assert_eq!(store.decided_since("one", at(second)).await.unwrap(), count, "from {second}");
    }
}

pub async fn like_cases_are_counted_by_what_was_decided(store: Store) {
    let rows = [("a", Some(13), "x"), ("a", Some(13), "y"), ("a", Some(2), "x"), ("a", Some(13), "x"), ("b", None, "x")];
    for (place, (kin, sub_form, outcome)) in rows.into_iter().enumerate() {
        let row = PracticeRow { kin: kin.into(), sub_form, place: place as u64, outcome: outcome.into() };
        store.commit(changes(vec![Change::Practice(row)])).await.unwrap();
    }
    let counts = |pairs: &[(&str, u64)]| pairs.iter().map(|(outcome, n)| ((*outcome).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(store.practice("a", None, 100).await.unwrap(), counts(&[("x", 3), ("y", 1)]));
    assert_eq!(store.practice("a", Some(13), 100).await.unwrap(), counts(&[("x", 2), ("y", 1)]));
    assert_eq!(store.practice("a", Some(13), 2).await.unwrap(), counts(&[("x", 1), ("y", 1)]));
    assert_eq!(store.practice("b", None, 100).await.unwrap(), counts(&[("x", 1)]));
    assert_eq!(store.practice("c", None, 100).await.unwrap(), []);
}
