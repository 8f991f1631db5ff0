//! How much a ZIP archive unpacks to, counted before a reader of workbooks unpacks it: a few kilobytes may hold
//! gigabytes, and what the archive says of itself may be a lie.

use flate2::read::DeflateDecoder;
use std::io::Read as _;

/// More parts than any workbook of figures has.
const PARTS: usize = 1000;
const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// The end record without its comment, and the longest comment.
const END_BYTES: usize = 22;
const COMMENT_BYTES: usize = 65_535;

/// Whether everything in the archive together unpacks to at most `most` bytes; not where it is no plain archive.
pub(super) fn fits(archive: &[u8], most: u64) -> bool {
    unpacked(archive, most).is_some()
}

fn unpacked(archive: &[u8], most: u64) -> Option<u64> {
    let tail = archive.len().checked_sub(END_BYTES)?;
    let first = tail.saturating_sub(COMMENT_BYTES);
    let end = (first..=tail).rev().find(|at| archive.get(*at..*at + 4) == Some(END))?;
    let (parts, mut at) = (usize::from(short(archive, end + 10)?), long(archive, end + 16)?);
    if parts > PARTS {
        return None;
    }
    let mut sum = 0;
    for _ in 0..parts {
        if archive.get(at..at + 4)? != CENTRAL {
            return None;
        }
        let (method, packed, local) = (short(archive, at + 10)?, long(archive, at + 20)?, long(archive, at + 42)?);
        sum += part(archive, local, method, packed, most - sum)?;
        let skip = [28, 30, 32].iter().try_fold(46, |skip, of| Some(skip + usize::from(short(archive, at + of)?)))?;
        at = at.checked_add(skip)?;
    }
    Some(sum)
}

/// What one part unpacks to; none where that is more than `room`.
fn part(archive: &[u8], local: usize, method: u16, packed: usize, room: u64) -> Option<u64> {
    if archive.get(local..local.checked_add(4)?)? != LOCAL {
        return None;
    }
    let start = local + 30 + usize::from(short(archive, local + 26)?) + usize::from(short(archive, local + 28)?);
    let bytes = archive.get(start..start.checked_add(packed)?)?;
    let size = match method {
        0 => bytes.len() as u64,
        8 => std::io::copy(&mut DeflateDecoder::new(bytes).take(room + 1), &mut std::io::sink()).ok()?,
        _ => return None,
    };
    (size <= room).then_some(size)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}
