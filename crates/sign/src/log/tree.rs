//! The Merkle tree of RFC 9162 section 2.1 over leaf hashes.

use saraptama_core::terms::Sha256;
use sha2::Digest as _;

/// The hash of a leaf: SHA-256 over a zero octet and the record.
pub fn leaf_hash(record: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::new().chain_update([0]).chain_update(record).finalize().into())
}

/// The hash of an inner node: SHA-256 over an octet one and both children.
pub fn node_hash(left: Sha256, right: Sha256) -> Sha256 {
    Sha256(sha2::Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// A complete subtree of `2^level` leaves that begins at leaf `index * 2^level`. Once complete it
/// never changes, so a store writes it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// 0 for a leaf.
    pub level: u8,
    /// The place among the nodes of its level.
    pub index: u64,
    /// Its hash.
    pub hash: Sha256,
}

/// Where the hashes of complete subtrees are found: in memory or in a store.
pub trait Nodes {
    /// The hash of the complete subtree, or nothing where it is not there (yet).
    fn node(&self, level: u8, index: u64) -> Option<Sha256>;
}

/// Leaf hashes alone: every subtree is reckoned anew. For small trees.
impl Nodes for [Sha256] {
    fn node(&self, level: u8, index: u64) -> Option<Sha256> {
        if level == 0 {
            return self.get(usize::try_from(index).ok()?).copied();
        }
        let left = index.checked_mul(2)?;
        Some(node_hash(self.node(level - 1, left)?, self.node(level - 1, left + 1)?))
    }
}

/// The root of the first `size` leaves; the root of none is the hash of nothing.
pub fn root_of(nodes: &(impl Nodes + ?Sized), size: u64) -> Option<Sha256> {
    if size == 0 { Some(Sha256::of(b"")) } else { range_root(nodes, 0, size) }
}

/// The hash over the leaves from `start` to before `end`, where `start` stands on a boundary that
/// the recursion of RFC 9162 reaches.
pub(super) fn range_root(nodes: &(impl Nodes + ?Sized), start: u64, end: u64) -> Option<Sha256> {
    let count = end.checked_sub(start).filter(|count| *count > 0)?;
    if count.is_power_of_two() {
        let level = count.trailing_zeros();
        return nodes.node(u8::try_from(level).ok()?, start >> level);
    }
    let split = start + left_part(count);
    Some(node_hash(range_root(nodes, start, split)?, range_root(nodes, split, end)?))
}

/// The largest power of two below `count`, for `count` above one.
pub(super) fn left_part(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The right edge of a tree: enough to append and to know the root, in `O(log n)` hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// One complete subtree for every bit of `size`, the largest first.
    peaks: Vec<Sha256>,
}

impl Frontier {
    /// The frontier of the first `size` leaves, read back from a store.
    pub fn at(nodes: &(impl Nodes + ?Sized), size: u64) -> Option<Self> {
        let mut peaks = Vec::new();
        for level in (0..64u8).rev().filter(|level| size >> level & 1 == 1) {
            peaks.push(nodes.node(level, (size >> level) - 1)?);
        }
        Some(Self { size, peaks })
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves.
    pub fn root(&self) -> Sha256 {
        let from_right = self.peaks.iter().rev().copied();
        from_right.reduce(|right, left| node_hash(left, right)).unwrap_or_else(|| Sha256::of(b""))
    }

    /// Appends a leaf by its hash and answers the subtrees that it completes, the leaf first: what
    /// a store has to write.
    pub fn append(&mut self, leaf: Sha256) -> Vec<Node> {
        let mut completed = vec![Node { level: 0, index: self.size, hash: leaf }];
        let (mut hash, mut level) = (leaf, 0);
        while self.size >> level & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            hash = node_hash(left, hash);
            level += 1;
            completed.push(Node { level, index: self.size >> level, hash });
        }
        self.peaks.push(hash);
        self.size += 1;
        completed
    }
}

/// A whole tree in memory: 64 bytes a leaf, every proof in `O(log n)`.
#[derive(Clone, Debug, Default)]
pub struct MemoryTree {
    frontier: Frontier,
    levels: Vec<Vec<Sha256>>,
}

impl MemoryTree {
    /// Appends a leaf by its hash and answers the subtrees that it completes.
    pub fn append(&mut self, leaf: Sha256) -> Vec<Node> {
        let completed = self.frontier.append(leaf);
        for node in &completed {
            let level = usize::from(node.level);
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].push(node.hash);
        }
        completed
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root over all leaves.
    pub fn root(&self) -> Sha256 {
        self.frontier.root()
    }
}

impl Nodes for MemoryTree {
    fn node(&self, level: u8, index: u64) -> Option<Sha256> {
        self.levels.get(usize::from(level))?.get(usize::try_from(index).ok()?).copied()
    }
}
