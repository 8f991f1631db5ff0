//! Words for people on the command line, from the one collection of messages.

use saraptama_core::terms::Trilingual;
use saraptama_wire::words::{self, Lang, Words};
use std::io::Write as _;
use std::sync::OnceLock;

/// What a message names.
pub(super) type Arguments = Vec<(&'static str, String)>;

/// The language of words for people. Kazakh is the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// Қазақша
    Kk,
    /// По-русски
    Ru,
    /// In English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Kk => Self::Kk,
            Language::Ru => Self::Ru,
            Language::En => Self::En,
        }
    }
}

/// The messages, made when the first one is needed.
pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(Words::new)
}

impl Language {
    /// This language's text.
    pub(super) fn of(self, text: &Trilingual) -> &str {
        Lang::from(self).of(text)
    }

    /// A paragraph, as people read it.
    pub(super) fn cite(self, cite: &str) -> String {
        self.of(&words::cite(cite)).to_owned()
    }

    /// A message.
    pub(super) fn text(self, key: &str, arguments: impl Into<Arguments>) -> String {
        let arguments: Arguments = arguments.into();
        let named: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        words().one(self.into(), key, &named)
    }

    /// Says a message on stderr; where nobody listens there is nothing to do about it.
    pub(super) fn say(self, key: &str, arguments: impl Into<Arguments>) {
        self.print(&self.text(key, arguments));
    }

    /// Prints a text on stderr.
    pub(super) fn print(self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
