//! `saraptama demo`: all three nodes in one process, with people who do not exist.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::language::Language;
use super::process;
use saraptama_server::demo::{self, Line};
use saraptama_server::node::asked_to_end;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Keep everything in this folder; without it, in a folder that is gone afterwards
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to listen
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Keep the archives in PostgreSQL: an address in which {node} stands for each node's name
    #[arg(long, value_name = "ADDRESS")]
    database: Option<String>,
    /// Walk the law's examples through the whole journey, print each stage, and end
    #[arg(long)]
    story: bool,
}

pub(super) fn run(arguments: &Arguments, desk: &Desk) -> Result<Exit, Failure> {
    // Test identities with keys that anybody on the machine could read: not for other machines.
    if !arguments.listen.ip().is_loopback() {
        return Err(Failure::new("demo-not-loopback", [("address", arguments.listen.to_string())]));
    }
    let passing = tempfile::tempdir().map_err(|e| process::failed(e.to_string()))?;
    let folder = arguments.data.as_deref().unwrap_or(passing.path());
    process::log("warn");
    let runtime = process::runtime()?;
    let done =
        if arguments.story { runtime.block_on(story(folder, desk)) } else { runtime.block_on(serve(folder, arguments, desk)) };
    done.map(|()| Exit::Done)
}

async fn serve(folder: &Path, arguments: &Arguments, desk: &Desk) -> Result<(), Failure> {
    let database = arguments.database.as_deref();
    let opened = demo::open_over(folder, database, arguments.listen, demo::CLOCK_STARTS_AT, desk.law()?).await;
    let demonstration = opened.map_err(process::failed)?;
    if demonstration.prepared.is_new {
        demonstration.fill(demo::FORMS).await.map_err(process::failed)?;
    }
    let end = asked_to_end();
    let now = saraptama_core::terms::write_instant(demonstration.host.any().clock.now());
    let address = format!("http://{}", demonstration.address);
    let identities = folder.join("identities").display().to_string();
    desk.language.say("demo-ready", [("address", address), ("identities", identities), ("now", now)]);
    demonstration.run(end).await.map_err(process::failed)
}

async fn story(folder: &Path, desk: &Desk) -> Result<(), Failure> {
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    let opened = demo::open(folder, anywhere, demo::STORY_STARTS_AT, desk.law()?).await;
    let demonstration = opened.map_err(process::failed)?;
    let (address, clock) = (demonstration.address, demonstration.host.any().clock.clone());
    let people = demonstration.prepared.world.clone();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(demonstration.run_quietly(async move { drop(ended.await) }));
    let told = demo::tell(address, &people, || clock.now(), |line| println(desk.language, &line)).await;
    drop(end);
    running.await.map_err(|e| process::failed(e.to_string()))?.map_err(process::failed)?;
    told.map_err(process::failed)?;
    desk.language.say("story-end", []);
    Ok(())
}

/// The story is what was asked for, so it goes to stdout.
fn println(language: Language, line: &Line) {
    use std::io::Write as _;
    let text = match line {
        Line::Form(name) => format!("\n{}", language.text("story-form", [("name", (*name).to_owned())])),
        Line::Stage { stage, at, detail } => {
            let name = language.text(&format!("stage-{stage}"), []);
            format!("  {at}  {name}{}", detail.as_ref().map(|detail| format!("  {detail}")).unwrap_or_default())
        }
        Line::Finding { source, message } => {
            let lang = saraptama_wire::words::Lang::from(language).as_str();
            format!("  {}  [{source}]", message[lang].as_str().unwrap_or_default())
        }
        Line::SignatureImpossible(status) => format!("  {}", language.text("story-impossible", [("status", status.to_string())])),
        Line::Proved { number, index, size, fingerprint } => {
            let arguments = [
                ("number", number.clone()),
                ("index", index.to_string()),
                ("size", size.to_string()),
                ("fingerprint", fingerprint[..16].to_owned()),
            ];
            format!("  {}", language.text("story-proved", arguments))
        }
    };
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
