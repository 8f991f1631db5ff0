//! The register as a log that cannot be rewritten unnoticed: a Merkle tree (RFC 6962, RFC 9162) over
//! leaves without personal data, and checkpoints that the register signs (C2SP signed note).

mod checkpoint;
mod commitment;
mod key;
mod leaf;
mod path;
pub mod proof;
mod tree;

pub use checkpoint::{Checkpoint, NoteFault};
pub use commitment::{SALT_BYTES, commit, new_salt};
pub use key::{LogKey, LogKeyFault, PublicKey};
pub use leaf::Leaf;
pub use path::{consistency_path, inclusion_path, verify_consistency, verify_inclusion};
pub use proof::{Held, Proof, ProofFault};
pub use tree::{Frontier, MemoryTree, Node, Nodes, leaf_hash, node_hash, root_of};
