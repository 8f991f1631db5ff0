//! Pages over a large archive: the lists and searches of doctor, expert and staff, asked over HTTP beside a
//! register of as many acts as the country registers in ten years. The bar is what a person does not notice.

mod browser;
mod fill;

use crate::harness::Told;
use crate::harness::schemas::Schemas;
use crate::measure::load_average;
use browser::Browser;
use saraptama_core::law::Law;
use saraptama_server::demo::{self, Demonstration};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// The bar: 95 of 100 answers come within so many milliseconds.
const BAR_MILLISECONDS: f64 = 50.0;
/// How often each page is asked for; the first few are not counted.
const TIMES: usize = 200;
const WARM: usize = 20;

/// What is asked: who, what it is called, where, and what a form sends; `{}` is another number each time.
type Asked = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const PAGES: &[Asked] = &[
    ("staff", "waiting list", "/staff/waiting", &[]),
    ("staff", "experts", "/staff/experts", &[]),
    ("staff", "register, the latest", "/staff/register", &[]),
    ("staff", "register by number", "/staff/register", &[("number", "2025-{}")]),
    ("staff", "register by IIN", "/staff/register", &[("iin", "800203450162")]),
    ("staff", "register by family name", "/staff/register", &[("name", "Барлыков")]),
    ("staff", "register by three letters", "/staff/register", &[("name", "бар")]),
    ("staff", "register by expert", "/staff/register", &[("expert", "expert-07")]),
    ("staff", "register by region", "/staff/register", &[("region", "KZ-75")]),
    ("staff", "register by nosology", "/staff/register", &[("nosology", "limb-defect")]),
    ("staff", "register by days", "/staff/register", &[("from", "2025-09-01"), ("until", "2025-09-01")]),
    (
        "staff",
        "register, no such thing",
        "/staff/register",
        &[("expert", "expert-07"), ("region", "KZ-10"), ("nosology", "limb-defect")],
    ),
    (
        "staff",
        "register by all of it",
        "/staff/register",
        &[
            ("name", "бар"),
            ("expert", "expert-07"),
            ("region", "KZ-75"),
            ("nosology", "down-syndrome"),
            ("from", "2015-01-01"),
            ("until", "2025-09-01"),
        ],
    ),
    ("staff", "messages", "/staff/messages", &[]),
    ("expert-07", "work list", "/expert", &[]),
    ("doctor-01", "forms", "/doctor/forms", &[]),
    ("doctor-01", "patients", "/doctor/patients", &[]),
];

pub(crate) fn run(acts: usize) -> Told<()> {
    println!(
        "pages over {acts} acts; {TIMES} requests a page; the bar is {BAR_MILLISECONDS} ms for 95 of 100; load average {}",
        load_average()
    );
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    measure("SQLite", folder.path(), None, acts)?;
    let Some(server) = Schemas::server("pages") else {
        println!("PostgreSQL: there is no server");
        return Ok(());
    };
    let (folder, schemas) = (tempfile::tempdir().map_err(|e| e.to_string())?, Schemas::make(&server)?);
    measure("PostgreSQL", folder.path(), Some(&schemas.address("{node}")), acts)
}

fn measure(engine: &str, folder: &Path, database: Option<&str>, acts: usize) -> Told<()> {
    let runtime = Runtime::new().map_err(|e| e.to_string())?;
    // Makes people and tables; nothing runs yet.
    runtime.block_on(async {
        open(folder, database).await?.host.close().await;
        Ok::<_, String>(())
    })?;
    let start = Instant::now();
    runtime.block_on(fill::fill(folder, database, acts))?;
    println!("{engine}: filled in {:.0} s", start.elapsed().as_secs_f64());
    let demonstration = runtime.block_on(open(folder, database))?;
    let address = demonstration.address;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = runtime.spawn(demonstration.run_quietly(async move { drop(ended.await) }));
    let measured = PAGES.iter().try_for_each(|asked| one(address, asked));
    drop(end);
    runtime.block_on(running).map_err(|e| e.to_string())??;
    measured
}

async fn open(folder: &Path, database: Option<&str>) -> Told<Demonstration> {
    demo::open_over(folder, database, SocketAddr::from(([127, 0, 0, 1], 0)), demo::CLOCK_STARTS_AT, Law::embedded()).await
}

fn one(address: SocketAddr, (who, what, path, fields): &Asked) -> Told<()> {
    let mut browser = Browser::of(address, who)?;
    let mut times = vec![];
    for n in 0..TIMES + WARM {
        let fields: Vec<(&str, String)> =
            fields.iter().map(|(name, value)| (*name, value.replace("{}", &format!("{:06}", n * 37 + 1)))).collect();
        let start = Instant::now();
        let status = if fields.is_empty() { browser.get(path)? } else { browser.post(path, &fields)? };
        match status {
            200 if n >= WARM => times.push(start.elapsed()),
            200 => {}
            404 => {
                println!("  {who:<10} {what:<28} there is no such page");
                return Ok(());
            }
            other => return Err(format!("{who} asked for {path} and was answered {other}")),
        }
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    let [p50, p95, p99] = [50, 95, 99].map(|percent| milliseconds(at(percent)));
    let verdict = if p95 <= BAR_MILLISECONDS { "" } else { "  ABOVE THE BAR" };
    println!("  {who:<10} {what:<28} p50 {p50:>7.1} ms   p95 {p95:>7.1} ms   p99 {p99:>7.1} ms{verdict}");
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
