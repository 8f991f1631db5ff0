//! A workbook's archive as a reader of workbooks may have it: unpacked by one reader under a limit, and put together
//! again without compression. A few kilobytes may hold gigabytes, and two readers may take an archive differently, so
//! the reader of workbooks is given what was counted and nothing else.

use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// More parts than any workbook of figures has.
const PARTS: usize = 1000;
/// The part that says beforehand how many texts it holds; a reader makes room for as many.
const TEXTS: &str = "sharedstrings.xml";
/// The word by which it says so, and the most digits it may need: a sheet that we take has far fewer cells.
const STATED: &str = "uniqueCount";
const DIGITS: usize = 7;

/// The archive with its parts as they are; none where it is no archive, unpacks to more than `most` bytes, or says
/// that it holds more texts than it may.
pub(super) fn unpacked(archive: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut packed = ZipArchive::new(Cursor::new(archive)).ok()?;
    if packed.len() > PARTS {
        return None;
    }
    let mut plain = ZipWriter::new(Cursor::new(Vec::new()));
    let mut room = most;
    for place in 0..packed.len() {
        let mut part = packed.by_index(place).ok()?;
        if part.is_dir() {
            continue;
        }
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.by_ref().take(room.checked_add(1)?).read_to_end(&mut bytes).ok()?;
        room = room.checked_sub(bytes.len() as u64)?;
        if name.to_ascii_lowercase().ends_with(TEXTS) && !is_modest(&bytes) {
            return None;
        }
        plain.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        plain.write_all(&bytes).ok()?;
    }
    Some(plain.finish().ok()?.into_inner())
}

/// Whether every count that is stated is one of at most [`DIGITS`] digits.
fn is_modest(texts: &[u8]) -> bool {
    let Ok(texts) = std::str::from_utf8(texts) else { return false };
    texts.split(STATED).skip(1).all(|after| {
        let value = after.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '"' | '\''));
        value.bytes().take(DIGITS + 1).take_while(|byte| !matches!(byte, b'"' | b'\'' | b'<')).count() <= DIGITS
    })
}
