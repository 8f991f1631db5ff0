//! What is told of checked forms.

use super::super::exit::{Exit, Failure};
use super::super::language::{Language, words};
use super::super::out::Out;
use rayon::prelude::*;
use saraptama_core::check::{Check, Decision, Severity};
use saraptama_core::law::Law;
use std::path::Path;

/// So many answers are written before they go out.
const AT_A_TIME: usize = 64;

/// Results go out as they come; the counts stay.
pub(super) struct Report {
    language: Language,
    json: bool,
    out: Out,
    signable: u64,
    blocked: u64,
    ordinary: u64,
}

impl Report {
    /// An empty report.
    pub(super) fn new(language: Language, json: bool) -> Self {
        Self { language, json, out: Out::new(), signable: 0, blocked: 0, ordinary: 0 }
    }

    /// Tells of one form.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub(super) fn one(&mut self, name: &str, check: &Check, law: &Law) -> Result<(), Failure> {
        self.count(check);
        if self.json {
            self.out.line(&saraptama_wire::check::write(check, words(), law))?;
        } else {
            self.out.line(&format!("{name}\t{}", check.decision.as_str()))?;
            self.out.flush()?;
            self.tell(name, check, law);
        }
        Ok(())
    }

    /// Tells of some lines of a file; `before` lines stood before them.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub(super) fn many(&mut self, file: &Path, before: usize, checks: &[Check], law: &Law) -> Result<(), Failure> {
        if self.json {
            // A form may have a thousand findings, each in three languages: not all of it at once.
            for some in checks.chunks(AT_A_TIME) {
                let write = |check| saraptama_wire::check::write(check, words(), law);
                let lines: Vec<String> = some.par_iter().map(write).collect();
                lines.iter().try_for_each(|line| self.out.line(line))?;
            }
            checks.iter().for_each(|check| self.count(check));
            return Ok(());
        }
        let named = |at| format!("{}:{}", file.display(), before + at + 1);
        checks.iter().enumerate().try_for_each(|(at, check)| self.one(&named(at), check, law))
    }

    /// Counts up and answers the exit code: blocked forms are rule errors.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub(super) fn end(mut self) -> Result<Exit, Failure> {
        self.out.flush()?;
        let count = self.signable + self.blocked + self.ordinary;
        if !self.json && count > 1 {
            let counts = [
                ("count", count.to_string()),
                ("signable", self.signable.to_string()),
                ("blocked", self.blocked.to_string()),
                ("ordinary", self.ordinary.to_string()),
            ];
            self.language.say("cli-check-summary", counts);
        }
        Ok(if self.blocked > 0 { Exit::Blocked } else { Exit::Done })
    }

    fn count(&mut self, check: &Check) {
        match check.decision {
            Decision::Signable => self.signable += 1,
            Decision::Blocked => self.blocked += 1,
            Decision::Ordinary => self.ordinary += 1,
        }
    }

    /// The decision, its reason and every finding, in words.
    fn tell(&self, name: &str, check: &Check, law: &Law) {
        let say = |text: &saraptama_core::terms::Trilingual| self.language.of(text).to_owned();
        let mut text = format!("{name}\n  {}\n", say(&words().decision(check.decision)));
        if let Some(reason) = check.scope.reason {
            text += &format!("  {}\n", say(&words().reason(reason)));
        }
        for finding in &check.findings {
            let mark = match finding.severity() {
                Severity::Error => '✗',
                Severity::Warning => '!',
                Severity::Info => 'i',
            };
            text += &format!("  {mark} {}  [{}]\n", say(&words().finding(finding, law)), finding.code.as_str());
        }
        self.language.print(text.trim_end());
    }
}
