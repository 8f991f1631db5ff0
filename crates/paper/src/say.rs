//! Words of a document in its language.

use crate::sheet::{Fact, paragraphs};
use jiff::civil::Date;
use saraptama_core::terms::{Instant, Sha256, Trilingual, civil_date, civil_time};
use saraptama_wire::words::{Args, Lang, Words};

/// Binds the parts of a date or a number, so that no line ends between them.
const NO_BREAK: &str = "\u{a0}";

/// Says things in one language.
#[derive(Clone, Copy)]
pub(crate) struct Say<'w> {
    words: &'w Words,
    /// The language.
    pub(crate) lang: Lang,
}

impl<'w> Say<'w> {
    pub(crate) fn new(words: &'w Words, lang: Lang) -> Self {
        Self { words, lang }
    }

    /// A fixed text: the message `paper-KEY`.
    pub(crate) fn text(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with arguments.
    pub(crate) fn with(self, key: &str, args: Args<'_>) -> String {
        self.words.one(self.lang, &format!("paper-{key}"), args)
    }

    /// The name of a value of a list, `paper-LIST-VALUE`; a value that the list does not have says itself.
    pub(crate) fn value(self, list: &str, value: &str) -> String {
        let key = format!("paper-{list}-{value}");
        if self.words.has(&key) { self.words.one(self.lang, &key, &[]) } else { value.to_owned() }
    }

    /// The name of an objective datum, as findings call it, with a capital; one that is not known says itself.
    pub(crate) fn datum(self, member: &str) -> String {
        let key = format!("fact-{member}");
        let name = if self.words.has(&key) { self.words.one(self.lang, &key, &[]) } else { self.value("fact", member) };
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// A text of the law.
    pub(crate) fn of(self, text: &Trilingual) -> String {
        self.lang.of(text).to_owned()
    }

    /// A day.
    pub(crate) fn date(self, date: Date) -> String {
        let month = format!("m{}", date.month());
        let args = [
            ("year", date.year().to_string().into()),
            ("month", month.into()),
            ("day", date.day().to_string().into()), //
        ];
        self.with("date", &args).replace(' ', NO_BREAK)
    }

    /// A moment in Kazakhstan's time (UTC+5).
    pub(crate) fn moment(self, at: Instant) -> String {
        let (date, time) = (self.date(civil_date(at)), civil_time(at));
        format!("{date}, {:02}:{:02}:{:02}{NO_BREAK}(UTC+5)", time.hour(), time.minute(), time.second())
    }

    /// A named value.
    pub(crate) fn fact(self, key: &str, value: impl AsRef<str>) -> Fact {
        Fact { label: self.text(key), value: paragraphs(value.as_ref()) }
    }

    /// A named value, where there is one.
    pub(crate) fn fact_if(self, key: &str, value: Option<impl AsRef<str>>) -> Option<Fact> {
        value.map(|value| self.fact(key, value)).filter(|fact| !fact.value.is_empty())
    }
}

/// A digest in two lines of four groups, as people compare it.
pub(crate) fn grouped(digest: Sha256) -> String {
    let text = digest.to_string();
    let group = |at: usize| text.get(at * 8..at * 8 + 8).unwrap_or_default();
    let line = |from: usize| (from..from + 4).map(group).collect::<Vec<_>>().join(" ");
    format!("{}\n{}", line(0), line(4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_reads_as_each_language_writes_it() {
        let words = Words::new();
        let said = Lang::ALL.map(|lang| Say::new(&words, lang).date(date(2025, 11, 3)).replace(NO_BREAK, " "));
        assert_eq!(said, ["2025 жылғы 3 қараша", "3 ноября 2025 г.", "3 November 2025"]);
    }

    #[test]
    fn a_digest_is_two_lines_of_four_groups() {
        let line = ["abababab"; 4].join(" ");
        assert_eq!(grouped(Sha256([0xab; 32])), format!("{line}\n{line}"));
    }
}
