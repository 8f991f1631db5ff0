//! Finds the paragraphs of an official text: from `order p.6(1)` to the place where it stands.

use std::{collections::BTreeMap, ops::Range};

/// `outline.toml`: where the parts of the text begin.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outline {
    part: Vec<Part>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    /// How cites name it: `algorithm annex 2`.
    place: String,
    /// How its first line begins.
    begins: String,
    kind: Kind,
    /// Rows that go on with unnumbered lines, which are counted.
    #[serde(default)]
    items: Vec<Items>,
}

#[derive(Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// `1. …` is `p.1`, `1) …` below it `p.1(1)`.
    Paragraphs,
    /// A number alone in the first cell begins `row 1`; `* …` below the table is `note *`.
    Table,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    row: u16,
    after: String,
}

pub(super) type Ranges = BTreeMap<String, Range<usize>>;

impl Outline {
    /// The places of the text, or what is wrong with the outline.
    pub(super) fn ranges(&self, text: &str) -> Result<Ranges, String> {
        let lines = lines(text);
        let mut begins = Vec::new();
        for part in &self.part {
            let after = begins.last().map_or(0, |at| at + 1);
            let found = lines.iter().skip(after).position(|(_, line)| line.trim_start().starts_with(&part.begins));
            begins.push(after + found.ok_or_else(|| format!("no line of the text holds the beginning of {:?}", part.place))?);
        }
        let mut found = Found { text, ranges: Ranges::new() };
        for (at, part) in self.part.iter().enumerate() {
            let inside = &lines[begins[at]..begins.get(at + 1).copied().unwrap_or(lines.len())];
            if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
                found.add(part.place.clone(), first.0, last.0 + last.1.len())?;
            }
            match part.kind {
                Kind::Paragraphs => found.paragraphs(&part.place, inside)?,
                Kind::Table => found.rows(&part.place, inside)?,
            }
            for items in &part.items {
                found.items(&format!("{} row {}", part.place, items.row), &items.after)?;
            }
        }
        Ok(found.ranges)
    }
}

struct Found<'t> {
    text: &'t str,
    ranges: Ranges,
}

/// A place that is still open, with the end of its last line.
struct Open {
    place: String,
    start: usize,
    end: usize,
}

impl Found<'_> {
    fn add(&mut self, place: String, start: usize, end: usize) -> Result<(), String> {
        let all = &self.text[start..end];
        let start = start + (all.len() - all.trim_start().len());
        let end = start + all.trim().len();
        match self.ranges.insert(place.clone(), start..end) {
            None => Ok(()),
            Some(_) => Err(format!("two places of the text are {place:?}")),
        }
    }

    fn close(&mut self, open: &mut Option<Open>) -> Result<(), String> {
        open.take().map_or(Ok(()), |open| self.add(open.place, open.start, open.end))
    }

    /// The official layout indents what belongs to a paragraph with no-break spaces; another line
    /// (a heading, a signature, a caption) ends it. A subparagraph ends with its full stop, what
    /// follows belongs to its paragraph.
    fn paragraphs(&mut self, part: &str, lines: &[(usize, &str)]) -> Result<(), String> {
        let (mut paragraph, mut sub): (Option<Open>, Option<Open>) = (None, None);
        for &(start, line) in lines {
            let (words, end) = (line.trim(), start + line.len());
            if words.is_empty() && !line.contains('\t') {
                continue;
            }
            if !is_indented(line) {
                self.close(&mut sub)?;
                self.close(&mut paragraph)?;
                continue;
            }
            if let Some(number) = leading_number(words, ". ") {
                self.close(&mut sub)?;
                self.close(&mut paragraph)?;
                paragraph = Some(Open { place: format!("{part} p.{number}"), start, end });
            } else if let Some(number) = leading_number(words, ") ") {
                self.close(&mut sub)?;
                let above = paragraph.as_ref().map_or(part, |open| &open.place);
                sub = Some(Open { place: format!("{above}({number})"), start, end });
            }
            for open in [&mut paragraph, &mut sub].into_iter().flatten() {
                open.end = end;
            }
            if words.ends_with('.') {
                self.close(&mut sub)?;
            }
        }
        self.close(&mut sub)?;
        self.close(&mut paragraph)
    }

    /// A row begins where an empty line and a tab precede the next number.
    fn rows(&mut self, part: &str, lines: &[(usize, &str)]) -> Result<(), String> {
        let (mut row, mut next) = (None, 1u16);
        for (at, &(start, line)) in lines.iter().enumerate() {
            let words = line.trim();
            let begins = at >= 2 && lines[at - 1].1 == "\t" && lines[at - 2].1.is_empty();
            if begins && words.trim_end_matches('.') == next.to_string() {
                self.close(&mut row)?;
                row = Some(Open { place: format!("{part} row {next}"), start, end: start });
                next += 1;
            } else if is_indented(line) || line.starts_with("\t\u{a0}") {
                self.close(&mut row)?;
                let stars = words.len() - words.trim_start_matches('*').len();
                if stars > 0 {
                    self.add(format!("{part} note {}", &words[..stars]), start, start + line.len())?;
                }
            }
            if let Some(open) = &mut row {
                open.end = start + line.len();
            }
        }
        self.close(&mut row)
    }

    fn items(&mut self, row: &str, after: &str) -> Result<(), String> {
        let range = self.ranges.get(row).cloned().ok_or_else(|| format!("the text has no {row:?}"))?;
        let inside = &self.text[range.clone()];
        let at = inside.find(after).ok_or_else(|| format!("{row:?} does not hold {after:?}"))? + after.len();
        let items: Vec<_> = lines(&inside[at..]).into_iter().filter(|(_, line)| !line.trim().is_empty()).collect();
        for (number, (start, line)) in (1u16..).zip(items) {
            let start = range.start + at + start;
            self.add(format!("{row}({number})"), start, start + line.len())?;
        }
        Ok(())
    }
}

/// The lines with their offsets.
fn lines<'t>(text: &'t str) -> Vec<(usize, &'t str)> {
    let start = |at: &mut usize, line: &str| std::mem::replace(at, *at + line.len());
    let line = |at: &mut usize, line: &'t str| Some((start(at, line), line.trim_end_matches(['\n', '\r'])));
    text.split_inclusive('\n').scan(0, line).collect()
}

fn is_indented(line: &str) -> bool {
    line.starts_with('\u{a0}')
}

/// `12` of `12. Text`; an inserted paragraph may be `12-1`.
fn leading_number<'w>(words: &'w str, mark: &str) -> Option<&'w str> {
    let (number, _) = words.split_once(mark)?;
    let digits = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|c| c.is_ascii_digit());
    number.split('-').all(digits).then_some(number)
}
