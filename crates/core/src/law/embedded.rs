use std::collections::BTreeMap;

/// Path below `law/` and text of every file there; `build.rs` writes the table.
static FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/law.rs"));

pub(super) fn files() -> BTreeMap<String, String> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}
