use super::sample::*;
use saraptama_core::terms::{ActNumber, Icd10, Region, Sha256};
use saraptama_store::rows::{CheckpointRow, RegisterFilter, RegisterHeading, RegisterQuery};
use saraptama_store::{Change, CommitError, Store};

async fn fill(store: &Store, entries: u64) {
    let rows = (0..entries).map(|index| Change::Register(register_row(index))).collect();
    store.commit(changes(rows)).await.unwrap();
}

pub async fn the_register_grows_by_one_entry_behind_the_last(store: Store) {
    assert_eq!(store.register_size().await.unwrap(), 0);
    for (index, taken) in [(1, false), (0, true), (0, false), (2, false), (1, true)] {
        let result = store.commit(changes(vec![Change::Register(register_row(index))])).await;
        assert_eq!(result.is_ok(), taken, "entry {index}");
        assert!(taken || matches!(result, Err(CommitError::Conflict)));
    }
    assert_eq!(store.register_size().await.unwrap(), 2);
    let mut twin = register_row(2);
    twin.verification_code = register_row(0).verification_code;
    assert!(matches!(store.commit(changes(vec![Change::Register(twin)])).await, Err(CommitError::Conflict)));
    assert_eq!(store.register_entry(1).await.unwrap(), Some(register_row(1)));
    assert_eq!(store.register_by_number(ActNumber::new(2025, 2)).await.unwrap(), Some(register_row(1)));
    assert_eq!(store.register_by_code("code-0").await.unwrap(), Some(register_row(0)));
    assert_eq!(store.register_by_code("code-2").await.unwrap(), None);
}

async fn found(store: &Store, query: RegisterQuery) -> Vec<u64> {
    store.register_search(&query).await.unwrap().iter().map(|row| row.index).collect()
}

pub async fn the_register_is_searched_by_every_field(store: Store) {
    fill(&store, 30).await;
    let any = || RegisterQuery { limit: 100, ..RegisterQuery::default() };
    let key = |n: u8| Some(Sha256::of(&[n]));
    assert_eq!(found(&store, any()).await, (0..30).collect::<Vec<u64>>());
    assert_eq!(found(&store, RegisterQuery { number: Some(ActNumber::new(2025, 8)), ..any() }).await, [7]);
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), ..any() }).await, [2, 7, 12, 17, 22, 27]);
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), after: Some(7), limit: 2, ..any() }).await, [12, 17]);
    let bounded = RegisterQuery { from: Some(at(5 * 60)), to: Some(at(8 * 60)), ..any() };
    assert_eq!(found(&store, bounded.clone()).await, [5, 6, 7]);
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), ..bounded.clone() }).await, [7]);
    let all_at_once =
        RegisterQuery { number: Some(ActNumber::new(2025, 8)), name_key: Some("АХМЕТОВА".to_owned()), ..bounded };
    assert_eq!(found(&store, RegisterQuery { iin_key: key(2), ..all_at_once.clone() }).await, [7]);
    assert!(found(&store, RegisterQuery { iin_key: key(3), ..all_at_once }).await.is_empty());
    let hashes: Vec<Sha256> = (3..9).map(|index| register_row(index).leaf_hash).collect();
    assert_eq!(store.leaf_hashes(3, 9).await.unwrap(), hashes);
    assert!(store.leaf_hashes(30, 40).await.unwrap().is_empty());
}

pub async fn a_name_is_searched_by_its_beginning(store: Store) {
    fill(&store, 9).await;
    let named = |name: &str| RegisterQuery { name_key: Some(name.to_owned()), limit: 100, ..RegisterQuery::default() };
    assert_eq!(found(&store, named("АХМЕТОВ")).await, [0, 1, 3, 4, 6, 7]);
    assert_eq!(found(&store, named("АХМЕТОВА")).await, [1, 4, 7]);
    assert_eq!(found(&store, named("БЕКОВ-008")).await, [8]);
    assert!(found(&store, named("%")).await.is_empty());
}

pub async fn the_latest_checkpoint_covers_most(store: Store) {
    assert!(store.latest_checkpoint().await.unwrap().is_none());
    for (size, note) in [(1, "first"), (9, "ninth"), (4, "fourth"), (9, "ninth, witnessed")] {
        let row = CheckpointRow { size, note: note.to_owned() };
        store.commit(changes(vec![Change::Checkpoint(row)])).await.unwrap();
    }
    assert_eq!(store.latest_checkpoint().await.unwrap().unwrap().note, "ninth, witnessed");
}

/// Sixty entries, a minute apart, in three regions, two nosologies and with three experts.
async fn headed(store: &Store) {
    let row = |index: u64| {
        let mut row = register_row(index);
        row.heading = RegisterHeading {
            patient_name: Some(format!("Ахметова {index}")),
            region: Region::parse(["KZ-11", "KZ-39", "KZ-75"][index as usize % 3]).ok(),
            icd10: Icd10::parse("Q90.0").ok(),
            nosology: Some(["down-syndrome", "limb-defect"][index as usize / 3 % 2].to_owned()),
        };
        Change::Register(row)
    };
    store.commit(changes((0..60).map(row).collect())).await.unwrap();
}

async fn listed(store: &Store, filter: &RegisterFilter) -> Vec<u64> {
    let (mut found, mut after) = (vec![], None);
    loop {
        let page = store.register_listed(filter, after.as_deref(), 4).await.unwrap();
        found.extend(page.rows.iter().map(|row| row.index));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

pub async fn the_register_is_listed_by_everything_at_once_the_latest_first(store: Store) {
    headed(&store).await;
    let all = RegisterFilter {
        number: Some(ActNumber::new(2025, 8)),
        iin_key: Some(Sha256::of(&[2])),
        name_key: Some("АХМЕТОВА-".to_owned()),
        expert: Some("expert-1".to_owned()),
        region: Region::parse("KZ-39").ok(),
        nosology: Some("down-syndrome".to_owned()),
        from: Some(at(5 * 60)),
        to: Some(at(40 * 60)),
    };
    let is_so = |index: u64, f: &RegisterFilter| {
        let row = register_row(index);
        let (region, nosology) =
            (["KZ-11", "KZ-39", "KZ-75"][index as usize % 3], ["down-syndrome", "limb-defect"][index as usize / 3 % 2]);
        f.number.is_none_or(|number| number == row.number)
            && f.iin_key.is_none_or(|key| key == row.iin_key)
            && f.name_key.as_ref().is_none_or(|name| row.name_key.starts_with(name))
            && f.expert.as_ref().is_none_or(|expert| *expert == row.expert)
            && f.region.is_none_or(|one| one.to_string() == region)
            && f.nosology.as_ref().is_none_or(|one| one == nosology)
            && f.from.is_none_or(|from| row.registered_at >= from)
            && f.to.is_none_or(|to| row.registered_at < to)
    };
    // Every combination of what can be restricted, against a walk over all entries.
    for which in 0..256_u32 {
        let has = |bit: u32| which & (1 << bit) != 0;
        let filter = RegisterFilter {
            number: all.number.filter(|_| has(0)),
            iin_key: all.iin_key.filter(|_| has(1)),
            name_key: all.name_key.clone().filter(|_| has(2)),
            expert: all.expert.clone().filter(|_| has(3)),
            region: all.region.filter(|_| has(4)),
            nosology: all.nosology.clone().filter(|_| has(5)),
            from: all.from.filter(|_| has(6)),
            to: all.to.filter(|_| has(7)),
        };
        let expected: Vec<u64> = (0..60).rev().filter(|index| is_so(*index, &filter)).collect();
        assert_eq!(listed(&store, &filter).await, expected, "{filter:?}");
    }
    assert!(store.register_listed(&RegisterFilter::default(), Some("acts.1.2"), 4).await.is_err());
}

pub async fn an_entry_without_a_heading_is_found_and_filled_in(store: Store) {
    fill(&store, 3).await;
    let unread = store.register_unread(2).await.unwrap();
    assert_eq!(unread.iter().map(|one| (one.index, one.form)).collect::<Vec<_>>(), [(0, form(0)), (1, form(1))]);
    let heading = RegisterHeading { nosology: Some(String::new()), ..RegisterHeading::default() };
    let filled = |index| Change::RegisterHeading { index, heading: heading.clone() };
    store.commit(changes(vec![filled(0), filled(2)])).await.unwrap();
    assert_eq!(store.register_unread(9).await.unwrap().iter().map(|one| one.index).collect::<Vec<_>>(), [1]);
    assert_eq!(store.register_entry(2).await.unwrap().unwrap().heading, heading);
}
