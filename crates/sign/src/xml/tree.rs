//! A document as a tree, asked by namespace and name, and canonicalised by its nodes.

use super::scan::{Scanned, scan};
use crate::SignatureFault;
use bergshamra_c14n::{C14nMode, canonicalize_doc};
use bergshamra_xml::NodeSet;
use uppsala::{Document, Element, NodeId, NodeKind};

/// A canonical form of XML; only the forms of the two profiles are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canonical {
    /// Canonical XML 1.0 without comments.
    Inclusive,
    /// Exclusive Canonical XML 1.0 without comments, no list of prefixes.
    Exclusive,
}

/// A document that was scanned.
pub(super) struct Tree<'d>(pub(super) Document<'d>);

impl<'d> Tree<'d> {
    /// Reads a document that was scanned.
    ///
    /// # Errors
    /// `NotXml`.
    pub(super) fn read(text: &'d Scanned<'_>) -> Result<Self, SignatureFault> {
        let parser = uppsala::parser::Parser::new().with_forbid_dtd(true);
        parser.parse(&text.0).map(Self).map_err(|_| SignatureFault::NotXml)
    }

    pub(super) fn root(&self) -> Result<NodeId, SignatureFault> {
        self.0.document_element().ok_or(SignatureFault::NotXml)
    }

    pub(super) fn element(&self, id: NodeId) -> Result<&Element<'d>, SignatureFault> {
        self.0.element(id).ok_or(SignatureFault::NotXml)
    }

    pub(super) fn is(&self, id: NodeId, namespace: &str, name: &str) -> bool {
        self.0.element(id).is_some_and(|element| element.matches_name_ns(namespace, name))
    }

    /// The elements directly within `id`.
    pub(super) fn elements(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.0.children_iter(id).filter(|child| self.0.element(*child).is_some())
    }

    /// Every element of the document with this name.
    pub(super) fn named(&self, namespace: &str, name: &str) -> Vec<NodeId> {
        self.0.get_elements_by_tag_name_ns(namespace, name)
    }

    /// The elements within `id`, where nothing else stands but blank text.
    pub(super) fn only_elements(&self, id: NodeId) -> Result<Vec<NodeId>, SignatureFault> {
        let mut elements = Vec::new();
        for child in self.0.children_iter(id) {
            match self.0.node_kind(child) {
                Some(NodeKind::Element(_)) => elements.push(child),
                Some(NodeKind::Text(text)) if text.trim().is_empty() => {}
                _ => return Err(SignatureFault::XmlProfile),
            }
        }
        Ok(elements)
    }

    /// The text within `id`, where nothing else stands.
    pub(super) fn only_text(&self, id: NodeId) -> Result<String, SignatureFault> {
        let mut text = String::new();
        for child in self.0.children_iter(id) {
            text.push_str(self.0.text_content(child).ok_or(SignatureFault::XmlProfile)?);
        }
        Ok(text)
    }

    /// The one attribute of `id`, called `name` without a namespace.
    pub(super) fn only_attribute(&self, id: NodeId, name: &str) -> Result<&str, SignatureFault> {
        match self.element(id)?.attributes.as_slice() {
            [one] if one.name.namespace_uri.is_none() && one.name.local_name == name => Ok(&one.value),
            _ => Err(SignatureFault::XmlProfile),
        }
    }

    /// The canonical form of `root` with all that stands within.
    pub(super) fn canonical_subtree(&self, root: NodeId, form: Canonical) -> Result<Vec<u8>, SignatureFault> {
        self.canonical(&NodeSet::tree_without_comments(root, &self.0), form)
    }

    /// The canonical form of the whole document but the subtrees of `without`: what is left of it by the
    /// transform of enveloped signatures. The reference `""` leaves comments out whatever form it names
    /// (XMLDSig 4.4.3.3).
    pub(super) fn canonical_without(&self, without: &[NodeId], form: Canonical) -> Result<Vec<u8>, SignatureFault> {
        let mut nodes = NodeSet::all_without_comments(&self.0);
        for root in without {
            nodes.remove_id(*root);
            self.0.descendants(*root).into_iter().for_each(|id| nodes.remove_id(id));
        }
        self.canonical(&nodes, form)
    }

    fn canonical(&self, nodes: &NodeSet, form: Canonical) -> Result<Vec<u8>, SignatureFault> {
        let mode = match form {
            Canonical::Inclusive => C14nMode::Inclusive,
            Canonical::Exclusive => C14nMode::Exclusive,
        };
        let no_prefixes: [&str; 0] = [];
        canonicalize_doc(&self.0, mode, Some(nodes), &no_prefixes).map_err(|_| SignatureFault::NotXml)
    }
}

/// The canonical form of a whole document, comments left out.
///
/// # Errors
/// When the document is not XML within the limits.
pub fn canonicalise(document: &[u8], form: Canonical) -> Result<Vec<u8>, SignatureFault> {
    Tree::read(&scan(document)?)?.canonical_without(&[], form)
}

/// The canonical form of the one element whose attribute `name` is `value`, in its place, comments left out.
///
/// # Errors
/// When the document is not XML within the limits; `XmlReference` and `XmlAmbiguousId` where no element
/// or several are meant.
pub fn canonicalise_part(document: &[u8], name: &str, value: &str, form: Canonical) -> Result<Vec<u8>, SignatureFault> {
    let text = scan(document)?;
    let tree = Tree::read(&text)?;
    let meant = |node: &NodeId| tree.0.element(*node).is_some_and(|element| element.get_attribute(name) == Some(value));
    let mut found = tree.0.descendants(tree.0.root()).into_iter().filter(meant);
    match (found.next(), found.next()) {
        (Some(one), None) => tree.canonical_subtree(one, form),
        (None, _) => Err(SignatureFault::XmlReference),
        (Some(_), Some(_)) => Err(SignatureFault::XmlAmbiguousId),
    }
}
