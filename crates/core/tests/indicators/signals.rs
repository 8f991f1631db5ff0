//! What stands out: an expert beside the others on like cases, and when people sign.

use crate::histories::month;
use saraptama_core::decision::{Category, Term};
use saraptama_core::indicators::{ActFact, AgeGroup, Compared, Course, Ruling, Signal, SignalKind, Signals};
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, Instant, parse_instant};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn at(text: &str) -> Instant {
    parse_instant(&format!("2025-{text}:00+05:00")).unwrap()
}

/// So many decisions of an expert on patients of one age, of which so many deny, signed then.
struct Lot(&'static str, AgeGroup, u32, u32, &'static str);

fn found(lots: &[Lot]) -> Vec<Signal> {
    let mut signals = Signals::new(month(), &LAW.calendar);
    let mut n = 0_u32;
    for Lot(expert, age, all, denied, signed) in lots {
        for nth in 0..*all {
            n += 1;
            let mut id = [0; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            let course = Course { expert: Some((*expert).to_owned()), decided_at: Some(at(signed)), ..Course::default() };
            let ruling = if nth < *denied { Ruling::NotEstablished } else { Ruling::Established(None, None) };
            let fact = ActFact {
                nosology: Some("limb-defect".to_owned()),
                age: Some(*age),
                ruling: Some(ruling),
                course,
                ..ActFact::default()
            };
            signals.add(FormId::from_bytes(id), &fact).unwrap();
        }
    }
    signals.found()
}

#[test]
fn cases_of_another_age_are_not_alike() {
    use AgeGroup::{Adult, Child7To17};
    // Among adults half are denied, among children none: whoever has the adults is like the others who have them.
    let day = "09-02T10:00";
    let lots = [
        Lot("a", Adult, 100, 50, day),
        Lot("b", Adult, 100, 50, day),
        Lot("c", Child7To17, 200, 0, day),
        Lot("d", Child7To17, 200, 0, day),
    ];
    assert_eq!(found(&lots), []);
    // Among children alone, somebody who denies half of them stands out, and nobody among adults.
    let lots = [
        Lot("a", Adult, 100, 50, day),
        Lot("b", Adult, 100, 50, day),
        Lot("c", Child7To17, 120, 60, day),
        Lot("d", Child7To17, 120, 0, day),
    ];
    let signals = found(&lots);
    let who: Vec<_> = signals.iter().map(|one| (one.who.as_str(), one.age, one.found, one.usual, one.cases.len())).collect();
    assert_eq!(who, [("c", Some(Child7To17), (60, 120), (0, 120), 20), ("d", Some(Child7To17), (0, 120), (60, 120), 0)]);
    assert!(signals.iter().all(|one| one.kind == SignalKind::Decides && one.among == "limb-defect"));
}

/// Whose decisions stand out, by what, how often they gave it and how often the others did.
type StandsOut = (String, Compared, (u64, u64), (u64, u64));

/// What stands out of decisions on adults of one nosology, by expert: so many of each ruling.
fn of_rulings(lots: &[(&str, &[(u32, Ruling)])]) -> Vec<StandsOut> {
    let mut signals = Signals::new(month(), &LAW.calendar);
    let mut n = 0_u32;
    for (expert, rulings) in lots {
        for ruling in rulings.iter().flat_map(|(n, ruling)| std::iter::repeat_n(*ruling, *n as usize)) {
            n += 1;
            let mut id = [0; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            let decided_at = Some(at("09-02T10:00"));
            let course = Course { expert: Some((*expert).to_owned()), decided_at, ..Course::default() };
            let (nosology, age, ruling) = (Some("limb-defect".to_owned()), Some(AgeGroup::Adult), Some(ruling));
            let fact = ActFact { nosology, age, ruling, course, ..ActFact::default() };
            signals.add(FormId::from_bytes(id), &fact).unwrap();
        }
    }
    let found = signals.found();
    assert!(found.iter().all(|one| one.kind == SignalKind::Decides && one.cases.len() as u64 == one.found.0.min(20)));
    found.into_iter().map(|one| (one.who, one.compared.unwrap(), one.found, one.usual)).collect()
}

#[test]
fn an_expert_who_gives_another_group_or_another_term_on_like_cases_stands_out_by_that_value() {
    let given = |category, term| Ruling::Established(Some(category), Some(term));
    let second = given(Category::Group2, Term::OneYear);
    let third = given(Category::Group3, Term::OneYear);
    // All deny as often; "a" gives the third group where the others give the second.
    let deny = (20, Ruling::NotEstablished);
    let (a, b, c) = ([(20, second), (60, third), deny], [(70, second), (10, third), deny], [(70, second), (10, third), deny]);
    let found = of_rulings(&[("a", &a), ("b", &b), ("c", &c)]);
    let of_a: Vec<_> = found.iter().filter(|one| one.0 == "a").map(|one| (one.1, one.2, one.3)).collect();
    assert_eq!(
        of_a,
        [
            (Compared::Category(Category::Group2), (20, 80), (140, 160)),
            (Compared::Category(Category::Group3), (60, 80), (20, 160)),
        ]
    );
    // The same with terms, where all give one group.
    let short = given(Category::Group2, Term::SixMonths);
    let found = of_rulings(&[("a", &[(40, second), (40, short)]), ("b", &[(78, second), (2, short)])]);
    let of_a: Vec<_> = found.iter().filter(|one| one.0 == "a").map(|one| one.1).collect();
    assert_eq!(of_a, [Compared::Term(Term::SixMonths), Compared::Term(Term::OneYear)]);
    // A decision that names no value has no share in values.
    let unnamed = Ruling::Established(None, None);
    assert_eq!(of_rulings(&[("a", &[(80, unnamed)]), ("b", &[(40, second), (40, unnamed)])]), []);
}

#[test]
fn so_many_values_are_compared_that_each_must_differ_more_than_denials_must() {
    let given = |category| Ruling::Established(Some(category), None);
    // 30 of 100 against 100 of 1000 is a chi-square of 33; 20 of 100 is 9.3; 21 of 100 is 11.2; 24 of 100 is 17.7.
    let of = |n: u32| {
        let deny = of_rulings(&[
            ("a", &[(n, Ruling::NotEstablished), (100 - n, Ruling::Established(None, None))]),
            ("b", &[(100, Ruling::NotEstablished), (900, Ruling::Established(None, None))]),
        ]);
        let group = of_rulings(&[
            ("a", &[(n, given(Category::Group1)), (100 - n, given(Category::Group2))]),
            ("b", &[(100, given(Category::Group1)), (900, given(Category::Group2))]),
        ]);
        (deny.iter().any(|one| one.0 == "a"), group.iter().any(|one| one.0 == "a"))
    };
    assert_eq!([20, 21, 24].map(of), [(false, false), (true, false), (true, true)]);
}

#[test]
fn a_day_off_is_as_unusual_as_a_night() {
    use AgeGroup::Adult;
    // Of "a" half is signed at the time given, all else on a working day at ten.
    let stands_out = |time: &'static str| {
        let lots = [Lot("a", Adult, 60, 0, time), Lot("a", Adult, 60, 0, "09-02T10:00"), Lot("b", Adult, 120, 0, "09-03T10:00")];
        let found = found(&lots);
        found
            .iter()
            .find(|one| one.kind == SignalKind::Hours && one.who == "a")
            .map(|one| (one.found, one.usual, one.cases.len()))
    };
    let told = Some(((60, 120), (0, 120), 20));
    assert_eq!(stands_out("09-02T11:00"), None);
    for unusual in ["09-02T06:59", "09-02T21:00", "09-06T12:00", "09-07T12:00"] {
        assert_eq!(stands_out(unusual), told, "{unusual}");
    }
    assert_eq!(stands_out("09-02T07:00"), None);
    assert_eq!(stands_out("09-02T20:59"), None);
}

#[test]
fn a_holiday_is_unusual_and_a_sunday_that_is_worked_is_not() {
    let mut found = Signals::new(saraptama_core::indicators::Month::parse("2025-01").unwrap(), &LAW.calendar);
    let sign = |signals: &mut Signals<'_>, expert: &str, day: jiff::civil::Date, n: u8| {
        let decided_at = Some(parse_instant(&format!("{day}T12:00:00+05:00")).unwrap());
        let course = Course { expert: Some(expert.to_owned()), decided_at, ..Course::default() };
        signals.add(FormId::from_bytes([n; 16]), &ActFact { course, ..ActFact::default() }).unwrap();
    };
    let january: Vec<_> = (1..=31).map(|day| jiff::civil::date(2025, 1, day)).collect();
    let (working, off): (Vec<_>, Vec<_>) = january.into_iter().partition(|day| LAW.calendar.is_working_day(*day).unwrap());
    // A Friday was given for a Sunday.
    assert!(off.contains(&jiff::civil::date(2025, 1, 3)) && working.contains(&jiff::civil::date(2025, 1, 5)));
    (0..4).for_each(|_| off.iter().for_each(|day| sign(&mut found, "off", *day, 1)));
    (0..4).for_each(|_| working.iter().for_each(|day| sign(&mut found, "working", *day, 2)));
    let told: Vec<_> = found.found().into_iter().map(|one| (one.who, one.found)).collect();
    let (off, working) = (off.len() as u64 * 4, working.len() as u64 * 4);
    assert_eq!(told, [("off".to_owned(), (off, off)), ("working".to_owned(), (0, working))]);
}

#[test]
fn a_day_that_the_calendar_does_not_know_is_no_guess() {
    let month = saraptama_core::indicators::Month::parse("2150-01").unwrap();
    let course = Course {
        expert: Some("a".to_owned()),
        decided_at: Some(month.from + jiff::SignedDuration::from_hours(12)),
        ..Course::default()
    };
    let fact = ActFact { course, ..ActFact::default() };
    assert!(Signals::new(month, &LAW.calendar).add(FormId::from_bytes([1; 16]), &fact).is_err());
}
