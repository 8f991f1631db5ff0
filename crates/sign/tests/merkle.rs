//! The tree against known answers, against the recursive definition, and against tampering.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use saraptama_core::terms::Sha256;
use saraptama_sign::log::{
    Frontier, MemoryTree, Nodes, consistency_path, inclusion_path, leaf_hash, node_hash, root_of, verify_consistency,
    verify_inclusion,
};

/// The eight inputs of the reference implementation of RFC 6962 and the root over the first n.
const INPUTS: [&str; 8] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn known_leaves() -> Vec<Sha256> {
    INPUTS.iter().map(|input| leaf_hash(&hex::decode(input).unwrap())).collect()
}

fn leaves(count: u64) -> Vec<Sha256> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

/// The definition of RFC 9162 section 2.1.1, word for word.
fn naive_root(leaves: &[Sha256]) -> Sha256 {
    match leaves {
        [] => Sha256::of(b""),
        [leaf] => *leaf,
        _ => {
            let split = leaves.len().next_power_of_two() / 2;
            node_hash(naive_root(&leaves[..split]), naive_root(&leaves[split..]))
        }
    }
}

/// The definition of RFC 9162 section 2.1.3.1, word for word.
fn naive_path(leaves: &[Sha256], index: usize) -> Vec<Sha256> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let split = leaves.len().next_power_of_two() / 2;
    let (mut path, sibling) = if index < split {
        (naive_path(&leaves[..split], index), naive_root(&leaves[split..]))
    } else {
        (naive_path(&leaves[split..], index - split), naive_root(&leaves[..split]))
    };
    path.push(sibling);
    path
}

fn tree(leaves: &[Sha256]) -> MemoryTree {
    let mut tree = MemoryTree::default();
    leaves.iter().for_each(|leaf| drop(tree.append(*leaf)));
    tree
}

#[test]
fn the_roots_of_the_reference_implementation_come_out() {
    let leaves = known_leaves();
    for (size, root) in ROOTS.iter().enumerate() {
        let mut frontier = Frontier::default();
        leaves[..size].iter().for_each(|leaf| drop(frontier.append(*leaf)));
        assert_eq!(frontier.root().to_string(), *root, "{size} leaves");
    }
}

#[test]
fn the_paths_of_the_reference_implementation_come_out() {
    let hashes = |texts: &[&str]| texts.iter().map(|text| Sha256::parse(text).unwrap()).collect::<Vec<_>>();
    let leaves = known_leaves();
    let first_of_eight = hashes(&[
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    assert_eq!(inclusion_path(&leaves[..], 0, 8), Some(first_of_eight));
    let six_to_eight = hashes(&[
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    assert_eq!(consistency_path(&leaves[..], 6, 8), Some(six_to_eight));
}

#[test]
fn every_leaf_of_every_small_tree_has_a_path_and_no_other_place_or_size_accepts_it() {
    for size in 1..=33u64 {
        let leaves = leaves(size);
        let tree = tree(&leaves);
        for index in 0..size {
            let path = inclusion_path(&tree, index, size).unwrap();
            let leaf = leaves[index as usize];
            assert!(verify_inclusion(leaf, index, size, &path, tree.root()));
            for other in (0..size + 2).filter(|other| *other != index) {
                assert!(!verify_inclusion(leaf, other, size, &path, tree.root()), "{index} as {other} of {size}");
            }
            let longer = [&path[..], &[leaf]].concat();
            assert!(!verify_inclusion(leaf, index, size, &longer, tree.root()));
            if let Some((_, shorter)) = path.split_last() {
                assert!(!verify_inclusion(leaf, index, size, shorter, tree.root()));
            }
        }
        assert_eq!(inclusion_path(&tree, size, size), None);
        assert_eq!(inclusion_path(&tree, 0, size + 1), None, "the tree is not that large");
    }
}

#[test]
fn a_tree_that_only_grew_is_told_from_one_that_was_rewritten() {
    let leaves = leaves(33);
    let whole = tree(&leaves);
    let mut rewritten = leaves.clone();
    rewritten[3] = leaf_hash(b"another decision");
    let rewritten = tree(&rewritten);
    for old in 1..=33 {
        for new in old..=33 {
            let roots = |tree: &MemoryTree| (root_of(&leaves[..], old).unwrap(), root_of(tree, new).unwrap());
            let path = consistency_path(&whole, old, new).unwrap();
            let (old_root, new_root) = roots(&whole);
            assert!(verify_consistency(old, old_root, new, new_root, &path), "{old} to {new}");
            if old > 3 {
                let path = consistency_path(&rewritten, old, new).unwrap();
                let (old_root, new_root) = roots(&rewritten);
                assert!(!verify_consistency(old, old_root, new, new_root, &path), "{old} to {new}");
            }
        }
    }
    let root = whole.root();
    assert!(!verify_consistency(0, root, 33, root, &[]));
    assert!(!verify_consistency(34, root, 33, root, &[]));
}

proptest! {
    #[test]
    fn frontier_store_and_definition_agree(size in 1u64..200, index in 0u64..200) {
        let index = index % size;
        let leaves = leaves(size);
        let tree = tree(&leaves);
        prop_assert_eq!(tree.root(), naive_root(&leaves));
        prop_assert_eq!(root_of(&leaves[..], size), Some(tree.root()));
        prop_assert_eq!(Frontier::at(&tree, size).unwrap().root(), tree.root());
        prop_assert_eq!(inclusion_path(&tree, index, size), Some(naive_path(&leaves, index as usize)));
        prop_assert_eq!(root_of(&tree, index + 1), Some(naive_root(&leaves[..=index as usize])), "an earlier root");
        prop_assert_eq!(tree.node(0, index), Some(leaves[index as usize]));
    }

    #[test]
    fn appending_after_a_restart_is_appending(size in 0u64..200) {
        let leaves = leaves(size);
        let tree = tree(&leaves);
        let mut restarted = Frontier::at(&tree, size).unwrap();
        let mut running = tree.clone();
        prop_assert_eq!(restarted.append(leaf_hash(b"next")), running.append(leaf_hash(b"next")));
        prop_assert_eq!(restarted.root(), running.root());
    }

    #[test]
    fn verification_of_any_numbers_ends_without_panic(
        index: u64, size: u64, paths in proptest::collection::vec(any::<[u8; 32]>(), 0..70)
    ) {
        let path: Vec<_> = paths.into_iter().map(Sha256).collect();
        let root = leaf_hash(b"root");
        prop_assert!(!verify_inclusion(leaf_hash(b"leaf"), index, size, &path, root));
        prop_assert!(!verify_consistency(index, leaf_hash(b"old"), size, root, &path));
    }
}
