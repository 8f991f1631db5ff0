use saraptama_core::htmc::edition::Heading;
use saraptama_core::law::HtmcRow;
use serde::Serialize;

/// The version of this form.
const FORM: u8 = 1;

#[derive(Serialize)]
struct Edition<'e> {
    htmc_edition: u8,
    edition: &'e str,
    act: Act<'e>,
    from: jiff::civil::Date,
    rows: &'e [HtmcRow],
}

#[derive(Serialize)]
struct Act<'e> {
    number: &'e str,
    signed_on: jiff::civil::Date,
    paragraph: &'e str,
}

/// The bytes of an edition that a second person signs: JSON without blanks, its members always in this order, its
/// rows by section and number.
///
/// # Panics
/// Never: there are string keys only.
pub fn canonical(heading: &Heading, rows: &[HtmcRow]) -> Vec<u8> {
    let Heading { edition, act, signed_on, paragraph, from } = heading;
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| (row.section, row.number));
    let act = Act { number: act, signed_on: *signed_on, paragraph };
    let edition = Edition { htmc_edition: FORM, edition, act, from: *from, rows: &rows };
    serde_json::to_vec(&edition).expect("an edition has string keys only, so JSON can hold it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::law::Section;
    use saraptama_core::terms::Trilingual;

    #[test]
    fn the_bytes_follow_from_what_the_edition_says_and_from_nothing_else() {
        let heading = Heading {
            edition: "2026-12".into(),
            act: "12".into(),
            signed_on: jiff::civil::date(2025, 9, 1),
            paragraph: "1".into(),
            from: jiff::civil::date(2025, 9, 12),
        };
        let name = Trilingual { kk: "Ә".into(), ru: "А".into(), en: "A".into() };
        let row = |number| HtmcRow { section: Section::Emergency, number, code: "00.50".into(), name: name.clone(), gloss: None };
        let bytes = canonical(&heading, &[row(2), row(1)]);
        assert_eq!(bytes, canonical(&heading, &[row(1), row(2)]));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            r#"{"htmc_edition":1,"edition":"2026-12","act":{"number":"12","signed_on":"2025-09-01","paragraph":"1"},"from":"2025-09-12","rows":[{"section":"emergency","number":1,"code":"00.50","name":{"kk":"Ә","ru":"А","en":"A"}},{"section":"emergency","number":2,"code":"00.50","name":{"kk":"Ә","ru":"А","en":"A"}}]}"#
        );
    }
}
