use super::sample::*;
use saraptama_core::assign::{Load, Receipt, Seed};
use saraptama_core::decision::{Category, Term};
use saraptama_core::indicators::{ActFact, AgeGroup, Course, Draft, DraftFact, Draws, Ended, Month, Roster, Ruling};
use saraptama_core::terms::{ActNumber, Instant, Region, Sha256};
use saraptama_store::rows::{ActFactRow, ActState, ClosedRow, DraftFactRow, Mark, MarkRow};
use saraptama_store::{Change, CommitError, FactsAfter, Outcome, Settlement, Store, Unit};
use std::collections::BTreeSet;

/// The month of the samples: they stand around 2 September 2025.
fn month() -> Month {
    Month::parse("2025-09").unwrap()
}

fn fact(n: u32, accepted: Instant, registered: Option<Instant>) -> ActFactRow {
    let course = Course { accepted_at: Some(accepted), registered_at: registered, ..Course::default() };
    ActFactRow { form: form(n), fact: ActFact { course, ..ActFact::default() }, is_known: true }
}

/// A receipt of a draw among so many experts, of whom the first was drawn.
fn receipt(among: u32) -> Receipt {
    let seed = Seed::new([7; 32]);
    let tied: Vec<String> = (0..among).map(|n| format!("expert-{n:03}")).collect();
    let candidates = tied.iter().map(|expert| Load { expert: expert.clone(), open: 0 }).collect();
    let (ticket, chosen) = (seed.ticket(ActNumber::new(2025, 1)), tied.first().cloned());
    Receipt { candidates, exclusions: vec![], tied, commitment: seed.commitment(), ticket, chosen }
}

fn draws(all: &[u32]) -> Draws {
    let mut draws = Draws::default();
    all.iter().for_each(|among| draws.push("expert-000", &receipt(*among), at(5)));
    draws
}

pub async fn a_fact_is_read_as_it_was_written_and_keeps_what_the_form_said(store: Store) {
    let course = Course {
        signed_at: Some(at(1)),
        accepted_at: Some(at(2)),
        refused_at: None,
        ended_at: Some(at(9)),
        ended: Some(Ended::Withdrawn),
        reason: Some("withdrawn".to_owned()),
        numbered_at: Some(at(3)),
        nobody_at: Some(at(4)),
        assigned_at: Some(at(5)),
        first_due_at: Some(at(60)),
        due_at: Some(at(70)),
        moved: 2,
        moved_at: Some(at(6)),
        moved_why: Some("redistributed-ill".to_owned()),
        draws: draws(&[30, 3, 300]),
        expert: Some("expert-2".to_owned()),
        decided_at: Some(at(7)),
        registered_at: Some(at(8)),
    };
    let fact = ActFact {
        vendor: Some("damu".to_owned()),
        organisation_region: Region::of_number(11),
        patient_region: Region::of_number(75),
        nosology: Some("limb-defect".to_owned()),
        sub_form: Some(21),
        age: Some(AgeGroup::Child7To17),
        course,
        ruling: Some(Ruling::Established(Some(Category::Group3), Some(Term::WithoutTerm))),
    };
    let row = ActFactRow { form: form(1), fact, is_known: true };
    store.commit(changes(vec![Change::ActFact(row.clone())])).await.unwrap();
    assert_eq!(store.act_fact(form(1)).await.unwrap(), Some(row.clone()));
    // A later event says nothing of the form, and what the form said stays.
    let later = Course { moved: 3, draws: draws(&[30, 3, 300, 2]), ..row.fact.course.clone() };
    let later = ActFactRow { fact: ActFact { course: later.clone(), ..ActFact::default() }, is_known: false, form: form(1) };
    store.commit(changes(vec![Change::ActFact(later.clone())])).await.unwrap();
    let expected = ActFactRow { fact: ActFact { course: later.fact.course, ..row.fact }, ..row };
    assert_eq!(store.act_fact(form(1)).await.unwrap(), Some(expected.clone()));
    // The patient came of age before the decision.
    let aged = ActFact { course: expected.fact.course.clone(), age: Some(AgeGroup::Adult), ..ActFact::default() };
    store.commit(changes(vec![Change::ActFact(ActFactRow { fact: aged, is_known: false, form: form(1) })])).await.unwrap();
    assert_eq!(store.act_fact(form(1)).await.unwrap().unwrap().fact, ActFact { age: Some(AgeGroup::Adult), ..expected.fact });

    let draft =
        Draft { begun_at: Some(at(1)), handed_back: 1, handed_back_at: Some(at(2)), signed_at: Some(at(3)), ..Draft::default() };
    let fact = DraftFact { vendor: Some("damu".to_owned()), draft };
    let row = DraftFactRow { form: form(2), fact };
    store.commit(changes(vec![Change::DraftFact(row.clone())])).await.unwrap();
    let again = DraftFactRow { fact: DraftFact { vendor: None, ..row.fact.clone() }, ..row.clone() };
    store.commit(changes(vec![Change::DraftFact(again)])).await.unwrap();
    assert_eq!(store.draft_fact(form(2)).await.unwrap(), Some(row));
    assert_eq!(store.act_fact(form(3)).await.unwrap(), None);
}

pub async fn facts_of_a_month_are_those_that_were_not_over_before_it_and_begun_before_its_end(store: Store) {
    let month = month();
    let second = jiff::SignedDuration::from_secs(1);
    let rows = [
        fact(1, month.from - second, Some(month.from - second)),
        fact(2, month.from - second, Some(month.from)),
        fact(3, month.from - second, None),
        fact(4, month.to - second, None),
        fact(5, month.to, None),
        fact(6, month.from, Some(month.to)),
    ];
    store.commit(changes(rows.into_iter().map(Change::ActFact).collect())).await.unwrap();
    // Facts of acts that wait for their proof have no place in any month.
    let waits = ActFactRow { form: form(7), fact: ActFact::default(), is_known: true };
    store.commit(changes(vec![Change::ActFact(waits)])).await.unwrap();
    let (found, next) = store.act_facts(&month, FactsAfter::start_of(&month)).await.unwrap();
    assert_eq!(next, None);
    let found: BTreeSet<_> = found.into_iter().map(|row| row.form).collect();
    assert_eq!(found, [2, 3, 4, 6].map(form).into());

    store.commit(changes([1, 2].map(|n| Change::Act(act_row(n, ActState::Accepted))).to_vec())).await.unwrap();
    let bare = ActFactRow { is_known: false, ..fact(9, month.from, None) };
    store
        .commit(changes(vec![
            Change::Act(act_row(8, ActState::Accepted)),
            Change::Act(act_row(9, ActState::Accepted)),
            Change::ActFact(bare),
        ]))
        .await
        .unwrap();
    let uncounted: BTreeSet<_> = store.acts_uncounted(None, 10).await.unwrap().into_iter().collect();
    assert_eq!(uncounted, [8, 9].map(form).into());
    assert_eq!(store.acts_uncounted(uncounted.last().copied(), 10).await.unwrap(), []);
}

pub async fn an_act_whose_draws_are_not_all_kept_is_not_counted_yet(store: Store) {
    let drawn = |n, moved, all: &[u32]| {
        let course = Course { assigned_at: Some(at(1)), accepted_at: Some(at(1)), moved, draws: draws(all), ..Course::default() };
        Change::ActFact(ActFactRow { form: form(n), fact: ActFact { course, ..ActFact::default() }, is_known: true })
    };
    let acts = (1..=4).map(|n| Change::Act(act_row(n, ActState::Assigned)));
    let facts = [drawn(1, 0, &[3]), drawn(2, 0, &[]), drawn(3, 1, &[3]), drawn(4, 1, &[3, 2])];
    store.commit(changes(acts.chain(facts).collect())).await.unwrap();
    let uncounted: BTreeSet<_> = store.acts_uncounted(None, 10).await.unwrap().into_iter().collect();
    assert_eq!(uncounted, [2, 3].map(form).into());
}

pub async fn a_roster_is_kept_once_and_read_by_its_name(store: Store) {
    let rosters = [30, 3].map(|among| Roster::of(&receipt(among)));
    for _ in 0..2 {
        store.commit(changes(rosters.iter().cloned().map(Change::Roster).collect())).await.unwrap();
    }
    let mut found = store.rosters().await.unwrap();
    found.sort_by_key(|roster| std::cmp::Reverse(roster.experts().len()));
    assert_eq!(found, rosters);
    let named: BTreeSet<_> = found.iter().map(Roster::id).collect();
    assert!(draws(&[30, 3]).iter().all(|draw| named.contains(&draw.roster)));
}

pub async fn a_mark_counts_once_in_the_month_in_which_it_was_made(store: Store) {
    let mark = |n, name: &str, at| Change::Mark(MarkRow { form: form(n), kind: Mark::Blocked, name: name.to_owned(), at });
    let month = month();
    let before = month.from - jiff::SignedDuration::from_secs(1);
    store.commit(changes(vec![mark(1, "E1.1", before), mark(1, "E1.2", at(1)), mark(2, "E1.1", at(1))])).await.unwrap();
    store.commit(changes(vec![mark(1, "E1.1", at(2)), mark(2, "E1.1", at(3)), mark(2, "E1.2", at(3))])).await.unwrap();
    let expected = [("E1.1".to_owned(), 1), ("E1.2".to_owned(), 2)];
    assert_eq!(store.marks(Mark::Blocked, &month).await.unwrap(), expected);
    assert_eq!(store.marked(Mark::Blocked, &month).await.unwrap(), 2);
    assert_eq!(store.marks(Mark::SignatureRefused, &month).await.unwrap(), []);
}

pub async fn what_was_not_delivered_at_once_is_counted_whatever_became_of_it(store: Store) {
    let send = |n| Unit { sends: vec![outgoing(n, "ministry", "x", 0)], ..Unit::default() };
    store.commit_all(vec![send(1), send(2), send(3)]).await.into_iter().for_each(|done| done.unwrap());
    let claimed = store.claim(at(1), at(60), 10, None).await.unwrap();
    let settle = |at: usize, outcome| Settlement { id: claimed[at].id, fence: claimed[at].fence, outcome };
    let settled = vec![
        settle(0, Outcome::Delivered),
        settle(1, Outcome::Retry { due_at: at(2), error: "away".to_owned() }),
        settle(2, Outcome::Dead { reason: "rejected", error: "no".to_owned() }),
    ];
    store.commit(Unit { settled, ..Unit::default() }).await.unwrap();
    assert!(store.send_again(claimed[2].id, at(3)).await.unwrap());
    let again = store.claim(at(4), at(60), 10, None).await.unwrap();
    let settled = again.iter().map(|one| Settlement { id: one.id, fence: one.fence, outcome: Outcome::Delivered }).collect();
    store.commit(Unit { settled, ..Unit::default() }).await.unwrap();
    let found = store.troubles(&month()).await.unwrap();
    let found: Vec<_> =
        found.iter().map(|one| (one.route.as_str(), one.reason.as_str(), one.tried_again, one.given_up)).collect();
    assert_eq!(found, [("ministry", "", 1, 0), ("ministry", "rejected", 0, 1)]);
    assert_eq!(store.troubles(&month().beside(1).unwrap()).await.unwrap(), []);
}

pub async fn a_closed_month_never_changes_and_a_correction_stands_beside_it(store: Store) {
    let row = |version, body: &str| ClosedRow {
        month: "2025-09".to_owned(),
        version,
        digest: Sha256::of(body.as_bytes()),
        body: body.as_bytes().to_vec(),
        closed_by: "monitor".to_owned(),
        at: at(i64::from(version)),
    };
    let close = |row| changes(vec![Change::Closed(row)]);
    store.commit(close(row(1, "first"))).await.unwrap();
    assert!(matches!(store.commit(close(row(1, "other"))).await, Err(CommitError::Conflict)));
    store.commit(close(row(2, "corrected"))).await.unwrap();
    assert_eq!(store.closed("2025-09").await.unwrap(), [row(1, "first"), row(2, "corrected")]);
    assert_eq!(store.closed("2025-10").await.unwrap(), []);
}
