use crate::law::{HtmcRow, Section};
use std::collections::{BTreeMap, BTreeSet};

/// The most rows of an edition; the order's has 108.
pub const MOST_ROWS: usize = 2000;
/// The longest name or gloss, in characters; the order's longest has some 250.
pub const LONGEST_NAME: usize = 1000;

/// A row that cannot stand in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Which row, counted from 0 in the order given.
    pub at: usize,
    /// What is wrong with it.
    pub wrong: RowWrong,
}

/// What can be wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowWrong {
    /// The code has none of the five shapes (AMB-37).
    Code,
    /// The code stands twice in its section (AMB-36).
    CodeTwice,
    /// The number does not follow the one before it in its section.
    Number,
    /// The official name is missing, too long, or has blanks around it or signs that are no text.
    NameKk,
    /// The Russian rendering is missing or no text.
    NameRu,
    /// The English rendering is missing or no text.
    NameEn,
    /// A gloss is given in some of the languages only, or is no text.
    Gloss,
    /// There are more than [`MOST_ROWS`] rows.
    TooMany,
}

impl RowWrong {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Code => "htmc-edition-row-code",
            Self::CodeTwice => "htmc-edition-row-code-twice",
            Self::Number => "htmc-edition-row-number",
            Self::NameKk => "htmc-edition-row-name-kk",
            Self::NameRu => "htmc-edition-row-name-ru",
            Self::NameEn => "htmc-edition-row-name-en",
            Self::Gloss => "htmc-edition-row-gloss",
            Self::TooMany => "htmc-edition-row-too-many",
        }
    }

    /// The field of a form that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::Code | Self::CodeTwice => "code",
            Self::Number | Self::TooMany => "number",
            Self::NameKk => "name_kk",
            Self::NameRu => "name_ru",
            Self::NameEn => "name_en",
            Self::Gloss => "gloss_kk",
        }
    }
}

/// Whether a text has one of the five shapes of codes: 99.9, 99.99, 99.999, 99.9999, 99.999.999 (AMB-37).
pub fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let digits = parts.iter().all(|part| part.bytes().all(|c| c.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    digits && matches!(lengths[..], [2, 1..=4] | [2, 3, 3])
}

/// All that is wrong with the rows of an edition, in their order.
pub fn faults(rows: &[HtmcRow]) -> Vec<RowFault> {
    let mut found = Vec::new();
    let mut last = BTreeMap::<Section, u16>::new();
    let mut codes = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let number = last.entry(row.section).or_default();
        let follows = number.checked_add(1) == Some(row.number);
        *number = row.number;
        let is_new = codes.insert((row.section, row.code.as_str()));
        let wrong = [
            (at >= MOST_ROWS, RowWrong::TooMany),
            (!is_code(&row.code), RowWrong::Code),
            (!is_new, RowWrong::CodeTwice),
            (!follows, RowWrong::Number),
            (!is_name(&row.name.kk), RowWrong::NameKk),
            (!is_name(&row.name.ru), RowWrong::NameRu),
            (!is_name(&row.name.en), RowWrong::NameEn),
            (
                row.gloss.as_ref().is_some_and(|gloss| ![&gloss.kk, &gloss.ru, &gloss.en].into_iter().all(|text| is_name(text))),
                RowWrong::Gloss,
            ),
        ];
        found.extend(wrong.into_iter().filter_map(|(is_so, wrong)| is_so.then_some(RowFault { at, wrong })));
        if at >= MOST_ROWS {
            break;
        }
    }
    found
}

/// A text as an order prints it: one line without blanks around it. One that begins like a formula would be run by
/// the program that opens it in a table.
fn is_name(text: &str) -> bool {
    let is_plain = text.trim() == text && !text.chars().any(char::is_control);
    is_plain && !text.is_empty() && !text.starts_with(['=', '+', '-', '@']) && text.chars().count() <= LONGEST_NAME
}
