use crate::binary;
use crate::harness::bed::{Bed, NODES};
use crate::harness::cases::{Case, cases};
use crate::harness::checker::invariants_hold;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::harness::http::Client;
use crate::harness::invariants::{Archive, drained};
use saraptama_server::config::NodeKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const FORMS: usize = 200;

/// A disk of a given size; it goes away at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Nothing where this is not allowed.
    fn mount(at: &Path, megabytes: u32) -> Option<Self> {
        std::fs::create_dir_all(at).ok()?;
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output().ok()?;
        mounted.status.success().then(|| Self(at.to_owned()))
    }

    fn grow(&self, megabytes: u32) {
        let size = format!("remount,size={megabytes}m");
        assert!(Command::new("mount").args(["-o", &size]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_refuses_and_loses_nothing_that_was_acknowledged() {
    let bed = Bed::new(binary()).unwrap();
    let Some(disk) = SmallDisk::mount(&bed.data(NodeKind::Mis), 4) else {
        eprintln!("SKIPPED a_full_disk_refuses_and_loses_nothing_that_was_acknowledged: a tmpfs cannot be mounted here");
        return;
    };
    NODES.iter().for_each(|node| bed.start(*node).unwrap());
    let cases = cases(&bed, 3, FORMS).unwrap();
    let mut client = bed.client(NodeKind::Mis);
    let kept = cases.iter().take_while(|case| is_put(&mut client, case)).count();
    assert!((1..FORMS).contains(&kept), "the disk of 4 MB took {kept} forms");
    for case in &cases[..kept] {
        let read = client.send("GET", &format!("/api/v1/forms/{}", case.form), &case.doctor.token, None).unwrap();
        assert!(read.status == 200 && read.body == case.bytes, "an acknowledged form is read while the disk is full");
    }
    // The operator gives it room; the same process goes on.
    disk.grow(64);
    let journal = Journal::default();
    hand_in_all(&bed, &cases, 4, Duration::ZERO, &journal).unwrap();
    drained(&bed, FORMS, crate::PATIENCE).unwrap();
    let archive = Archive::read(&bed).unwrap();
    assert_eq!(archive.broken(&bed, &cases, &journal).unwrap(), Vec::<String>::new());
    invariants_hold(&bed, &cases, &journal).unwrap();
    drop(bed);
}

/// Whether the form was acknowledged; anything but "kept" and "cannot now" is a fault.
fn is_put(client: &mut Client, case: &Case<'_>) -> bool {
    let body = Some(("application/json", case.bytes.as_slice()));
    let reply = client.send("PUT", &format!("/api/v1/forms/{}", case.form), &case.doctor.token, body).unwrap();
    assert!([201, 503].contains(&reply.status), "answered {}", reply.status);
    reply.status == 201
}
