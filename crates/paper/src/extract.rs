//! The extract of an act: what a person shows to others. It has neither diagnosis nor rationale, and so
//! the signed decision, which has both, does not travel inside it; the proof of the register does.

use crate::act::{capacity, verdict};
use crate::say::Say;
use crate::seal::{Check, Seal, proof};
use crate::sheet::{Block, Sheet, Tone};
use jiff::civil::Date;
use saraptama_core::decision::Decision;
use saraptama_core::terms::Instant;
use saraptama_wire::words::{Lang, Words};

/// An extract to print.
#[derive(Clone, Copy)]
pub struct Extract<'a> {
    /// What was decided.
    pub decision: &'a Decision,
    /// Family name, given name, patronymic.
    pub person: &'a str,
    /// The person's number.
    pub iin: &'a str,
    /// The day of birth.
    pub birth_date: Date,
    /// When it was decided.
    pub decided_at: Instant,
    /// The expert's signature.
    pub seal: Seal<'a>,
    /// The proof that it stands in the register.
    pub register: Option<&'a [u8]>,
    /// Where anybody checks it.
    pub check: Option<Check<'a>>,
    /// Signed with test keys.
    pub demo: bool,
}

/// Personal data stand in it: `Debug` shows the act's number only.
impl std::fmt::Debug for Extract<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Extract({})", self.decision.act)
    }
}

impl<'a> Extract<'a> {
    /// The extract as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let say = Say::new(words, lang);
        let number = self.decision.act.to_string();
        let with_number = |key: &str| say.with(key, &[("number", number.as_str().into())]);
        let person = vec![
            say.fact("form-name", self.person),
            say.fact("form-iin", self.iin),
            say.fact("form-birth", say.date(self.birth_date)),
        ];
        let mut blocks = vec![
            Block::Heading { text: say.text("extract-person") },
            Block::Facts { facts: person },
            verdict(self.decision, say), //
        ];
        blocks.extend(capacity(self.decision, say));
        blocks.push(self.signed(say));
        blocks.extend(self.check.and_then(|check| check.block(say)));
        blocks.push(Block::Note { text: say.text("extract-short") });
        Sheet {
            name: format!("extract-{number}"),
            lang,
            over: say.text("extract-over"),
            title: say.text("extract-title"),
            under: with_number("extract-under"),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: with_number("foot-extract"),
            unprintable: say.text("unprintable"),
            made_at: self.decided_at,
            enclosed: self.register.map(proof).into_iter().collect(),
        }
    }

    /// Who signed the act; the signature itself stays with it.
    fn signed(&self, say: Say<'_>) -> Block {
        let facts = [
            Some(say.fact("seal-role", say.text("seal-role-expert"))),
            say.fact_if("seal-bin", self.seal.bin),
            Some(say.fact("seal-at", say.moment(self.seal.signed_at))),
            Some(say.fact("seal-certificate", crate::say::grouped(self.seal.certificate))),
        ];
        Block::Seal {
            label: say.text("seal"),
            name: self.seal.name.to_owned(),
            facts: facts.into_iter().flatten().collect(),
            note: say.text("seal-name-from"),
            tone: Tone::Done,
        }
    }
}
