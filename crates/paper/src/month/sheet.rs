use super::{Monthly, Worded};
use crate::sheet::{Block, Cell, Sheet};
use saraptama_core::terms::Instant;

/// The widths of a table's columns: that of names, and what the others share.
const NAMES: u8 = 40;
const VALUES: u8 = 60;

impl Monthly {
    /// The report as a document: every table with how it is computed.
    pub fn sheet(&self, made_at: Instant, demo: Option<String>) -> Sheet<'static> {
        let mut blocks: Vec<Block> = self.notes.iter().map(|note| Block::Note { text: note.clone() }).collect();
        for table in &self.tables {
            blocks.push(Block::Heading { text: table.title.clone() });
            blocks.push(Block::Note { text: table.how.clone() });
            if !table.rows.is_empty() {
                blocks.push(block(table));
            }
            blocks.push(Block::Note { text: format!("{}; {}", table.whose, table.paragraph) });
        }
        Sheet {
            name: format!("month-{}", self.month),
            lang: self.lang,
            over: String::new(),
            title: self.title.clone(),
            under: self.under.clone(),
            demo,
            blocks,
            foot: self.title.clone(),
            unprintable: String::new(),
            made_at,
            enclosed: vec![],
        }
    }
}

fn block(table: &Worded) -> Block {
    let share = VALUES / u8::try_from(table.columns.len().max(1)).unwrap_or(VALUES);
    let names = std::iter::once((table.first.clone(), NAMES));
    let columns = names.chain(table.columns.iter().map(|(_, name, _)| (name.clone(), share))).collect();
    let rows = table.rows.iter().map(|row| std::iter::once(&row.label).chain(&row.texts).map(Cell::of).collect());
    Block::Table { columns, rows: rows.collect() }
}
