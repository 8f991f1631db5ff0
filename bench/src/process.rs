//! What the system tells of a process.

use crate::harness::Told;
use std::path::PathBuf;

/// Clock ticks a second, as Linux counts them for user programs.
const TICKS: f64 = 100.0;

/// The binary that is measured.
pub(crate) fn binary() -> Told<PathBuf> {
    if let Some(named) = std::env::var_os("SARAPTAMA") {
        return Ok(named.into());
    }
    let beside = std::env::current_exe().map_err(|e| e.to_string())?.with_file_name("saraptama");
    if beside.exists() { Ok(beside) } else { Err("build it first: cargo build --release -p saraptama-server".to_owned()) }
}

/// CPU seconds that a process has used, all threads, user and system. The grain is 10 ms.
pub(crate) fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the name, which may hold anything, stand the fields from the third.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / TICKS
}

/// Resident memory of a process in MB.
pub(crate) fn resident_megabytes(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
