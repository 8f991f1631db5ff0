//! A power cut at any input or output: a writer runs under a library that records each write and flush,
//! and the disk is built anew as a cut could have left it: what was not flushed is kept, dropped or
//! torn. Every acknowledged unit must be there, whole and once; with a weaker setting the same test
//! must find losses, or it proves nothing. Killing a process proves nothing either: the system keeps
//! what it wrote.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const UNITS: u32 = 120;
const CUTS: u32 = 80;

/// One input or output of the writer, or its acknowledgement of a unit.
struct Record {
    what: u8,
    file: String,
    offset: usize,
    data: Vec<u8>,
}

/// A small generator: the cuts are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

fn shim(folder: &Path) -> Option<PathBuf> {
    let library = folder.join("faultio.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fault/faultio.c");
    let built = Command::new("cc").args(["-O2", "-shared", "-fPIC", "-o"]).arg(&library).args([source, "-ldl"]).status();
    built.is_ok_and(|status| status.success()).then_some(library)
}

/// The example beside this test's own binary; `cargo test` builds both.
fn writer() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().unwrap().parent().unwrap().join("examples/powercut_writer")
}

fn trace(folder: &Path, shim: &Path, durability: &str) -> Vec<Record> {
    let (store, trace) = (folder.join(format!("{durability}.db")), folder.join(format!("{durability}.trace")));
    let run = Command::new(writer())
        .arg(&store)
        .args([durability, &UNITS.to_string()])
        .env("LD_PRELOAD", shim)
        .env("FAULTIO_TRACE", &trace)
        .env("FAULTIO_MATCH", store.file_name().unwrap())
        .env("FAULTIO_ACKFD", "1")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    read_trace(&std::fs::read(&trace).unwrap())
}

fn read_trace(mut bytes: &[u8]) -> Vec<Record> {
    let mut records = vec![];
    while let Some((head, rest)) = bytes.split_first_chunk::<21>() {
        let number = |range: std::ops::Range<usize>| head[range].iter().rev().fold(0, |n, byte| n << 8 | usize::from(*byte));
        let (name, rest) = rest.split_at(number(1..5));
        let (data, rest) = rest.split_at(if matches!(head[0], b'W' | b'A') { number(13..21) } else { 0 });
        let file = String::from_utf8_lossy(name).rsplit('/').next().unwrap().to_owned();
        records.push(Record { what: head[0], file, offset: number(5..13), data: data.to_vec() });
        bytes = rest;
    }
    records
}

fn write(image: &mut Vec<u8>, record: &Record, length: usize) {
    if record.what == b'T' {
        image.resize(record.offset, 0);
        return;
    }
    let end = record.offset + length;
    image.resize(image.len().max(end), 0);
    image[record.offset..end].copy_from_slice(&record.data[..length]);
}

/// The files as a cut after `records` may leave them, and the last unit that was acknowledged.
fn rebuild(records: &[Record], dice: &mut Dice) -> (BTreeMap<String, Vec<u8>>, u32) {
    let mut files = BTreeMap::<String, Vec<u8>>::new();
    let mut unflushed = BTreeMap::<String, Vec<&Record>>::new();
    let mut acknowledged = 0;
    for record in records {
        match record.what {
            b'A' => acknowledged = std::str::from_utf8(&record.data).unwrap().trim().parse().unwrap(),
            b'S' => {
                let image = files.entry(record.file.clone()).or_default();
                let flushed = unflushed.remove(&record.file).unwrap_or_default();
                flushed.iter().for_each(|record| write(image, record, record.data.len()));
            }
            b'U' => {
                files.remove(&record.file);
                unflushed.remove(&record.file);
            }
            _ => unflushed.entry(record.file.clone()).or_default().push(record),
        }
    }
    let style = dice.below(3);
    for (file, writes) in unflushed {
        let image = files.entry(file).or_default();
        for (at, record) in writes.iter().enumerate() {
            let torn = dice.below(record.data.len() + 1) / 512 * 512;
            let kept = match style {
                0 => None,
                1 => [Some(record.data.len()), Some(record.data.len()), Some(torn), None, None][dice.below(5)],
                _ => Some(if at + 1 < writes.len() { record.data.len() } else { torn }),
            };
            if let Some(length) = kept {
                write(image, record, length);
            }
        }
    }
    (files, acknowledged)
}

/// Opens what the cut left; answers how many units are there, all of them whole.
fn examine(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> u32 {
    for entry in std::fs::read_dir(folder).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    for (name, image) in files {
        let suffix = name.split_once(".db").unwrap().1;
        std::fs::write(folder.join(format!("cut.db{suffix}")), image).unwrap();
    }
    let store = Connection::open(folder.join("cut.db")).unwrap();
    let sound: String = store.query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let tables: u32 =
        store.query_row("SELECT count(*) FROM sqlite_master WHERE name IN ('event', 'inbox')", (), |row| row.get(0)).unwrap();
    assert!(tables == 0 || tables == 2, "half a schema");
    if tables == 0 {
        return 0;
    }
    let count = |sql: &str| store.query_row(sql, (), |row| row.get::<_, u32>(0)).unwrap();
    let units = count("SELECT count(*) FROM event");
    assert_eq!(units, count("SELECT count(DISTINCT form) FROM event"), "twice");
    for table in ["form", "form_bytes", "outbox"] {
        assert_eq!(units, count(&format!("SELECT count(*) FROM {table}")), "half a unit: {table}");
        let orphans = format!("SELECT count(*) FROM {table} WHERE form NOT IN (SELECT form FROM event)");
        assert_eq!(count(&orphans), 0, "{table}");
    }
    // Units were committed one after the other, so those that remain are the first ones.
    let last: Option<Vec<u8>> = store.query_row("SELECT max(form) FROM event", (), |row| row.get(0)).unwrap();
    let last = last.map_or(0, |form| u32::from_be_bytes(form[12..].try_into().unwrap()));
    assert_eq!(units, last, "a hole");
    units
}

/// How many cuts lost an acknowledged unit.
fn losses(shim: &Path, folder: &Path, durability: &str) -> u32 {
    let records = trace(folder, shim, durability);
    let flushes = records.iter().filter(|record| record.what == b'S').count();
    assert!(records.iter().filter(|record| record.what == b'A').count() == UNITS as usize && flushes > 0, "nothing was recorded");
    let disk = folder.join("disk");
    std::fs::create_dir_all(&disk).unwrap();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut lost = 0;
    for _ in 0..CUTS {
        let cut = 1 + dice.below(records.len());
        let (files, acknowledged) = rebuild(&records[..cut], &mut dice);
        lost += u32::from(examine(&disk, &files) < acknowledged);
    }
    println!("{durability}: {} records, {flushes} flushes, {CUTS} cuts, {lost} lost an acknowledged unit", records.len());
    lost
}

#[test]
fn a_power_cut_at_any_moment_takes_no_acknowledged_unit_away() {
    let folder = tempfile::tempdir().unwrap();
    let Some(shim) = shim(folder.path()) else {
        println!("skipped: no C compiler");
        return;
    };
    assert_eq!(losses(&shim, folder.path(), "full"), 0);
    assert!(losses(&shim, folder.path(), "normal") > 0, "this test finds nothing even where much is lost");
}
