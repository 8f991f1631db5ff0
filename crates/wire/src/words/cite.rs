use saraptama_core::terms::Trilingual;

/// How people read a cite of the law's data: `168-56-292/2025 algorithm annex 2 p.1(1)` becomes
/// "Алгоритмнің 2-қосымшасы…" in each language. What is not of that form stays as it is.
pub fn cite(cite: &str) -> Trilingual {
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    let mut tokens = cite.split(' ');
    while let Some(token) = tokens.next() {
        let named = match token {
            "order" => ["бұйрық".into(), "приказ".into(), "order".into()],
            "algorithm" => ["Алгоритм".into(), "Алгоритм".into(), "Algorithm".into()],
            "annex" => numbered(tokens.next(), ["{}-қосымша", "приложение {}", "annex {}"]),
            "row" => numbered(tokens.next(), ["{}-жол", "строка {}", "row {}"]),
            "note" => numbered(tokens.next(), ["«{}» ескертпесі", "сноска «{}»", "note “{}”"]),
            other => match other.strip_prefix("p.") {
                Some(number) => numbered(Some(number), ["{}-тармақ", "пункт {}", "p. {}"]),
                None => [other.into(), other.into(), other.into()],
            },
        };
        parts.iter_mut().zip(named).for_each(|(parts, part)| parts.push(part));
    }
    let [kk, ru, en] = parts.map(join);
    Trilingual { kk, ru, en }
}

/// A numbered part; a sub-item in brackets, `1(2)`, is named after it.
fn numbered(number: Option<&str>, names: [&str; 3]) -> [String; 3] {
    let number = number.unwrap_or_default();
    let (number, item) = match number.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((number, item)) => (number, Some(item)),
        None => (number, None),
    };
    let items = [", {}) тармақша", ", подпункт {})", "({})"];
    std::array::from_fn(|lang| {
        let item = item.map(|item| items[lang].replace("{}", item)).unwrap_or_default();
        names[lang].replace("{}", number) + &item
    })
}

/// Words of the act's number keep their blanks, named parts are set off by commas.
fn join(parts: Vec<String>) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            let in_number = part.chars().next().is_some_and(|c| c.is_uppercase()) && part.contains('-') && at == 1;
            text.push_str(if in_number { " " } else { ", " });
        }
        text.push_str(part);
    }
    text
}
