//! An original in XML: one namespace, no prefixes, no DTD, no entity but the predefined five.

use super::fault::{Fault, Wrong};
use super::tree::{Limits, Node, Value};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

const NOT_XML: Fault = Fault { path: String::new(), wrong: Wrong::NotXml };

/// An element that is being read.
#[derive(Default)]
struct Open {
    name: String,
    text: String,
    fields: Vec<(String, Node)>,
}

/// Reads an original whose root is `root` in `namespace`.
pub(super) fn parse(bytes: &[u8], root: &str, namespace: &str) -> Result<Node, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| NOT_XML)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.chars().all(is_xml_char) {
        return Err(NOT_XML);
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut build = Build { namespace, root, ..Build::default() };
    loop {
        match reader.read_event().map_err(|_| NOT_XML)? {
            Event::Decl(declaration) => {
                let utf8 = |name: &str| name.eq_ignore_ascii_case("utf-8");
                if declaration.encoding().is_some_and(|name| !name.is_ok_and(|name| utf8(&name))) {
                    return Err(NOT_XML);
                }
            }
            Event::Comment(_) => {}
            Event::Start(tag) => build.open(&tag)?,
            Event::Empty(tag) => {
                build.open(&tag)?;
                build.close()?;
            }
            Event::End(_) => build.close()?,
            Event::Text(text) => build.text(&text.xml10_content())?,
            Event::CData(text) => build.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => build.reference(&reference)?,
            Event::DocType(_) | Event::PI(_) => return Err(NOT_XML),
            Event::Eof => break,
        }
    }
    let mut node = build.done.filter(|_| build.open.is_empty()).ok_or(NOT_XML)?;
    locate(&mut node, format!("/{root}"));
    Ok(node)
}

#[derive(Default)]
struct Build<'f> {
    root: &'f str,
    namespace: &'f str,
    open: Vec<Open>,
    done: Option<Node>,
    limits: Limits,
}

impl Build<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let name = tag.name().into_inner().to_owned();
        self.limits.value(&name, self.open.len())?;
        let at_root = self.open.is_empty();
        if at_root && (self.done.is_some() || name != self.root) {
            return Err(NOT_XML);
        }
        let mut element = Open { name, ..Open::default() };
        let mut namespace = String::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| NOT_XML)?;
            let key = attribute.key.into_inner();
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| NOT_XML)?.into_owned();
            if attribute.value.contains('<') || !value.chars().all(is_xml_char) {
                return Err(NOT_XML);
            }
            if key == "xmlns" && at_root {
                namespace = value;
                continue;
            }
            // Another namespace, or a prefix, is a field that no format names.
            self.limits.value(key, self.open.len() + 1)?;
            element.fields.push((format!("@{key}"), Node { path: String::new(), value: Value::Text(value) }));
        }
        if at_root && namespace != self.namespace {
            return Err(NOT_XML);
        }
        self.open.push(element);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(NOT_XML),
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Fault> {
        let element = self.open.last_mut().ok_or(NOT_XML)?;
        match reference.resolve_char_ref().map_err(|_| NOT_XML)? {
            Some(character) if is_xml_char(character) => element.text.push(character),
            Some(_) => return Err(NOT_XML),
            None => element.text.push_str(resolve_predefined_entity(&reference.xml10_content()).ok_or(NOT_XML)?),
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let Open { name, text, mut fields } = self.open.pop().ok_or(NOT_XML)?;
        // An element with nothing in it holds an empty text; blanks between elements are no text.
        let value = if fields.is_empty() {
            Value::Text(text)
        } else {
            if !text.trim().is_empty() {
                fields.push(("#text".to_owned(), Node { path: String::new(), value: Value::Text(text) }));
            }
            Value::Object(fields)
        };
        let node = Node { path: String::new(), value };
        match self.open.last_mut() {
            Some(parent) => parent.fields.push((name, node)),
            None => self.done = Some(node),
        }
        Ok(())
    }
}

/// Writes each node's path: an XPath, with a position where a name stands there several times.
fn locate(node: &mut Node, path: String) {
    if let Value::Object(fields) = &mut node.value {
        let mut seen: std::collections::BTreeMap<String, (usize, usize)> = std::collections::BTreeMap::new();
        fields.iter().for_each(|(name, _)| seen.entry(name.clone()).or_default().0 += 1);
        for (name, field) in fields {
            let (all, before) = seen.entry(name.clone()).or_default();
            *before += 1;
            let place = if *all > 1 { format!("[{before}]") } else { String::new() };
            locate(field, format!("{path}/{name}{place}"));
        }
    }
    node.path = path;
}

fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
