//! Services of high-tech care folded into yearly figures: ours does everything (the list, regions, dates, money, sums
//! by type, year, region and level) on all processors; the peer, the `csv` crate, only reads the same records. The
//! limit is a minute for ten million services at constant memory on two processors.

use crate::harness::Told;
use crate::measure::load_average;
use jiff::civil::date;
use saraptama_core::law::Law;
use saraptama_server::services;
use saraptama_wire::transition::Regions;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

/// Ten million services may take so long.
const LIMIT_SECONDS: f64 = 60.0;
const LIMIT_ROWS: f64 = 10_000_000.0;
/// Pairs of turns; odd, so that the median is one of them.
const PAIRS: usize = 3;
/// Memory is constant where a file ten times as long needs no more than so much beside it.
const CONSTANT_MEGABYTES: f64 = 8.0;

/// Prints rows a second of both, the ratio, and the highest memory of each.
///
/// # Errors
/// Where the limit is not kept, or memory grows with the file.
pub(crate) fn run(rows: usize) -> Told<()> {
    let law = Law::embedded();
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (file, part) = (folder.path().join("services.csv"), folder.path().join("part.csv"));
    write_services(&file, rows, &law).map_err(|e| e.to_string())?;
    write_services(&part, rows / 10, &law).map_err(|e| e.to_string())?;
    let megabytes = std::fs::metadata(&file).map_err(|e| e.to_string())?.len() / 1_000_000;
    println!("load average {}; {rows} services, {megabytes} MB, {PAIRS} pairs", load_average());
    let regions = Regions::read(regions(&law).as_bytes(), &law.htmc.transitions.zones).map_err(|faults| format!("{faults:?}"))?;
    let (mut ours, mut peer) = (vec![], vec![]);
    let fold = |file: &Path| {
        let day = date(2025, 9, 2);
        let list = law.htmc.list_on(day).map_err(|e| e.to_string())?;
        let fold = services::fold(file, services::empty(&law, list, day)).map_err(|e| e.to_string())?;
        fold.finish(&regions, false).map(|folded| folded.services).map_err(|faults| format!("{:?}", faults.first()))
    };
    let few = turn(|| fold(&part))?;
    for _ in 0..PAIRS {
        ours.push(turn(|| fold(&file))?);
        peer.push(turn(|| read_records(&file))?);
    }
    let middle = |turns: &[Turn]| crate::measure::median(turns.iter().map(|turn| turn.seconds).collect());
    let most = |turns: &[Turn]| turns.iter().map(|turn| turn.megabytes).fold(0.0, f64::max);
    if ours.iter().chain(&peer).any(|turn| turn.rows != rows as u64) {
        return Err("not every service was read".to_owned());
    }
    let (own, other) = (middle(&ours), middle(&peer));
    println!(
        "ours {:.0} rows/s, highest memory {:.0} MB; csv crate, reading only, {:.0} rows/s, highest memory {:.0} MB; peer/ours {:.2}",
        rows as f64 / own,
        most(&ours),
        rows as f64 / other,
        most(&peer),
        other / own,
    );
    let whole = own / rows as f64 * LIMIT_ROWS;
    println!("ten million services take {whole:.1} s, the limit is {LIMIT_SECONDS:.0} s");
    println!("{} services need {:.0} MB, {rows} need {:.0} MB", few.rows, few.megabytes, most(&ours));
    if whole > LIMIT_SECONDS {
        return Err(format!("ten million services take {whole:.1} s, more than {LIMIT_SECONDS:.0} s"));
    }
    if most(&ours) > few.megabytes + CONSTANT_MEGABYTES {
        return Err(format!("memory grows with the file: {:.0} MB, and {:.0} MB for a tenth of it", most(&ours), few.megabytes));
    }
    Ok(())
}

struct Turn {
    rows: u64,
    seconds: f64,
    megabytes: f64,
}

fn turn(work: impl FnOnce() -> Told<u64>) -> Told<Turn> {
    // The system forgets the highest memory of before, where it lets us ask for that.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let begun = Instant::now();
    let rows = work()?;
    Ok(Turn { rows, seconds: begun.elapsed().as_secs_f64(), megabytes: highest_megabytes() })
}

fn highest_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

fn read_records(file: &Path) -> Told<u64> {
    let mut reader = csv::Reader::from_path(file).map_err(|e| e.to_string())?;
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).map_err(|e| e.to_string())? {
        rows += 1;
    }
    Ok(rows)
}

/// Services spread over the list, the regions, the levels and the days of a year.
fn write_services(file: &Path, rows: usize, law: &Law) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    let list = &law.htmc.lists[0].rows;
    let regions: Vec<_> = law.pilot.nearest(date(2025, 9, 2)).subjects.iter().filter_map(|subject| subject.region).collect();
    out.write_all(b"code,section,date,region,organisation_level,cost,died,complication\n")?;
    let mut line = String::new();
    let mut state = 1u64;
    for _ in 0..rows {
        // A congruential sequence: the same file every time.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = (state >> 33) as usize;
        let row = &list[drawn % list.len()];
        let section = serde_json::to_value(row.section)?;
        let (region, level) = (regions[drawn / 7 % regions.len()], ["regional", "republican"][drawn / 11 % 2]);
        let (month, day) = (drawn / 13 % 12 + 1, drawn / 17 % 28 + 1);
        let (died, complication) = (u8::from(drawn.is_multiple_of(97)), u8::from(drawn.is_multiple_of(31)));
        line.clear();
        let written = writeln!(
            line,
            "{},{},2024-{month:02}-{day:02},{region},{level},{}.{:02},{died},{complication}",
            row.code,
            section.as_str().unwrap_or_default(),
            drawn % 5_000_000 + 100_000,
            drawn % 100,
        );
        written.map_err(std::io::Error::other)?;
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

fn regions(law: &Law) -> String {
    let mut text = "region,zone,year,population\n".to_owned();
    let zones = &law.htmc.transitions.zones;
    let subjects = law.pilot.nearest(date(2025, 9, 2)).subjects.iter().filter_map(|subject| subject.region);
    for (n, region) in subjects.enumerate() {
        text += &format!("{region},{},2024,1000000\n", zones[n % zones.len()]);
    }
    text
}
