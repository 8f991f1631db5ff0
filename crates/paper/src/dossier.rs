//! The protocol of a scored technology (order B, annex 1 p. 2): the printed text of the table beside each level.

use crate::say::Say;
use crate::seal::{Seal, Signed};
use crate::sheet::{Block, Cell, Fact, Sheet};
use saraptama_core::htmc::dossier::Topic;
use saraptama_wire::dossier::{Pick, Printed, Protocol, Scored};
use saraptama_wire::words::{Lang, Words, cite};

/// The names of the protocol and of its signature inside the PDF.
const DATA: &str = "protocol.json";
const CMS: &str = "protocol.json.p7s";

/// A protocol to print.
#[derive(Clone, Copy, Debug)]
pub struct Dossier<'a> {
    /// The protocol.
    pub protocol: &'a Protocol,
    /// Its bytes: the signed ones, or what is frozen for signing.
    pub bytes: &'a [u8],
    /// The signature of whoever approved it.
    pub seal: Option<Seal<'a>>,
    /// Signed with test keys.
    pub demo: bool,
}

impl<'a> Dossier<'a> {
    /// The protocol as it reads.
    pub fn sheet(&self, words: &Words, lang: Lang) -> Sheet<'a> {
        let (say, protocol) = (Say::new(words, lang), self.protocol);
        let signed = Signed { role: "approver", of: "dossier", data: (self.bytes, DATA), cms: CMS };
        let id = protocol.dossier.to_string();
        let with_id = |key: &str| say.with(key, &[("id", id.as_str().into())]);
        let heading = |key: &str| Block::Heading { text: say.text(key) };
        let mut blocks = vec![self.verdict(say), heading("dossier-technology"), self.technology(say)];
        blocks.extend([heading("dossier-table"), table(&protocol.criteria, say)]);
        for criterion in &protocol.criteria {
            blocks.push(Block::Heading { text: say.of(&criterion.name) });
            blocks.extend(levels(criterion, say));
            blocks.push(picks(&criterion.scores, say));
        }
        blocks.extend([heading("dossier-evidence"), self.evidence(say)]);
        blocks.push(Block::Note { text: say.text("dossier-picked") });
        blocks.push(signed.block(self.seal.as_ref(), say));
        Sheet {
            name: format!("dossier-{id}"),
            lang,
            over: say.text("dossier-over"),
            title: say.text("dossier-title"),
            under: say.of(&protocol.name),
            demo: self.demo.then(|| say.text("demo")),
            blocks,
            foot: with_id("foot-dossier"),
            unprintable: say.text("unprintable"),
            made_at: protocol.confirmed_at,
            enclosed: signed.enclosed(self.seal.as_ref()),
        }
    }

    fn verdict(&self, say: Say<'_>) -> Block {
        let protocol = self.protocol;
        let args = [
            ("points", protocol.points.as_str().into()),
            ("from", protocol.listed_from.as_str().into()),
            ("to", protocol.listed_to.as_str().into()),
        ];
        let key = if protocol.listed { "dossier-listed" } else { "dossier-not-listed" };
        Block::Verdict {
            label: say.text("dossier-outcome"),
            text: say.with(key, &args),
            facts: vec![say.fact("dossier-source", say.of(&cite(&protocol.source)))],
        }
    }

    fn technology(&self, say: Say<'_>) -> Block {
        let Protocol { name, code, proposer, entered_by, confirmed_by, confirmed_at, .. } = self.protocol;
        let in_use = self.protocol.in_use_since.map(|year| year.to_string());
        let facts = [
            Some(say.fact("dossier-name-kk", &name.kk)),
            Some(say.fact("dossier-name-ru", &name.ru)),
            Some(say.fact("dossier-name-en", &name.en)),
            Some(say.fact("dossier-code", code.as_deref().unwrap_or(&say.text("dossier-no-code")))),
            Some(say.fact("dossier-proposer", proposer)),
            Some(say.fact("dossier-in-use-since", in_use.unwrap_or_else(|| say.text("dossier-unknown")))),
            Some(say.fact("dossier-entered-by", &entered_by.name)),
            Some(say.fact("dossier-confirmed-by", &confirmed_by.name)),
            Some(say.fact("dossier-confirmed-at", say.moment(*confirmed_at))),
        ];
        Block::Facts { facts: facts.into_iter().flatten().collect() }
    }

    fn evidence(&self, say: Say<'_>) -> Block {
        let fact = |topic: &Topic| {
            let label = say.text(&format!("dossier-topic-{}", topic.as_str()));
            let value = match self.protocol.evidence.get(topic) {
                Some(passage) => {
                    let sources = passage.sources.join("; ");
                    let mut value = crate::sheet::paragraphs(&passage.text);
                    value.push(say.with("dossier-sources", &[("sources", sources.into())]));
                    value
                }
                None => vec![say.text("dossier-unknown")],
            };
            Fact { label, value }
        };
        Block::Facts { facts: Topic::ALL.iter().map(fact).collect() }
    }
}

/// One row a criterion: the level that was confirmed, as printed, and its points.
fn table(criteria: &[Scored], say: Say<'_>) -> Block {
    let columns = [("dossier-criterion", 3), ("dossier-level", 6), ("dossier-points", 2)];
    let row = |scored: &Scored| {
        let printed = printed(scored, scored.level);
        let text = printed.map(|printed| say.of(&printed.text)).unwrap_or_default();
        let level = say.with("dossier-level-text", &[("level", i64::from(scored.level).into()), ("text", text.into())]);
        let mut level = Cell::of(level);
        if let Some(note) = printed.and_then(|printed| printed.note.as_ref()) {
            level = level.noting(say.of(note));
        }
        if !scored.reason.is_empty() {
            level = level.noting(say.with("dossier-reason", &[("reason", scored.reason.as_str().into())]));
        }
        let weight = say.with("dossier-weight", &[("weight", scored.weight.as_str().into())]);
        let name = Cell::of(say.of(&scored.name)).noting(weight).noting(say.of(&cite(&scored.source)));
        vec![name, level, Cell::of(scored.points.as_str())]
    };
    let columns = columns.into_iter().map(|(key, width)| (say.text(key), width)).collect();
    Block::Table { columns, rows: criteria.iter().map(row).collect() }
}

/// The four levels as the order prints them; Kazakh is the order's own text and stands first.
fn levels(scored: &Scored, say: Say<'_>) -> Option<Block> {
    let step = |(at, printed): (usize, &Printed)| {
        let args =
            [("level", (at + 1).into()), ("text", say.of(&printed.text).into()), ("points", printed.points.as_str().into())];
        say.with("dossier-printed-level", &args)
    };
    let paragraphs: Vec<String> = scored.levels.iter().enumerate().map(step).collect();
    (!paragraphs.is_empty()).then_some(Block::Text { paragraphs })
}

fn picks(scores: &[Pick], say: Say<'_>) -> Block {
    let columns = [("dossier-analyst", 3), ("dossier-picked-level", 2), ("dossier-justification", 7)];
    let row = |pick: &Pick| {
        let sources = say.with("dossier-sources", &[("sources", pick.sources.join("; ").into())]);
        vec![
            Cell::of(pick.by.name.as_str()),
            Cell::of(pick.level.to_string()),
            Cell::of(pick.justification.as_str()).noting(sources),
        ]
    };
    let columns = columns.into_iter().map(|(key, width)| (say.text(key), width)).collect();
    Block::Table { columns, rows: scores.iter().map(row).collect() }
}

fn printed(scored: &Scored, level: u8) -> Option<&Printed> {
    usize::from(level).checked_sub(1).and_then(|at| scored.levels.get(at))
}
