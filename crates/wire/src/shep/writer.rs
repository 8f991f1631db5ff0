//! An envelope as a string: prefixes fixed, text escaped, children without a namespace.

use super::{OURS, SOAP, XSI};
use std::fmt::Write as _;

/// An envelope that is being written.
pub(super) struct Xml(String);

impl Xml {
    /// Begins an envelope whose wrapper stands in `namespace`, by the prefix `t`.
    pub(super) fn envelope(namespace: &str, wrapper: &str) -> Self {
        let mut out = Self(String::with_capacity(4096));
        // Writing to a String cannot fail.
        let _ = write!(
            out.0,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"{SOAP}\" xmlns:t=\"{namespace}\"><soap:Body><{wrapper}>"
        );
        out
    }

    pub(super) fn finish(mut self, wrapper: &str) -> String {
        self.close(wrapper).close("soap:Body").close("soap:Envelope");
        self.0
    }

    pub(super) fn open(&mut self, name: &str) -> &mut Self {
        let _ = write!(self.0, "<{name}>");
        self
    }

    pub(super) fn open_typed(&mut self, type_name: &str) -> &mut Self {
        let _ = write!(self.0, "<data xmlns:m=\"{OURS}\" xmlns:xsi=\"{XSI}\" xsi:type=\"m:{type_name}\">");
        self
    }

    pub(super) fn close(&mut self, name: &str) -> &mut Self {
        let _ = write!(self.0, "</{name}>");
        self
    }

    pub(super) fn leaf(&mut self, name: &str, text: &str) -> &mut Self {
        self.open(name).escaped(text).close(name)
    }

    pub(super) fn optional(&mut self, name: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.leaf(name, text),
            None => self,
        }
    }

    /// Markup as references, a carriage return too (a parser would fold it); what XML cannot carry at
    /// all becomes U+FFFD.
    fn escaped(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\r' => self.0.push_str("&#13;"),
                '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => self.0.push(c),
                _ => self.0.push('\u{fffd}'),
            }
        }
        self
    }
}
