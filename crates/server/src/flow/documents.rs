//! Attached documents: a form names them, and they travel beside it. The next node fetches each of them
//! from the node that sent the form, and no stage goes on before all of them are there.

use super::envelope::submission_body;
use super::ministry::DATA_BANK;
use super::{FlowError, reading};
use crate::config::NodeKind;
use crate::node::{Host, Node};
use saraptama_core::form::DocumentRef;
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_store::rows::{ActState, DocumentRow, FormRow};
use saraptama_store::{Change, Outgoing, Unit};
use std::collections::BTreeSet;

/// The kind of the message that fetches what a form names; it stands in the outbox like every other, so
/// that it is tried again, watched and told of like every other.
pub const DOCUMENTS: &str = "documents";
/// The largest attached file: 20 MiB.
pub const DOCUMENT_BYTES: usize = 20 * 1024 * 1024;

/// The message that fetches the documents of a form from where the form came.
pub(super) fn fetch(route: &str, form: FormId, signed_at: Instant, due_at: Instant) -> Outgoing {
    Outgoing { route: route.to_owned(), kind: DOCUMENTS, form, body: submission_body(signed_at), due_at }
}

/// The message that passes a signed form on to the data bank.
pub(super) fn onward(form: FormId, signed_at: Instant, due_at: Instant) -> Outgoing {
    Outgoing { route: DATA_BANK.to_owned(), kind: "submission", form, body: submission_body(signed_at), due_at }
}

/// The documents that a form names, each once.
pub fn named(node: &Node, form: &FormRow) -> Vec<DocumentRef> {
    let mut documents = reading::passport(&form.bytes, &node.law).map(|passport| passport.documents).unwrap_or_default();
    let mut seen = BTreeSet::new();
    documents.retain(|document| seen.insert(document.sha256));
    documents
}

impl Node {
    /// Which of the `documents` of a form are not here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn missing(&self, form: FormId, documents: Vec<DocumentRef>) -> Result<Vec<DocumentRef>, FlowError> {
        if documents.is_empty() {
            return Ok(documents);
        }
        let here: BTreeSet<Sha256> = self.store.documents(form).await?.into_iter().map(|head| head.sha256).collect();
        Ok(documents.into_iter().filter(|document| !here.contains(&document.sha256)).collect())
    }

    /// Keeps a document that was fetched and found to be the one that the form names.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_document(&self, form: FormId, named: &DocumentRef, bytes: Vec<u8>) -> Result<(), FlowError> {
        let row = DocumentRow { form, sha256: named.sha256, media_type: named.media_type.clone(), bytes, at: self.clock.now() };
        let unit = Unit { changes: vec![Change::Document(row)], ..Unit::default() };
        super::attempt(self.store.commit(unit).await).map(drop)
    }

    /// A document of a form that was signed here or passed on from here.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none.
    pub async fn document_for_node(&self, form: FormId, sha256: Sha256) -> Result<DocumentRow, FlowError> {
        self.store.signature(form, "chair").await?.ok_or(FlowError::NotFound)?;
        self.store.document(form, sha256).await?.ok_or(FlowError::NotFound)
    }
}

impl Host {
    /// What goes on once every document of a form is there: the ministry passes the form on, the data
    /// bank numbers it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn documents_are_there(&self, kind: NodeKind, form: FormId, signed_at: Instant) -> Result<Unit, FlowError> {
        match (kind, &self.ministry, &self.databank) {
            (NodeKind::Ministry, Some(ministry), _) => {
                Ok(Unit { sends: vec![onward(form, signed_at, ministry.clock.now())], ..Unit::default() })
            }
            (NodeKind::DataBank, _, Some(databank)) => {
                let row = databank.store.act(form).await?.filter(|row| row.state == ActState::AwaitingDocuments);
                let changes = row.map(|row| Change::Act(saraptama_store::rows::ActRow { state: ActState::Accepted, ..row }));
                Ok(Unit { changes: changes.into_iter().collect(), ..Unit::default() })
            }
            _ => Ok(Unit::default()),
        }
    }

    /// Wakes whoever goes on after that.
    pub(crate) fn documents_came(&self, kind: NodeKind) {
        match (kind, &self.ministry, &self.databank) {
            (NodeKind::Ministry, Some(ministry), _) => ministry.outbox_bell.notify_one(),
            (NodeKind::DataBank, _, Some(databank)) => databank.allocation_bell.notify_one(),
            _ => {}
        }
    }
}
