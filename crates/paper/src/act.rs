//! The act of medical-social expertise: what the expert decided and signed, and by what.

use crate::say::Say;
use crate::seal::{Check, Seal, Signed, proof};
use crate::sheet::{Block, Cell, Fact, Row, Sheet, paragraphs};
use saraptama_core::decision::{CapacityLoss, Decision, Outcome};
use saraptama_core::form::{Purpose, Sex};
use saraptama_core::terms::{FormId, Instant, Trilingual};
use saraptama_wire::words::{Lang, Words};

/// The names of the decision and of its signature inside the PDF.
pub(crate) const DATA: &str = "decision.json";
pub(crate) const CMS: &str = "decision.json.p7s";

/// An act to print. It names no person: the expert saw none, and sex and age are all that the decision knew.
#[derive(Clone)]
pub struct Act<'a> {
    /// What was decided.
    pub decision: &'a Decision,
    /// The bytes of the decision: the signed ones, or what is frozen for signing.
    pub bytes: &'a [u8],
    /// The expert's signature.
    pub seal: Option<Seal<'a>>,
    /// The form on which it was decided.
    pub form: FormId,
    /// When the data bank accepted the form.
    pub received_at: Instant,
    /// When it was decided, or frozen for signing.
    pub decided_at: Instant,
    /// First or repeated.
    pub purpose: Purpose,
    /// The earlier act.
    pub earlier_act: Option<&'a str>,
    /// The person's sex.
    pub sex: Sex,
    /// The person's age on the day of the decision.
    pub age_years: i16,
    /// The main diagnosis.
    pub diagnosis: Diagnosed<'a>,
    /// The persistent impairments that the form names.
    pub impairments: Vec<Impairment<'a>>,
    /// Its place in the register, from 0.
    pub place: Option<u64>,
    /// The proof of the place; whoever is not told the code of the check is not given it either.
    pub register: Option<&'a [u8]>,
    /// Where anybody checks it.
    pub check: Option<Check<'a>>,
    /// Signed with test keys.
    pub demo: bool,
}

/// What ails somebody stands in it: `Debug` shows the number only.
impl std::fmt::Debug for Act<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Act({})", self.decision.act)
    }
}

/// A diagnosis as the form words it and as the law lists it.
#[derive(Clone, Copy)]
pub struct Diagnosed<'a> {
    /// The code.
    pub icd10: &'a str,
    /// The wording.
    pub text: &'a str,
    /// The listed nosology.
    pub nosology: Option<&'a Trilingual>,
    /// The row of the order's list of limb defects.
    pub anatomical: Option<&'a Trilingual>,
}

/// A persistent impairment of a function.
#[derive(Clone, Copy)]
pub struct Impairment<'a> {
    /// The function: a word of the list, or free.
    pub function: &'a str,
    /// The degree, 1 to 4.
    pub degree: u8,
    /// More about it.
    pub text: Option<&'a str>,
}

impl<'a> Act<'a> {
    /// The act as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let say = Say::new(words, lang);
        let number = self.decision.act.to_string();
        let signed = Signed { role: "expert", of: "act", data: (self.bytes, DATA), cms: CMS };
        let heading = |key: &str| Block::Heading { text: say.text(key) };
        let mut blocks = vec![verdict(self.decision, say), heading("act-case"), self.case(say)];
        blocks.extend([heading("act-person"), self.person(say), heading("act-diagnosis"), self.diagnosis(say)]);
        blocks.extend([heading("form-impairments"), self.impairments(say)]);
        blocks.extend([heading("act-limitations"), limitations(self.decision, say)]);
        blocks.extend(capacity(self.decision, say));
        blocks.extend([heading("act-measures"), measures(self.decision, say)]);
        blocks.extend([heading("act-rationale"), Block::Text { paragraphs: paragraphs(&self.decision.rationale) }]);
        blocks.push(signed.block(self.seal.as_ref(), say));
        blocks.extend(self.check.and_then(|check| check.block(say)));
        let mut enclosed = signed.enclosed(self.seal.as_ref());
        enclosed.extend(self.register.map(proof));
        let with_number = |key: &str| say.with(key, &[("number", number.as_str().into())]);
        Sheet {
            name: format!("act-{number}"),
            lang,
            over: say.text("act-over"),
            title: say.text("act-title"),
            under: with_number("number"),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: with_number("foot-act"),
            unprintable: say.text("unprintable"),
            made_at: self.decided_at,
            enclosed,
        }
    }

    fn case(&self, say: Say<'_>) -> Block {
        let purpose = match self.purpose {
            Purpose::First => "first",
            Purpose::Repeat => "repeat",
        };
        let facts = [
            Some(say.fact("act-number", self.decision.act.to_string())),
            Some(say.fact("act-format", say.text("act-format-remote"))),
            Some(say.fact("act-form", self.form.to_string())),
            Some(say.fact("form-purpose", say.value("purpose", purpose))),
            say.fact_if("form-earlier-act", self.earlier_act),
            Some(say.fact("act-received", say.moment(self.received_at))),
            Some(say.fact("act-decided", say.moment(self.decided_at))),
            say.fact_if("act-place", self.place.map(|index| (index + 1).to_string())),
        ];
        Block::Facts { facts: facts.into_iter().flatten().collect() }
    }

    fn person(&self, say: Say<'_>) -> Block {
        let sex = match self.sex {
            Sex::Male => "male",
            Sex::Female => "female",
        };
        let years = say.with("act-age-years", &[("years", self.age_years.to_string().into())]);
        Block::Facts { facts: vec![say.fact("form-sex", say.value("sex", sex)), say.fact("act-age", years)] }
    }

    fn diagnosis(&self, say: Say<'_>) -> Block {
        let Diagnosed { icd10, text, nosology, anatomical } = self.diagnosis;
        let facts = [
            Some(say.fact("form-icd10", icd10)),
            Some(say.fact("form-diagnosis-text", text)),
            say.fact_if("act-nosology", nosology.map(|name| say.of(name))),
            say.fact_if("form-anatomical", anatomical.map(|name| say.of(name))),
        ];
        Block::Facts { facts: facts.into_iter().flatten().collect() }
    }

    fn impairments(&self, say: Say<'_>) -> Block {
        let columns = [("form-function", 34), ("form-degree", 16), ("form-description", 50)];
        let row = |one: &Impairment<'_>| {
            let degree = say.with("degree", &[("degree", one.degree.to_string().into())]);
            vec![
                Cell::of(say.value("function", one.function)),
                Cell::of(degree),
                Cell::of(one.text.map_or_else(|| say.text("none"), str::to_owned)),
            ]
        };
        table(&columns, self.impairments.iter().map(row).collect(), say)
    }
}

fn table(columns: &[(&str, u8)], rows: Vec<Row>, say: Say<'_>) -> Block {
    Block::Table { columns: columns.iter().map(|(key, share)| (say.text(key), *share)).collect(), rows }
}

/// What is decided of disability, with what belongs to it.
pub(crate) fn verdict(decision: &Decision, say: Say<'_>) -> Block {
    Block::Verdict {
        label: say.text("act-decision"),
        text: say.value("result", decision.result.as_str()),
        facts: granted(decision, say),
    }
}

/// Category, cause, first day and term; nothing where disability is not established.
fn granted(decision: &Decision, say: Say<'_>) -> Vec<Fact> {
    if decision.result == Outcome::NotEstablished {
        return Vec::new();
    }
    let facts = [
        say.fact_if("act-category", decision.category.map(|value| say.value("category", value.as_str()))),
        say.fact_if("act-cause", decision.cause.map(|value| say.value("cause", value.as_str()))),
        say.fact_if("act-causal-link", decision.causal_link.as_deref()),
        say.fact_if("act-from", decision.from.map(|day| say.date(day))),
        say.fact_if("act-term", decision.term.map(|value| say.value("term", value.as_str()))),
    ];
    facts.into_iter().flatten().collect()
}

fn limitations(decision: &Decision, say: Say<'_>) -> Block {
    if decision.limitations.is_empty() {
        return Block::Text { paragraphs: vec![say.text("act-no-limitations")] };
    }
    let row = |one: &saraptama_core::decision::Limitation| {
        let degree = say.with("degree", &[("degree", one.degree.to_string().into())]);
        vec![Cell::of(say.value("activity", one.activity.as_str())), Cell::of(degree)]
    };
    table(&[("act-activity", 70), ("form-degree", 30)], decision.limitations.iter().map(row).collect(), say)
}

/// The degrees of loss of work capacity, where any is established.
pub(crate) fn capacity(decision: &Decision, say: Say<'_>) -> Vec<Block> {
    let losses = [
        ("act-general-loss", decision.general_capacity_loss),
        ("act-professional-loss", decision.professional_capacity_loss), //
    ];
    let row = |(kind, loss): (&str, Option<CapacityLoss>)| {
        let loss = loss?;
        let cells = [
            say.text(kind),
            format!("{}\u{a0}%", loss.percent),
            say.date(loss.from),
            say.value("term", loss.term.as_str()), //
        ];
        Some(cells.into_iter().map(Cell::of).collect())
    };
    let rows: Vec<Row> = losses.into_iter().filter_map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = [("act-capacity-kind", 32), ("act-percent", 14), ("act-from", 26), ("act-term", 28)];
    vec![Block::Heading { text: say.text("act-capacity") }, table(&columns, rows, say)]
}

/// The measures of social protection, or that none are named.
pub(crate) fn measures(decision: &Decision, say: Say<'_>) -> Block {
    if decision.measures.is_empty() {
        return Block::Text { paragraphs: vec![say.text("act-no-measures")] };
    }
    let none = || say.text("none");
    let row = |one: &saraptama_core::decision::Measure| {
        vec![
            Cell::of(say.value("measure", one.kind.as_str())),
            Cell::of(one.text.clone()),
            Cell::of(one.quantity.map_or_else(none, |quantity| quantity.to_string())),
            Cell::of(one.term.map_or_else(none, |term| say.value("term", term.as_str()))),
        ]
    };
    let columns = [("act-measure", 30), ("act-measure-text", 36), ("act-quantity", 12), ("act-term", 22)];
    table(&columns, decision.measures.iter().map(row).collect(), say)
}
