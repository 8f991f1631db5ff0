//! What PostgreSQL says of an error, and what follows from it.

use crate::{CommitError, Fault};
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

/// What follows from an error inside a group.
#[derive(Debug)]
pub(super) enum Failure {
    /// A unit of the group cannot be committed: the others may.
    Refused(CommitError),
    /// Other writers were in the way of the whole group: it is tried again.
    Again(Fault),
    /// The connection is gone or cannot go on.
    Lost(Fault),
    /// Another statement of the transaction failed before, and tells why.
    Echo(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault.into())
    }
}

/// What follows from an error of a statement.
pub(super) fn failure(doing: &'static str, error: &Error) -> Failure {
    let told = fault(doing, error);
    let Some(code) = error.code() else { return Failure::Lost(told) };
    if *code == SqlState::UNIQUE_VIOLATION {
        return Failure::Refused(CommitError::Conflict);
    }
    if *code == SqlState::IN_FAILED_SQL_TRANSACTION {
        return Failure::Echo(told);
    }
    match &code.code()[..2] {
        // Deadlocks and other writers' locks.
        "40" | "55" => Failure::Again(told),
        // The statement itself, or its values.
        "21" | "22" | "23" | "42" | "54" | "0A" => Failure::Refused(told.into()),
        _ => Failure::Lost(told),
    }
}

/// What happened, without values: the server repeats those of a row in its texts about data.
pub(super) fn fault(doing: &'static str, error: &Error) -> Fault {
    let cause = match error.as_db_error() {
        Some(told) if ["22", "23"].contains(&&told.code().code()[..2]) => {
            format!("{} ({})", told.code().code(), told.constraint().or(told.column()).unwrap_or("a value does not fit"))
        }
        Some(told) => format!("{} ({})", told.code().code(), told.message()),
        None => chain(error),
    };
    Fault { doing, cause }
}

/// An error of the connection with its cause: it names addresses, no values.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
