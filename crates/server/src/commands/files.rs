//! Reading what the command line names, with a bound.

use super::exit::Failure;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Opens a file, or stdin where it is called `-`.
///
/// # Errors
/// When it cannot be opened, in words.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(|fault| unreadable(path, &fault))?;
    // A directory opens and only then refuses to be read.
    match file.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(unreadable(path, &io::ErrorKind::IsADirectory.into())),
        _ => Ok(Box::new(file)),
    }
}

/// Reads a file; `None` where it is longer than `limit_bytes`.
///
/// # Errors
/// When it cannot be opened or read, in words.
pub(super) fn read(path: &Path, limit_bytes: u64) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Vec::new();
    let mut bounded = open(path)?.take(limit_bytes + 1);
    bounded.read_to_end(&mut bytes).map_err(|fault| unreadable(path, &fault))?;
    Ok((bytes.len() as u64 <= limit_bytes).then_some(bytes))
}

/// Why a file could not be read, and what to do.
pub(super) fn unreadable(path: &Path, fault: &io::Error) -> Failure {
    let key = match fault.kind() {
        io::ErrorKind::NotFound => "cli-file-not-found",
        io::ErrorKind::PermissionDenied => "cli-file-not-permitted",
        io::ErrorKind::IsADirectory => "cli-file-is-directory",
        _ => "cli-file-unreadable",
    };
    Failure::new(key, [("file", path.display().to_string()), ("reason", fault.to_string())])
}
