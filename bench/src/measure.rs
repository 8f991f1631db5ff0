use rustix::time::{ClockId, clock_gettime};

/// The least CPU time of one turn: long enough that the clock's grain does not matter.
const TURN_SECONDS: f64 = 0.3;

/// The CPU time that this process has used, in seconds.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// CPU microseconds a call of `work`, which handles `calls` inputs.
pub(crate) fn microseconds(calls: usize, work: &mut dyn FnMut()) -> f64 {
    let (start, mut rounds) = (cpu_seconds(), 0);
    loop {
        work();
        rounds += 1;
        let used = cpu_seconds() - start;
        if used >= TURN_SECONDS {
            return used * 1e6 / (rounds * calls) as f64;
        }
    }
}

/// The middle of an odd number of figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The machine's load, to be printed beside what was measured under it.
pub(crate) fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
