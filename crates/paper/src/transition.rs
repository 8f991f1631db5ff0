//! The protocol of yearly figures (order B, annex 1 p. 3–4): which types leave the list, which are watched, and what
//! every other reading of the text would say.

use crate::say::{Say, grouped};
use crate::seal::{Seal, Signed};
use crate::sheet::{Block, Cell, Row, Sheet};
use saraptama_core::htmc::transition::{Measure, Verdict};
use saraptama_wire::transition::protocol::{Judged, Protocol, Type};
use saraptama_wire::words::{Lang, Words, cite};

/// The names of the protocol and of its signature inside the PDF.
const DATA: &str = "protocol.json";
const CMS: &str = "protocol.json.p7s";

/// A protocol to print.
#[derive(Clone, Copy, Debug)]
pub struct Transition<'a> {
    /// The protocol.
    pub protocol: &'a Protocol,
    /// Its bytes: the signed ones, or what there is to sign.
    pub bytes: &'a [u8],
    /// The signature of the second person.
    pub seal: Option<Seal<'a>>,
    /// Signed with test keys.
    pub demo: bool,
}

impl<'a> Transition<'a> {
    /// The protocol as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let say = Say::new(words, lang);
        let signed = Signed { role: "approver", of: "transition", data: (self.bytes, DATA), cms: CMS };
        let (protocol, id) = (self.protocol, self.protocol.file.id.to_string());
        let heading = |key: &str| Block::Heading { text: say.text(key) };
        let excluded: Vec<&Type> = protocol.types.iter().filter(|one| one.excluded).collect();
        let watched: Vec<&Type> = protocol.types.iter().filter(|one| one.watch_list).collect();
        let mut blocks = vec![self.outcome(excluded.len(), watched.len(), say), heading("transition-file"), self.file(say)];
        for (key, types) in [("transition-excluded", &excluded), ("transition-watched", &watched)] {
            blocks.push(heading(key));
            if types.is_empty() {
                blocks.push(Block::Text { paragraphs: vec![say.text("transition-none")] });
            }
            for one in types {
                blocks.push(Block::Text { paragraphs: vec![name(one, say)] });
                blocks.push(self.criteria(one, say));
            }
        }
        blocks.extend([heading("transition-all"), self.table(say), Block::Note { text: say.text("transition-note") }]);
        blocks.push(signed.block(self.seal.as_ref(), say));
        Sheet {
            name: format!("transition-{id}"),
            lang,
            over: say.text("dossier-over"),
            title: say.text("transition-title"),
            under: say.with("transition-under", &[("edition", protocol.edition.as_str().into())]),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: say.with("foot-transition", &[("id", id.as_str().into())]),
            unprintable: say.text("unprintable"),
            made_at: self.seal.map_or(protocol.file.imported_at, |seal| seal.signed_at),
            enclosed: signed.enclosed(self.seal.as_ref()),
        }
    }

    fn outcome(&self, excluded: usize, watched: usize, say: Say<'_>) -> Block {
        let args = [("excluded", excluded.into()), ("watched", watched.into()), ("of", self.protocol.types.len().into())];
        let source = say.fact("dossier-source", say.of(&cite(&self.protocol.source)));
        Block::Verdict { label: say.text("dossier-outcome"), text: say.with("transition-outcome", &args), facts: vec![source] }
    }

    fn file(&self, say: Say<'_>) -> Block {
        let file = &self.protocol.file;
        let facts = vec![
            say.fact("transition-imported-by", &file.imported_by.name),
            say.fact("transition-imported-at", say.moment(file.imported_at)),
            say.fact("transition-rows", file.rows.to_string()),
            say.fact("transition-law-day", say.date(self.protocol.law_day)),
            say.fact("transition-digest", grouped(file.sha256)),
        ];
        Block::Facts { facts }
    }

    /// The four criteria of one type: what decides each, and what every other reading says.
    fn criteria(&self, one: &Type, say: Say<'_>) -> Block {
        let columns = [("dossier-criterion", 3), ("transition-verdict", 2), ("transition-figures", 6)];
        let rows = one.criteria.iter().map(|judged: &Judged| -> Row {
            let rule = self.protocol.criteria.iter().find(|rule| rule.criterion == judged.criterion);
            let name = rule.map(|rule| say.of(&rule.name)).unwrap_or_default();
            let mut figures = Cell::default();
            // The counts of T1 stand first; its 20 regions and 5 zones stand on the page of the type.
            figures.text.extend(judged.measures.iter().take(2).map(|measure| said(measure, say)));
            for other in one.otherwise.iter().filter(|other| other.criterion == judged.criterion) {
                let reading = say.text(&format!("transition-reading-{}", other.reading));
                let verdict = say.text(verdict_key(other.verdict));
                let args = [("reading", reading.into()), ("ruling", other.ruling.as_str().into()), ("verdict", verdict.into())];
                figures = figures.noting(say.with("transition-otherwise", &args));
            }
            vec![
                Cell::of(format!("{} {name}", judged.criterion)).noting(say.of(&cite(&judged.source))),
                Cell::of(say.text(verdict_key(judged.verdict))),
                figures,
            ]
        });
        Block::Table { rows: rows.collect(), columns: columns.into_iter().map(|(key, width)| (say.text(key), width)).collect() }
    }

    /// Every type with its verdicts.
    fn table(&self, say: Say<'_>) -> Block {
        let mut columns = vec![(say.text("transition-kind"), 3)];
        columns.extend(self.protocol.criteria.iter().map(|rule| (rule.criterion.clone(), 2)));
        columns.push((say.text("dossier-outcome"), 2));
        let row = |one: &Type| -> Row {
            let mut row = vec![Cell::of(format!("{}, {}", one.code, one.year)).noting(say.text(section_key(one.section)))];
            for judged in &one.criteria {
                let cell = Cell::of(say.text(verdict_key(judged.verdict)));
                let differs = one.otherwise.iter().any(|other| other.criterion == judged.criterion && other.differs);
                row.push(if differs { cell.noting(say.text("transition-differs")) } else { cell });
            }
            row.push(Cell::of(say.text(outcome_key(one))));
            row
        };
        Block::Table { columns, rows: self.protocol.types.iter().map(row).collect() }
    }
}

/// `35.84, 2025, emergency: its name`.
fn name(of: &Type, say: Say<'_>) -> String {
    let name = of.name.as_ref().map(|name| say.of(name)).unwrap_or_default();
    let section = say.text(section_key(of.section));
    let args = [
        ("code", of.code.as_str().into()),
        ("year", of.year.to_string().into()),
        ("section", section.into()),
        ("name", name.into()),
    ];
    say.with("transition-type", &args)
}

fn said(measure: &Measure, say: Say<'_>) -> String {
    let args = [
        ("of", say.value("transition-of", &measure.of).into()),
        ("numerator", measure.numerator.as_str().into()),
        ("denominator", measure.denominator.as_str().into()),
        ("bound", measure.bound.as_deref().unwrap_or("–").into()),
    ];
    say.with("transition-measure", &args)
}

fn section_key(section: saraptama_core::law::Section) -> &'static str {
    use saraptama_core::law::Section;
    match section {
        Section::Emergency => "transition-section-emergency",
        Section::PlannedBoth => "transition-section-planned-both",
        Section::PlannedInsurance => "transition-section-planned-insurance",
    }
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "transition-met",
        Verdict::NotMet => "transition-not-met",
        Verdict::Undefined => "transition-undefined",
    }
}

fn outcome_key(of: &Type) -> &'static str {
    match (of.excluded, of.watch_list) {
        (true, _) => "transition-leaves",
        (false, true) => "transition-is-watched",
        (false, false) => "transition-stays",
    }
}
