//! Files that only the node's own user may read.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Writes a key or a token: readable by its owner only, whole or not at all.
///
/// # Errors
/// What could not be written, in a sentence.
pub fn write_private(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let fault = |e: std::io::Error| format!("writing {}: {e}", file.display());
    file.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(fault)?;
    let beside = file.with_extension("part");
    let mut open = std::fs::OpenOptions::new();
    let mut opened = open.create(true).write(true).truncate(true).mode(0o600).open(&beside).map_err(fault)?;
    opened.write_all(bytes).and_then(|()| opened.sync_all()).map_err(fault)?;
    std::fs::rename(&beside, file).map_err(fault)
}
