//! Keys by which people find an act or a row of the list: names as they are typed on any keyboard, and codes for paper.

use saraptama_core::law::HtmcRow;
use saraptama_core::terms::Trilingual;

/// A name folded for search: lower case, Kazakh letters to their Russian neighbours (people type on
/// Russian layouts), everything else that is no letter or digit to one blank.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'ә' => 'а',
            'ғ' => 'г',
            'қ' => 'к',
            'ң' => 'н',
            'ө' => 'о',
            'ұ' | 'ү' => 'у',
            'һ' => 'х',
            'і' => 'и',
            'ё' => 'е',
            other => other,
        };
        match plain.is_alphanumeric() {
            true => folded.push(plain),
            false if folded.ends_with(' ') || folded.is_empty() => {}
            false => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a row of the list of high-tech services is what somebody looks for: digits are the beginning of a code, as
/// printed; words stand in a name or a gloss in whatever language, typed on whatever keyboard.
pub fn finds(text: &str, row: &HtmcRow) -> bool {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return row.code.starts_with(text);
    }
    let texts = |words: &Trilingual| format!("{} {} {}", words.kk, words.ru, words.en);
    let gloss = row.gloss.as_ref().map(texts).unwrap_or_default();
    let known = fold(&format!("{} {} {gloss}", row.code, texts(&row.name)));
    fold(text).split(' ').all(|word| known.contains(word))
}

/// A verification code: twelve characters of Crockford's alphabet, 60 bits of `random`. Numbers of
/// acts can be guessed, codes cannot.
pub fn code(random: &[u8; 32]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    random[..12].iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        for (typed, folded) in [
            ("Әбдіғұлова Қарлығаш", "абдигулова карлыгаш"),
            ("абдигулова  КАРЛЫГАШ ", "абдигулова карлыгаш"),
            ("Һәкім-Ёлкина", "хаким елкина"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }

    #[test]
    fn a_code_is_twelve_characters_without_those_that_look_alike() {
        let code = code(&std::array::from_fn(|i| (i * 37) as u8));
        assert_eq!(code.len(), 12);
        assert!(!code.contains(['I', 'L', 'O', 'U']), "{code}");
    }
}
