//! Standard output: data, and nothing else.

use serde::Serialize;
use std::io::{self, BufWriter, StdoutLock, Write as _};

/// Buffered stdout.
pub(super) struct Out(BufWriter<StdoutLock<'static>>);

impl Out {
    /// Takes stdout for one command.
    pub(super) fn new() -> Self {
        Self(BufWriter::with_capacity(64 << 10, io::stdout().lock()))
    }

    /// Writes one line of text.
    ///
    /// # Errors
    /// When stdout is closed or its disk is full.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())?;
        self.0.write_all(b"\n")
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// When stdout is closed or its disk is full.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    /// Writes one JSON object on a line of its own.
    ///
    /// # Errors
    /// When stdout is closed or its disk is full.
    pub(super) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, value).map_err(io::Error::from)?;
        self.0.write_all(b"\n")
    }

    /// Sends what is buffered, so that words on stderr come after the data they speak of.
    ///
    /// # Errors
    /// When stdout is closed or its disk is full.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
