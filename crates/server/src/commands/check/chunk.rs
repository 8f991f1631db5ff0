//! Lines in portions of bounded size: whatever the file is, memory holds two portions of it.

use saraptama_wire::form::MAX_BYTES;
use std::io::{self, BufRead};
use std::ops::Range;

/// A portion ends after so many lines or bytes, whichever comes first.
const LINES: usize = 256;
const BYTES: usize = 2 << 20;

/// Some lines of a file.
#[derive(Default)]
pub(super) struct Chunk {
    bytes: Vec<u8>,
    lines: Vec<Option<Range<usize>>>,
}

impl Chunk {
    /// Reads the next portion; an empty one is the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let mut chunk = Self::default();
        while chunk.lines.len() < LINES && chunk.bytes.len() < BYTES && chunk.take_line(from)? {}
        Ok(chunk)
    }

    /// Whether the file has ended.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many lines it holds.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The line at a place, without its end; none where it is longer than a form may be.
    pub(super) fn line(&self, at: usize) -> Option<&[u8]> {
        self.bytes.get(self.lines.get(at)?.clone()?)
    }

    /// Takes one line, and answers whether there was one. What is too long is passed over, not kept.
    fn take_line(&mut self, from: &mut impl BufRead) -> io::Result<bool> {
        let (start, mut seen, mut too_long) = (self.bytes.len(), false, false);
        loop {
            let buffer = match from.fill_buf() {
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                break;
            }
            seen = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            too_long = too_long || self.bytes.len() - start + part.len() > MAX_BYTES;
            if too_long {
                self.bytes.truncate(start);
            } else {
                self.bytes.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            from.consume(used);
            if end.is_some() {
                break;
            }
        }
        if seen {
            self.lines.push((!too_long).then_some(start..self.bytes.len()));
        }
        Ok(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn lines(text: &[u8]) -> Vec<Option<Vec<u8>>> {
        let chunk = Chunk::read(&mut BufReader::with_capacity(7, text)).unwrap();
        (0..chunk.len()).map(|at| chunk.line(at).map(<[u8]>::to_vec)).collect()
    }

    #[test]
    fn a_last_line_needs_no_end_and_an_empty_line_is_a_line() {
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"a\n"), [Some(b"a".to_vec())]);
        assert_eq!(
            lines(b"a\n\nlong enough for two buffers"),
            [Some(b"a".to_vec()), Some(vec![]), Some(b"long enough for two buffers".to_vec())]
        );
    }

    #[test]
    fn a_line_of_2_mib_is_read_and_a_longer_one_is_passed_over() {
        let text = [vec![b'x'; MAX_BYTES], b"\n".to_vec(), vec![b'y'; MAX_BYTES + 1], b"\nz\n".to_vec()].concat();
        let mut from = BufReader::new(text.as_slice());
        let lengths: Vec<Option<usize>> = std::iter::from_fn(|| {
            let chunk = Chunk::read(&mut from).unwrap();
            (!chunk.is_empty()).then(|| (0..chunk.len()).map(|at| chunk.line(at).map(<[u8]>::len)).collect::<Vec<_>>())
        })
        .flatten()
        .collect();
        assert_eq!(lengths, [Some(MAX_BYTES), None, Some(1)]);
    }

    #[test]
    fn a_portion_is_bounded() {
        let text = b"{}\n".repeat(LINES + 1);
        let mut from = BufReader::new(text.as_slice());
        let lengths = [Chunk::read(&mut from), Chunk::read(&mut from), Chunk::read(&mut from)].map(|chunk| chunk.unwrap().len());
        assert_eq!(lengths, [LINES, 1, 0]);
    }
}
