//! Letters that can be printed. PDF/A forbids a glyph that means nothing, and a text from outside may hold
//! anything: signs of direction that turn a line around, control characters, scripts that no font here has.

use super::world;
use serde_json::Value;
use std::collections::BTreeMap;

/// Stands for a letter that cannot be printed.
const REPLACEMENT: char = '\u{fffd}';
/// A longer run without a place to break is broken by force; the longest Kazakh words are shorter.
const RUN: usize = 30;
/// A break within a word shows a hyphen; within anything else it must not, since a hyphen would be read as part of it.
const IN_WORD: char = '\u{ad}';
const IN_OTHER: char = '\u{200b}';
/// The drawing of a code is no text.
const DRAWING: &str = "svg";

/// Prepares the texts of one document.
pub(super) struct Letters {
    known: BTreeMap<char, bool>,
    left: usize,
    replaced: bool,
    too_many: bool,
}

impl Letters {
    pub(super) fn new(most: usize) -> Self {
        Self { known: BTreeMap::new(), left: most, replaced: false, too_many: false }
    }

    /// Whether some letter could not be printed.
    pub(super) fn replaced(&self) -> bool {
        self.replaced
    }

    /// Whether there were more letters than are printed.
    pub(super) fn too_many(&self) -> bool {
        self.too_many
    }

    /// Prepares every text below `value`.
    pub(super) fn prepare(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.prepare(item)),
            Value::Object(members) => {
                members.iter_mut().filter(|(name, _)| *name != DRAWING).for_each(|(_, value)| self.prepare(value));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut run = 0;
        for c in text.chars() {
            if self.left == 0 {
                self.too_many = true;
                return String::new();
            }
            self.left -= 1;
            let Some(c) = self.letter(c) else { continue };
            run = if c.is_whitespace() || matches!(c, '-' | '–' | '—') { 0 } else { run + 1 };
            if run > RUN {
                out.push(if c.is_alphabetic() && out.ends_with(char::is_alphabetic) { IN_WORD } else { IN_OTHER });
                run = 1;
            }
            out.push(c);
        }
        out
    }

    /// The letter as it is printed; nothing for what has no shape.
    fn letter(&mut self, c: char) -> Option<char> {
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Some(' '),
            _ if c.is_control() || is_shapeless(c) => return None,
            _ => {}
        }
        // PDF/A has no letters of private use: nobody else could know what they mean.
        let is_private = matches!(c, '\u{e000}'..='\u{f8ff}');
        let in_a_font = |c: char| !is_private && world::fonts().iter().any(|font| font.info().coverage.contains(c.into()));
        let known = *self.known.entry(c).or_insert_with(|| in_a_font(c));
        self.replaced |= !known;
        Some(if known { c } else { REPLACEMENT })
    }
}

/// Signs without a shape of their own: of direction, of joining, of variation, marks of byte order.
fn is_shapeless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> (String, bool) {
        let mut letters = Letters::new(1000);
        let text = letters.text(text);
        (text, letters.replaced())
    }

    #[test]
    fn every_letter_of_the_three_languages_is_printed_as_it_is() {
        let text = "Аа Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё Йй Щщ Ъъ Ыы Ээ Юю Яя № ₸ « » – — Az 0–9 %";
        assert_eq!(printed(text), (text.to_owned(), false));
    }

    #[test]
    fn what_diagnoses_are_written_with_is_printed_as_it_is() {
        let text = "α-L-идуронидаза, β-галактозидаза, IDUA c.208C>T, ≥ 5 ± 2 мкг/мл, 37 °C, ▮▮▮";
        assert_eq!(printed(text), (text.to_owned(), false));
    }

    #[test]
    fn signs_of_direction_vanish_and_other_scripts_are_marked() {
        assert_eq!(printed("а\u{202e}б\u{200f}\0\u{7}в"), ("абв".to_owned(), false));
        assert_eq!(printed("имя: 名"), ("имя: \u{fffd}".to_owned(), true));
    }

    #[test]
    fn a_run_without_end_can_be_broken_and_a_word_of_the_language_is_not() {
        let long = printed(&"ж".repeat(100)).0;
        assert_eq!(long.split(IN_WORD).map(|part| part.chars().count()).collect::<Vec<_>>(), [30, 30, 30, 10]);
        assert!(printed(&"1".repeat(100)).0.contains(IN_OTHER));
        let words = "диспансерлендірілгендердің психологиялық-медициналық-педагогикалық";
        assert_eq!(printed(words).0, words);
    }
}
