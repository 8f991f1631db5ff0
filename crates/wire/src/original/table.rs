/// A vendor's format.
#[derive(Debug)]
pub struct Format {
    /// The language it is written in.
    pub syntax: Syntax,
    /// Which field goes where.
    pub rows: &'static [Row],
}

/// The language of an original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// JSON: a path is a JSON pointer.
    Json,
    /// XML with this root in this namespace (none where it is empty): a path is an XPath, attributes with `@`.
    Xml {
        /// The root's name.
        root: &'static str,
        /// The only namespace, declared as the default one at the root.
        namespace: &'static str,
    },
}

impl Syntax {
    /// The suffix of its media types.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml { .. } => "xml",
        }
    }

    /// The media types that any document of this language may have.
    pub(super) fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["application/json"],
            Self::Xml { .. } => &["application/xml", "text/xml"],
        }
    }
}

/// One row of the table. Paths have `/` between their steps.
#[derive(Debug)]
pub enum Row {
    /// A field: its path in the original, its place in our form, how it is read.
    One(&'static str, &'static str, Read),
    /// A list.
    Each(Each),
}

/// A list: in JSON one member that is a list, in XML an element that stands there any number of times.
#[derive(Debug)]
pub struct Each {
    /// Its path in the original.
    pub from: &'static str,
    /// Its place in our form.
    pub to: &'static str,
    /// The fields of an item, their paths within it.
    pub rows: &'static [Row],
}

/// How a field is read.
#[derive(Clone, Copy, Debug)]
pub enum Read {
    /// A text, as it is.
    Text,
    /// A whole number, as a number or in digits.
    Number,
    /// A whole number, or one of these words.
    NumberOr(&'static [(&'static str, &'static str)]),
    /// A day, `DD.MM.YYYY`.
    DayMonthYear,
    /// An instant, `DD.MM.YYYY HH:MM` with seconds or without, in Kazakhstan time, which is UTC+5 since
    /// 1 March 2024; earlier ones cannot be read, because the country had two zones.
    LocalInstant,
    /// A day of HL7, `YYYYMMDD`.
    Hl7Day,
    /// An instant of HL7 with its offset, `YYYYMMDDHHMMSS+ZZZZ`.
    Hl7Instant,
    /// A place by the classifier KATO, nine digits: its first two name the region, as ISO 3166-2 does.
    Kato,
    /// One of these words, each with ours.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of these words and nothing else: it says what the document is and goes nowhere.
    Only(&'static [(&'static str, &'static str)]),
}
