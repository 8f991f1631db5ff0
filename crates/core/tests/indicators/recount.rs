//! Every figure is what whoever counts the events again gets. The recount here asks each question of the raw events
//! by itself and shares nothing with the fold.

use crate::histories::{Case, NOSOLOGIES, VENDORS, case, month};
use proptest::prelude::*;
use saraptama_core::act::Event;
use saraptama_core::indicators::{DataBankMonth, Report, Ruling, System, TABLES, Table, differences};
use saraptama_core::law::Law;
use saraptama_core::terms::Instant;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn tables(cases: &[Case]) -> Vec<Table> {
    let mut folded = DataBankMonth::new(month(), LAW.pilot.nearest(month().first));
    cases.iter().for_each(|case| folded.add(&case.fact()));
    folded.tables()
}

fn at(case: &Case, is: impl Fn(&Event) -> Option<Instant>) -> Option<Instant> {
    case.events.iter().find_map(is)
}

fn accepted(case: &Case) -> Option<Instant> {
    at(case, |event| if let Event::Accepted { at, .. } = event { Some(*at) } else { None })
}

fn decided(case: &Case) -> Option<Instant> {
    at(case, |event| if let Event::Decided { at, .. } = event { Some(*at) } else { None })
}

fn numbered(case: &Case) -> Option<Instant> {
    at(case, |event| if let Event::Numbered { at, .. } = event { Some(*at) } else { None })
}

fn registered(case: &Case) -> Option<Instant> {
    at(case, |event| if let Event::Registered { at, .. } = event { Some(*at) } else { None })
}

fn stopped(case: &Case) -> Option<Instant> {
    at(case, |event| match event {
        Event::Returned { at, .. } | Event::Withdrawn { at, .. } => Some(*at),
        _ => None,
    })
}

/// The ends of the terms, the first expert's first.
fn dues(case: &Case) -> Vec<Instant> {
    let due = |event: &Event| match event {
        Event::Assigned { due_at, .. } | Event::Reassigned { due_at, .. } => Some(*due_at),
        _ => None,
    };
    case.events.iter().filter_map(due).collect()
}

fn here(at: Option<Instant>) -> bool {
    at.is_some_and(|at| month().from <= at && at < month().to)
}

fn in_time(case: &Case) -> bool {
    here(decided(case)) && decided(case) <= dues(case).last().copied()
}

fn late(case: &Case) -> bool {
    here(decided(case)) && decided(case) > dues(case).last().copied()
}

fn overdue(case: &Case) -> bool {
    let Some(due) = dues(case).first().copied() else { return false };
    let end = month().to;
    let answered = [decided(case), stopped(case)].into_iter().flatten().filter(|at| *at < end).min();
    here(Some(due)) && answered.is_none_or(|at| at > due)
}

fn count(cases: &[Case], is: impl Fn(&&Case) -> bool) -> u64 {
    cases.iter().filter(is).count() as u64
}

fn of<'t>(tables: &'t [Table], id: &str) -> &'t Table {
    tables.iter().find(|table| table.id == id).unwrap_or_else(|| panic!("{id}"))
}

/// The smallest value that so many percent do not exceed, by its definition.
fn percentile(values: &[u64], percent: u64) -> Option<u64> {
    let enough = |v: &&u64| values.iter().filter(|other| other <= v).count() as u64 * 100 >= values.len() as u64 * percent;
    values.iter().filter(enough).min().copied()
}

fn lines(table: &Table, cases: &[Case], key: &str, belongs: impl Fn(&Case) -> bool) {
    let own: Vec<Case> = cases.iter().filter(|case| belongs(case)).cloned().collect();
    let expected = [
        count(&own, |case| here(accepted(case))),
        count(&own, |case| in_time(case)),
        count(&own, |case| late(case)),
        count(&own, |case| overdue(case)),
    ];
    for (column, expected) in ["accepted", "in-time", "late", "overdue"].into_iter().zip(expected) {
        assert_eq!(table.value(key, column).unwrap_or(0), expected, "{} {key} {column}", table.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_figure_is_what_a_recount_of_the_events_gives(cases in prop::collection::vec(case(), 0..60)) {
        let tables = tables(&cases);
        let one = |id: &str, key: &str| of(&tables, id).value(key, "count").unwrap_or(0);

        prop_assert_eq!(one("arrivals", "accepted"), count(&cases, |case| here(accepted(case))));
        let refused = |case: &&Case| here(at(case, |event| if let Event::Refused { at, .. } = event { Some(*at) } else { None }));
        prop_assert_eq!(one("arrivals", "refused"), count(&cases, refused));
        prop_assert_eq!(of(&tables, "refusals").sum("count"), one("arrivals", "refused"));

        let by_end = |at: Option<Instant>| at.is_some_and(|at| at < month().to);
        let taken: Vec<Case> = cases.iter().filter(|case| here(accepted(case))).cloned().collect();
        prop_assert_eq!(one("fate", "registered"), count(&taken, |case| by_end(decided(case))));
        let stopped_by_end = |case: &&Case| by_end(stopped(case)) && !by_end(decided(case));
        prop_assert_eq!(one("fate", "returned") + one("fate", "withdrawn"), count(&taken, stopped_by_end));
        let unnumbered = |case: &&Case| !by_end(numbered(case)) && !by_end(stopped(case));
        prop_assert_eq!(one("fate", "not-numbered"), count(&taken, unnumbered));
        prop_assert_eq!(of(&tables, "fate").sum("count"), one("arrivals", "accepted"));

        prop_assert_eq!(one("terms", "in-time"), count(&cases, |case| in_time(case)));
        prop_assert_eq!(one("terms", "late"), count(&cases, |case| late(case)));
        prop_assert_eq!(of(&tables, "overdue").sum("count"), count(&cases, |case| overdue(case)));

        let ruled = |is: fn(&Ruling) -> bool| count(&cases, |case| here(decided(case)) && case.ruling.as_ref().is_some_and(is));
        prop_assert_eq!(one("results", "not-established"), ruled(|ruling| *ruling == Ruling::NotEstablished));
        prop_assert_eq!(one("results", "established"), ruled(|ruling| *ruling != Ruling::NotEstablished));
        prop_assert_eq!(of(&tables, "categories").sum("count"), one("results", "established"));
        prop_assert_eq!(of(&tables, "decision-terms").sum("count"), one("results", "established"));

        for (stage, from, to) in [
            ("numbering", accepted as fn(&Case) -> Option<Instant>, numbered as fn(&Case) -> Option<Instant>),
            ("registering", decided, registered),
        ] {
            let ended = cases.iter().filter(|case| here(to(case)));
            let took = ended.filter_map(|case| u64::try_from((to(case)? - from(case)?).total(jiff::Unit::Second).ok()? as i64).ok());
            let took: Vec<u64> = took.collect();
            let stages = of(&tables, "stages");
            prop_assert_eq!(stages.value(stage, "cases"), Some(took.len() as u64));
            for (column, percent) in [("median", 50), ("p90", 90), ("p99", 99)] {
                prop_assert_eq!(stages.value(stage, column), percentile(&took, percent), "{} {}", stage, column);
            }
        }

        for region in [11, 15, 71, 75, 0] {
            let subject = LAW.pilot.editions[0].subjects.iter().find(|one| one.region.is_some_and(|one| one.number() == region));
            let key = subject.map_or_else(String::new, |subject| format!("{:02}", subject.number));
            lines(of(&tables, "by-subject"), &cases, &key, |case| case.region.unwrap_or(0) == region);
        }
        for vendor in VENDORS.into_iter().map(Some).chain([None]) {
            lines(of(&tables, "by-vendor"), &cases, vendor.unwrap_or(""), |case| case.vendor == vendor);
        }
        for nosology in NOSOLOGIES.into_iter().map(Some).chain([None]) {
            lines(of(&tables, "by-nosology"), &cases, nosology.unwrap_or(""), |case| case.nosology == nosology);
        }
        for sub_form in (1..5).map(Some).chain([None]) {
            let key = sub_form.map_or_else(String::new, |n: u8| format!("{n:02}"));
            let belongs = |case: &Case| case.nosology == Some(NOSOLOGIES[0]) && case.sub_form == sub_form;
            lines(of(&tables, "by-sub-form"), &cases, &key, belongs);
        }
        prop_assert_eq!(of(&tables, "experts").sum("late"), one("terms", "late"));
        prop_assert_eq!(of(&tables, "experts").sum("in-time"), one("terms", "in-time"));
    }

    #[test]
    fn what_happens_after_a_month_changes_nothing_of_it(cases in prop::collection::vec(case(), 0..40)) {
        let kept = |event: &Event| serde_json::to_value(event).unwrap()["at"].as_str().unwrap().parse::<Instant>().unwrap() < month().to;
        let early: Vec<Case> = cases
            .iter()
            .map(|case| Case { events: case.events.iter().filter(|event| kept(event)).cloned().collect(), ..case.clone() })
            .collect();
        let report = |tables| Report { month: "2025-09".to_owned(), provisional: false, public: false, lacks: vec![], tables };
        let (now, then) = (report(tables(&cases)), report(tables(&early)));
        // Whose load an act is may be told by a redistribution that came later: all else is settled.
        let of_officials = |table: &str| ["experts", "fairness"].contains(&table);
        let other: Vec<_> = differences(&then, &now).into_iter().filter(|one| !of_officials(&one.table)).collect();
        prop_assert_eq!(other, vec![]);
    }
}

#[test]
fn every_table_is_described_and_its_paragraph_stands_in_the_order() {
    for table in tables(&[]) {
        let outline = TABLES.iter().find(|outline| outline.id == table.id).unwrap_or_else(|| panic!("{}", table.id));
        assert!(LAW.places.contains_key(outline.cite), "{}: {}", table.id, outline.cite);
        assert_eq!(table.columns, outline.columns.iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>(), "{}", table.id);
        assert_eq!(table.system, System::DataBank);
    }
    for outline in TABLES {
        assert!(LAW.places.contains_key(outline.cite), "{}", outline.cite);
    }
}
