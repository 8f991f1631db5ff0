//! Exit codes, and failures that say what to do next.

use super::language::{Arguments, Language};
use std::process::ExitCode;

/// How a command ended (contract, `cli.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// It failed.
    Failed = 1,
    /// The command line cannot be understood.
    Usage = 2,
    /// Rule errors were found.
    Blocked = 3,
    /// A signature or a proof does not hold.
    DoesNotHold = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub(super) enum Failure {
    /// The reader of our output went away; there is nobody to tell.
    NobodyReads,
    /// A message for people, by its key.
    Told {
        /// The exit code.
        exit: Exit,
        /// The key in `cli.ftl`, or in the words of the room that failed.
        key: &'static str,
        /// What the message names.
        arguments: Arguments,
    },
}

impl Failure {
    /// A failure with exit code 1.
    pub(super) fn new(key: &'static str, arguments: impl Into<Arguments>) -> Self {
        Self::Told { exit: Exit::Failed, key, arguments: arguments.into() }
    }

    /// The key of its message.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::NobodyReads => "cli-nobody-reads",
            Self::Told { key, .. } => key,
        }
    }

    /// Its message.
    pub(super) fn text(&self, language: Language) -> String {
        match self {
            Self::NobodyReads => String::new(),
            Self::Told { key, arguments, .. } => language.text(key, arguments.clone()),
        }
    }

    /// Says it on stderr and answers the exit code.
    pub(super) fn tell(self, language: Language) -> Exit {
        match self {
            Self::NobodyReads => Exit::Done,
            Self::Told { exit, key, arguments } => {
                language.say(key, arguments);
                exit
            }
        }
    }
}

/// Faults of writing to stdout; files that are read have their own words in [`super::files`].
impl From<std::io::Error> for Failure {
    fn from(fault: std::io::Error) -> Self {
        match fault.kind() {
            std::io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::new("cli-cannot-write", [("reason", fault.to_string())]),
        }
    }
}
