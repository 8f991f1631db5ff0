use crate::harness::run;

/// One line a case: when the draft arrived, from which day it counts, when it is due.
#[test]
fn a_draft_counts_from_its_own_day_up_to_16_00_of_a_working_day_and_else_from_the_next_one() {
    for (arrived, from, due) in [
        ("2025-07-14T15:59:59+05:00", "2025-07-14", "2025-07-14T18:00:00+05:00"),
        ("2025-07-14T16:00:00+05:00", "2025-07-14", "2025-07-14T18:00:00+05:00"),
        ("2025-07-14T16:00:00.000000001+05:00", "2025-07-15", "2025-07-15T18:00:00+05:00"),
        ("2025-07-14T16:00:00.0000000000001+05:00", "2025-07-15", "2025-07-15T18:00:00+05:00"),
        ("2025-07-14T11:00:01Z", "2025-07-15", "2025-07-15T18:00:00+05:00"),
        ("2025-07-18T16:00:01+05:00", "2025-07-21", "2025-07-21T18:00:00+05:00"),
        ("2025-07-19T09:00:00+05:00", "2025-07-21", "2025-07-21T18:00:00+05:00"),
        ("2025-07-04T17:00:00+05:00", "2025-07-08", "2025-07-08T18:00:00+05:00"),
        ("2025-08-30T11:00:00+05:00", "2025-09-02", "2025-09-02T18:00:00+05:00"),
        ("2025-10-25T09:00:00+05:00", "2025-10-28", "2025-10-28T18:00:00+05:00"),
        ("2026-03-20T16:30:00+05:00", "2026-03-26", "2026-03-26T18:00:00+05:00"),
        ("2026-08-28T17:00:00+05:00", "2026-08-31", "2026-08-31T18:00:00+05:00"),
        ("2026-05-06T18:00:00+05:00", "2026-05-08", "2026-05-08T18:00:00+05:00"),
        ("2024-05-03T17:00:00+05:00", "2024-05-04", "2024-05-04T18:00:00+05:00"),
        ("2025-01-04T10:00:00+05:00", "2025-01-05", "2025-01-05T18:00:00+05:00"),
        ("2026-12-31T17:00:00+05:00", "2027-01-05", "2027-01-05T18:00:00+05:00"),
        ("2025-12-31T16:00:01+05:00", "2026-01-05", "2026-01-05T18:00:00+05:00"),
        ("2027-12-31T16:00:01+05:00", "2028-01-05", "2028-01-05T18:00:00+05:00"),
    ] {
        let answer = run(&["deadline", arrived, "--json"]).json();
        assert_eq!((answer["counts_from"].as_str(), answer["due_at"].as_str()), (Some(from), Some(due)), "{arrived}");
        assert_eq!(answer["due_date"].as_str(), Some(&due[..10]), "{arrived}");
        assert_eq!(answer["source"], "168-56-292/2025 algorithm p.9");
    }
}

#[test]
fn without_json_stdout_is_the_instant_alone() {
    assert_eq!(run(&["deadline", "2025-07-14T15:00:00+05:00"]).out, "2025-07-14T18:00:00+05:00\n");
}

#[test]
fn the_working_days_of_each_month_are_those_of_the_printed_calendars() {
    for (year, days, by_month) in [
        (2024, 249, [21, 21, 17, 22, 20, 20, 22, 21, 21, 22, 21, 21]),
        (2025, 246, [20, 20, 17, 22, 19, 20, 22, 21, 21, 22, 20, 22]),
        (2026, 247, [19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22]),
    ] {
        let answer = run(&["calendar", &year.to_string(), "--json"]).json();
        assert_eq!(answer["year"], year);
        assert_eq!(answer["by_month"], serde_json::json!(by_month), "{year}");
        assert_eq!(answer["working_days"], days, "{year}");
        for day in answer["days_off"].as_array().unwrap() {
            assert!(["kk", "ru", "en"].iter().all(|language| day["name"][language].is_string()), "{day}");
        }
        assert!(answer["working_weekends"].is_array());
    }
}

#[test]
fn every_year_that_is_held_sums_its_months() {
    for year in ["2024", "2025", "2026", "2027"] {
        let answer = run(&["calendar", year, "--json"]).json();
        let sum: u64 = answer["by_month"].as_array().unwrap().iter().map(|days| days.as_u64().unwrap()).sum();
        assert_eq!(answer["working_days"], sum, "{year}");
    }
}
