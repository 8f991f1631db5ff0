use super::FlowError;
use crate::flow::reading;
use crate::node::DataBank;
use saraptama_core::decision::{Category, Decision, Outcome as Said, Term};
use saraptama_core::form::Passport;
use saraptama_core::law::{Law, PilotRules};
use saraptama_core::terms::{FormId, Icd10, Instant, civil_date, full_years};
use saraptama_store::rows::PracticeRow;
use saraptama_wire::decision;

/// What makes cases alike: the nosology, and the age as categories divide it. It says nothing of anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kin {
    /// The nosology's id.
    pub nosology: String,
    /// The youngest age of the band: 0, 7, 18.
    pub from_age: i16,
}

/// What was decided, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Disability is not established.
    NotEstablished,
    /// It is established: category and term.
    Established(Category, Term),
}

impl Kin {
    /// The kin of a case of this diagnosis and age; none where the law of the day lists no such code.
    pub fn of(main: Icd10, age_years: i16, rules: &PilotRules) -> Option<Self> {
        let bands = Category::ALL.iter().map(|category| category.ages());
        let (from_age, _) = bands.into_iter().find(|(youngest, oldest)| (*youngest..=*oldest).contains(&age_years))?;
        Some(Self { nosology: rules.nosology_of(main)?.id.clone(), from_age })
    }

    fn key(&self) -> String {
        format!("{} {}", self.nosology, self.from_age)
    }
}

impl Outcome {
    fn of(decision: &Decision) -> Option<Self> {
        match decision.result {
            Said::NotEstablished => Some(Self::NotEstablished),
            Said::Established => Some(Self::Established(decision.category?, decision.term?)),
        }
    }

    fn key(self) -> String {
        match self {
            Self::NotEstablished => Said::NotEstablished.as_str().to_owned(),
            Self::Established(category, term) => format!("{} {}", category.as_str(), term.as_str()),
        }
    }

    fn parse(key: &str) -> Option<Self> {
        match key.split_once(' ') {
            None => (key == Said::NotEstablished.as_str()).then_some(Self::NotEstablished),
            Some((category, term)) => Some(Self::Established(Category::parse(category)?, Term::parse(term)?)),
        }
    }
}

impl DataBank {
    /// What was decided in like cases and how often, among the latest `most` of them; those of one row of
    /// the list of limb defects where one is given.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn practice(&self, kin: &Kin, sub_form: Option<u8>, most: u32) -> Result<Vec<(Outcome, u64)>, FlowError> {
        let counts = self.store.practice(&kin.key(), sub_form, most).await?;
        Ok(counts.into_iter().filter_map(|(key, count)| Some((Outcome::parse(&key)?, count))).collect())
    }

    /// The row by which a decision that is registered now is counted with its like.
    pub(super) async fn practice_row(
        &self,
        form: FormId,
        passport: &Passport,
        bytes: &[u8],
        place: u64,
        at: Instant,
    ) -> Result<Option<PracticeRow>, FlowError> {
        let Some(stored) = self.store.form(form).await? else { return Ok(None) };
        Ok(row(passport, &stored.bytes, bytes, place, at, &self.law))
    }
}

fn row(passport: &Passport, form: &[u8], bytes: &[u8], place: u64, at: Instant, law: &Law) -> Option<PracticeRow> {
    let day = civil_date(at);
    let rules = law.pilot.nearest(day);
    let kin = Kin::of(passport.main, full_years(passport.birth_date, day), rules)?;
    let needs = rules.nosology_of(passport.main).is_some_and(|nosology| nosology.needs_sub_form);
    let sub_form = if needs { reading::sub_form(form, law) } else { None };
    let outcome = Outcome::of(&decision::read(bytes).ok()?)?;
    Some(PracticeRow { kin: kin.key(), sub_form, place, outcome: outcome.key() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_read_as_it_is_written() {
        let established = Category::ALL.iter().flat_map(|c| Term::ALL.iter().map(|t| Outcome::Established(*c, *t)));
        for outcome in established.chain([Outcome::NotEstablished]) {
            assert_eq!(Outcome::parse(&outcome.key()), Some(outcome));
        }
        assert_eq!(Outcome::parse("established"), None);
    }

    #[test]
    fn cases_are_alike_by_nosology_and_by_the_ages_that_categories_divide() {
        let law = Law::embedded();
        let rules = &law.pilot.editions[0];
        let code = |text: &str| Icd10::parse(text).expect("a code");
        let kin = |text: &str, age| Kin::of(code(text), age, rules).map(|kin| kin.key());
        for (age, key) in [
            (0, "down-syndrome 0"),
            (6, "down-syndrome 0"),
            (7, "down-syndrome 7"),
            (17, "down-syndrome 7"),
            (18, "down-syndrome 18"),
        ] {
            assert_eq!(kin("Q90.0", age).as_deref(), Some(key));
        }
        assert_eq!(kin("S78.1", 54).as_deref(), Some("limb-defect 18"));
        assert_eq!(kin("I25.2", 54), None);
    }
}
