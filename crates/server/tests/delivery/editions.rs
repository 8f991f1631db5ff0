//! A clinic's node hears which editions of the list the ministry approved.

use crate::edition::{FIRST_DAY, NAME, approve};
use crate::harness::{Bed, Fate, MINISTRY, MIS};
use jiff::SignedDuration;
use saraptama_server::jobs::{NotHeard, hear_editions_once};
use saraptama_server::transport::NoAnswer;

/// The name of the list of the day at the clinic, and whether the ministry told it.
fn known(bed: &Bed) -> (String, bool) {
    let known = bed.host(MIS).mis().high_tech_list().unwrap();
    (known.list.edition, known.heard_at.is_some())
}

#[tokio::test]
async fn an_approved_edition_is_heard_answers_from_its_day_on_and_outlives_silence_but_no_restart() {
    let mut bed = Bed::new().await;
    assert_eq!(known(&bed), ("2024-90".to_owned(), false), "before anything is heard the law's own answers, and it is said");
    let mis = bed.host(MIS).mis().clone();
    assert_eq!(hear_editions_once(&mis).await, Ok(()));
    assert_eq!(known(&bed), ("2024-90".to_owned(), true));
    approve(bed.host(MINISTRY).ministry(), &bed.world).await;
    hear_editions_once(&mis).await.unwrap();
    assert_eq!(known(&bed).0, "2024-90", "it is not in force yet");
    let told = bed.host(MIS).htmc_editions().await.unwrap();
    let held = bed.host(MINISTRY).htmc_editions().await.unwrap();
    assert_eq!(told.on(FIRST_DAY).unwrap().list, held.on(FIRST_DAY).unwrap().list, "the same rows for the same days");
    bed.pass(SignedDuration::from_hours(24 * 14));
    assert_eq!(known(&bed).0, NAME);
    let first = bed.host(MIS).mis().high_tech_list().unwrap().heard_at;
    let asked = bed.wire.sent.lock().unwrap().len();
    hear_editions_once(bed.host(MIS).mis()).await.unwrap();
    assert_eq!(bed.wire.sent.lock().unwrap().len(), asked + 1, "what is known already is not asked for again");
    let heard = bed.host(MIS).mis().high_tech_list().unwrap().heard_at;
    assert!(heard > first, "the date is that of the last answer");
    bed.rule(|_| Fate::Nobody);
    assert_eq!(hear_editions_once(bed.host(MIS).mis()).await, Err(NotHeard::NoAnswer(NoAnswer::NoConnection)));
    assert_eq!((known(&bed).0.as_str(), bed.host(MIS).mis().high_tech_list().unwrap().heard_at), (NAME, heard));
    bed.restart().await;
    assert_eq!(known(&bed), ("2024-90".to_owned(), false), "after a restart it is said that nothing was heard");
}

#[tokio::test]
async fn of_an_answer_that_is_no_edition_nothing_is_taken() {
    let bed = Bed::new().await;
    approve(bed.host(MINISTRY).ministry(), &bed.world).await;
    let mis = bed.host(MIS).mis();
    for (fate, expected) in [
        (Fate::Status(503), NotHeard::Status(503)),
        (Fate::Bytes(100), NotHeard::Unreadable),
        (Fate::Bytes(17 << 20), NotHeard::NoAnswer(NoAnswer::TooLarge)),
        (Fate::AnswerLost, NotHeard::NoAnswer(NoAnswer::Broken)),
    ] {
        // The names come, the edition does not.
        bed.rule(move |request| if request.uri().path().ends_with("/list") { fate } else { Fate::Pass });
        assert_eq!(hear_editions_once(mis).await, Err(expected));
        assert_eq!(known(&bed), ("2024-90".to_owned(), false), "{fate:?}");
        bed.rule(move |_| fate);
        assert_eq!(hear_editions_once(mis).await, Err(expected));
    }
    bed.rule(|_| Fate::Pass);
    hear_editions_once(mis).await.unwrap();
    assert!(bed.host(MIS).htmc_editions().await.unwrap().named(NAME).is_some());
}

#[tokio::test]
async fn through_a_gateway_the_ministrys_own_doors_are_not_reached() {
    let bed = Bed::with(|config| {
        for route in config.routes.values_mut() {
            route.gateway = true;
        }
    })
    .await;
    assert_eq!(hear_editions_once(bed.host(MIS).mis()).await, Err(NotHeard::NoRoute));
}
