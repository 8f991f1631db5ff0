//! The official text as blocks. The layout of the official site tells them apart: paragraphs are indented
//! with no-break spaces, headings begin with a blank, cells of tables stand between tabs.

/// A piece of the text and where it begins.
pub(super) struct Block<'t> {
    /// The byte at which its words begin: what is cited begins there too.
    pub(super) start: usize,
    pub(super) kind: Kind<'t>,
}

pub(super) enum Kind<'t> {
    /// The title of the order or of an annex.
    Title(&'t str),
    /// The title of a chapter.
    Chapter(&'t str),
    /// A paragraph or a line of one.
    Paragraph(&'t str),
    /// A remark of the publisher on an amendment.
    Remark(&'t str),
    /// Signatures, captions of annexes: line by line.
    Lines(Vec<&'t str>),
    /// A table, row by row.
    Table(Vec<Row<'t>>),
}

pub(super) struct Row<'t> {
    /// The byte at which the words of its first cell that has any begin.
    pub(super) start: usize,
    pub(super) cells: Vec<Vec<&'t str>>,
}

/// The text as blocks, in order.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut reader = Reader { lines: lines(text), at: 0, blocks: vec![] };
    while let Some(&(_, line)) = reader.lines.get(reader.at) {
        reader.block(line);
    }
    reader.blocks
}

struct Reader<'t> {
    lines: Vec<(usize, &'t str)>,
    at: usize,
    blocks: Vec<Block<'t>>,
}

impl<'t> Reader<'t> {
    fn block(&mut self, line: &'t str) {
        let words = line.trim();
        match () {
            // A mark of the export, not of the order.
            () if words.starts_with("[bookmark:") => self.at += 1,
            () if is_cell(line) && self.is_signature() => self.lines_until(is_caption),
            () if is_cell(line) => self.table(),
            () if is_caption(line) => {
                self.at += 1;
                self.lines_until(str::is_empty);
            }
            () if words.is_empty() => self.at += 1,
            () if is_indented(line) && words.starts_with("Ескерту.") => self.put(Kind::Remark(words)),
            () if is_indented(line) => self.put(Kind::Paragraph(words)),
            () if line.starts_with(' ') && words.contains("-тарау.") => self.put(Kind::Chapter(words)),
            // A heading that begins in the middle of a word group is what a lost caption left behind (AMB-18).
            () if line.starts_with(' ') && !words.starts_with(char::is_lowercase) => self.put(Kind::Title(words)),
            () => self.lines_until(|line| line.trim().is_empty() || line.starts_with("  ") || is_indented(line) || is_cell(line)),
        }
    }

    fn put(&mut self, kind: Kind<'t>) {
        let start = self.start_of_words();
        self.blocks.push(Block { start, kind });
        self.at += 1;
    }

    fn start_of_words(&self) -> usize {
        self.lines.get(self.at).map_or(0, |(start, line)| start + (line.len() - line.trim_start().len()))
    }

    /// Signatures stand in cells whose first line is indented like a paragraph.
    fn is_signature(&self) -> bool {
        self.lines.get(self.at + 1).is_some_and(|(_, line)| is_indented(line))
    }

    fn lines_until(&mut self, ends: impl Fn(&str) -> bool) {
        let (start, mut all) = (self.start_of_words(), vec![]);
        while let Some(&(_, line)) = self.lines.get(self.at).filter(|(_, line)| all.is_empty() || !ends(line)) {
            self.at += 1;
            if !line.trim().is_empty() && !line.trim().starts_with("[bookmark:") {
                all.push(line.trim());
            } else if all.is_empty() && ends(line) {
                break;
            }
        }
        self.blocks.push(Block { start, kind: Kind::Lines(all) });
    }

    /// A row begins at a tab below an empty line, its further cells at the tabs that follow.
    fn table(&mut self) {
        let mut rows: Vec<Row<'t>> = vec![];
        let first = self.at;
        while let Some(&(start, line)) = self.lines.get(self.at) {
            let words = line.trim();
            if is_caption(line) || (!is_cell(line) && (is_indented(line) || line.starts_with(' '))) {
                break;
            }
            if is_cell(line) {
                let begins = self.at == first || self.lines[self.at - 1].1.is_empty();
                if begins {
                    rows.push(Row { start: usize::MAX, cells: vec![] });
                }
                if let Some(row) = rows.last_mut() {
                    row.cells.push(vec![]);
                }
            } else if let Some(row) = rows.last_mut().filter(|_| !words.is_empty()) {
                row.start = row.start.min(start + (line.len() - line.trim_start().len()));
                if let Some(cell) = row.cells.last_mut() {
                    cell.push(words);
                }
            }
            self.at += 1;
        }
        let start = rows.iter().map(|row| row.start).min().unwrap_or_default();
        self.blocks.push(Block { start, kind: Kind::Table(rows) });
    }
}

/// The lines with their offsets.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut all = vec![];
    for line in text.split_inclusive('\n') {
        all.push((at, line.trim_end_matches(['\n', '\r'])));
        at += line.len();
    }
    all
}

fn is_indented(line: &str) -> bool {
    line.starts_with('\u{a0}')
}

fn is_cell(line: &str) -> bool {
    line == "\t"
}

/// The caption of an annex begins in a cell that is blank, with a no-break space.
fn is_caption(line: &str) -> bool {
    line.starts_with("\t\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::{Kind, blocks};
    use saraptama_core::law::Law;

    #[test]
    fn no_word_of_the_official_texts_is_lost_or_doubled() {
        for (order, text) in &Law::embedded().texts {
            let mut shown: Vec<&str> = vec![];
            for block in blocks(text) {
                match block.kind {
                    Kind::Title(words) | Kind::Chapter(words) | Kind::Paragraph(words) | Kind::Remark(words) => shown.push(words),
                    Kind::Lines(lines) => shown.extend(lines),
                    Kind::Table(rows) => shown.extend(rows.into_iter().flat_map(|row| row.cells).flatten()),
                }
            }
            let printed = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("[bookmark:"));
            assert_eq!(shown, printed.collect::<Vec<_>>(), "{order}");
        }
    }

    #[test]
    fn tables_have_the_rows_of_the_orders() {
        let law = Law::embedded();
        let rows = |order: &str| {
            let kind = |block: super::Block<'_>| if let Kind::Table(rows) = block.kind { Some(rows.len()) } else { None };
            blocks(&law.texts[order]).into_iter().filter_map(kind).collect::<Vec<_>>()
        };
        // Each with its heading: 21 subjects; 3 nosologies and 22 forms. 12 levels; 108 services in 3 sections.
        assert_eq!(rows("mse-pilot-2025"), [22, 26]);
        assert_eq!(rows("htmc-2020"), [13, 112]);
    }
}
