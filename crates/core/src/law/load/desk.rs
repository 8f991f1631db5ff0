use super::LawFault;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// The files on the table, which of them were read, which readings they name, and the faults found.
pub(super) struct Desk<'f> {
    files: &'f BTreeMap<String, String>,
    read: BTreeSet<&'f str>,
    readings_named: BTreeSet<(String, String)>,
    faults: Vec<LawFault>,
}

impl<'f> Desk<'f> {
    pub(super) fn new(files: &'f BTreeMap<String, String>) -> Self {
        Self { files, read: BTreeSet::new(), readings_named: BTreeSet::new(), faults: Vec::new() }
    }

    pub(super) fn fault(&mut self, file: &str, what: impl Into<String>) {
        self.faults.push(LawFault { file: file.to_owned(), what: what.into() });
    }

    /// Notes a fault unless `holds`.
    pub(super) fn expect(&mut self, holds: bool, file: &str, what: impl FnOnce() -> String) {
        if !holds {
            self.fault(file, what());
        }
    }

    pub(super) fn text(&mut self, path: &str) -> Option<&'f str> {
        let Some((path, text)) = self.files.get_key_value(path) else {
            self.fault(path, "the file is missing");
            return None;
        };
        self.read.insert(path);
        Some(text)
    }

    /// The file as `T`; a member that `T` does not know is a fault.
    pub(super) fn toml<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let text = self.text(path)?;
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line =
                    error.span().and_then(|span| text.get(..span.start)).map_or(1, |before| before.matches('\n').count() + 1);
                self.fault(path, format!("line {line}: {}", error.message()));
                None
            }
        }
    }

    /// The data files directly below a folder, by name: what is put there is read.
    pub(super) fn below(&self, folder: &str) -> Vec<&'f str> {
        let inside = |path: &&str| path.strip_prefix(folder).is_some_and(|name| name.ends_with(".toml") && !name.contains('/'));
        self.files.keys().map(String::as_str).filter(inside).collect()
    }

    /// Remembers that `file` names these readings.
    pub(super) fn names(&mut self, file: &str, readings: &[String]) {
        self.readings_named.extend(readings.iter().map(|id| (file.to_owned(), id.clone())));
    }

    /// Every reading that a file names exists.
    pub(super) fn check_readings<'r>(&mut self, known: impl Iterator<Item = &'r str>) {
        let known: BTreeSet<&str> = known.collect();
        for (file, id) in std::mem::take(&mut self.readings_named) {
            self.expect(known.contains(id.as_str()), &file, || format!("the reading {id} is named but not written down"));
        }
    }

    /// The faults, one more for each file that nobody read (a misspelt name would be law left out).
    /// Texts for people (`.md`) and examples are not data.
    pub(super) fn close(mut self) -> Vec<LawFault> {
        for path in self.files.keys() {
            if !(self.read.contains(path.as_str()) || path.ends_with(".md") || path.contains("examples/")) {
                self.fault(path, "no rule reads this file: is its name right?");
            }
        }
        self.faults
    }
}
