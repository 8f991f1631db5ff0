//! Durable intake over HTTP: forms are stored (checked), frozen and signed (verified) by clients that
//! keep their connections; beside it the raw limit, in turns.

use crate::harness::Told;
use crate::harness::bed::Bed;
use crate::harness::cases::{Case, cases};
use crate::harness::http::{Body, Client};
use crate::limit::{GROUP, Limit};
use crate::measure::{load_average, median};
use crate::process::{binary, cpu_seconds};
use saraptama_server::config::NodeKind;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(crate) const CLIENTS: usize = 64;
/// Pairs of turns; odd, so that the median is one of them.
const PAIRS: usize = 5;
/// Cases of the turn by which the others are measured out.
const TRIAL: usize = 512;

/// A step of intake: what a client sends for one case.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Put,
    Freeze,
    Sign,
}

pub(crate) const STEPS: [Step; 3] = [Step::Put, Step::Freeze, Step::Sign];

/// What a turn of the product came to.
pub(crate) struct Turn {
    cases: usize,
    seconds: f64,
    latencies: Vec<Duration>,
    /// CPU seconds of the node and of the load.
    cpu: [f64; 2],
}

pub(crate) fn run(seconds: usize) -> Told<()> {
    let bed = Bed::new(&binary()?)?;
    // The ministry takes no answer: what is signed waits in the outbox, and only intake is measured.
    let _silent = TcpListener::bind(bed.address(NodeKind::Ministry)).map_err(|e| e.to_string())?;
    bed.start(NodeKind::Mis)?;
    let trial = cases(&bed, 1, TRIAL)?;
    let amount = (turn(&bed, &trial, &STEPS)?.rate() * seconds as f64) as usize;
    let amount = amount.next_multiple_of(CLIENTS);
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut limit = Limit::open(folder.path())?;
    limit.whole(&trial)?;

    let (mut whole, mut steps, mut limits) = (vec![], [vec![], vec![], vec![]], [vec![], vec![]]);
    for pair in 0..PAIRS as u64 {
        let (one, other) = (cases(&bed, 10 + pair, amount)?, cases(&bed, 1000 + pair, amount)?);
        whole.push(turn(&bed, &one, &STEPS)?);
        limits[0].push(limit.whole(&one)?);
        for (turns, step) in steps.iter_mut().zip(STEPS) {
            turns.push(turn(&bed, &other, &[step])?);
        }
        limit.frozen(&other)?;
        limits[1].push(limit.signatures(&other)?);
    }
    let size = trial.iter().map(|case| case.bytes.len()).sum::<usize>() / TRIAL;
    println!(
        "intake: {CLIENTS} clients on the node's own machine, {amount} cases of {size} bytes a turn, {PAIRS} pairs, medians; load average {}",
        load_average()
    );
    println!("                                  cases/s   p50 ms   p99 ms   node us/case   load us/case");
    row("store, freeze and sign", &whole);
    for (name, turns) in ["  store (checked)", "  freeze", "  sign (verified)"].into_iter().zip(&steps) {
        row(name, turns);
    }
    for (name, limit, turns) in [("whole case", &limits[0], &whole), ("signature", &limits[1], &steps[2])] {
        let ratio = median(turns.iter().zip(limit).map(|(turn, limit)| turn.rate() / limit).collect());
        println!(
            "limit, {name:<12} raw SQLite, FULL, 16 KB, groups of {GROUP}: {:>7.0} cases/s; the node reaches {:.1} % of it",
            median(limit.clone()),
            ratio * 100.0
        );
    }
    Ok(())
}

pub(crate) fn row(name: &str, turns: &[Turn]) {
    let column = |of: &dyn Fn(&Turn) -> f64| median(turns.iter().map(of).collect());
    println!(
        "  {name:<30} {:>9.0} {:>8.2} {:>8.2} {:>14.0} {:>14.0}",
        column(&Turn::rate),
        column(&|turn| turn.latency(50)),
        column(&|turn| turn.latency(99)),
        column(&|turn| turn.cpu[0] / turn.cases as f64 * 1e6),
        column(&|turn| turn.cpu[1] / turn.cases as f64 * 1e6),
    );
}

impl Turn {
    pub(crate) fn rate(&self) -> f64 {
        self.cases as f64 / self.seconds
    }

    /// Milliseconds that so many percent of the cases did not exceed.
    fn latency(&self, percent: usize) -> f64 {
        let at = (self.latencies.len() * percent / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1e3)
    }
}

/// All clients at once work off the cases, each case through the given steps.
pub(crate) fn turn(bed: &Bed, cases: &[Case<'_>], steps: &[Step]) -> Told<Turn> {
    let processes = [bed.process(NodeKind::Mis).ok_or("the MIS is gone")?, std::process::id()];
    let next = AtomicUsize::new(0);
    let client = || {
        let (mut client, mut latencies) = (bed.client(NodeKind::Mis), vec![]);
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let begun = Instant::now();
            steps.iter().try_for_each(|step| step.take(&mut client, case))?;
            latencies.push(begun.elapsed());
        }
        Ok::<_, String>(latencies)
    };
    let (before, begun) = (processes.map(cpu_seconds), Instant::now());
    let latencies = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|_| Err("a client panicked".to_owned())))
            .collect::<Told<Vec<_>>>()
    })?;
    let (seconds, after) = (begun.elapsed().as_secs_f64(), processes.map(cpu_seconds));
    let mut latencies = latencies.concat();
    latencies.sort_unstable();
    Ok(Turn { cases: cases.len(), seconds, latencies, cpu: [after[0] - before[0], after[1] - before[1]] })
}

impl Step {
    fn take(self, client: &mut Client, case: &Case<'_>) -> Told<()> {
        let (method, end, token, body, status): (_, _, _, Body<'_>, _) = match self {
            Step::Put => ("PUT", "", &case.doctor.token, Some(("application/json", case.bytes.as_slice())), 201),
            Step::Freeze => ("POST", "/freeze", &case.chair.token, None, 200),
            Step::Sign => {
                ("POST", "/signature", &case.chair.token, Some(("application/pkcs7-signature", case.signature.as_slice())), 201)
            }
        };
        let path = format!("/api/v1/forms/{}{end}", case.form);
        client.send(method, &path, token, body).map_err(|e| format!("{path}: {e}"))?.expect(&[status]).map(drop)
    }
}
