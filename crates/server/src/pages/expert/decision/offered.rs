//! What the form offers: of categories and terms what age allows on the day of the decision (contract,
//! `decision.md`, for the MSE Rules); everything else is the expert's to answer for.

use jiff::civil::Date;
use saraptama_core::decision::{Category, Cause, Decision, Term};

/// The categories of an age in full years.
pub(super) fn categories(age: i16) -> Vec<Category> {
    let fits = |category: &Category| {
        let (youngest, oldest) = category.ages();
        (youngest..=oldest).contains(&age)
    };
    Category::ALL.iter().copied().filter(fits).collect()
}

/// The terms of an age in full years: none that ends with a birthday that has passed.
pub(super) fn terms(age: i16) -> Vec<Term> {
    Term::ALL.iter().copied().filter(|term| term.below_age_years().is_none_or(|below| age < below)).collect()
}

/// What is lawful and still worth a second look before it is signed: the keys of the hints.
pub(in crate::pages::expert) fn unusual(decision: &Decision, age: i16, today: Date) -> Vec<&'static str> {
    let cause = decision.cause;
    [
        (cause == Some(Cause::ChildUnder7) && age >= 7, "expert-unusual-cause"),
        (cause == Some(Cause::Child7To18) && !(7..18).contains(&age), "expert-unusual-cause"),
        (cause == Some(Cause::FromChildhood) && age < 18, "expert-unusual-cause"),
        (decision.from.is_some_and(|from| from > today), "expert-unusual-from"),
    ]
    .into_iter()
    .filter_map(|(is_so, key)| is_so.then_some(key))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_offered_its_categories_and_no_term_that_is_over() {
        let always = ["6-months", "1-year", "2-years", "5-years"];
        let of_minors = ["child-group-1", "child-group-2", "child-group-3"];
        for (age, allowed, birthdays) in [
            (0, &["child"][..], &["until-7", "until-18"][..]),
            (6, &["child"], &["until-7", "until-18"]),
            (7, &of_minors, &["until-18"]),
            (17, &of_minors, &["until-18"]),
            (18, &["group-1", "group-2", "group-3"], &[]),
            (70, &["group-1", "group-2", "group-3"], &[]),
        ] {
            let offered: Vec<&str> = categories(age).into_iter().map(Category::as_str).collect();
            assert_eq!(offered, allowed, "{age}");
            let offered: Vec<&str> = terms(age).into_iter().map(Term::as_str).collect();
            assert_eq!(offered, [&always[..], birthdays, &["without-term"]].concat(), "{age}");
        }
    }
}
