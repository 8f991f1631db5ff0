//! The protocol of yearly figures (order B, annex 1 p. 3–4): which types leave the list, which are watched, and what
//! every other reading of the text would say.

use crate::say::{Say, grouped};
use crate::sheet::{Block, Cell, Row, Sheet};
use jiff::civil::Date;
use saraptama_core::htmc::transition::{Compared, Judgement, Measure, Verdict};
use saraptama_core::law::{HtmcList, HtmcRow, Transitions};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_wire::words::{Lang, Words, cite};

/// A protocol to print.
#[derive(Clone, Copy, Debug)]
pub struct Transition<'a> {
    /// The file's id.
    pub id: FormId,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// The day whose law was applied.
    pub law_day: Date,
    /// How many rows it has.
    pub rows_read: u64,
    /// Who imported it.
    pub by: &'a str,
    /// When.
    pub at: Instant,
    /// The list of that day.
    pub list: &'a HtmcList,
    /// The criteria.
    pub law: &'a Transitions,
    /// The types, judged.
    pub types: &'a [Compared],
    /// Nothing in it is real.
    pub demo: bool,
}

impl<'a> Transition<'a> {
    /// The protocol as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let say = Say::new(words, lang);
        let id = self.id.to_string();
        let heading = |key: &str| Block::Heading { text: say.text(key) };
        let excluded: Vec<&Compared> = self.types.iter().filter(|one| one.usual.excluded).collect();
        let watched: Vec<&Compared> = self.types.iter().filter(|one| one.usual.watch_list).collect();
        let mut blocks = vec![self.outcome(excluded.len(), watched.len(), say), heading("transition-file"), self.file(say)];
        for (key, types) in [("transition-excluded", &excluded), ("transition-watched", &watched)] {
            blocks.push(heading(key));
            if types.is_empty() {
                blocks.push(Block::Text { paragraphs: vec![say.text("transition-none")] });
            }
            for one in types {
                blocks.push(Block::Text { paragraphs: vec![self.name(&one.usual, say)] });
                blocks.push(self.criteria(one, say));
            }
        }
        blocks.extend([heading("transition-all"), self.table(say), Block::Note { text: say.text("transition-note") }]);
        Sheet {
            name: format!("transition-{id}"),
            lang,
            over: say.text("dossier-over"),
            title: say.text("transition-title"),
            under: say.with("transition-under", &[("edition", self.list.edition.as_str().into())]),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: say.with("foot-transition", &[("id", id.as_str().into())]),
            unprintable: say.text("unprintable"),
            made_at: self.at,
            enclosed: vec![],
        }
    }

    fn outcome(&self, excluded: usize, watched: usize, say: Say<'_>) -> Block {
        let args = [("excluded", excluded.into()), ("watched", watched.into()), ("of", self.types.len().into())];
        let source = say.fact("dossier-source", say.of(&cite(&self.law.together_cite)));
        Block::Verdict { label: say.text("dossier-outcome"), text: say.with("transition-outcome", &args), facts: vec![source] }
    }

    fn file(&self, say: Say<'_>) -> Block {
        let facts = vec![
            say.fact("transition-imported-by", self.by),
            say.fact("transition-imported-at", say.moment(self.at)),
            say.fact("transition-rows", self.rows_read.to_string()),
            say.fact("transition-law-day", say.date(self.law_day)),
            say.fact("transition-digest", grouped(self.sha256)),
        ];
        Block::Facts { facts }
    }

    /// `35.84, 2025, emergency: its name`.
    fn name(&self, of: &Judgement, say: Say<'_>) -> String {
        let is_it = |row: &&HtmcRow| row.section == of.section && row.code == of.code;
        let name = self.list.rows.iter().find(is_it).map(|row| say.of(&row.name)).unwrap_or_default();
        let section = say.text(section_key(of.section));
        let args = [
            ("code", of.code.as_str().into()),
            ("year", of.year.to_string().into()),
            ("section", section.into()),
            ("name", name.into()),
        ];
        say.with("transition-type", &args)
    }

    /// The four criteria of one type: what decides each, and what every other reading says.
    fn criteria(&self, one: &Compared, say: Say<'_>) -> Block {
        let columns = [("dossier-criterion", 3), ("transition-verdict", 2), ("transition-figures", 6)];
        let rows = one.usual.criteria.iter().map(|judged| -> Row {
            let rule = self.law.rules.iter().find(|rule| rule.id == judged.criterion);
            let name = rule.map(|rule| say.of(&rule.name)).unwrap_or_default();
            let mut figures = Cell::default();
            // The counts of T1 stand first; its 20 regions and 5 zones stand on the page of the type.
            figures.text.extend(judged.measures.iter().take(2).map(|measure| said(measure, say)));
            for other in one.otherwise.iter().filter(|other| other.criterion == judged.criterion) {
                let reading = say.text(&format!("transition-reading-{}", other.reading));
                let verdict = say.text(verdict_key(other.verdict));
                let args = [("reading", reading.into()), ("ruling", other.ruling.into()), ("verdict", verdict.into())];
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
        columns.extend(self.law.rules.iter().map(|rule| (rule.id.clone(), 2)));
        columns.push((say.text("dossier-outcome"), 2));
        let row = |one: &Compared| -> Row {
            let of = &one.usual;
            let mut row = vec![Cell::of(format!("{}, {}", of.code, of.year)).noting(say.text(section_key(of.section)))];
            for judged in &of.criteria {
                let cell = Cell::of(say.text(verdict_key(judged.verdict)));
                let differs = one.otherwise.iter().any(|other| other.criterion == judged.criterion && other.differs);
                row.push(if differs { cell.noting(say.text("transition-differs")) } else { cell });
            }
            row.push(Cell::of(say.text(outcome_key(of))));
            row
        };
        Block::Table { columns, rows: self.types.iter().map(row).collect() }
    }
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

fn outcome_key(of: &Judgement) -> &'static str {
    match (of.excluded, of.watch_list) {
        (true, _) => "transition-leaves",
        (false, true) => "transition-is-watched",
        (false, false) => "transition-stays",
    }
}
