//! The order in which people look up names: that of the Kazakh alphabet, whatever the language of the page.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::LazyLock;

static KAZAKH: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let collator = Collator::try_new(locale!("kk").into(), CollatorOptions::default());
    collator.expect("the order of Kazakh is compiled in: a test sorts the alphabet by it")
});

/// Which of two names stands first.
pub fn by_kazakh_order(one: &str, other: &str) -> Ordering {
    KAZAKH.compare(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 42 letters in the order of the alphabet.
    const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

    fn sorted(mut names: Vec<String>) -> Vec<String> {
        names.sort_by(|one, other| by_kazakh_order(one, other));
        names
    }

    #[test]
    fn letters_stand_in_the_order_of_the_alphabet() {
        let letters: Vec<String> = ALPHABET.chars().map(String::from).collect();
        assert_eq!(letters.len(), 42);
        let backwards = letters.iter().rev().cloned().collect();
        assert_eq!(sorted(backwards), letters);
        let capitals: Vec<String> = ALPHABET.to_uppercase().chars().map(|letter| format!("{letter}лі")).collect();
        assert_eq!(sorted(capitals.iter().rev().cloned().collect()), capitals);
    }

    #[test]
    fn names_stand_as_in_a_kazakh_directory() {
        let names = [
            "Абаев",
            "Әбенов",
            "Ермеков",
            "Ёлкин",
            "Жақып",
            "Қасым",
            "Омаров",
            "Өтеген",
            "Умаров",
            "Ұлан",
            "Үсен",
            "Ыбырай",
            "Ілияс",
        ];
        let names: Vec<String> = names.map(str::to_owned).to_vec();
        assert_eq!(sorted(names.iter().rev().cloned().collect()), names);
    }
}
