//! A strict walk over DER that hands out the received bytes, never a re-encoding: what was signed
//! is what was sent.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode as _, Reader as _, Result, SliceReader};

pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;

/// A cursor over the elements of one constructed value.
pub(crate) struct Walk<'a>(SliceReader<'a>);

impl<'a> Walk<'a> {
    /// Over the elements that stand one after another in `bytes`.
    pub(crate) fn over(bytes: &'a [u8]) -> Result<Self> {
        SliceReader::new(bytes).map(Self)
    }

    /// Over the inside of `bytes`, which must be one element with `tag` and nothing behind it.
    pub(crate) fn into(bytes: &'a [u8], tag: u8) -> Result<Self> {
        let mut outer = Self::over(bytes)?;
        let inside = outer.value(tag)?;
        outer.end()?;
        Self::over(inside)
    }

    /// The next element, which must have `tag`, with its header.
    pub(crate) fn element(&mut self, tag: u8) -> Result<&'a [u8]> {
        if self.0.peek_byte() != Some(tag) {
            return Err(self.0.error(der::ErrorKind::Failed));
        }
        self.0.tlv_bytes()
    }

    /// The next element, whatever its tag, with its header.
    pub(crate) fn any(&mut self) -> Result<&'a [u8]> {
        self.0.tlv_bytes()
    }

    /// The contents of the next element, which must have `tag`.
    pub(crate) fn value(&mut self, tag: u8) -> Result<&'a [u8]> {
        Ok(AnyRef::from_der(self.element(tag)?)?.value())
    }

    /// The next element with its header if it has `tag`.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<&'a [u8]>> {
        if self.0.peek_byte() == Some(tag) { self.element(tag).map(Some) } else { Ok(None) }
    }

    /// The next element as an object identifier.
    pub(crate) fn oid(&mut self) -> Result<ObjectIdentifier> {
        ObjectIdentifier::from_der(self.element(OBJECT_IDENTIFIER)?)
    }

    /// The next element as an integer of one octet: the version numbers.
    pub(crate) fn small(&mut self) -> Result<u8> {
        u8::from_der(self.element(INTEGER)?)
    }

    /// That nothing is left.
    pub(crate) fn end(self) -> Result<()> {
        self.0.finish(())
    }

    /// Whether nothing is left.
    pub(crate) fn is_done(&self) -> bool {
        self.0.is_finished()
    }

    /// All elements that are left, each with its header; at most `limit` of them.
    pub(crate) fn rest(mut self, limit: usize) -> Result<Vec<&'a [u8]>> {
        let mut elements = Vec::new();
        while !self.is_done() {
            if elements.len() == limit {
                return Err(self.0.error(der::ErrorKind::Overlength));
            }
            elements.push(self.any()?);
        }
        Ok(elements)
    }
}
