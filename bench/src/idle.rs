//! Resident memory of a node that has nothing to do.

use crate::harness::Told;
use crate::harness::bed::{Bed, NODES};
use crate::process::{binary, resident_megabytes};
use std::time::Duration;

/// The most that an idle node should hold.
const TARGET_MEGABYTES: f64 = 40.0;

pub(crate) fn run() -> Told<()> {
    let bed = Bed::running(&binary()?)?;
    std::thread::sleep(Duration::from_secs(2));
    println!("idle nodes, resident memory; target {TARGET_MEGABYTES} MB");
    for node in NODES {
        let held = bed.process(node).and_then(resident_megabytes).ok_or("a node is gone")?;
        println!("  {:<9} {held:>6.1} MB  {:.2} of the target", node.as_str(), held / TARGET_MEGABYTES);
    }
    Ok(())
}
