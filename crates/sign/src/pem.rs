//! PEM: several blocks in one file, text around them allowed, the base64 strict.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// One block: its label and what it holds.
pub(crate) struct Block {
    pub(crate) label: String,
    pub(crate) der: Vec<u8>,
}

/// All blocks of a file, or nothing when there is none or one is broken.
pub(crate) fn blocks(bytes: &[u8]) -> Option<Vec<Block>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut blocks = Vec::new();
    let mut lines = text.lines().map(str::trim_end);
    while let Some(line) = lines.next() {
        let Some(label) = line.strip_prefix("-----BEGIN ").and_then(|line| line.strip_suffix("-----")) else { continue };
        let end = format!("-----END {label}-----");
        let mut base64 = String::new();
        loop {
            match lines.next()? {
                line if line == end => break,
                line => base64.push_str(line.trim()),
            }
        }
        blocks.push(Block { label: label.to_owned(), der: STANDARD.decode(base64).ok()? });
    }
    (!blocks.is_empty()).then_some(blocks)
}

/// The contents of the only block with `label`.
pub(crate) fn only(bytes: &[u8], label: &str) -> Option<Vec<u8>> {
    let mut found = blocks(bytes)?.into_iter().filter(|block| block.label == label);
    let first = found.next()?;
    found.next().is_none().then_some(first.der)
}

/// A block in lines of 64 characters.
pub(crate) fn write(label: &str, der: &[u8]) -> String {
    let base64 = STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in base64.as_bytes().chunks(64) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text.push_str(&format!("-----END {label}-----\n"));
    text
}
