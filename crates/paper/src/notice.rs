//! The notice to the person: what was decided, what happens next, how to check it, how to disagree.

use crate::act::{capacity, measures, verdict};
use crate::say::Say;
use crate::seal::{Check, proof};
use crate::sheet::{Block, Sheet};
use saraptama_core::decision::{Decision, Outcome, Term};
use saraptama_core::terms::Instant;
use saraptama_wire::words::{Lang, Words};

/// From this age a person is written to; before it, the legal representative is.
const OF_AGE_YEARS: i16 = 18;

/// A notice to print. Diagnosis and rationale stand in the act only: a notice lies about in homes.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// What was decided.
    pub decision: &'a Decision,
    /// Family name, given name, patronymic.
    pub person: &'a str,
    /// The person's age on the day of the decision.
    pub age_years: i16,
    /// When it was decided.
    pub decided_at: Instant,
    /// The proof that it stands in the register.
    pub register: Option<&'a [u8]>,
    /// Where anybody checks it.
    pub check: Option<Check<'a>>,
    /// Signed with test keys.
    pub demo: bool,
}

/// Personal data stand in it: `Debug` shows the act's number only.
impl std::fmt::Debug for Notice<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Notice({})", self.decision.act)
    }
}

impl<'a> Notice<'a> {
    /// The notice as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let say = Say::new(words, lang);
        let number = self.decision.act.to_string();
        let with_number = |key: &str| say.with(key, &[("number", number.as_str().into())]);
        let heading = |key: &str| Block::Heading { text: say.text(key) };
        let says = |keys: &[&str]| Block::Text { paragraphs: keys.iter().map(|key| say.text(key)).collect() };
        let dear = if self.age_years < OF_AGE_YEARS { "notice-dear-child" } else { "notice-dear" };
        let dear = say.with(dear, &[("name", self.person.into())]);
        let mut blocks = vec![
            Block::Text { paragraphs: vec![dear, say.text("notice-happened")] },
            verdict(self.decision, say), //
        ];
        blocks.extend(capacity(self.decision, say));
        blocks.extend([heading("notice-why"), says(&["notice-rationale"])]);
        blocks.extend([heading("notice-next"), says(&self.next())]);
        if !self.decision.measures.is_empty() {
            blocks.extend([heading("notice-measures"), measures(self.decision, say)]);
        }
        blocks.extend([heading("notice-disagree"), says(&["notice-disagree-right"])]);
        blocks.push(Block::Steps { steps: vec![with_number("notice-disagree-step-1"), say.text("notice-disagree-step-2")] });
        blocks.push(says(&["notice-disagree-soon", "notice-help"]));
        blocks.extend(self.check.and_then(|check| check.block(say)));
        Sheet {
            name: format!("notice-{number}"),
            lang,
            over: say.text("notice-over"),
            title: say.text("notice-title"),
            under: with_number("notice-under"),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: with_number("foot-notice"),
            unprintable: say.text("unprintable"),
            made_at: self.decided_at,
            enclosed: self.register.map(proof).into_iter().collect(),
        }
    }

    /// What happens next, in the order in which it does.
    fn next(&self) -> Vec<&'static str> {
        let mut keys = vec!["notice-next-registered"];
        if !self.decision.measures.is_empty() {
            keys.push("notice-next-measures");
        }
        match (self.decision.result, self.decision.term) {
            (Outcome::Established, Some(Term::WithoutTerm)) => keys.push("notice-next-no-term"),
            (Outcome::Established, Some(_)) => keys.push("notice-next-term"),
            _ => {}
        }
        keys.push("notice-next-health");
        keys
    }
}
