/// Why an original is not translated: one field, by its path there. Never holds a value of the original,
/// which may be personal data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The path in the original: a JSON pointer, or an XPath of its elements. Empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// The bytes are not JSON in UTF-8, or a member stands there twice.
    NotJson,
    /// The bytes are not XML in UTF-8 without DTD, or the root is another one.
    NotXml,
    /// More values, depth or length than an original may have.
    TooLarge,
    /// The format does not name this field.
    Unmapped,
    /// The field stands there more than once.
    Doubled,
    /// Not a list.
    NotList,
    /// Not a text.
    NotText,
    /// Not a whole number.
    NotNumber,
    /// Not a day as the format writes it; here is how.
    NotDate(&'static str),
    /// Not an instant as the format writes it; here is how.
    NotInstant(&'static str),
    /// Not a code of the classifier of places (KATO): nine digits.
    NotKato,
    /// None of the words that the format knows here.
    NotListed(&'static [(&'static str, &'static str)]),
}

impl Wrong {
    /// The code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson | Self::NotXml => "original.malformed",
            Self::TooLarge => "original.too-large",
            Self::Unmapped => "original.unmapped",
            Self::Doubled => "original.doubled",
            _ => "original.unreadable",
        }
    }

    /// The key of the message for people; it takes `field` and `expected`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotJson => "original-not-json",
            Self::NotXml => "original-not-xml",
            Self::TooLarge => "original-too-large",
            Self::Unmapped => "original-unmapped",
            Self::Doubled => "original-doubled",
            Self::NotList => "original-not-list",
            Self::NotText => "original-not-text",
            Self::NotNumber => "original-not-number",
            Self::NotDate(_) => "original-not-date",
            Self::NotInstant(_) => "original-not-instant",
            Self::NotKato => "original-not-kato",
            Self::NotListed(_) => "original-not-listed",
        }
    }

    /// What the format expects, for the message: a pattern or the words that it knows.
    pub fn expected(&self) -> String {
        match self {
            Self::NotDate(pattern) | Self::NotInstant(pattern) => (*pattern).to_owned(),
            Self::NotListed(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        }
    }
}
