use jiff::civil::Date;

/// Which edition it is, and by which act it came about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Its name: `2026-12`. Letters, digits, points and hyphens, since addresses carry it.
    pub edition: String,
    /// The number of the amending act.
    pub act: String,
    /// The day on which the act was signed.
    pub signed_on: Date,
    /// Where in the act the list stands: its paragraph.
    pub paragraph: String,
    /// The first day in force by the act.
    pub from: Date,
}

/// What is wrong with a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadingFault {
    /// The name is none.
    Edition,
    /// The number is missing or too long.
    Act,
    /// The paragraph is missing or too long.
    Paragraph,
    /// The list would be in force before its act was signed.
    From,
}

const LONGEST_EDITION: usize = 32;
const LONGEST_TEXT: usize = 100;

impl Heading {
    /// All that is wrong with it.
    pub fn faults(&self) -> Vec<HeadingFault> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let starts = self.edition.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_edition = starts && self.edition.len() <= LONGEST_EDITION && self.edition.chars().all(is_name);
        let is_text = |text: &str| {
            let is_plain = text.trim() == text && !text.chars().any(char::is_control);
            is_plain && !text.is_empty() && text.chars().count() <= LONGEST_TEXT
        };
        [
            (!is_edition, HeadingFault::Edition),
            (!is_text(&self.act), HeadingFault::Act),
            (!is_text(&self.paragraph), HeadingFault::Paragraph),
            (self.from < self.signed_on, HeadingFault::From),
        ]
        .into_iter()
        .filter_map(|(is_so, fault)| is_so.then_some(fault))
        .collect()
    }
}

impl HeadingFault {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Edition => "htmc-draft-edition-wrong",
            Self::Act => "htmc-draft-act-wrong",
            Self::Paragraph => "htmc-draft-paragraph-wrong",
            Self::From => "htmc-draft-from-wrong",
        }
    }

    /// The member of the heading that it is about.
    pub fn member(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Act => "act",
            Self::Paragraph => "paragraph",
            Self::From => "from",
        }
    }
}
