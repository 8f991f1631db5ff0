//! XML from strangers: read once, in a stream, within limits; no DTD, no entity but the predefined five.

use super::{ENVELOPE_BYTES, ShepFault, XSI};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::PrefixDeclaration;
use std::rc::Rc;

const DEPTH: usize = 64;
const NODES: usize = 100_000;
const ATTRIBUTES: usize = 64;
const BINDINGS: usize = 256;
const NAME_BYTES: usize = 256;

/// An element with what the protocol asks of it: names, text, children and two attributes.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) namespace: Option<Rc<str>>,
    pub(super) name: String,
    /// All text directly within, references resolved.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    /// `xsi:type`, its prefix resolved.
    pub(super) xsi_type: Option<(Option<Rc<str>>, String)>,
    /// `xsi:nil="true"`.
    pub(super) nil: bool,
    /// SOAP's `mustUnderstand="1"`.
    pub(super) must_understand: bool,
}

impl Element {
    pub(super) fn is(&self, namespace: &str, name: &str) -> bool {
        self.name == name && self.namespace.as_deref() == Some(namespace)
    }
}

/// Reads a document.
///
/// Refuses what is larger or deeper than the limits, is not UTF-8 or not well-formed, or holds a DTD, a
/// processing instruction or a reference beyond the predefined ones (SOAP 1.1, section 3).
pub(super) fn parse(bytes: &[u8]) -> Result<Element, ShepFault> {
    if bytes.len() > ENVELOPE_BYTES {
        return Err(ShepFault::TooLarge("envelope"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ShepFault::NotXml("not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.chars().all(is_xml_char) {
        return Err(ShepFault::NotXml("a character that XML does not allow"));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut tree = Tree::default();
    loop {
        tree.count_node()?;
        match reader.read_event().map_err(|_| ShepFault::NotXml("not well-formed"))? {
            Event::Decl(declaration) => tree.declaration(&declaration)?,
            Event::DocType(_) => return Err(ShepFault::Forbidden("DTD")),
            Event::PI(_) => return Err(ShepFault::Forbidden("processing instruction")),
            Event::Comment(_) => {}
            Event::Start(tag) => tree.open(&tag)?,
            Event::Empty(tag) => {
                tree.open(&tag)?;
                tree.close();
            }
            Event::End(_) => tree.close(),
            Event::Text(text) => tree.text(&text.xml10_content())?,
            Event::CData(text) if !tree.open.is_empty() => tree.text(&text.xml10_content())?,
            Event::CData(_) => return Err(ShepFault::NotXml("text outside the root")),
            Event::GeneralRef(reference) => tree.reference(&reference)?,
            Event::Eof => return tree.finish(),
        }
    }
}

/// What has been read so far: the open elements, outermost first, and the prefixes in scope.
#[derive(Default)]
struct Tree {
    open: Vec<(Element, usize)>,
    root: Option<Element>,
    bindings: Vec<(String, Option<Rc<str>>)>,
    nodes: usize,
}

impl Tree {
    fn count_node(&mut self) -> Result<(), ShepFault> {
        self.nodes += 1;
        if self.nodes > NODES { Err(ShepFault::TooLarge("nodes")) } else { Ok(()) }
    }

    fn declaration(&self, declaration: &BytesDecl<'_>) -> Result<(), ShepFault> {
        let utf8 = |name: &str| name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("us-ascii");
        let first = self.nodes == 1;
        let version = declaration.version().is_ok_and(|version| version == "1.0");
        let encoding = declaration.encoding().is_none_or(|name| name.is_ok_and(|name| utf8(&name)));
        if first && version && encoding { Ok(()) } else { Err(ShepFault::NotXml("not XML 1.0 in UTF-8")) }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ShepFault> {
        if self.root.is_some() {
            return Err(ShepFault::NotXml("more than one root"));
        }
        if self.open.len() == DEPTH {
            return Err(ShepFault::TooLarge("depth"));
        }
        let outer = self.bindings.len();
        let attributes = self.attributes(tag)?;
        let (namespace, name) = self.resolve(tag.name().into_inner(), true)?;
        let mut element = Element { namespace, name, ..Element::default() };
        for (key, value) in attributes {
            match self.resolve(&key, false)? {
                (Some(ns), name) if &*ns == XSI && name == "type" => element.xsi_type = Some(self.resolve(value.trim(), true)?),
                (Some(ns), name) if &*ns == XSI && name == "nil" => element.nil = matches!(value.trim(), "true" | "1"),
                (Some(ns), name) if &*ns == super::SOAP && name == "mustUnderstand" => {
                    element.must_understand = matches!(value.trim(), "true" | "1");
                }
                _ => {}
            }
        }
        self.open.push((element, outer));
        Ok(())
    }

    /// The attributes other than namespace declarations, which come into scope.
    fn attributes(&mut self, tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, ShepFault> {
        let mut attributes = Vec::new();
        for (place, attribute) in tag.attributes().enumerate() {
            if place == ATTRIBUTES {
                return Err(ShepFault::TooLarge("attributes"));
            }
            let attribute = attribute.map_err(|_| ShepFault::NotXml("an attribute is not well-formed"))?;
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| ShepFault::Forbidden("entity"))?.into_owned();
            if attribute.value.contains('<') || !value.chars().all(is_xml_char) {
                return Err(ShepFault::NotXml("an attribute is not well-formed"));
            }
            match attribute.key.as_namespace_binding() {
                None => attributes.push((attribute.key.into_inner().to_owned(), value)),
                Some(PrefixDeclaration::Default) => self.bind("", value)?,
                Some(PrefixDeclaration::Named(prefix)) if value.is_empty() || matches!(prefix, "" | "xmlns" | "xml") => {
                    return Err(ShepFault::NotXml("a prefix that cannot be declared"));
                }
                Some(PrefixDeclaration::Named(prefix)) => self.bind(prefix, value)?,
            }
        }
        Ok(attributes)
    }

    fn bind(&mut self, prefix: &str, uri: String) -> Result<(), ShepFault> {
        if self.bindings.len() == BINDINGS || prefix.len() > NAME_BYTES {
            return Err(ShepFault::TooLarge("namespaces"));
        }
        self.bindings.push((prefix.to_owned(), (!uri.is_empty()).then(|| uri.into())));
        Ok(())
    }

    /// A qualified name as namespace and local name; an unprefixed one takes the default namespace only
    /// where `default` says so: elements and values of `xsi:type` do, attributes do not.
    fn resolve(&self, qualified: &str, default: bool) -> Result<(Option<Rc<str>>, String), ShepFault> {
        if qualified.len() > NAME_BYTES {
            return Err(ShepFault::TooLarge("name"));
        }
        let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
        if local.is_empty() || local.contains(':') || !local.chars().all(is_name_char) {
            return Err(ShepFault::NotXml("not a name"));
        }
        let bound = self.bindings.iter().rev().find(|(declared, _)| declared == prefix);
        match bound {
            Some((_, uri)) if default || !prefix.is_empty() => Ok((uri.clone(), local.to_owned())),
            None if prefix == "xml" => Ok((Some("http://www.w3.org/XML/1998/namespace".into()), local.to_owned())),
            None if !prefix.is_empty() => Err(ShepFault::NotXml("a prefix without a namespace")),
            _ => Ok((None, local.to_owned())),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ShepFault> {
        match self.open.last_mut() {
            Some((element, _)) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(ShepFault::NotXml("text outside the root")),
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ShepFault> {
        let broken = |_| ShepFault::NotXml("a character reference is not well-formed");
        let Some((element, _)) = self.open.last_mut() else { return Err(ShepFault::NotXml("text outside the root")) };
        match reference.resolve_char_ref().map_err(broken)? {
            Some(character) if is_xml_char(character) => element.text.push(character),
            Some(_) => return Err(ShepFault::NotXml("a character that XML does not allow")),
            None => {
                let name = reference.xml10_content();
                element.text.push_str(resolve_predefined_entity(&name).ok_or(ShepFault::Forbidden("entity"))?);
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some((element, outer)) = self.open.pop() else { return };
        self.bindings.truncate(outer);
        match self.open.last_mut() {
            Some((parent, _)) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn finish(self) -> Result<Element, ShepFault> {
        if !self.open.is_empty() {
            return Err(ShepFault::NotXml("it ends within an element"));
        }
        self.root.ok_or(ShepFault::NotXml("no root"))
    }
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}')
}
