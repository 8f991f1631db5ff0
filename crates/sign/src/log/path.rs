//! Proofs that a leaf stands in a tree, and that a tree only grew (RFC 9162 section 2.1.3 and 2.1.4).

use super::tree::{Nodes, left_part, node_hash, range_root};
use saraptama_core::terms::Sha256;

/// The path from leaf `index` to the root over the first `size` leaves; nothing where the leaf is
/// outside or a node is missing.
pub fn inclusion_path(nodes: &(impl Nodes + ?Sized), index: u64, size: u64) -> Option<Vec<Sha256>> {
    if index >= size {
        return None;
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let split = start + left_part(end - start);
        if index < split {
            path.push(range_root(nodes, split, end)?);
            end = split;
        } else {
            path.push(range_root(nodes, start, split)?);
            start = split;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether `path` leads from `leaf` at `index` to `root` over `size` leaves.
pub fn verify_inclusion(leaf: Sha256, index: u64, size: u64, path: &[Sha256], root: Sha256) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(*sibling, hash);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = node_hash(hash, *sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && hash == root
}

/// The proof that the tree over `old` leaves is the beginning of the tree over `new` leaves;
/// nothing where `old` is none or more than `new`, or a node is missing.
pub fn consistency_path(nodes: &(impl Nodes + ?Sized), old: u64, new: u64) -> Option<Vec<Sha256>> {
    if old == 0 || old > new {
        return None;
    }
    let (mut start, mut end, mut is_old_root) = (0, new, true);
    let mut path = Vec::new();
    while old != end {
        let split = start + left_part(end - start);
        if old <= split {
            path.push(range_root(nodes, split, end)?);
            end = split;
        } else {
            path.push(range_root(nodes, start, split)?);
            start = split;
            is_old_root = false;
        }
    }
    if !is_old_root {
        path.push(range_root(nodes, start, end)?);
    }
    path.reverse();
    Some(path)
}

/// Whether `path` shows that the tree with `old_root` over `old` leaves only grew into the tree
/// with `new_root` over `new` leaves.
pub fn verify_consistency(old: u64, old_root: Sha256, new: u64, new_root: Sha256, path: &[Sha256]) -> bool {
    if old == 0 || old > new {
        return false;
    }
    if old == new {
        return path.is_empty() && old_root == new_root;
    }
    let (seed, rest) = match path {
        [] => return false,
        rest if old.is_power_of_two() => (old_root, rest),
        [seed, rest @ ..] => (*seed, rest),
    };
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let (mut from_old, mut from_new) = (seed, seed);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            from_old = node_hash(*sibling, from_old);
            from_new = node_hash(*sibling, from_new);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            from_new = node_hash(from_new, *sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && from_old == old_root && from_new == new_root
}
