//! A form on arrival in the data bank: proved, in the pilot, and not older than a month.

use crate::world::*;
use proptest::prelude::*;
use saraptama_core::act::{Command, Event, Refusal, State, Submission, decide};
use saraptama_core::check::Decision::{self, Blocked, Ordinary, Signable};
use saraptama_core::terms::{Instant, parse_instant};

fn arrive(signed_at: Instant, arrived: Instant, decision: Decision) -> &'static str {
    let check = check(decision);
    let (sha256, signature) = (bytes("form"), bytes("seal"));
    let submission = Submission { sha256, signature, signed_at, check: &check, unproved: None, procedure: procedure() };
    let events = decide(&State::Absent, &Command::Submit(submission), arrived).unwrap();
    match events.as_slice() {
        [Event::Accepted { .. }] => "accepted",
        [Event::Refused { reason, .. }] if reason == "refused-form-too-old" => "too old",
        [Event::Refused { reason, .. }] if reason == "refused-form-blocked" => "blocked",
        [Event::Refused { reason, .. }] if reason == "refused-outside-pilot" => "outside the pilot",
        other => panic!("{other:?}"),
    }
}

fn kazakhstan(text: &str) -> Instant {
    parse_instant(&format!("{text}+05:00")).unwrap()
}

#[test]
fn a_form_holds_for_a_calendar_month_from_its_signature() {
    for (signed, arrives, expected, why) in [
        ("2025-09-02T10:00:00", "2025-09-02T10:00:00", "accepted", "at once"),
        ("2025-09-02T10:00:00", "2025-10-02T10:00:00", "accepted", "the same hour of the same day of the next month"),
        ("2025-09-02T10:00:00", "2025-10-02T10:00:01", "too old", "a second later"),
        ("2025-09-02T10:00:00", "2025-10-02T10:00:00.000000001", "too old", "the smallest fraction later"),
        ("2026-01-31T10:00:00", "2026-02-28T10:00:00", "accepted", "a shorter month ends it on its last day"),
        ("2026-01-31T10:00:00", "2026-02-28T10:00:01", "too old", "and at the same hour"),
        ("2026-02-28T10:00:00", "2026-03-28T10:00:00", "accepted", "the last day of February is the 28th of March"),
        ("2026-02-28T10:00:00", "2026-03-28T10:00:01", "too old", "and not the last of March"),
        ("2025-12-31T23:59:59", "2026-01-31T23:59:59", "accepted", "over the new year"),
    ] {
        assert_eq!(arrive(kazakhstan(signed), kazakhstan(arrives), Signable), expected, "{signed} to {arrives}: {why}");
    }
}

#[test]
fn the_month_is_reckoned_by_the_days_of_kazakhstan() {
    let signed = parse_instant("2026-01-30T20:00:00Z").unwrap(); // already 31 January
    for (arrives, expected) in [("2026-02-27T20:00:00Z", "accepted"), ("2026-02-27T20:00:01Z", "too old")] {
        assert_eq!(arrive(signed, parse_instant(arrives).unwrap(), Signable), expected, "{arrives}");
    }
}

#[test]
fn what_the_check_says_comes_before_the_age() {
    let (signed, late) = (kazakhstan("2025-09-02T10:00:00"), kazakhstan("2025-12-02T10:00:00"));
    for (decision, expected) in [(Blocked, "blocked"), (Ordinary, "outside the pilot"), (Signable, "too old")] {
        assert_eq!(arrive(signed, late, decision), expected);
    }
}

#[test]
fn a_submission_that_proves_nothing_takes_no_id_and_the_right_bytes_can_still_come() {
    let good = check(Signable);
    let forged = submission("anybody's bytes", "anybody's seal", &good, Some("signature-other-bytes"));
    assert_eq!(decide(&State::Absent, &forged, at(12)), Err(Refusal::Unproved("signature-other-bytes".into())));
    assert!(matches!(after(&[submission("form", "seal", &good, None)]), State::Accepted { .. }));
}

#[test]
fn a_form_that_awaits_proof_keeps_its_id_until_the_proof_comes() {
    let (good, awaiting) = (check(Signable), state("awaiting proof"));
    let ask = |command: &Command<'_>| said(&decide(&awaiting, command, at(12)));
    assert_eq!(ask(&submission("form", "seal", &good, None)), "Accepted");
    assert_eq!(ask(&submission("form", "seal", &good, Some("signature-revoked"))), "Unproved");
    assert_eq!(ask(&submission("other", "seal", &good, None)), "OtherBytes");
}

proptest! {
    /// Without a calendar's arithmetic: the next month has a day and hour like that, or ends before it.
    #[test]
    fn the_month_agrees_with_a_reading_of_the_calendar_digits(
        year in 2025i16..2028, month in 1i8..=12, day in 1i8..=28, hour in 0i8..24, later in -2i64..=2
    ) {
        let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let instant = |year: i16, month: i8| kazakhstan(&format!("{year:04}-{month:02}-{day:02}T{hour:02}:30:00"));
        let arrived = instant(next_year, next) + jiff::SignedDuration::from_secs(later);
        let expected = if later <= 0 { "accepted" } else { "too old" };
        prop_assert_eq!(arrive(instant(year, month), arrived, Signable), expected);
    }
}
