//! The whole journey: signed forms in the MIS until every one of them has its expert, its number is known
//! at the MIS, and no message waits anywhere.

use crate::harness::Told;
use crate::harness::bed::{Bed, NODES};
use crate::harness::cases::cases;
use crate::harness::clerks::{Journal, hand_in_all};
use crate::measure::load_average;
use crate::process::{binary, cpu_seconds};
use saraptama_core::authority::Role;
use saraptama_core::check::Decision;
use saraptama_core::law::Law;
use saraptama_core::referral::Stage;
use saraptama_server::config::NodeKind;
use saraptama_server::demo;
use saraptama_server::flow::reading;
use saraptama_server::node::Host;
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(300);
const LOOK_EACH: Duration = Duration::from_millis(50);

pub(crate) fn run(amount: usize) -> Told<()> {
    println!(
        "journey: {amount} signed forms until all are assigned, told back and nothing waits; load average {}",
        load_average()
    );
    three_processes(amount)?;
    one_process(amount)
}

fn three_processes(amount: usize) -> Told<()> {
    let bed = Bed::new(&binary()?)?;
    let cases = cases(&bed, 5, amount)?;
    // The forms are signed while the ministry is silent; then every node starts and the clock runs.
    let silent = TcpListener::bind(bed.address(NodeKind::Ministry)).map_err(|e| e.to_string())?;
    bed.start(NodeKind::Mis)?;
    hand_in_all(&bed, &cases, 16, Duration::ZERO, &Journal::default())?;
    bed.kill(NodeKind::Mis);
    drop(silent);
    [NodeKind::DataBank, NodeKind::Ministry].iter().try_for_each(|node| bed.start(*node))?;
    let begun = Instant::now();
    bed.start(NodeKind::Mis)?;
    let drawn = |name: &str| metric(&bed, NodeKind::DataBank, name);
    let mut at_expert = None;
    loop {
        let waiting = NODES.iter().map(|node| metric(&bed, *node, "saraptama_outbox_waiting")).sum::<Told<u64>>()?;
        let assigned = drawn("saraptama_acts_assigned_total")? + drawn("saraptama_acts_without_expert_total")?;
        if assigned >= amount as u64 {
            at_expert.get_or_insert(begun.elapsed());
            if waiting == 0 {
                break;
            }
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!("{assigned} of {amount} assigned, {waiting} messages wait"));
        }
        std::thread::sleep(LOOK_EACH);
    }
    let whole = begun.elapsed().as_secs_f64();
    let at_expert = at_expert.unwrap_or_default().as_secs_f64();
    println!(
        "  three processes: {:>6.0} cases/s to the expert, {:>6.0} cases/s until nothing waits",
        amount as f64 / at_expert,
        amount as f64 / whole
    );
    for node in NODES {
        let cpu = bed.process(node).map(cpu_seconds).ok_or("a node is gone")?;
        println!(
            "    {:<9} {:>6.0} us CPU a case, {:>3.0} % of one core",
            node.as_str(),
            cpu / amount as f64 * 1e6,
            cpu / whole * 100.0
        );
    }
    Ok(())
}

/// A figure that a node tells its operator.
fn metric(bed: &Bed, node: NodeKind, name: &str) -> Told<u64> {
    let operator = bed.people.in_role(Role::Operator).next().ok_or("nobody is operator")?;
    let reply = bed.client(node).send("GET", "/metrics", &operator.token, None).map_err(|e| e.to_string())?.expect(&[200])?;
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    let line = text.lines().find(|line| line.starts_with(name)).ok_or_else(|| format!("{name} is not told"))?;
    line.rsplit(' ').next().and_then(|value| value.parse().ok()).ok_or_else(|| format!("{name} is not a number"))
}

/// The same in one process, as the demonstration runs.
fn one_process(amount: usize) -> Told<()> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(async {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let demonstration = demo::open(folder.path(), anywhere, demo::CLOCK_STARTS_AT, Law::embedded()).await?;
        demonstration.fill(amount as u64).await?;
        let host = demonstration.host.clone();
        let signed = travelling(&host).await?;
        let (cpu, begun) = (cpu_seconds(std::process::id()), Instant::now());
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(demonstration.run_quietly(async move { drop(ended.await) }));
        loop {
            tokio::time::sleep(LOOK_EACH).await;
            let counters = &host.databank().counters;
            let done = counters.acts_assigned.load(Ordering::Relaxed) + counters.acts_without_expert.load(Ordering::Relaxed);
            let mut waiting = 0;
            for (_, node) in host.nodes() {
                waiting += node.store.outbox_state().await.map_err(|e| e.to_string())?.waiting;
            }
            if done >= signed && waiting == 0 {
                break;
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("{done} of {signed} assigned, {waiting} messages wait"));
            }
        }
        let seconds = begun.elapsed().as_secs_f64();
        let cpu = cpu_seconds(std::process::id()) - cpu;
        println!(
            "  one process:     {:>6.0} cases/s until nothing waits ({signed} signed), {:>6.0} us CPU a case",
            signed as f64 / seconds,
            cpu / signed as f64 * 1e6
        );
        drop(end);
        running.await.map_err(|e| e.to_string())?
    })
}

/// How many signed forms go to the ministry: an ordinary one is signed and kept.
async fn travelling(host: &Host) -> Told<u64> {
    let (mis, mut after, mut count) = (host.mis(), None, 0);
    loop {
        let page = mis.store.forms(after.as_deref(), 1000).await.map_err(|_| "the forms cannot be listed".to_owned())?;
        for head in page.rows.iter().filter(|head| head.stage == Stage::Signed.as_str()) {
            let row = mis.store.form(head.form).await.map_err(|e| e.to_string())?.ok_or("a form is gone")?;
            count += u64::from(reading::check(&row.bytes, None, &mis.law).0.decision == Decision::Signable);
        }
        after = page.next;
        if after.is_none() {
            return Ok(count);
        }
    }
}
