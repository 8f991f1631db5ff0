//! What the typesetter remembers does not grow. The only test of its process, so that nothing else is measured.
#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "pdf")]

mod common;

use common::{WORDS, cases};
use saraptama_wire::words::Lang;

/// Resident memory in KiB; `None` where the system does not tell.
fn resident_kib() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[test]
fn two_hundred_documents_of_two_hundred_people_leave_no_more_behind_than_the_first_forty() {
    let names: Vec<String> = (0..240).map(|at| format!("Адам № {at} Өмірқызы {}", "ә".repeat(at % 30))).collect();
    let print = |at: usize| {
        let extract = saraptama_paper::Extract { person: &names[at], ..cases::extract() };
        saraptama_paper::pdf::print(&extract.sheet(&WORDS, Lang::Kk)).unwrap();
    };
    (0..40).for_each(print);
    let Some(before) = resident_kib() else { return eprintln!("skipped: this system does not tell of its memory") };
    (40..240).for_each(print);
    let grown = resident_kib().unwrap() - before;
    // Without forgetting, each document leaves about a megabyte.
    assert!(grown < 16 * 1024, "200 documents left {grown} KiB behind");
}
