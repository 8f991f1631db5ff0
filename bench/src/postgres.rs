//! Durable intake on PostgreSQL: whole cases from 64 clients at once through the store, beside the batch
//! limit and beside `pgbench`, which commits one case at a time; then over HTTP, where signatures are verified.

mod limit;

use crate::harness::Told;
use crate::harness::bed::Bed;
use crate::harness::cases::{Case, cases};
use crate::harness::schemas::Schemas;
use crate::intake::{CLIENTS, STEPS, row, turn};
use crate::measure::{load_average, median};
use crate::process::{binary, cpu_seconds};
use limit::{BATCH, Limit, pgbench};
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_server::config::NodeKind;
use saraptama_store::rows::{FormRow, SignatureRow};
use saraptama_store::{Append, Change, Database, Family, NewEvent, Options, Outgoing, Store, Stream, Unit};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Pairs of turns; odd, so that the median is one of them.
const PAIRS: usize = 5;
/// Different cases; they come again under new ids.
const KINDS: usize = 512;
/// About as long as an event of the product.
pub(crate) const EVENT_BODY: [u8; 200] = [b'x'; 200];
/// Events of a case that is stored, frozen and signed.
pub(crate) const EVENTS: u64 = 3;

/// What is stored of a case.
pub(crate) struct Sample {
    pub(crate) organisation: saraptama_core::terms::Bin,
    pub(crate) bytes: Vec<u8>,
    pub(crate) sha256: Sha256,
    pub(crate) signature: Vec<u8>,
    pub(crate) seal: Sha256,
}

/// Gives every case an id of its own, scattered as the ids of the field are.
pub(crate) struct Cases {
    pub(crate) samples: Vec<Sample>,
    next: AtomicUsize,
}

impl Cases {
    pub(crate) fn next(&self) -> (FormId, i64, &Sample) {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
        id[8..].copy_from_slice(&(n as u64).to_be_bytes());
        (FormId::from_bytes(id), n as i64, &self.samples[n % self.samples.len()])
    }
}

pub(crate) fn run(seconds: usize) -> Told<()> {
    let server = Schemas::server("intake").ok_or("there is no PostgreSQL server")?;
    let runtime = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    let bed = Bed::new(&binary()?)?;
    let made = cases(&bed, 1, KINDS)?;
    let all = Arc::new(Cases { samples: made.iter().map(sample).collect(), next: AtomicUsize::new(1) });
    let (of_store, of_limit, of_pgbench) = (Schemas::make(&server)?, Schemas::make(&server)?, Schemas::make(&server)?);
    let open = |schemas: &Schemas| {
        let database = Database { address: schemas.address("mis"), password: None };
        runtime.block_on(Store::connect(&database, &Options::default())).map_err(|e| e.to_string())
    };
    let store = open(&of_store)?;
    for schemas in [&of_limit, &of_pgbench] {
        runtime.block_on(open(schemas)?.close()).map_err(|e| e.to_string())?;
    }
    let mut limit = runtime.block_on(Limit::open(&of_limit.address("mis")))?;
    let warm = runtime.block_on(stored(&store, &all, 4096))?;
    let amount = ((warm * seconds as f64) as usize).next_multiple_of(BATCH);
    runtime.block_on(limit.run(&all, amount / 4))?;
    let (mut ours, mut limits, mut singles, mut cpu) = (vec![], vec![], vec![], vec![]);
    for _ in 0..PAIRS {
        let before = cpu_seconds(std::process::id());
        ours.push(runtime.block_on(stored(&store, &all, amount))?);
        cpu.push((cpu_seconds(std::process::id()) - before) / amount as f64 * 1e6);
        limits.push(runtime.block_on(limit.run(&all, amount))?);
        singles.push(pgbench(&of_pgbench.address("mis"), &all, seconds, CLIENTS)?);
    }
    let ratio = |of: &[f64], to: &[f64]| median(of.iter().zip(to).map(|(one, other)| one / other).collect());
    println!(
        "intake on PostgreSQL: {CLIENTS} callers, {amount} cases a turn, {PAIRS} turns, medians; load average {}",
        load_average()
    );
    println!("  store, one commit a case      {:>8.0} cases/s   {:>5.0} us of our CPU a case", median(ours.clone()), median(cpu));
    println!("  limit, 2 connections x {BATCH}     {:>8.0} cases/s", median(limits.clone()));
    println!("  pgbench, one case at a time   {:>8.0} cases/s", median(singles.clone()));
    println!(
        "  the store reaches {:.1} % of the limit and {:.1} times pgbench",
        ratio(&ours, &limits) * 100.0,
        ratio(&ours, &singles)
    );
    drop(store);
    over_http(&server, seconds, &limits)
}

/// The same cases handed in over HTTP: three requests and three commits each, every signature verified.
fn over_http(server: &str, seconds: usize, limits: &[f64]) -> Told<()> {
    let bed = Bed::on_postgres(&binary()?, server)?;
    // The ministry takes no answer: what is signed waits in the outbox, and only intake is measured.
    let _silent = TcpListener::bind(bed.address(NodeKind::Ministry)).map_err(|e| e.to_string())?;
    bed.start(NodeKind::Mis)?;
    let rate = turn(&bed, &cases(&bed, 2, 512)?, &STEPS)?.rate();
    let amount = ((rate * seconds as f64) as usize).next_multiple_of(CLIENTS);
    let (mut whole, mut steps) = (vec![], [vec![], vec![], vec![]]);
    for pair in 0..PAIRS as u64 {
        let (one, other) = (cases(&bed, 10 + pair, amount)?, cases(&bed, 1000 + pair, amount)?);
        whole.push(turn(&bed, &one, &STEPS)?);
        for (turns, step) in steps.iter_mut().zip(STEPS) {
            turns.push(turn(&bed, &other, &[step])?);
        }
    }
    println!("over HTTP:                        cases/s   p50 ms   p99 ms   node us/case   load us/case");
    row("store, freeze and sign", &whole);
    for (name, turns) in ["  store (checked)", "  freeze", "  sign (verified)"].into_iter().zip(&steps) {
        row(name, turns);
    }
    let share = median(whole.iter().zip(limits).map(|(turn, limit)| turn.rate() / limit).collect());
    println!("  the node, with three commits and a verified signature a case, reaches {:.1} % of the limit", share * 100.0);
    Ok(())
}

fn sample(case: &Case<'_>) -> Sample {
    Sample {
        organisation: case.doctor.organisation.bin,
        bytes: case.bytes.clone(),
        sha256: Sha256::of(&case.bytes),
        signature: case.signature.clone(),
        seal: Sha256::of(&case.signature),
    }
}

/// Cases a second that are acknowledged, from so many callers at once.
async fn stored(store: &Store, all: &Arc<Cases>, amount: usize) -> Told<f64> {
    let (begun, left) = (std::time::Instant::now(), Arc::new(AtomicUsize::new(amount)));
    let callers: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (store, all, left) = (store.clone(), Arc::clone(all), Arc::clone(&left));
            tokio::spawn(async move {
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                    store.commit(unit(&all)).await.map_err(|e| e.to_string())?;
                }
                Ok::<(), String>(())
            })
        })
        .collect();
    for caller in callers {
        caller.await.map_err(|e| e.to_string())??;
    }
    Ok(amount as f64 / begun.elapsed().as_secs_f64())
}

fn unit(all: &Cases) -> Unit {
    let (form, _, sample) = all.next();
    let at = Instant::now();
    let events = (0..EVENTS).map(|_| NewEvent { at, body: EVENT_BODY.to_vec() }).collect();
    let row = FormRow {
        heading: Default::default(),
        form,
        organisation: Some(sample.organisation),
        vendor: None,
        sha256: sample.sha256,
        bytes: sample.bytes.clone(),
        stage: "signed".to_owned(),
        updated_at: at,
    };
    let seal = SignatureRow { form, role: "chair".to_owned(), sha256: sample.seal, bytes: sample.signature.clone(), at };
    let message = Outgoing { route: "ministry".to_owned(), kind: "submission", form, body: b"0".to_vec(), due_at: at };
    Unit {
        appends: vec![Append { stream: Stream { family: Family::Referral, form }, expected: 0, events }],
        changes: vec![Change::Form(row), Change::Signature(seal)],
        sends: vec![message],
        ..Unit::default()
    }
}
