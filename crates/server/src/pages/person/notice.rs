//! The notice that is sent to the person concerned when their form is signed: short messages, each of which fits
//! the 70 characters that a Kazakh or Russian message may have.

use super::code::spaced;
use saraptama_wire::words::{Lang, Words};

/// The characters of one message in the encoding that has Kazakh letters (UCS-2).
pub(super) const MOST: usize = 70;

/// The messages of the notice, in order. `site` is where the pages are, `mse.example.kz`.
pub(super) fn messages(words: &Words, lang: Lang, code: &str, site: &str) -> Vec<String> {
    let args = [("code", spaced(code).into()), ("site", site.to_owned().into())];
    ["person-notice-signed", "person-notice-where", "person-notice-not-me"].map(|key| words.one(lang, key, &args)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_of_the_notice_fits_a_short_message() {
        let words = Words::new();
        for lang in [Lang::Kk, Lang::Ru, Lang::En] {
            let messages = messages(&words, lang, "0A1B2C3D4E5F", "saraptama.enbek.gov.kz");
            assert!(messages.iter().any(|message| message.contains("0A1B-2C3D-4E5F")));
            for message in messages {
                assert!(message.encode_utf16().count() <= MOST, "{}: {message}", message.encode_utf16().count());
            }
        }
    }
}
