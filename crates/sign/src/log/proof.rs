//! The proof that an act stands in the register, as one JSON object that is checked offline.

use super::{Checkpoint, Leaf, NoteFault, PublicKey, verify_inclusion};
use saraptama_core::terms::{ActNumber, Instant, Sha256};

/// The largest proof that is read, in bytes; a million acts need about 2 KiB.
pub const LIMIT_BYTES: usize = 64 * 1024;

/// The proof. Every member is bound: by the leaf's hash, by the path to the root, by the
/// checkpoint's signature, or by being equal to one that is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The version of this format: 1.
    pub proof: u8,
    /// The log's name, as in the checkpoint.
    pub origin: String,
    /// The log's key, in base64.
    pub public_key: PublicKey,
    /// What the register says of the act.
    pub leaf: Leaf,
    /// The leaf's place, as in the leaf.
    pub index: u64,
    /// How many leaves the tree has, as in the checkpoint.
    pub size: u64,
    /// The tree's root, as in the checkpoint.
    pub root: Sha256,
    /// The path from the leaf to the root.
    pub path: Vec<Sha256>,
    /// The checkpoint, signed.
    pub checkpoint: String,
}

/// What a proof that holds says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Held {
    /// The act's number.
    pub number: ActNumber,
    /// Its place in the register.
    pub index: u64,
    /// How many acts the register had at the checkpoint.
    pub size: u64,
    /// When the act was registered.
    #[serde(serialize_with = "instant")]
    pub registered_at: Instant,
    /// The edition of the law.
    pub law: String,
    /// SHA-256 of the signed decision.
    pub decision_sha256: Sha256,
    /// The register's name.
    pub origin: String,
    /// SHA-256 of the log's key.
    pub fingerprint: Sha256,
    /// Whether that key is one that the reader had pinned.
    pub pinned: bool,
}

fn instant<S: serde::Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&saraptama_core::terms::write_instant(*at))
}

crate::fault::reasons! {
    /// Why a proof does not hold.
    pub enum ProofFault {
        /// Larger than a proof may be.
        TooLarge = "proof-too-large", "the proof is larger than a proof may be";
        /// A member is missing, unknown, doubled, or spelled otherwise than a proof spells it.
        Unreadable = "proof-unreadable", "the proof cannot be read: a member is missing, unknown, doubled or spelled otherwise";
        /// Not version 1.
        UnknownVersion = "proof-unknown-version", "the proof is of an unknown version";
        /// The checkpoint is not the log's.
        BadCheckpoint = "proof-bad-checkpoint", "the checkpoint is not signed by the log's key";
        /// Two members that must agree do not.
        Contradiction = "proof-contradiction", "the members of the proof contradict each other";
        /// The leaf is not where the proof says.
        NotIncluded = "proof-not-included", "the act does not stand in the register at that place";
        /// Signed by a key that the reader did not pin.
        KeyNotTrusted = "proof-key-not-trusted", "the log's key is not one of the trusted keys";
        /// The data given beside are not the decision that the leaf names.
        OtherDecision = "proof-other-decision", "the given data are not the decision that was registered";
    }
}

impl From<NoteFault> for ProofFault {
    fn from(_: NoteFault) -> Self {
        Self::BadCheckpoint
    }
}

impl Proof {
    /// The proof for `leaf` in the tree of the signed `checkpoint`, checked before it is handed out.
    ///
    /// # Errors
    /// As [`verify`]: when leaf, path, note and key do not belong together.
    pub fn new(leaf: Leaf, path: Vec<Sha256>, checkpoint: String, public_key: PublicKey) -> Result<Self, ProofFault> {
        let signed = Checkpoint::open(&checkpoint, &public_key)?;
        let (origin, size, root) = (signed.origin, signed.size, signed.root);
        let proof = Self { proof: 1, origin, public_key, index: leaf.index, leaf, size, root, path, checkpoint };
        proof.hold(None).map(|_| proof)
    }

    /// The JSON object, compact.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings, integers and lists have a JSON form")
    }

    /// Reads the JSON object strictly: each member once, none unknown, each in its one spelling.
    ///
    /// # Errors
    /// `TooLarge`, `Unreadable`.
    pub fn read(bytes: &[u8]) -> Result<Self, ProofFault> {
        if bytes.len() > LIMIT_BYTES {
            return Err(ProofFault::TooLarge);
        }
        let proof: Self = serde_json::from_slice(bytes).map_err(|_| ProofFault::Unreadable)?;
        // The same values in another shape (a list instead of an object, 1.0 instead of 1) are not a proof.
        let shape: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| ProofFault::Unreadable)?;
        if serde_json::to_value(&proof).is_ok_and(|own| own == shape) { Ok(proof) } else { Err(ProofFault::Unreadable) }
    }

    /// Whether it holds; with `pinned` keys, whether one of them signed.
    ///
    /// # Errors
    /// The first reason why it does not.
    pub fn hold(&self, pinned: Option<&[PublicKey]>) -> Result<Held, ProofFault> {
        if self.proof != 1 {
            return Err(ProofFault::UnknownVersion);
        }
        if pinned.is_some_and(|keys| !keys.contains(&self.public_key)) {
            return Err(ProofFault::KeyNotTrusted);
        }
        let signed = Checkpoint::open(&self.checkpoint, &self.public_key)?;
        let stated = (self.origin.as_str(), self.size, self.root, self.index);
        if stated != (signed.origin.as_str(), signed.size, signed.root, self.leaf.index) {
            return Err(ProofFault::Contradiction);
        }
        if !self.leaf.is_well_formed() {
            return Err(ProofFault::Unreadable);
        }
        if !verify_inclusion(self.leaf.hash(), self.index, self.size, &self.path, self.root) {
            return Err(ProofFault::NotIncluded);
        }
        Ok(Held {
            number: self.leaf.number,
            index: self.index,
            size: self.size,
            registered_at: self.leaf.registered_at,
            law: self.leaf.law.clone(),
            decision_sha256: self.leaf.decision_sha256,
            origin: self.origin.clone(),
            fingerprint: self.public_key.fingerprint(),
            pinned: pinned.is_some(),
        })
    }
}

/// Checks a proof from outside. Without `pinned` keys it is checked by the key that it carries,
/// which says no more than that it was not changed since that key signed.
///
/// # Errors
/// The first reason why it does not hold.
pub fn verify(bytes: &[u8], pinned: Option<&[PublicKey]>) -> Result<Held, ProofFault> {
    Proof::read(bytes)?.hold(pinned)
}
