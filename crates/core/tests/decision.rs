//! What of a decision is refused by name, and that nothing else is (contract, `decision.md`).
#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;
use saraptama_core::decision::*;
use saraptama_core::terms::ActNumber;

fn act() -> ActNumber {
    ActNumber::new(2025, 7)
}

fn established(category: Category, cause: Cause, term: Term) -> Decision {
    Decision {
        act: act(),
        result: Outcome::Established,
        category: Some(category),
        cause: Some(cause),
        causal_link: None,
        from: Some(date(2025, 6, 30)),
        term: Some(term),
        general_capacity_loss: None,
        professional_capacity_loss: None,
        limitations: vec![Limitation { activity: Activity::Movement, degree: 2 }],
        measures: vec![],
        rationale: "Both legs are absent above the knee.".into(),
    }
}

fn faults(decision: &Decision, age: i16) -> Vec<(String, String)> {
    validate(decision, act(), age).iter().map(|f| (f.wrong.as_str().into(), f.pointer.to_string())).collect()
}

fn one(wrong: Wrong, at: &str) -> Vec<(String, String)> {
    vec![(wrong.as_str().into(), at.into())]
}

#[test]
fn the_category_belongs_to_the_age_on_the_day_of_the_decision() {
    for (age, fitting) in [(0, 0..1), (6, 0..1), (7, 1..4), (17, 1..4), (18, 4..7), (101, 4..7)] {
        for (place, category) in Category::ALL.iter().enumerate() {
            let found = faults(&established(*category, Cause::GeneralDisease, Term::OneYear), age);
            let expected = if fitting.contains(&place) { vec![] } else { one(Wrong::CategoryAge, "/category") };
            assert_eq!(found, expected, "{category:?} at {age}");
        }
    }
}

#[test]
fn a_term_until_a_birthday_is_given_only_before_it() {
    for (age, category, term, lawful) in [
        (6, Category::Child, Term::Until7, true),
        (6, Category::Child, Term::Until18, true),
        (7, Category::ChildGroup1, Term::Until7, false),
        (17, Category::ChildGroup1, Term::Until18, true),
        (18, Category::Group1, Term::Until18, false),
        (18, Category::Group1, Term::WithoutTerm, true),
    ] {
        let found = faults(&established(category, Cause::GeneralDisease, term), age);
        assert_eq!(found, if lawful { vec![] } else { one(Wrong::TermAge, "/term") }, "{term:?} at {age}");
    }
}

#[test]
fn the_same_holds_for_the_terms_of_capacity_loss_and_measures() {
    let loss = CapacityLoss { percent: 60, term: Term::Until18, from: date(2025, 9, 1) };
    let mut decision = established(Category::Group2, Cause::GeneralDisease, Term::OneYear);
    decision.professional_capacity_loss = Some(loss);
    decision.measures =
        vec![Measure { kind: MeasureKind::Wheelchair, text: "room".into(), quantity: Some(1), term: Some(Term::Until7) }];
    let at = |pointer: &str| (Wrong::TermAge.as_str().to_owned(), pointer.to_owned());
    assert_eq!(faults(&decision, 30), [at("/professional_capacity_loss/term"), at("/measures/0/term")]);
}

#[test]
fn what_is_established_has_a_category_a_cause_a_first_day_and_a_term() {
    let mut decision = established(Category::Group1, Cause::GeneralDisease, Term::OneYear);
    (decision.category, decision.cause, decision.from, decision.term) = (None, None, None, None);
    let pointers: Vec<_> = faults(&decision, 40).into_iter().map(|(_, at)| at).collect();
    assert_eq!(pointers, ["/category", "/cause", "/from", "/term"]);
    decision.result = Outcome::NotEstablished;
    assert_eq!(faults(&decision, 40), []);
}

#[test]
fn the_last_three_causes_need_the_document_of_the_causal_link() {
    for cause in Cause::ALL {
        let mut decision = established(Category::Group3, *cause, Term::OneYear);
        let needs = Cause::ALL.iter().position(|c| c == cause).unwrap() >= 6;
        assert_eq!(faults(&decision, 40), if needs { one(Wrong::CausalLinkMissing, "/causal_link") } else { vec![] });
        decision.causal_link = Some(" ".into());
        assert_eq!(faults(&decision, 40).is_empty(), !needs, "a blank document establishes nothing");
        decision.causal_link = Some("conclusion No. 12 of 2025-03-01".into());
        assert_eq!(faults(&decision, 40), []);
    }
}

#[test]
fn another_act_a_blank_rationale_a_percentage_and_a_degree_out_of_range_are_named() {
    let mut decision = established(Category::Group1, Cause::WorkInjury, Term::FiveYears);
    decision.act = ActNumber::new(2025, 8);
    decision.rationale = "\n ".into();
    decision.general_capacity_loss = Some(CapacityLoss { percent: 101, term: Term::OneYear, from: date(2025, 1, 1) });
    decision.limitations = vec![Limitation { activity: Activity::Work, degree: 0 }];
    let pointers: Vec<_> = faults(&decision, 40).into_iter().map(|(_, at)| at).collect();
    assert_eq!(pointers, ["/act", "/general_capacity_loss/percent", "/limitations/0/degree", "/rationale"]);
}

proptest! {
    /// The expert answers for every other combination of age, cause and term.
    #[test]
    fn nothing_else_is_refused(age in 0i16..120, cause in 0usize..9, term in 0usize..7, percent in 0u8..=100, day in 0i64..9000) {
        let category = *Category::ALL.iter().find(|c| (c.ages().0..=c.ages().1).contains(&age)).unwrap();
        let mut decision = established(category, Cause::ALL[cause], Term::ALL[term]);
        prop_assume!(decision.term.unwrap().below_age_years().is_none_or(|below| age < below));
        decision.causal_link = Some("order No. 1".into());
        decision.from = Some(date(2000, 1, 1).saturating_add(jiff::Span::new().days(day)));
        decision.general_capacity_loss = Some(CapacityLoss { percent, term: Term::WithoutTerm, from: date(1990, 2, 3) });
        prop_assert_eq!(faults(&decision, age), vec![]);
    }
}
