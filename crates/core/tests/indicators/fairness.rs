//! Assignment against those among whom each lot was drawn: as many as chance gives, whoever was eligible and however
//! the loads stood; and what is not the lot's is seen even where all shares are equal.

use crate::histories::month;
use proptest::prelude::*;
use saraptama_core::act::Event;
use saraptama_core::assign::{Candidate, Draft, Receipt, Seed, assign};
use saraptama_core::indicators::{Course, DataBankMonth, Draws, Fairness, Lots, Roster, Table};
use saraptama_core::law::Law;
use saraptama_core::terms::{ActNumber, Iin, Instant, Region, civil_date};
use std::collections::BTreeMap;

fn iin(serial: u32) -> Iin {
    let digits = |n: u32| format!("8001014{n:04}").into_bytes().try_into().unwrap();
    (serial..).find_map(|n| Iin::complete(digits(n % 10_000))).unwrap()
}

fn expert(n: usize, region: u8) -> Candidate {
    let region = Region::of_number(region).unwrap();
    Candidate { id: format!("e{n:03}"), iin: iin(n as u32), region, takes_part: true, on_duty: true, open_load: 0 }
}

fn at(hours: i64) -> Instant {
    month().from + jiff::SignedDuration::from_hours(hours)
}

fn assigned(receipt: &Receipt, at: Instant) -> Event {
    let (expert, receipt, counts_from) = (receipt.chosen.clone().unwrap(), receipt.clone(), civil_date(at));
    Event::Assigned { expert, receipt, at, counts_from, due_at: at, readings: vec![] }
}

fn reassigned(receipt: &Receipt, at: Instant) -> Event {
    Event::Reassigned {
        expert: receipt.chosen.clone().unwrap(),
        from: "somebody".to_owned(),
        reason: "redistributed-ill".to_owned(),
        note: String::new(),
        by: "staff".to_owned(),
        receipt: receipt.clone(),
        at,
        counts_from: civil_date(at),
        due_at: at,
        readings: vec![],
    }
}

/// A month of so many draws: each act of one of these regions, each drawn act decided again after `decided` more.
fn drawn(experts: &[Candidate], regions: &[u8], draws: u32, decided: usize, seed: u8) -> Vec<Receipt> {
    let (mut experts, seed) = (experts.to_vec(), Seed::new([seed; 32]));
    let mut open = std::collections::VecDeque::new();
    let mut receipts = vec![];
    for n in 0..draws {
        let region = Region::of_number(regions[n as usize % regions.len()]).unwrap();
        let number = ActNumber::new(2025, n + 1);
        let draft = Draft { number, patient_region: region, organisation_region: region, people: vec![], taken_from: vec![] };
        let receipt = assign(&draft, &experts, &seed);
        let chosen = experts.iter().position(|one| Some(&one.id) == receipt.chosen.as_ref()).unwrap();
        experts[chosen].open_load += 1;
        open.push_back(chosen);
        if open.len() > decided {
            experts[open.pop_front().unwrap()].open_load -= 1;
        }
        receipts.push(receipt);
    }
    receipts
}

fn fairness(receipts: &[Receipt]) -> Fairness {
    let mut lots = Lots::default();
    for receipt in receipts {
        lots.add(&Course::of(&[assigned(receipt, at(1))]), &month());
    }
    lots.found(&receipts.iter().map(Roster::of).collect::<Vec<_>>())
}

/// Always the last of the lot: what a broken lottery would do.
fn always_the_last(mut receipts: Vec<Receipt>) -> Vec<Receipt> {
    receipts.iter_mut().for_each(|receipt| receipt.chosen = receipt.tied.last().cloned());
    receipts
}

#[test]
fn a_draw_is_kept_in_few_bytes_and_read_as_it_was() {
    let experts: Vec<_> = (0..30).map(|n| expert(n, 71)).chain([expert(30, 11)]).collect();
    let receipt = drawn(&experts, &[11], 3, 99, 1).pop().unwrap();
    let course = Course::of(&[assigned(&receipt, at(1)), reassigned(&receipt, at(2))]);
    assert_eq!(course.draws.as_bytes().len(), 2 * 24);
    let roster = Roster::of(&receipt);
    assert_eq!((roster.experts().len(), Roster::parse(&roster.text())), (31, roster.clone()));
    for (draw, instant) in course.draws.iter().zip([at(1), at(2)]) {
        assert_eq!((draw.at, draw.roster, draw.among()), (instant, roster.id(), 28));
        assert_eq!(
            draw.places().map(|place| &roster.experts()[place]).collect::<Vec<_>>(),
            receipt.tied.iter().collect::<Vec<_>>()
        );
        assert_eq!(draw.drawn.map(|place| &roster.experts()[place]), receipt.chosen.as_ref());
    }
    let bytes = course.draws.as_bytes().to_vec();
    assert_eq!(Draws::from_bytes(bytes.clone()), Some(course.draws));
    assert_eq!((Draws::from_bytes(bytes[1..].to_vec()), Draws::from_bytes(vec![])), (None, Some(Draws::default())));
}

#[test]
fn only_the_draws_of_the_month_count_and_each_of_them_does() {
    let experts: Vec<_> = (0..4).map(|n| expert(n, 71)).collect();
    let receipts = drawn(&experts, &[11], 4, 99, 2);
    let courses = [
        Course::of(&[assigned(&receipts[0], at(-1)), reassigned(&receipts[1], at(1))]),
        Course::of(&[assigned(&receipts[2], at(2)), reassigned(&receipts[3], month().to)]),
        // Drawn by a version that kept no draws.
        Course { assigned_at: Some(at(3)), ..Course::default() },
    ];
    let mut lots = Lots::default();
    courses.iter().for_each(|course| lots.add(course, &month()));
    let found = lots.found(&[Roster::of(&receipts[0])]);
    assert_eq!((found.draws, found.forced, found.unknown, found.whole), (2, 0, 1, None));
    let shares: BTreeMap<_, _> = found.shares.iter().map(|one| (one.expert.as_str(), (one.given, one.expected))).collect();
    // The second lot was drawn among three, the third among two.
    let expected: BTreeMap<_, _> = experts
        .iter()
        .filter_map(|one| {
            let stood = |n: usize| receipts[n].tied.contains(&one.id);
            let given = [1, 2].iter().filter(|n| receipts[**n].chosen.as_ref() == Some(&one.id)).count() as u64;
            let chance = u64::from(stood(1)) * 2 + u64::from(stood(2)) * 3;
            (chance > 0).then_some((one.id.as_str(), (given, [0, 0, 333, 500, 0, 833][chance as usize])))
        })
        .collect();
    assert_eq!(shares, expected);
    // A roster that nobody kept leaves its draws uncounted, and says so.
    let mut lots = Lots::default();
    lots.add(&courses[1], &month());
    assert_eq!(lots.found(&[]).unknown, 1);
}

#[test]
fn who_is_eligible_seldom_is_given_little_and_that_is_fair() {
    // Acts of the regions 11 and 15 in turn; three experts of region 11, one of 15, one of neither.
    let experts = [expert(0, 11), expert(1, 11), expert(2, 11), expert(3, 15), expert(4, 71)];
    let found = fairness(&drawn(&experts, &[11, 15, 11], 3000, 2, 3));
    let given: Vec<u64> = found.shares.iter().map(|share| share.given).collect();
    assert!(given[..3].iter().all(|n| n * 2 < given[3]), "{given:?}");
    assert_eq!((found.draws, found.unknown, found.says()), (3000, 0, "as-the-lot-gives"), "{found:?}");
    assert!(found.forced > 0 && found.outside() == 0, "{found:?}");
}

#[test]
fn a_lot_that_always_falls_on_the_last_is_seen_though_all_shares_are_equal() {
    let experts: Vec<_> = (0..5).map(|n| expert(n, 71)).collect();
    let fair = fairness(&drawn(&experts, &[11], 500, 499, 4));
    assert_eq!((fair.says(), fair.outside()), ("as-the-lot-gives", 0), "{fair:?}");
    // Everybody decides nothing until everybody has an act, so the shares are equal whoever is drawn first.
    let mut rounds = vec![];
    for round in 0..100 {
        let lots = (1..=5).rev().map(|size| {
            let mut receipt = drawn(&experts, &[11], 1, 99, round).remove(0);
            receipt.tied.truncate(size);
            receipt
        });
        rounds.extend(always_the_last(lots.collect()));
    }
    let found = fairness(&rounds);
    assert!(found.shares.iter().all(|share| share.given == 100), "{found:?}");
    assert_eq!(found.says(), "beyond-the-lot");
    assert_eq!(found.outside(), 3, "{found:?}");
}

#[test]
fn of_hundreds_of_fair_months_hardly_one_is_called_otherwise() {
    let regions = [11, 15, 71, 75];
    let experts: Vec<_> = (0..12).map(|n| expert(n, regions[n % 4])).collect();
    let months: Vec<_> = (0..=250).map(|seed| fairness(&drawn(&experts, &regions[..3], 400, 30, seed))).collect();
    let called = months.iter().filter(|one| one.says() == "beyond-the-lot").count();
    let outside: u64 = months.iter().map(Fairness::outside).sum();
    // Of 251 months and 3012 experts chance gives less than one and three.
    assert!(called <= 2 && outside <= 9, "{called} {outside}");
    // On average the sum is what its degrees say.
    let sum = |of: fn(&saraptama_core::indicators::Whole) -> u64| {
        months.iter().filter_map(|one| one.whole.as_ref()).map(of).sum::<u64>()
    };
    let (found, expected) = (sum(|one| one.chi_square), sum(|one| one.degrees));
    assert!(found.abs_diff(expected) * 10 < expected, "{found} {expected}");
}

/// `Σ 1/k` by fractions in their lowest terms, rounded to thousandths.
fn exactly(sizes: &[usize]) -> u64 {
    fn common(a: u128, b: u128) -> u128 {
        if b == 0 { a } else { common(b, a % b) }
    }
    let (n, d) = sizes.iter().fold((0_u128, 1_u128), |(n, d), size| {
        let (n, d) = (n * *size as u128 + d, d * *size as u128);
        (n / common(n, d), d / common(n, d))
    });
    ((n * 2000 + d) / (2 * d)) as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_share_is_the_sum_of_the_chances_of_its_lots(
        places in prop::collection::vec(prop::sample::select(vec![11_u8, 15, 71, 75]), 2..40),
        draws in 1_u32..120, decided in 0_usize..200, seed in 0_u8..255
    ) {
        let experts: Vec<_> = places.iter().enumerate().map(|(n, region)| expert(n, *region)).chain([expert(99, 79)]).collect();
        let receipts = drawn(&experts, &[11, 15, 71], draws, decided, seed);
        let found = fairness(&receipts);
        prop_assert_eq!(found.draws, u64::from(draws));
        prop_assert_eq!(found.forced, receipts.iter().filter(|one| one.tied.len() == 1).count() as u64);
        prop_assert_eq!(found.shares.iter().map(|one| one.given).sum::<u64>(), found.draws);
        for one in &experts {
            let stood: Vec<usize> = receipts.iter().filter(|it| it.tied.contains(&one.id)).map(|it| it.tied.len()).collect();
            let share = found.shares.iter().find(|share| share.expert == one.id);
            prop_assert_eq!(share.is_some(), !stood.is_empty());
            let Some(share) = share else { continue };
            let given = receipts.iter().filter(|it| it.chosen.as_ref() == Some(&one.id)).count() as u64;
            prop_assert_eq!((share.given, share.lots, share.expected), (given, stood.len() as u64, exactly(&stood)));
        }
    }
}

#[test]
fn the_report_tells_each_expert_and_all_together() {
    static LAW: std::sync::LazyLock<Law> = std::sync::LazyLock::new(Law::embedded);
    let experts: Vec<_> = (0..5).map(|n| expert(n, 71)).collect();
    let receipts = drawn(&experts, &[11], 500, 2, 6);
    let mut folded = DataBankMonth::new(month(), LAW.pilot.nearest(month().first));
    for receipt in &receipts {
        let course = Course::of(&[assigned(receipt, at(1))]);
        folded.add(&saraptama_core::indicators::ActFact { course, ..Default::default() });
    }
    let tables = folded.drawn_from(vec![Roster::of(&receipts[0])]).tables();
    let of = |id: &str| -> &Table { tables.iter().find(|table| table.id == id).unwrap() };
    assert_eq!((of("fairness").rows.len(), of("fairness").sum("given")), (5, 500));
    assert!(of("fairness").sum("expected").abs_diff(500_000) <= 3);
    let whole = of("fairness-whole");
    assert_eq!((whole.rows.len(), whole.rows[0].key.as_str()), (1, "as-the-lot-gives"));
    assert_eq!((whole.value("as-the-lot-gives", "draws"), whole.value("as-the-lot-gives", "uncounted")), (Some(500), Some(0)));
    assert!(whole.value("as-the-lot-gives", "critical") > whole.value("as-the-lot-gives", "chi-square"));
}
