//! The desk of high-tech care: rows for its lists.

use super::sample::{at, changes, form, organisation};
use jiff::civil::date;
use saraptama_core::terms::{Icd10, Iin, Sha256, Trilingual};
use saraptama_store::rows::{DossierRow, DossierState, FiguresRow, HtmcReferralRow};
use saraptama_store::{Change, Store};

fn dossier(n: u32, second: i64) -> DossierRow {
    DossierRow {
        form: form(n),
        name: Trilingual {
            kk: format!("Технология {n}"), ru: "Технология".to_owned(), en: "Technology".to_owned()
        },
        code: n.is_multiple_of(2).then(|| "35.9900".to_owned()),
        proposer: "Ұйым".to_owned(),
        state: [DossierState::Open, DossierState::Confirmed, DossierState::Approved, DossierState::Withdrawn][n as usize % 4],
        points: (n > 1).then_some(75),
        scorers: n,
        by: "analyst".to_owned(),
        updated_at: at(second),
    }
}

pub async fn dossiers_are_listed_the_latest_changed_first_and_read_as_written(store: Store) {
    for n in 0..4 {
        store.commit(changes(vec![Change::Dossier(dossier(n, n.into()))])).await.unwrap();
    }
    // The first changes once more and stands first.
    store.commit(changes(vec![Change::Dossier(dossier(0, 9))])).await.unwrap();
    let first = store.dossiers(None, 3).await.unwrap();
    assert_eq!(first.rows, [dossier(0, 9), dossier(3, 3), dossier(2, 2)]);
    let rest = store.dossiers(first.next.as_deref(), 3).await.unwrap();
    assert_eq!((rest.rows, rest.next), (vec![dossier(1, 1)], None));
    assert!(store.dossiers(Some("figures.0.x"), 3).await.is_err());
}

pub async fn a_file_of_figures_stands_beside_another_and_is_never_replaced(store: Store) {
    let row = |n: u32, second| FiguresRow {
        form: form(n),
        sha256: Sha256::of(b"figures"),
        edition: "2024-90".to_owned(),
        law_day: date(2025, 9, 2),
        years: "2024 2025".to_owned(),
        rows_read: 187,
        by: "analyst".to_owned(),
        at: at(second),
    };
    store.commit(changes(vec![Change::Figures(row(1, 1))])).await.unwrap();
    store.commit(changes(vec![Change::Figures(row(2, 2))])).await.unwrap();
    assert!(store.commit(changes(vec![Change::Figures(row(1, 3))])).await.is_err(), "under its id it is written once");
    assert_eq!(store.all_htmc_figures(None, 9).await.unwrap().rows, [row(2, 2), row(1, 1)]);
    assert_eq!(store.htmc_figures(form(1)).await.unwrap(), Some(row(1, 1)));
    assert_eq!(store.htmc_figures(form(3)).await.unwrap(), None);
}

pub async fn an_organisation_sees_its_own_referrals_to_high_tech_care(store: Store) {
    let (here, there) = (organisation(1), organisation(2));
    let row = |n: u32, organisation, signed, second| HtmcReferralRow {
        form: form(n),
        organisation,
        sha256: Sha256::of(&[n as u8]),
        patient: Iin::parse("800203450162").unwrap(),
        patient_name: "Сынақов С.".to_owned(),
        icd10: Icd10::parse("I50.0").unwrap(),
        section: "planned-both".to_owned(),
        code: "92.291".to_owned(),
        granted: n == 1,
        signed,
        updated_at: at(second),
    };
    for one in [row(1, here, false, 1), row(2, there, false, 2), row(3, here, false, 3), row(1, here, true, 4)] {
        store.commit(changes(vec![Change::HtmcReferral(one)])).await.unwrap();
    }
    let listed = store.htmc_referrals(here, None, 9).await.unwrap();
    assert_eq!(listed.rows, [row(1, here, true, 4), row(3, here, false, 3)]);
    assert_eq!(store.htmc_referral(form(2)).await.unwrap(), Some(row(2, there, false, 2)));
}
