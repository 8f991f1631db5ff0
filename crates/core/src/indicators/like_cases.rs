use super::Ruling;
use super::signals::Tally;
use crate::decision::{Category, Term};
use crate::terms::FormId;
use std::collections::BTreeMap;

/// The chi-square that one draw in a thousand exceeds when every value that the lists of categories and terms know is
/// compared once (Bonferroni: one in fourteen thousand each), in hundredths. The values that nobody established cost
/// nothing, so this errs on the side of showing less.
pub(super) const VALUES_CRITICAL_HUNDREDTHS: u128 = 1578;

/// What of decisions on like cases is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// Of all decisions, those that deny.
    NotEstablished,
    /// Of those that establish disability, this category.
    Category(Category),
    /// And this term.
    Term(Term),
}

/// What one expert established: of how many decisions that name a value, and how often which.
struct Values<V> {
    of: u64,
    each: BTreeMap<V, Tally>,
}

impl<V> Default for Values<V> {
    fn default() -> Self {
        Self { of: 0, each: BTreeMap::new() }
    }
}

impl<V: Ord> Values<V> {
    fn add(&mut self, value: Option<V>, form: FormId) {
        let Some(value) = value else { return };
        self.of += 1;
        self.each.entry(value).or_default().add(true, form);
    }

    fn tally(&self, value: &V) -> Tally {
        Tally { of: self.of, ..self.each.get(value).cloned().unwrap_or_default() }
    }
}

#[derive(Default)]
struct Decisions {
    denied: Tally,
    categories: Values<Category>,
    terms: Values<Term>,
}

/// Decisions on cases of one nosology and one age, by expert.
#[derive(Default)]
pub(super) struct LikeCases(BTreeMap<String, Decisions>);

impl LikeCases {
    pub(super) fn add(&mut self, expert: &str, ruling: Ruling, form: FormId) {
        let decisions = self.0.entry(expert.to_owned()).or_default();
        decisions.denied.add(ruling == Ruling::NotEstablished, form);
        if let Ruling::Established(category, term) = ruling {
            decisions.categories.add(category, form);
            decisions.terms.add(term, form);
        }
    }

    /// Whatever is compared, with each expert's share of it.
    pub(super) fn compared(&self) -> impl Iterator<Item = (Compared, BTreeMap<String, Tally>)> + '_ {
        let of = |compared, tally: &dyn Fn(&Decisions) -> Tally| {
            let experts = self.0.iter().map(|(expert, decisions)| (expert.clone(), tally(decisions)));
            (compared, experts.collect())
        };
        let denied = std::iter::once(of(Compared::NotEstablished, &|one| one.denied.clone()));
        let category = move |one: &Category| of(Compared::Category(*one), &|decisions| decisions.categories.tally(one));
        let term = move |one: &Term| of(Compared::Term(*one), &|decisions| decisions.terms.tally(one));
        denied.chain(Category::ALL.iter().map(category)).chain(Term::ALL.iter().map(term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_values_are_compared_as_the_level_is_divided_by() {
        assert_eq!(Category::ALL.len() + Term::ALL.len(), 14);
    }
}
