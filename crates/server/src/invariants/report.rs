use std::fmt;

/// One of the twelve sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariant {
    /// I1.
    Kept = 1,
    /// I2.
    Sent,
    /// I3.
    OneExpert,
    /// I4.
    Deadline,
    /// I5.
    Examined,
    /// I6.
    Signed,
    /// I7.
    Register,
    /// I8.
    Audited,
    /// I9.
    Legal,
    /// I10.
    Encrypted,
    /// I11.
    Monitoring,
    /// I12.
    Drained,
}

impl Invariant {
    /// All of them, in order.
    pub const ALL: [Self; 12] = [
        Self::Kept,
        Self::Sent,
        Self::OneExpert,
        Self::Deadline,
        Self::Examined,
        Self::Signed,
        Self::Register,
        Self::Audited,
        Self::Legal,
        Self::Encrypted,
        Self::Monitoring,
        Self::Drained,
    ];

    /// Its number: `I1` to `I12`.
    pub fn name(self) -> String {
        format!("I{}", self as u8)
    }

    /// What it says.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Kept => "every acknowledged form stands exactly once in each later archive, with the same bytes",
            Self::Sent => "no form stands anywhere that nobody sent",
            Self::OneExpert => "each act has one number and one expert, drawn by lot from those who may have it",
            Self::Deadline => "each term follows from the arrival by the law and never changes",
            Self::Examined => "nothing is signed that the law's check blocks, judged again from the stored bytes",
            Self::Signed => "each signature holds over the stored bytes and is the named person's",
            Self::Register => "the register verifies from its first entry, and no checkpoint contradicts it",
            Self::Audited => "each reading and writing of personal data has its audit row",
            Self::Legal => "each history takes only lawful steps, and the rows beside it say the same",
            Self::Encrypted => "no personal data stands outside the encrypted columns",
            Self::Monitoring => "the monthly figures are what a recount gives",
            Self::Drained => "what was recorded for sending was sent, arrived, and is known where it belongs",
        }
    }
}

/// What was found of one invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It holds; for how many things it was asked.
    Holds(usize),
    /// It does not hold, and where.
    Broken(Vec<String>),
    /// What is needed to judge was not given.
    NotJudged(String),
    /// The product does not have the thing yet: neither held nor broken.
    NotYetApplicable(&'static str),
}

/// What was found of all twelve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// In order.
    pub judged: Vec<(Invariant, Judged)>,
}

impl Report {
    /// The first that is broken, with its sentences.
    pub fn first_broken(&self) -> Option<(Invariant, &[String])> {
        self.judged.iter().find_map(|(invariant, judged)| match judged {
            Judged::Broken(told) => Some((*invariant, told.as_slice())),
            _ => None,
        })
    }

    /// Everything that is broken, each sentence with the invariant's number before it.
    pub fn broken(&self) -> Vec<String> {
        let of = |(invariant, judged): &(Invariant, Judged)| match judged {
            Judged::Broken(told) => told.iter().map(|sentence| format!("{}: {sentence}", invariant.name())).collect(),
            _ => vec![],
        };
        self.judged.iter().flat_map(of).collect()
    }

    /// What is broken here and was broken in `before` too: nodes that write meanwhile may look torn once.
    #[must_use]
    pub fn still(mut self, before: &Self) -> Self {
        for ((_, now), (_, then)) in self.judged.iter_mut().zip(&before.judged) {
            let (Judged::Broken(told), then) = (&mut *now, then) else { continue };
            let known: &[String] = if let Judged::Broken(known) = then { known } else { &[] };
            told.retain(|sentence| known.contains(sentence));
            if told.is_empty() {
                *now = Judged::Holds(0);
            }
        }
        self
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (invariant, judged) in &self.judged {
            let (name, sentence) = (invariant.name(), invariant.sentence());
            match judged {
                Judged::Holds(things) => writeln!(f, "{name} holds ({things}): {sentence}")?,
                Judged::NotJudged(missing) => writeln!(f, "{name} not judged, {missing} not given: {sentence}")?,
                Judged::NotYetApplicable(why) => writeln!(f, "{name} not yet applicable, {why}: {sentence}")?,
                Judged::Broken(told) => {
                    writeln!(f, "{name} BROKEN: {sentence}")?;
                    told.iter().try_for_each(|one| writeln!(f, "  {one}"))?;
                }
            }
        }
        Ok(())
    }
}
