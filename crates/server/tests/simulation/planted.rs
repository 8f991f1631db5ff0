//! The proof that the simulation and the checker have teeth: each mistake that can be planted in the
//! product must be found by some seed. Built with the feature `planted-bugs` only.

use crate::sim::run;
use saraptama_core::planted::plant;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// The mistakes: what somebody might do wrong in the archive, the corridor, the rules, the jobs, the doors.
const MISTAKES: &[&str] = &[
    "acknowledged-before-it-is-kept",
    "answer-not-learned",
    "any-expert-signs",
    "anybody-signs-for-the-chair",
    "blocked-form-is-signed",
    "blocked-form-is-not-counted",
    "bytes-not-compared-at-the-data-bank",
    "bytes-not-compared-at-the-ministry",
    "checkpoint-outside-the-transaction",
    "expert-of-the-same-region",
    "fault-taken-for-done",
    "frozen-bytes-are-replaced",
    "given-to-a-second-expert",
    "gives-up-after-three",
    "late-stage-takes-the-row-back",
    "leapt-clock-holds-messages",
    "lease-not-looked-at",
    "lot-not-drawn",
    "message-id-not-looked-at",
    "messages-outside-the-transaction",
    "number-from-an-old-counter",
    "redelivery-taken-again",
    "what-is-refused-is-not-counted",
    "form-refused-and-not-kept",
    "register-never-catches-up",
    "seed-of-the-moment",
    "sent-is-delivered",
    "signature-not-proved-at-the-data-bank",
    "signature-not-proved-at-the-ministry",
    "stage-answered-before-it-is-learned",
    "stage-told-twice",
    "term-of-another-day",
    "term-reckoned-again",
    "tree-before-the-commit",
    "version-not-looked-at",
    "wrong-clock-has-the-last-word",
];

/// Seeds that are tried before a mistake counts as unseen; the rarest takes more than a hundred.
const SEEDS: u64 = 500;

/// A mistake that is planted, seen by a seed: which, and by what sentence.
fn seen(mistake: &'static str) -> Option<(u64, String)> {
    plant(Some(mistake));
    let (next, first) = (AtomicU64::new(0), Mutex::new(None));
    let work = || {
        while first.lock().unwrap().is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= SEEDS {
                return;
            }
            let told = match std::panic::catch_unwind(|| run(seed)) {
                Ok(outcome) => outcome.broken.into_iter().next(),
                Err(_) => Some("the simulation itself ended in a panic".to_owned()),
            };
            if let Some(told) = told {
                first.lock().unwrap().get_or_insert((seed, told));
            }
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    plant(None);
    first.into_inner().unwrap()
}

#[test]
fn every_planted_mistake_is_seen() {
    let named = std::env::var("SARAPTAMA_SIM_BUG").ok();
    let mut unseen = vec![];
    for mistake in MISTAKES.iter().filter(|one| named.as_ref().is_none_or(|named| named == **one)) {
        match seen(mistake) {
            Some((seed, told)) => eprintln!("{mistake:<42} seed {seed:>3}  {told}"),
            None => {
                eprintln!("{mistake:<42} UNSEEN in {SEEDS} seeds");
                unseen.push(*mistake);
            }
        }
    }
    assert!(unseen.is_empty(), "not seen: {unseen:?}");
}

/// Every Rust source of the product.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_mistake_stands_in_the_sources_and_every_plant_has_its_name_here() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = vec![];
    for one in ["core", "wire", "sign", "store", "server"] {
        sources(&crates.join(one).join("src"), &mut files);
    }
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let plants: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| text.split("planted!(\"").skip(1))
        .filter_map(|rest| rest.split_once('"'))
        .map(|(name, _)| name)
        .filter(|name| *name != "its-name")
        .collect();
    assert_eq!(plants, MISTAKES.iter().copied().collect());
    assert!(MISTAKES.len() >= 20);
}
