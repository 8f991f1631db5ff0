//! Entries of evidence by names that stay: the first of a kind is `karyotype`, the second `karyotype-2`, and one
//! whose kind cannot be read `item-3` by its place.

use super::tree::Tree;

/// The entries in the form's order, each with its name.
pub(super) fn keys(draft: &Tree) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (at, entry) in draft.items(&["evidence"]).iter().enumerate() {
        let kind = match entry.at(&["kind"]) {
            Some(Tree::Text(kind)) if is_name(kind) => kind.as_str(),
            _ => {
                keys.push(format!("item-{}", at + 1));
                continue;
            }
        };
        let before = keys.iter().filter(|key| kind_of(key) == kind).count();
        keys.push(named(kind, before + 1));
    }
    keys
}

/// The place of an entry in the list.
pub(super) fn place(draft: &Tree, key: &str) -> Option<usize> {
    keys(draft).iter().position(|known| known == key)
}

/// The name of the `nth` entry of a kind.
pub(super) fn named(kind: &str, nth: usize) -> String {
    if nth == 1 { kind.to_owned() } else { format!("{kind}-{nth}") }
}

/// The kind that a name speaks of.
pub(super) fn kind_of(key: &str) -> &str {
    match key.rsplit_once('-') {
        Some((kind, nth)) if nth.parse::<usize>().is_ok_and(|nth| nth > 1) && kind != "item" => kind,
        _ => key,
    }
}

/// A kind or a fact as the law's data name them.
pub(super) fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_named_by_kind_and_number() {
        let draft = r#"{"evidence":[{"kind":"radiologist"},{"kind":"sheet-10-of-001e"},{"kind":"radiologist"},{"kind":7}]}"#;
        let draft = Tree::read(draft.as_bytes()).expect("an object");
        assert_eq!(keys(&draft), ["radiologist", "sheet-10-of-001e", "radiologist-2", "item-4"]);
        let kinds: Vec<_> = keys(&draft).iter().map(|key| kind_of(key).to_owned()).collect();
        assert_eq!(kinds, ["radiologist", "sheet-10-of-001e", "radiologist", "item-4"]);
        assert_eq!(place(&draft, "radiologist-2"), Some(2));
    }
}
