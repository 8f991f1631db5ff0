//! `saraptama sandbox`: the demonstration's nodes without forms, for a vendor to play scenarios against;
//! `saraptama sandbox run`: the reference client that plays them all.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use super::process;
use saraptama_server::config::{Breaker, Retry, Webhook};
use saraptama_server::demo;
use saraptama_server::node::{self, asked_to_end};
use saraptama_server::sandbox::{Play, hear, play};
use saraptama_server::webhook::Key;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    run: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Play every scenario against a sandbox, and tell what it saw
    Run(Run),
}

#[derive(clap::Args)]
struct Serve {
    /// Keep everything in this folder
    #[arg(long, value_name = "DIR", default_value = "sandbox")]
    data: PathBuf,
    /// Where to listen, on this machine
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// An endpoint that hears of the stages of a vendor's forms: damu=http://127.0.0.1:9000/hook
    #[arg(long, value_name = "VENDOR=URL")]
    webhook: Vec<String>,
}

#[derive(clap::Args)]
struct Run {
    /// The sandbox
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    url: String,
    /// The folder that the sandbox keeps everything in
    #[arg(long, value_name = "DIR", default_value = "sandbox")]
    data: PathBuf,
    /// The number of the clinic that plays
    #[arg(long, value_name = "N", default_value_t = 1)]
    clinic: usize,
    /// Another seed makes other forms
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Hear webhooks here, as the sandbox was told; without it that scenario is not waited for
    #[arg(long, value_name = "ADDR:PORT")]
    hear: Option<SocketAddr>,
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    process::log("warn");
    let runtime = process::runtime()?;
    match &arguments.run {
        Some(Command::Run(run)) => runtime.block_on(playing(run, desk)),
        None => runtime.block_on(serve(&arguments.serve, desk)).map(|()| Exit::Done),
    }
}

/// The secret of the sandbox's webhooks, made at the first start.
fn secret(data: &Path) -> Result<PathBuf, Failure> {
    let file = data.join("webhook.secret");
    if !file.exists() {
        let secret = Key::new_secret().ok_or_else(|| process::failed("the system gives no randomness".to_owned()))?;
        saraptama_server::files::write_private(&file, secret.as_bytes()).map_err(process::failed)?;
    }
    std::path::absolute(&file).map_err(|e| process::failed(e.to_string()))
}

async fn serve(arguments: &Serve, desk: &Desk) -> Result<(), Failure> {
    if !arguments.listen.ip().is_loopback() {
        return Err(Failure::new("demo-not-loopback", [("address", arguments.listen.to_string())]));
    }
    let bound = TcpListener::bind(arguments.listen).await;
    let listener = bound.map_err(|e| process::failed(format!("listening at {}: {e}", arguments.listen)))?;
    let address = listener.local_addr().map_err(|e| process::failed(e.to_string()))?;
    let law = desk.law()?;
    let prepared = demo::prepare(&arguments.data, &law, &[address; 3], demo::CLOCK_STARTS_AT).map_err(process::failed)?;
    let mut configs = prepared.configs;
    let Some(mis) = configs.first_mut() else { return Err(process::failed("there is no MIS".to_owned())) };
    mis.sandbox = true;
    let secret_file = secret(&arguments.data)?;
    for one in &arguments.webhook {
        let (vendor, url) = one.split_once('=').ok_or_else(|| process::failed(format!("{one}: not VENDOR=URL")))?;
        let (vendor, url, secret_file) = (vendor.to_owned(), url.to_owned(), secret_file.clone());
        let retry = Retry { ladder_seconds: vec![1, 2, 5], ..Retry::default() };
        let breaker = Breaker { probe_at_most_after_seconds: 5, ..Breaker::default() };
        let webhook = Webhook { vendor, url, secret_file, kinds: vec![], private: true, retry, breaker };
        webhook.check().map_err(|what| process::failed(format!("{one}: {what}")))?;
        mis.webhooks.push(webhook);
    }
    let host = node::open(&configs, law).await.map_err(process::failed)?;
    let end = asked_to_end();
    host.set_ready();
    let named = [
        ("address", format!("http://{address}")),
        ("identities", arguments.data.join("identities").display().to_string()),
        ("secret", arguments.data.join("webhook.secret").display().to_string()),
    ];
    desk.language.say("sandbox-ready", named);
    node::serve_on(host, listener, end).await.map_err(process::failed)
}

async fn playing(arguments: &Run, desk: &Desk) -> Result<Exit, Failure> {
    if let Some(address) = arguments.hear {
        let key = Key::load(&arguments.data.join("webhook.secret")).map_err(process::failed)?;
        let bound = TcpListener::bind(address).await;
        let listener = bound.map_err(|e| process::failed(format!("listening at {address}: {e}")))?;
        tokio::spawn(hear(listener, key));
    }
    let identities = arguments.data.join("identities");
    let asked = Play { url: arguments.url.clone(), identities, clinic: arguments.clinic, seed: arguments.seed };
    let without: &[&str] = if arguments.hear.is_some() { &[] } else { &["webhook"] };
    let report = play(&asked, &desk.law()?, without).await.map_err(process::failed)?;
    let mut out = Out::new();
    let lang = saraptama_wire::words::Lang::from(desk.language).as_str();
    for one in report["scenarios"].as_array().into_iter().flatten() {
        let text = |member: &str| one[member].as_str().unwrap_or_default().to_owned();
        let state = desk.language.text(&format!("sandbox-state-{}", text("state")), []);
        let shows = one["shows"][lang].as_str().unwrap_or_default();
        out.bytes(format!("{:<16}{state:<14}{shows}\n", text("name")).as_bytes())?;
    }
    out.flush()?;
    let (right, of) = (report["right"].as_u64().unwrap_or_default(), report["of"].as_u64().unwrap_or_default());
    desk.language.say("sandbox-result", [("right", right.to_string()), ("of", of.to_string())]);
    Ok(if right + without.len() as u64 >= of { Exit::Done } else { Exit::Failed })
}
