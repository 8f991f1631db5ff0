use saraptama_core::terms::Trilingual;

/// How people read a cite of the law's data: `168-56-292/2025 algorithm annex 2 p.1(1)` becomes
/// "168-56-292/2025 бұйрығы, Алгоритм, 2-қосымша, 1-тармақ, 1) тармақша". What names no part of an
/// order stays as it is.
pub fn cite(cite: &str) -> Trilingual {
    const PARTS: [&str; 3] = [" order", " algorithm", " annex"];
    let Some(at) = PARTS.iter().filter_map(|part| cite.find(part)).min() else {
        let same = || cite.to_owned();
        return Trilingual { kk: same(), ru: same(), en: same() };
    };
    let (act, place) = cite.split_at(at);
    let mut text = [format!("{act} бұйрығы"), format!("приказ {act}"), format!("order {act}")];
    let mut tokens = place.split_whitespace();
    while let Some(token) = tokens.next() {
        let part = match token {
            "order" => continue,
            "algorithm" => ["Алгоритм", "Алгоритм", "Algorithm"].map(str::to_owned),
            "annex" => numbered(tokens.next(), ["{}-қосымша", "приложение {}", "annex {}"]),
            "section" => numbered(tokens.next(), ["{}-бөлім", "раздел {}", "section {}"]),
            "table" => ["кесте", "таблица", "table"].map(str::to_owned),
            "row" => numbered(tokens.next(), ["{}-жол", "строка {}", "row {}"]),
            "note" => numbered(tokens.next(), ["«{}» ескертпесі", "сноска «{}»", "note “{}”"]),
            other => match other.strip_prefix("p.") {
                Some(number) => numbered(Some(number), ["{}-тармақ", "пункт {}", "p. {}"]),
                None => [other, other, other].map(str::to_owned),
            },
        };
        text.iter_mut().zip(part).for_each(|(text, part)| *text += &format!(", {part}"));
    }
    let [kk, ru, en] = text;
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
