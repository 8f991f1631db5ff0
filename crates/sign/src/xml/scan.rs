//! XML from strangers is read once in a stream before a tree is made of it: within limits, without
//! DTD, entity or processing instruction. So no document costs more to refuse than to read.

use crate::SignatureFault;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// The largest document, in bytes: the gateway's largest envelope.
pub(super) const BYTES: usize = 4 * 1024 * 1024;
const DEPTH: usize = 64;
const NODES: usize = 100_000;
const ATTRIBUTES: usize = 64;
const DECLARATIONS: usize = 32;
/// Prefixes in scope at once: the inclusive form looks at each of them at every element.
const BINDINGS: usize = 128;
const NAME_BYTES: usize = 256;

/// The text of a document that may be made a tree of. White space within a tag is spaces: the parser of the
/// tree does not normalise values of attributes (XML 1.0 section 3.3.3), and outside of values it means
/// the same.
pub(super) struct Scanned<'t>(pub(super) Cow<'t, str>);

/// Reads a document once.
///
/// # Errors
/// `Empty`, `XmlBeyondLimit`, `NotXml`, `XmlForbidden`, `XmlComment`.
pub(super) fn scan(bytes: &[u8]) -> Result<Scanned<'_>, SignatureFault> {
    if bytes.is_empty() {
        return Err(SignatureFault::Empty);
    }
    if bytes.len() > BYTES {
        return Err(SignatureFault::XmlBeyondLimit);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| SignatureFault::NotXml)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.chars().all(is_xml_char) {
        return Err(SignatureFault::NotXml);
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut scan = Scan::default();
    let mut normal = Normal { text, ready: String::new(), copied: 0 };
    loop {
        let begins = position(&reader);
        scan.nodes += 1;
        if scan.nodes > NODES {
            return Err(SignatureFault::XmlBeyondLimit);
        }
        match reader.read_event().map_err(|_| SignatureFault::NotXml)? {
            Event::Decl(declaration) => declared(&declaration, scan.nodes == 1)?,
            Event::DocType(_) | Event::PI(_) => return Err(SignatureFault::XmlForbidden),
            Event::Comment(_) => scan.here(|element| element.comment = true)?,
            Event::Start(tag) => {
                scan.open(&tag)?;
                normal.tag(begins, position(&reader));
            }
            Event::Empty(tag) => {
                scan.open(&tag)?;
                scan.open.pop();
                normal.tag(begins, position(&reader));
            }
            Event::End(_) => drop(scan.open.pop()),
            Event::Text(text) => {
                if !text.xml10_content().trim().is_empty() {
                    scan.here(|element| element.text = true)?;
                }
            }
            Event::CData(_) => scan.here(|element| element.text = true)?,
            Event::GeneralRef(reference) => {
                known(&reference)?;
                scan.here(|element| element.text = true)?;
            }
            Event::Eof if scan.open.is_empty() => return Ok(Scanned(normal.finish())),
            Event::Eof => return Err(SignatureFault::NotXml),
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The text with spaces for white space within tags, copied only where there is other white space.
struct Normal<'t> {
    text: &'t str,
    ready: String,
    copied: usize,
}

impl<'t> Normal<'t> {
    fn tag(&mut self, begins: usize, ends: usize) {
        let Some(tag) = self.text.get(begins..ends) else { return };
        if tag.contains(['\t', '\n', '\r']) {
            self.ready.push_str(&self.text[self.copied..begins]);
            self.ready.push_str(&tag.replace("\r\n", " ").replace(['\t', '\n', '\r'], " "));
            self.copied = ends;
        }
    }

    fn finish(mut self) -> Cow<'t, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.ready.push_str(&self.text[self.copied..]);
        Cow::Owned(self.ready)
    }
}

/// What was seen directly within an open element.
#[derive(Default)]
struct Seen {
    text: bool,
    comment: bool,
    /// How many declarations stand here and above.
    bound: usize,
}

#[derive(Default)]
struct Scan {
    nodes: usize,
    open: Vec<Seen>,
}

impl Scan {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), SignatureFault> {
        if self.open.len() == DEPTH || tag.name().into_inner().len() > NAME_BYTES {
            return Err(SignatureFault::XmlBeyondLimit);
        }
        let mut declarations = 0;
        for (place, attribute) in tag.attributes().enumerate() {
            let attribute = attribute.map_err(|_| SignatureFault::NotXml)?;
            declarations += usize::from(attribute.key.as_namespace_binding().is_some());
            if place == ATTRIBUTES || declarations > DECLARATIONS || attribute.key.into_inner().len() > NAME_BYTES {
                return Err(SignatureFault::XmlBeyondLimit);
            }
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| SignatureFault::XmlForbidden)?;
            if attribute.value.contains('<') || !value.chars().all(is_xml_char) {
                return Err(SignatureFault::NotXml);
            }
        }
        let bound = declarations + self.open.last().map_or(0, |outer| outer.bound);
        if bound > BINDINGS {
            return Err(SignatureFault::XmlBeyondLimit);
        }
        self.open.push(Seen { bound, ..Seen::default() });
        Ok(())
    }

    /// Notes something within the innermost open element. Beside the root only blank text and comments
    /// may stand; text there is refused when the tree is made.
    fn here(&mut self, note: impl FnOnce(&mut Seen)) -> Result<(), SignatureFault> {
        let Some(element) = self.open.last_mut() else { return Ok(()) };
        note(element);
        if element.text && element.comment { Err(SignatureFault::XmlComment) } else { Ok(()) }
    }
}

fn declared(declaration: &BytesDecl<'_>, first: bool) -> Result<(), SignatureFault> {
    let utf8 = |name: &str| name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("us-ascii");
    let version = declaration.version().is_ok_and(|version| version == "1.0");
    let encoding = declaration.encoding().is_none_or(|name| name.is_ok_and(|name| utf8(&name)));
    if first && version && encoding { Ok(()) } else { Err(SignatureFault::NotXml) }
}

/// A character reference, or one of the five predefined entities.
fn known(reference: &BytesRef<'_>) -> Result<(), SignatureFault> {
    match reference.resolve_char_ref().map_err(|_| SignatureFault::NotXml)? {
        Some(character) if is_xml_char(character) => Ok(()),
        Some(_) => Err(SignatureFault::NotXml),
        None => resolve_predefined_entity(&reference.xml10_content()).map(drop).ok_or(SignatureFault::XmlForbidden),
    }
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
