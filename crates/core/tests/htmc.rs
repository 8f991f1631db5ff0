//! Order B: which technologies score enough, and which leave the list (annex 1 p. 2–4).
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::htmc::transition::*;
use saraptama_core::htmc::{rows, score};
use saraptama_core::law::*;
use saraptama_core::terms::{Region, Trilingual};

fn words(text: &str) -> Trilingual {
    Trilingual { kk: text.into(), ru: text.into(), en: text.into() }
}

/// The table of annex 1 p. 2 and a list of four rows with three codes.
fn order_b() -> Htmc {
    let criterion = |id: &str, weight: u16| Criterion {
        id: id.into(),
        name: words(id),
        weight_tenths: weight,
        levels: [100, 75, 25, 0]
            .map(|value| Level { text: words("level"), value_tenths: value, points_tenths: value * weight / 10, note: None })
            .into(),
        cite: "annex 1 p.2".into(),
    };
    let row = |section, number, code: &str| HtmcRow { section, number, code: code.into(), name: words(code), gloss: None };
    let rule = |id: &str, comparison: &str, bound: Option<&str>| TransitionRule {
        id: id.into(),
        name: words(id),
        comparison: comparison.into(),
        bound: bound.map(Into::into),
        cite: "annex 1 p.3".into(),
        readings: vec![],
    };
    Htmc {
        act: Act {
            id: "htmc-2020".into(),
            short: "ҚР ДСМ-134/2020".into(),
            title: words("order B"),
            signed: vec![],
            from: "2020-11-01".parse().unwrap(),
            until: None,
            cite: "p.5".into(),
            amended_by: vec![],
            repeals: vec![],
            registered: None,
            still_valid_on: "2026-11-01".parse().unwrap(),
        },
        criteria: vec![criterion("innovation", 2), criterion("resources", 4), criterion("uniqueness", 4)],
        listed_from_tenths: 70,
        listed_to_tenths: 100,
        listed_cite: "annex 1 p.2".into(),
        lists: vec![HtmcList {
            edition: "2024-90".into(),
            from: "2024-11-18".parse().unwrap(),
            until: None,
            cite: "order 90".into(),
            rows: vec![
                row(Section::Emergency, 1, "00.50"),
                row(Section::PlannedInsurance, 1, "00.50"),
                row(Section::PlannedInsurance, 2, "35.9900"),
                row(Section::PlannedInsurance, 3, "41.10"),
            ],
        }],
        transitions: Transitions {
            from: "2024-01-13".parse().unwrap(),
            rules: vec![
                rule("T1", "above", Some("75")),
                rule("T2", "below", None),
                rule("T3", "at-most", Some("1")),
                rule("T4", "below", Some("10")),
            ],
            regions_needed: 5,
            zones: ["north", "south", "east", "west", "centre"].map(Into::into).into(),
            together_cite: "annex 1 p.4".into(),
        },
    }
}

#[test]
fn of_64_combinations_sixteen_reach_seven_points_and_four_stand_on_the_edge() {
    let law = order_b();
    let levels = || 1..=4u8;
    let combinations = levels().flat_map(|i| levels().flat_map(move |r| levels().map(move |u| [i, r, u])));
    let scored: Vec<_> = combinations.map(|levels| (levels, score(levels, &law).unwrap())).collect();
    assert_eq!(scored.len(), 64);
    assert_eq!(scored.iter().filter(|(_, score)| score.listed).count(), 16);
    let edge: Vec<_> = scored.iter().filter(|(_, score)| score.points.to_string() == "7.0").map(|(l, _)| *l).collect();
    assert_eq!(edge, [[1, 1, 3], [1, 3, 1], [4, 1, 2], [4, 2, 1]]);
    assert_eq!(scored.iter().filter(|(_, score)| score.points.to_string() == "6.5").count(), 3);
    assert!(scored.iter().all(|(_, score)| score.listed == (score.points.0 >= 70)));
}

#[test]
fn a_score_is_written_as_exact_decimals() {
    let json = serde_json::to_value(score([1, 1, 3], &order_b()).unwrap()).unwrap();
    let by = serde_json::json!({"innovation": "2.0", "resources": "4.0", "uniqueness": "1.0"});
    assert_eq!(json, serde_json::json!({"points": "7.0", "by_criterion": by, "listed": true, "source": "annex 1 p.2"}));
}

#[test]
fn a_level_that_the_table_does_not_have_is_refused() {
    for level in [0, 5, 255] {
        let refused = score([1, level, 1], &order_b()).unwrap_err();
        assert_eq!((refused.criterion.as_str(), refused.level), ("resources", level));
    }
}

#[test]
fn a_code_is_looked_up_as_printed_and_may_stand_in_two_sections() {
    let law = order_b();
    let count = |section, code| rows(&law.lists[0], section, code).count();
    assert_eq!(count(None, None), 4);
    assert_eq!(count(None, Some("00.50")), 2);
    assert_eq!(count(Some(Section::Emergency), Some("00.50")), 1);
    assert_eq!(count(None, Some("35.99")), 0, "trailing zeros are significant");
}

/// Twenty regions, four in each zone.
fn regions() -> Vec<Region> {
    (10..30).map(|n| Region::parse(&format!("KZ-{n}")).unwrap()).collect()
}

fn row(code: &str, section: Section, place: usize, level: CareLevel, services: u64, cost_tiyn: u64) -> Row {
    let zone = ["north", "south", "east", "west", "centre"][place % 5].into();
    let (region, population) = (regions()[place], 1_000_000);
    let code = code.into();
    Row { code, section, year: 2025, region, zone, level, services, cost_tiyn, deaths: 0, complications: 0, population }
}

/// Cheap, rare, safe and done in the regions: every service of the list, in every region.
fn figures() -> Vec<Row> {
    let mut rows = Vec::new();
    for place in 0..20 {
        for (section, code, unit) in [
            (Section::Emergency, "00.50", 90_000),
            (Section::PlannedInsurance, "00.50", 100_000),
            (Section::PlannedInsurance, "35.9900", 500_000),
            (Section::PlannedInsurance, "41.10", 700_000),
        ] {
            rows.push(row(code, section, place, CareLevel::Regional, 8, 8 * unit));
            rows.push(row(code, section, place, CareLevel::Republican, 1, unit));
        }
    }
    rows
}

fn judge(rows: &[Row], readings: Readings) -> Result<Vec<Judgement>, RowFault> {
    let law = order_b();
    let mut tally = Tally::new(&law.lists[0], &law.transitions, regions());
    rows.iter().try_for_each(|row| tally.add(row))?;
    Ok(tally.judge(readings))
}

fn verdicts(rows: &[Row]) -> [Verdict; 4] {
    let judged = judge(rows, Readings::default()).unwrap();
    let criteria: Vec<_> = judged[0].criteria.iter().map(|one| one.verdict).collect();
    criteria.try_into().unwrap()
}

use Verdict::{Met, NotMet, Undefined};

#[test]
fn a_type_that_meets_all_four_criteria_is_excluded() {
    let judged = judge(&figures(), Readings::default()).unwrap();
    let summary: Vec<_> = judged.iter().map(|one| (one.code.as_str(), one.excluded, one.watch_list)).collect();
    let expected = [("00.50", true, false), ("00.50", true, false), ("35.9900", false, true), ("41.10", false, true)];
    assert_eq!(summary, expected, "the dear ones meet three of four");
}

#[test]
fn exactly_three_quarters_is_not_above_three_quarters() {
    let mut rows = figures();
    for row in rows.iter_mut().filter(|row| row.section == Section::Emergency && row.level == CareLevel::Regional) {
        (row.services, row.cost_tiyn) = (3, 3 * 90_000);
    }
    let judged = judge(&rows, Readings::default()).unwrap();
    assert_eq!(judged[0].criteria[0].verdict, NotMet);
    let gaps = &judged[0].criteria[0].gaps;
    assert_eq!(*gaps, [Gap::RegionsAbove { above: 0, needed: 5 }, Gap::ZonesAbove { above: 0, needed: 5 }]);
}

#[test]
fn five_regions_above_are_not_enough_while_a_zone_stays_below() {
    let mut rows = figures();
    for (place, region) in regions().iter().enumerate().filter(|(place, _)| place % 5 == 0) {
        let here = |row: &&mut Row| row.section == Section::Emergency && row.region == *region && place < 20;
        for row in rows.iter_mut().filter(here) {
            (row.services, row.cost_tiyn) = (5, 5 * 90_000);
        }
    }
    let judged = judge(&rows, Readings::default()).unwrap();
    let measures = &judged[0].criteria[0].measures;
    assert_eq!((measures[0].numerator.as_str(), measures[0].verdict), ("16", Met));
    assert_eq!((measures[1].numerator.as_str(), measures[1].verdict), ("4", NotMet));
    assert_eq!(judged[0].criteria[0].verdict, NotMet);
}

#[test]
fn the_rate_of_one_per_100_000_is_still_rare_and_a_share_of_ten_percent_is_not_below() {
    let mut rows = figures();
    // 20 regions × 1 000 000 people: 200 services are exactly one per 100 000.
    for row in rows.iter_mut().filter(|row| row.section == Section::Emergency) {
        row.services = if row.level == CareLevel::Regional { 9 } else { 1 };
    }
    assert_eq!(verdicts(&rows)[2], Met);
    rows[0].services += 1;
    assert_eq!(verdicts(&rows)[2], NotMet);
    rows[0].services -= 1;
    (rows[0].deaths, rows[0].complications) = (9, 9);
    assert_eq!(verdicts(&rows)[3], Met, "18 of 200");
    rows[8].deaths = 2;
    assert_eq!(verdicts(&rows)[3], NotMet, "20 of 200");
    let each = Readings { outcomes: Outcomes::Each, ..Readings::default() };
    assert_eq!(judge(&rows, each).unwrap()[0].criteria[3].verdict, Met, "11 and 9 of 200");
}

#[test]
fn what_the_figures_do_not_say_is_undefined_and_the_gap_is_named() {
    let without_region: Vec<_> = figures().into_iter().filter(|row| row.region != regions()[3]).collect();
    assert_eq!(verdicts(&without_region), [Undefined, Met, Undefined, Undefined]);
    let without_a_service: Vec<_> = figures().into_iter().filter(|row| row.code != "41.10").collect();
    assert_eq!(verdicts(&without_a_service), [Met, Undefined, Met, Met]);
    let judged = judge(&without_a_service, Readings::default()).unwrap();
    assert_eq!(judged[0].criteria[1].gaps, [Gap::CostsMissing { missing: 1, of: 4 }]);
    assert!(!judged[0].excluded && judged[0].watch_list);
}

#[test]
fn the_mean_over_codes_differs_from_the_mean_over_rows() {
    let over = |mean_over| {
        judge(&figures(), Readings { mean_over, ..Readings::default() }).unwrap()[0].criteria[1].measures[0].bound.clone()
    };
    assert_eq!(over(MeanOver::Rows).unwrap(), "3475.00", "(900 + 1000 + 5000 + 7000) / 4");
    assert_eq!(over(MeanOver::Codes).unwrap(), "4316.66", "(950 + 5000 + 7000) / 3");
}

#[test]
fn where_readings_come_to_different_verdicts_it_is_said_which_and_what_would_follow() {
    let mut rows = figures();
    // Each zone has four regions; those of the first fall below by its zone's sum, sixteen others stay above.
    for row in rows.iter_mut().filter(|row| row.section == Section::Emergency && row.zone == "north") {
        (row.services, row.cost_tiyn) = (5, 5 * 90_000);
    }
    rows.iter_mut()
        .filter(|row| row.section == Section::Emergency)
        .take(10)
        .for_each(|row| (row.deaths, row.complications) = (1, 1));
    let law = order_b();
    let mut tally = Tally::new(&law.lists[0], &law.transitions, regions());
    rows.iter().try_for_each(|row| tally.add(row)).unwrap_or_else(|fault| panic!("{fault}"));
    let compared = tally.compare();
    let one = &compared[0];
    let said: Vec<_> = one.otherwise.iter().map(|other| (other.reading, other.verdict, other.differs)).collect();
    let usual: Vec<_> = one.usual.criteria.iter().map(|judged| judged.verdict).collect();
    assert_eq!(usual, [NotMet, Met, Met, NotMet], "4 of 5 zones; 20 of 184 died or had complications");
    assert_eq!(
        said,
        [("regions", Met, true), ("zones", NotMet, false), ("codes", Met, false), ("each", Met, true)],
        "16 regions are enough; 10 deaths and 10 complications of 184 are each below a tenth"
    );
    let outcomes: Vec<_> = one.otherwise.iter().map(|other| (other.excluded, other.watch_list)).collect();
    assert_eq!(outcomes, [(false, true), (false, false), (false, false), (false, true)]);
    assert!(!one.usual.excluded && !one.usual.watch_list);
}

#[test]
fn a_row_that_contradicts_the_list_or_another_row_is_refused() {
    let fault = |change: fn(&mut Row)| {
        let mut row = row("41.10", Section::PlannedInsurance, 0, CareLevel::Republican, 1, 100);
        change(&mut row);
        let first = figures().into_iter().filter(|row| row.code != "41.10");
        judge(&first.chain([row]).collect::<Vec<_>>(), Readings::default()).unwrap_err()
    };
    assert_eq!(fault(|row| row.code = "41.1".into()), RowFault::NotListed);
    assert_eq!(fault(|row| row.section = Section::PlannedBoth), RowFault::NotListed);
    assert_eq!(fault(|row| row.region = Region::parse("KZ-99").unwrap()), RowFault::UnknownRegion);
    assert_eq!(fault(|row| row.zone = "middle".into()), RowFault::UnknownZone);
    assert_eq!(fault(|row| row.zone = "south".into()), RowFault::ZoneDiffers);
    assert_eq!(fault(|row| row.population = 2), RowFault::PopulationDiffers);
    assert_eq!(fault(|row| row.population = 0), RowFault::OutOfRange);
    assert_eq!(fault(|row| row.deaths = 2), RowFault::Implausible);
    assert_eq!(fault(|row| row.services = 2_000_000_000), RowFault::OutOfRange);
    assert_eq!(judge(&[figures()[0].clone(), figures()[0].clone()], Readings::default()), Err(RowFault::Twice));
}

proptest! {
    /// The exact mean agrees with fractions over one common denominator, where that fits a machine integer.
    #[test]
    fn the_mean_is_exact(units in proptest::collection::vec((1u64..50, 0u64..1_000_000), 4)) {
        let law = order_b();
        let mut tally = Tally::new(&law.lists[0], &law.transitions, regions());
        for (listed, (services, cost)) in law.lists[0].rows.iter().zip(&units) {
            tally.add(&row(&listed.code, listed.section, 0, CareLevel::Regional, *services, *cost)).unwrap();
        }
        let common: u128 = units.iter().map(|(services, _)| u128::from(*services)).product();
        let sum: u128 = units.iter().map(|(services, cost)| u128::from(*cost) * common / u128::from(*services)).sum();
        for one in tally.judge(Readings::default()) {
            let place = law.lists[0].rows.iter().position(|row| (&row.code, row.section) == (&one.code, one.section)).unwrap();
            let (services, cost) = units[place];
            let below = u128::from(cost) * 4 * common < sum * u128::from(services);
            prop_assert_eq!(one.criteria[1].verdict, Verdict::from(below));
            let floor = sum / (4 * common);
            prop_assert_eq!(one.criteria[1].measures[0].bound.clone().unwrap(), format!("{}.{:02}", floor / 100, floor % 100));
        }
    }

    /// The order of the rows means nothing.
    #[test]
    fn rows_may_come_in_any_order(shuffled in Just(figures()).prop_shuffle()) {
        prop_assert_eq!(judge(&shuffled, Readings::default()), judge(&figures(), Readings::default()));
    }
}
