//! The case as its expert sees it: an allow-list (contract, `http.md`), and free text in which the
//! form's own names and numbers are masked.

use jiff::civil::Date;
use saraptama_core::terms::{full_years, parse_date};
use serde_json::{Map, Value};

/// What stands in place of a name or number.
const MASK: &str = "▮▮▮";
/// Shorter names are masked as whole words only: they may be part of other words.
const SHORT: usize = 4;
/// A number of fewer digits tells nobody: it may be a dose or a year.
const LONG_NUMBER: usize = 6;

/// The members of a form that an expert sees, as they were sent, with free text masked. `None` where
/// the bytes are no form.
pub fn view(form: &[u8], on: Date) -> Option<Map<String, Value>> {
    let form: Value = serde_json::from_slice(form).ok()?;
    let names = names(&form);
    let mut seen = Map::new();
    let birth = parse_date(form["patient"]["birth_date"].as_str()?).ok()?;
    seen.insert("sex".to_owned(), form["patient"]["sex"].clone());
    seen.insert("age".to_owned(), full_years(birth, on).into());
    seen.insert("purpose".to_owned(), form["referral"]["purpose"].clone());
    for member in ["diagnosis", "history", "impairments", "circumstances", "measures"] {
        if let Some(value) = form.get(member) {
            seen.insert(member.to_owned(), masked(value, &names));
        }
    }
    let evidence = form["evidence"].as_array().into_iter().flatten().map(|entry| evidence(entry, &names)).collect();
    seen.insert("evidence".to_owned(), Value::Array(evidence));
    Some(seen)
}

fn evidence(entry: &Value, names: &[String]) -> Value {
    let allowed = ["kind", "status", "date", "conclusion", "facts"];
    let kept = allowed.into_iter().filter_map(|member| Some((member.to_owned(), masked(entry.get(member)?, names))));
    Value::Object(kept.collect())
}

/// Every name and number by which the form tells who somebody is, the longest first.
fn names(form: &Value) -> Vec<String> {
    let mut names = vec![];
    let mut take = |value: &Value| {
        if let Some(text) = value.as_str() {
            names.push(text.trim().to_lowercase());
            names.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|word| is_name(word)).map(str::to_lowercase));
        }
    };
    let patient = &form["patient"];
    for member in ["iin", "family_name", "given_name", "patronymic", "address", "phone", "workplace"] {
        take(&patient[member]);
    }
    for person in
        [&patient["representative"], &patient["attachment"], &form["doctor"], &form["commission"]["chair"], &form["organisation"]]
    {
        for member in ["name", "iin", "bin"] {
            take(&person[member]);
        }
    }
    for member in form["commission"]["members"].as_array().into_iter().flatten() {
        take(&member["name"]);
        take(&member["iin"]);
    }
    for entry in form["evidence"].as_array().into_iter().flatten() {
        take(&entry["specialist"]["name"]);
        take(&entry["organisation"]);
    }
    names.retain(|name| !name.is_empty() && !is_common(name));
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names.dedup();
    names
}

/// A part of a name: a word with a capital, or a number as long as a telephone's; initials are too short.
fn is_name(word: &str) -> bool {
    let long_number = word.len() >= LONG_NUMBER && word.bytes().all(|c| c.is_ascii_digit());
    long_number || (word.chars().count() >= 2 && word.chars().next().is_some_and(char::is_uppercase))
}

/// Words that stand in names of organisations and people's titles, and tell nobody's name.
fn is_common(name: &str) -> bool {
    ["дәрігер", "врач", "емхана", "поликлиника", "больница", "аурухана", "облысы", "қаласы", "казахстан", "қазақстан"]
        .contains(&name)
}

fn masked(value: &Value, names: &[String]) -> Value {
    match value {
        Value::String(text) => Value::String(mask(text, names)),
        Value::Array(items) => items.iter().map(|item| masked(item, names)).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), masked(value, names))).collect())
        }
        other => other.clone(),
    }
}

/// The text with every name masked, in whatever case it is written and with whatever ending, and every
/// number, however it is spaced.
fn mask(text: &str, names: &[String]) -> String {
    // Lower case may change a letter's length in bytes, so places are kept by character.
    let chars: Vec<char> = text.chars().collect();
    let lower: Vec<char> = chars.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
    let mut hidden = vec![false; chars.len()];
    for name in names {
        match name.chars().all(|c| !c.is_alphabetic()) {
            true => hide_number(name, &lower, &mut hidden),
            false => hide_name(stem(name), &lower, &mut hidden),
        }
    }
    let mut shown = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        match hidden[at] {
            false => shown.push(*c),
            true if at > 0 && hidden[at - 1] => {}
            true => shown.push_str(MASK),
        }
    }
    shown
}

/// A name without the ending that Russian declension exchanges: Ахметова, Ахметовой.
fn stem(name: &str) -> &str {
    let long = name.chars().count() > SHORT && !name.contains(' ');
    if long { name.strip_suffix(['а', 'я', 'й', 'ь', 'о', 'е']).unwrap_or(name) } else { name }
}

/// Hides every word that begins with the name; a short name only where it is the whole word.
fn hide_name(name: &str, lower: &[char], hidden: &mut [bool]) {
    let name: Vec<char> = name.chars().collect();
    for at in 0..(lower.len() + 1).saturating_sub(name.len()) {
        let begins = at == 0 || !lower[at - 1].is_alphanumeric();
        if !begins || lower[at..at + name.len()] != name[..] {
            continue;
        }
        let rest = lower[at + name.len()..].iter().take_while(|c| c.is_alphanumeric()).count();
        if rest == 0 || name.len() >= SHORT {
            hidden[at..at + name.len() + rest].fill(true);
        }
    }
}

/// Hides a number wherever its digits follow one another, blanks, hyphens and brackets aside.
fn hide_number(number: &str, lower: &[char], hidden: &mut [bool]) {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let places: Vec<usize> = (0..lower.len()).filter(|at| lower[*at].is_ascii_digit()).collect();
    let is_between = |from: usize, to: usize| lower[from..to].iter().all(|c| c.is_ascii_digit() || " -()+\u{a0}".contains(*c));
    for run in places.windows(digits.len().max(1)) {
        let (first, last) = (run[0], run[run.len() - 1]);
        if digits.len() >= LONG_NUMBER && run.iter().map(|at| lower[*at]).eq(digits.iter().copied()) && is_between(first, last) {
            hidden[first..=last].fill(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(conclusion: &str) -> Vec<u8> {
        let form = serde_json::json!({
            "organisation": { "bin": "130740994501", "name": "№ 5 қалалық емхана", "region": "KZ-61" },
            "doctor": { "iin": "800203450162", "name": "Ахметова Ғ. Ә." },
            "patient": { "iin": "040325537859", "family_name": "Жүнісбеков", "given_name": "Іңкәр", "birth_date": "2004-03-25",
                         "sex": "male", "region": "KZ-79", "phone": "+7 701 1234567" },
            "referral": { "purpose": "first", "earlier_act": "2024-000001" },
            "diagnosis": { "main": { "icd10": "Q90.0", "text": "Трисомия 21" } },
            "impairments": [{ "function": "movement", "degree": 1 }],
            "evidence": [{ "kind": "neurologist", "status": "attached", "date": "2025-08-19", "organisation": "№ 5 қалалық емхана",
                           "conclusion": conclusion, "facts": { "note": "жоқ" }, "specialist": { "name": "Ли Г." } }],
            "commission": { "chair": { "iin": "710506335458", "name": "Сейітов Б." } },
        });
        serde_json::to_vec(&form).unwrap()
    }

    #[test]
    fn an_expert_sees_the_allow_list_and_nothing_else() {
        let seen = view(&form("Қорытынды"), jiff::civil::date(2025, 9, 2)).unwrap();
        let mut members: Vec<&str> = seen.keys().map(String::as_str).collect();
        members.sort_unstable();
        assert_eq!(members, ["age", "diagnosis", "evidence", "impairments", "purpose", "sex"]);
        assert_eq!(seen["age"], 21);
        assert_eq!(seen["evidence"][0]["facts"]["note"], "жоқ");
        assert!(seen["evidence"][0].get("specialist").is_none());
    }

    #[test]
    fn names_and_numbers_in_free_text_are_masked_with_any_ending() {
        for (sent, seen_as) in [
            ("Науқас ЖҮНІСБЕКОВТІҢ жағдайы", "Науқас ▮▮▮ жағдайы"),
            ("Осмотрен врачом Ахметовой", "Осмотрен врачом ▮▮▮"),
            ("ИИН 040325 537 859", "ИИН ▮▮▮"),
            ("тел. +7 (701) 123-45-67; доза 701 мг", "тел. +▮▮▮; доза 701 мг"),
            ("ЖСН 040325537859, тел. 1234567", "ЖСН ▮▮▮, тел. ▮▮▮"),
            ("Дәрігер Ли қарады, ликвор таза", "Дәрігер ▮▮▮ қарады, ликвор таза"),
            ("Сейітов Б. қол қойды", "▮▮▮ қол қойды"),
            ("аты жоқ мәтін", "аты жоқ мәтін"),
        ] {
            let seen = view(&form(sent), jiff::civil::date(2025, 9, 2)).unwrap();
            assert_eq!(seen["evidence"][0]["conclusion"], seen_as);
        }
    }
}
