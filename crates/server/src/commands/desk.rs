//! What every command has at hand.

use super::exit::{Exit, Failure};
use super::files;
use super::language::Language;
use jiff::civil::Date;
use saraptama_core::law::{Law, LawFault};
use saraptama_core::terms::{Instant, civil_date};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The largest file of law that is read.
const LAW_FILE_LIMIT_BYTES: u64 = 16 << 20;
/// The deepest folder below the directory of law.
const LAW_FOLDERS_DEEP: usize = 8;

/// The language of the words, and where the law stands.
pub(super) struct Desk {
    /// The language of words for people.
    pub(super) language: Language,
    law: Option<PathBuf>,
}

impl Desk {
    /// A desk; the law is read when a command asks for it.
    pub(super) fn new(language: Language, law: Option<PathBuf>) -> Self {
        Self { language, law }
    }

    /// The law: the built-in one, or that of `--law` after the same checks.
    ///
    /// # Errors
    /// When the directory cannot be read or its law has faults, all of which are told.
    pub(super) fn law(&self) -> Result<Law, Failure> {
        let (files, law) = self.load()?;
        law.map_err(|faults| {
            self.tell_faults(&faults);
            let arguments = vec![("count", faults.len().to_string()), ("files", files.to_string())];
            Failure::Told { exit: Exit::Failed, key: "cli-law-faulty", arguments }
        })
    }

    /// Whether the law is that of `--law`.
    pub(super) fn has_own_law(&self) -> bool {
        self.law.is_some()
    }

    /// How many files the law has, and the law or every fault of them.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub(super) fn load(&self) -> Result<(usize, Result<Law, Vec<LawFault>>), Failure> {
        let files = match &self.law {
            None => Law::embedded_files(),
            Some(directory) => {
                let mut found = BTreeMap::new();
                read_law(directory, "", 0, &mut found)?;
                found
            }
        };
        Ok((files.len(), Law::load(&files)))
    }

    /// Names every fault, one a line.
    pub(super) fn tell_faults(&self, faults: &[LawFault]) {
        for fault in faults {
            let arguments = vec![("file", fault.file.clone()), ("what", fault.what.clone())];
            self.language.say("cli-law-fault", arguments);
        }
    }

    /// Today in Kazakhstan, by the clock of this machine: where a command's `--at` is not given.
    pub(super) fn today(&self) -> Date {
        civil_date(Instant::now())
    }
}

/// Reads every file below a directory of law, as the build does for the law that is built in.
fn read_law(directory: &Path, below: &str, depth: usize, found: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    let fault = |fault| files::unreadable(directory, &fault);
    for entry in std::fs::read_dir(directory).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let name = format!("{below}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            if depth < LAW_FOLDERS_DEEP {
                read_law(&path, &format!("{name}/"), depth + 1, found)?;
            }
            continue;
        }
        let bytes = files::read(&path, LAW_FILE_LIMIT_BYTES)?;
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.ok_or_else(|| Failure::new("cli-law-no-text", [("file", name.clone())]))?;
        found.insert(name, text);
    }
    Ok(())
}
