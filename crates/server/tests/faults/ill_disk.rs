//! A disk that fails, that is slow, and that the system has made read-only.

use crate::binary;
use crate::harness::bed::{Bed, NODES};
use crate::harness::cases::{Case, cases};
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::invariants::{Archive, drained};
use saraptama_server::config::NodeKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Forms that meet each illness, and as many before and after it.
const EACH: usize = 6;
/// What the disk does, and whether anything can be acknowledged meanwhile.
const ILLNESSES: [(&str, bool); 5] = [("eio", false), ("fail", false), ("erofs", false), ("enospc", false), ("slow 20", true)];

/// A library under a node that makes its disk as ill as a file says.
struct Illness {
    library: PathBuf,
    says: PathBuf,
}

impl Illness {
    /// Nothing where there is no C compiler.
    fn over(folder: &Path) -> Option<Self> {
        let (library, says) = (folder.join("faultio.so"), folder.join("illness"));
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/tests/fault/faultio.c");
        let built = Command::new("cc").args(["-O2", "-shared", "-fPIC", "-o"]).arg(&library).args([source, "-ldl"]).status();
        std::fs::write(&says, "").ok()?;
        built.is_ok_and(|status| status.success()).then_some(Self { library, says })
    }

    /// From now on; nothing means that it is well.
    fn is(&self, illness: &str) {
        std::fs::write(&self.says, illness).unwrap();
    }
}

#[test]
fn an_ill_disk_loses_nothing_that_was_acknowledged_and_the_node_goes_on_when_it_is_well() {
    let bed = Bed::new(binary()).unwrap();
    let Some(illness) = Illness::over(bed.folder()) else {
        eprintln!("SKIPPED an_ill_disk_loses_nothing_that_was_acknowledged_and_the_node_goes_on_when_it_is_well: no C compiler");
        return;
    };
    for node in NODES {
        let ill =
            [("LD_PRELOAD", illness.library.as_path()), ("FAULTIO_MATCH", Path::new(".db")), ("FAULTIO_SAYS", &illness.says)];
        bed.start_under(node as usize, if node == NodeKind::Mis { &ill } else { &[] }).unwrap();
    }
    let forms = ILLNESSES.len() * EACH * 2;
    let cases = cases(&bed, 7, forms).unwrap();
    let (process, journal) = (bed.process(NodeKind::Mis), Journal::default());
    for (turn, (name, takes)) in ILLNESSES.into_iter().enumerate() {
        let (well, ill) = cases[turn * EACH * 2..(turn + 1) * EACH * 2].split_at(EACH);
        hand_in_all(&bed, well, 2, Duration::ZERO, &journal).unwrap();
        // Nothing is under way: what became of a message that cannot be written down is known a lease later.
        drained(&bed, turn * EACH * 2 + EACH, crate::PATIENCE).unwrap();
        illness.is(name);
        let (begun, answers) = (Instant::now(), ill.iter().map(|case| put(&bed, case)).collect::<Vec<_>>());
        let due: &[u16] = if takes { &[201] } else { &[503] };
        assert!(answers.iter().all(|answer| due.contains(answer)), "{name}: {answers:?}");
        assert!(!takes || begun.elapsed() > Duration::from_millis(20 * EACH as u64), "it was not slow");
        for case in well {
            let read = bed.client(NodeKind::Mis).send("GET", &format!("/api/v1/forms/{}", case.form), &case.doctor.token, None);
            assert!(read.is_ok_and(|reply| reply.body == case.bytes), "{name}: what was acknowledged is read meanwhile");
        }
        illness.is("");
        hand_in_all(&bed, ill, 2, Duration::ZERO, &journal).unwrap_or_else(|why| panic!("after {name}: {why}"));
    }
    assert_eq!(bed.process(NodeKind::Mis), process);
    drained(&bed, forms, crate::PATIENCE).unwrap();
    assert_eq!(Archive::read(&bed).unwrap().broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new());
    // What is there is on the disk, and not only in the memory of the process.
    bed.kill(NodeKind::Mis);
    bed.start(NodeKind::Mis).unwrap();
    assert_eq!(Archive::read(&bed).unwrap().broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new());
    invariants_hold(&bed, &cases, &journal).unwrap();
}

/// How a form is answered that is handed in once.
fn put(bed: &Bed, case: &Case<'_>) -> u16 {
    let body = Some(("application/json", case.bytes.as_slice()));
    let path = format!("/api/v1/forms/{}", case.form);
    bed.client(NodeKind::Mis).send("PUT", &path, &case.doctor.token, body).unwrap().status
}
