use saraptama_core::terms::{FormId, Instant, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the clients remember of their requests and answers: the other half of the evidence. An archive
/// that has forgotten an acknowledgement looks whole by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Journal {
    /// Every form that was sent to any node, acknowledged or not, with the digests of its bytes.
    pub sent: BTreeMap<FormId, BTreeSet<Sha256>>,
    /// Signatures that the medical information system acknowledged: the form, and the digest of its bytes.
    pub signed: BTreeMap<FormId, Sha256>,
    /// Receipts of the data bank or the ministry: when it says that it accepted the form.
    pub accepted: BTreeMap<FormId, BTreeSet<Instant>>,
    /// Forms that a node said it refuses for what they say: they are kept, and nobody loses one.
    pub refused: BTreeSet<FormId>,
    /// Acts that the data bank said stand in the register, by number, and their places.
    pub registered: BTreeMap<String, u64>,
    /// What was seen of assigned acts, by number; it must never be seen otherwise.
    pub seen: BTreeMap<String, BTreeSet<Seen>>,
    /// Checkpoints of the register that clients hold.
    pub checkpoints: BTreeSet<String>,
    /// Answers that no node may give, in sentences: the clients saw them.
    pub unlawful: BTreeSet<String>,
}

/// What an expert saw of an act.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The expert's id.
    pub expert: String,
    /// The end of the term, as it was shown.
    pub due_at: String,
}

impl Journal {
    /// A form goes out.
    pub fn send(&mut self, form: FormId, bytes: &[u8]) {
        self.sent.entry(form).or_default().insert(Sha256::of(bytes));
    }

    /// Reads a journal from a JSON file.
    ///
    /// # Errors
    /// When it cannot be read or is not one.
    pub fn load(path: &Path) -> Result<Self, String> {
        let fault = |error: &dyn std::fmt::Display| format!("reading the journal {}: {error}", path.display());
        let bytes = std::fs::read(path).map_err(|e| fault(&e))?;
        serde_json::from_slice(&bytes).map_err(|e| fault(&e))
    }
}
