//! Codes as people type them: twelve characters of Crockford's alphabet.

use super::super::parts::{Finding, Input, errors, input};
use super::super::visit::Visit;
use maud::{Markup, html};

const CHARACTERS: usize = 12;
/// With blanks and hyphens between them nobody types more.
const LONGEST: usize = 60;

/// The code that was typed: in any case, with blanks and hyphens, with letters that look like digits, on a
/// Russian or Kazakh keyboard.
pub(super) fn read(typed: &str) -> Option<String> {
    let parts = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}');
    let code: String = typed.chars().take(LONGEST).filter(parts).map(plain).collect::<Option<_>>()?;
    (code.chars().count() == CHARACTERS && typed.len() <= 2 * LONGEST).then_some(code)
}

fn plain(c: char) -> Option<char> {
    match c.to_uppercase().next()? {
        'O' | 'О' => Some('0'),
        'I' | 'L' | 'І' => Some('1'),
        'А' => Some('A'),
        'В' => Some('B'),
        'Е' => Some('E'),
        'К' => Some('K'),
        'М' => Some('M'),
        'Н' => Some('H'),
        'Р' => Some('P'),
        'С' => Some('C'),
        'Т' => Some('T'),
        'Х' => Some('X'),
        c if c.is_ascii_alphanumeric() && c != 'U' => Some(c),
        _ => None,
    }
}

/// A code as it is read aloud and copied: in fours.
pub(super) fn spaced(code: &str) -> String {
    code.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

/// The form in which a code is typed; `wrong` is what was typed and is none.
pub(super) fn form(visit: &Visit, action: &str, what: &str, wrong: Option<&str>) -> Markup {
    let message = visit.t("person-code-wrong");
    let field = Input {
        name: "code",
        label: visit.t("person-code"),
        hint: visit.t("person-code-hint"),
        value: wrong.unwrap_or_default(),
        error: wrong.map(|_| message.clone()),
        width: 20,
        autocomplete: "off",
        ..Input::default()
    };
    html! {
        @if wrong.is_some() { (errors(visit, &visit.t("page-wrong"), &[Finding::field("code", message.as_str())])) }
        p.govuk-body-l { (visit.t(what)) }
        form method="post" action=(action) novalidate {
            (visit.token())
            (input(visit, &field))
            button.govuk-button { (visit.t("person-code-go")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["0A1B2C3D4E5F", "0a1b-2c3d-4e5f", " oaib 2c3d 4e5f ", "OALB–2C3D–4E5F", "0а1в2с3d4е5f"] {
            assert_eq!(read(typed).as_deref(), Some("0A1B2C3D4E5F"), "{typed}");
        }
        for typed in ["", "0A1B2C3D4E5", "0A1B2C3D4E5FF", "0A1B2C3D4E5U", "0A1B2C3D4E5/", &"0".repeat(1000), &" ".repeat(500)] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_is_written_in_fours() {
        assert_eq!(spaced("0A1B2C3D4E5F"), "0A1B-2C3D-4E5F");
    }
}
