//! The codes of ICD-10 that the search knows: all that the order lists, and their neighbours that it does not, so
//! that a near miss is seen before it is made. Any other code is typed as it is.

use crate::search::fold;
use saraptama_core::law::PilotRules;
use saraptama_core::terms::Icd10;
use saraptama_wire::words::Lang;
use std::sync::LazyLock;

/// So many answers are read at a glance.
const SHOWN: usize = 12;
/// Longer than the name of any disease.
const ASKED_CHARS: usize = 100;

/// A code with its name.
pub(super) struct Known {
    pub(super) code: Icd10,
    names: [&'static str; 3],
    key: String,
}

impl Known {
    /// Its name in a language.
    pub(super) fn name(&self, lang: Lang) -> &'static str {
        self.names[lang as usize]
    }
}

/// One a line: code, Kazakh, Russian, English, parted by `|`. Our own short renderings of the classification's names.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut parts = line.split('|').map(str::trim);
        let code = Icd10::parse(parts.next()?).ok()?;
        let names = [parts.next()?, parts.next()?, parts.next()?];
        let key = format!("{} {}", code.to_string().to_lowercase(), fold(&names.join(" ")));
        Some(Known { code, names, key })
    };
    include_str!("icd10.txt").lines().filter_map(read).collect()
});

/// The codes that a search means: by the beginning of the code, or by words of the name in any of the languages.
pub(super) fn search(asked: &str, rules: &PilotRules) -> Vec<&'static Known> {
    let asked: String = asked.chars().take(ASKED_CHARS).collect();
    let begins = beginning(asked.trim());
    let folded = fold(&asked);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let begins_so = |known: &Known| begins.as_ref().is_some_and(|begins| known.code.to_string().starts_with(begins.as_str()));
    let is_meant = |known: &&Known| begins_so(known) || (!words.is_empty() && words.iter().all(|word| known.key.contains(word)));
    let mut found: Vec<&Known> = KNOWN.iter().filter(is_meant).collect();
    found.sort_by_key(|known| (rules.nosology_of(known.code).is_none(), !begins_so(known), known.code));
    found.truncate(SHOWN);
    found
}

/// The beginning of a code, in Latin letters whatever keyboard it was typed on: `т05` means `T05`.
fn beginning(asked: &str) -> Option<String> {
    let padded = match asked.chars().count() {
        1 => format!("{asked}00"),
        2 => format!("{asked}0"),
        4 if asked.ends_with('.') => asked.trim_end_matches('.').to_owned(),
        _ => asked.to_owned(),
    };
    let code = Icd10::parse(&padded).ok()?.to_string();
    Some(code.chars().take(asked.trim_end_matches('.').chars().count()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::law::Law;

    #[test]
    fn every_listed_code_has_its_name_in_three_languages() {
        let law = Law::embedded();
        for (code, _) in &law.pilot.editions[0].codes {
            let known = KNOWN.iter().find(|known| known.code == *code);
            let known = known.unwrap_or_else(|| panic!("{code} has no name"));
            assert!(known.names.iter().all(|name| name.chars().count() > 5), "{code}");
        }
        let mut codes: Vec<Icd10> = KNOWN.iter().map(|known| known.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), include_str!("icd10.txt").lines().count(), "a line is no code, or stands twice");
    }

    #[test]
    fn the_listed_codes_come_first_however_they_are_typed() {
        let law = Law::embedded();
        let rules = &law.pilot.editions[0];
        let found = |asked: &str| search(asked, rules).iter().map(|known| known.code.to_string()).collect::<Vec<_>>();
        assert_eq!(found("т05.1"), ["T05.1"]);
        assert_eq!(found("S98").last().map(String::as_str), Some("S98.4"));
        assert_eq!(found("даун")[0], "Q90");
        assert_eq!(found("Гурлер"), ["E76.0"]);
        assert_eq!(found("down trisomy translocation"), ["Q90.2"]);
        assert!(found("s").iter().all(|code| code.starts_with('S')));
        assert_eq!(found("грипп"), Vec::<String>::new());
    }
}
