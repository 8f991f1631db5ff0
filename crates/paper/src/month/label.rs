use super::Wording;
use saraptama_core::indicators::{Month, Report, RowsOf, Unit};
use saraptama_core::law::PilotRules;
use saraptama_wire::words::{Args, cite};

/// Names rows, columns and values.
pub(super) struct Labels<'w> {
    wording: &'w Wording<'w>,
    rules: &'w PilotRules,
}

/// The name of the column of names.
pub(super) fn first(rows: RowsOf) -> &'static str {
    match rows {
        RowsOf::Fixed => "fixed",
        RowsOf::Subject => "subject",
        RowsOf::Vendor => "vendor",
        RowsOf::Nosology => "nosology",
        RowsOf::SubForm => "sub-form",
        RowsOf::Expert => "expert",
        RowsOf::Reason => "reason",
        RowsOf::Requirement => "requirement",
        RowsOf::Route => "route",
    }
}

impl<'w> Labels<'w> {
    pub(super) fn new(report: &Report, wording: &'w Wording<'w>) -> Self {
        let day = Month::parse(&report.month).map(|month| month.first).unwrap_or_default();
        Self { wording, rules: wording.law.pilot.nearest(day) }
    }

    pub(super) fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    pub(super) fn with(&self, key: &str, args: Args<'_>) -> String {
        self.wording.words.one(self.wording.lang, &format!("month-{key}"), args)
    }

    pub(super) fn cite(&self, paragraph: &str) -> String {
        self.wording.lang.of(&cite(paragraph)).to_owned()
    }

    /// What a row is of; several that were merged are named one after the other.
    pub(super) fn row(&self, rows: RowsOf, key: &str) -> String {
        if key == "+" {
            return self.text("merged-all");
        }
        if let Some(keys) = key.strip_prefix('+') {
            let names = keys.split('+').map(|key| self.one(rows, key)).collect::<Vec<_>>().join("; ");
            return self.with("merged", &[("names", names.into())]);
        }
        self.one(rows, key)
    }

    fn one(&self, rows: RowsOf, key: &str) -> String {
        let (lang, rules) = (self.wording.lang, self.rules);
        let number = || key.parse::<u8>().ok();
        let named = match rows {
            RowsOf::Subject => rules.subjects.iter().find(|one| Some(one.number) == number()).map(|one| lang.of(&one.name)),
            RowsOf::SubForm => rules.sub_forms.iter().find(|one| Some(one.number) == number()).map(|one| lang.of(&one.name)),
            RowsOf::Nosology => rules.nosologies.iter().find(|one| one.id == key).map(|one| lang.of(&one.name)),
            RowsOf::Requirement => rules.requirements.iter().find(|one| one.id == key).map(|one| lang.of(&one.name)),
            RowsOf::Expert => self.wording.experts.get(key).map(String::as_str),
            RowsOf::Fixed | RowsOf::Vendor | RowsOf::Reason | RowsOf::Route => None,
        };
        match named {
            Some(name) if rows == RowsOf::Requirement => format!("{key}. {name}"),
            Some(name) => name.to_owned(),
            None if key.is_empty() => self.text("unknown"),
            None => self.known(key),
        }
    }

    /// The words of a key of a row, a reason or a value of a decision; a key that has none says itself.
    fn known(&self, key: &str) -> String {
        let words = self.wording.words;
        let names = [
            format!("month-row-{key}"),
            key.to_owned(),
            format!("refused-{key}"),
            format!("dead-{key}"),
            format!("paper-category-{key}"),
            format!("paper-term-{key}"),
        ];
        let found = names.iter().find(|name| words.has(name));
        found.map_or_else(|| key.to_owned(), |name| words.one(self.wording.lang, name, &[]))
    }

    /// A value as people read it.
    pub(super) fn value(&self, value: Option<u64>, unit: Unit, is_public: bool) -> String {
        let Some(n) = value else { return self.text(if is_public { "hidden" } else { "none" }) };
        match unit {
            Unit::Count | Unit::PerMille | Unit::Number => n.to_string(),
            Unit::Thousandths => {
                self.with("decimal", &[("whole", (n / 1000).to_string().into()), ("part", format!("{:03}", n % 1000).into())])
            }
            Unit::Seconds => self.span(n),
        }
    }

    fn span(&self, seconds: u64) -> String {
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
        let arg = |name, n: u64| (name, n.to_string().into());
        match (days, seconds / 3600, seconds / 60) {
            (1.., ..) => self.with("days", &[arg("days", days), arg("hours", hours)]),
            (_, 1.., _) => self.with("hours", &[arg("hours", hours), arg("minutes", minutes)]),
            (_, _, 1..) => self.with("minutes", &[arg("minutes", minutes), arg("seconds", seconds % 60)]),
            _ => self.with("seconds", &[arg("seconds", seconds)]),
        }
    }
}
