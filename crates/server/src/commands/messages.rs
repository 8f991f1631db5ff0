//! `saraptama messages`: what waits and what was given up, asked of a running node by its operators' door.

use super::desk::Desk;
use super::exit::{Exit, Failure};
use super::out::Out;
use super::process;
use serde_json::Value;
use std::path::PathBuf;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// List messages, one JSON object a line
    List(ListArguments),
    /// Send again what was given up: one message, or all of a route
    Redrive(RedriveArguments),
}

#[derive(clap::Args)]
struct Node {
    /// The address of the node, http://127.0.0.1:8081
    #[arg(long, value_name = "URL")]
    url: String,
    /// A file with an operator's token; the variable SARAPTAMA_TOKEN unless given
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Which node, where the process hosts several
    #[arg(long)]
    node: Option<String>,
}

#[derive(clap::Args)]
pub(super) struct ListArguments {
    #[command(flatten)]
    node: Node,
    /// waiting, delivered or dead
    #[arg(long, default_value = "dead")]
    state: String,
    /// Only of this route
    #[arg(long)]
    route: Option<String>,
    /// Only given up for this reason
    #[arg(long)]
    reason: Option<String>,
}

#[derive(clap::Args)]
pub(super) struct RedriveArguments {
    #[command(flatten)]
    node: Node,
    /// The message
    #[arg(long, required_unless_present = "route", conflicts_with = "route")]
    id: Option<String>,
    /// All that were given up on this route
    #[arg(long)]
    route: Option<String>,
    /// Only those that were given up for this reason
    #[arg(long, requires = "route")]
    reason: Option<String>,
}

pub(super) fn run(command: &Command, desk: &Desk) -> Result<Exit, Failure> {
    let runtime = process::runtime()?;
    let mut out = Out::new();
    match command {
        Command::List(arguments) => {
            let mut cursor = None;
            let mut count = 0;
            loop {
                let asked = [("state", Some(arguments.state.clone())), ("route", arguments.route.clone()), ("cursor", cursor)];
                let asked = [&asked[..], &[("reason", arguments.reason.clone())]].concat();
                let page = runtime.block_on(arguments.node.ask("GET", &["messages"], &asked))?;
                for item in page["items"].as_array().into_iter().flatten() {
                    out.json(item)?;
                    count += 1;
                }
                cursor = page["next"].as_str().map(str::to_owned);
                if cursor.is_none() {
                    break;
                }
            }
            out.flush()?;
            desk.language.say("cli-messages", [("count", count.to_string())]);
        }
        Command::Redrive(arguments) => {
            let path = match (&arguments.id, &arguments.route) {
                (Some(id), _) => ["messages", id, "redrive"],
                (None, route) => ["routes", route.as_deref().unwrap_or_default(), "redrive"],
            };
            let done = runtime.block_on(arguments.node.ask("POST", &path, &[("reason", arguments.reason.clone())]))?;
            out.json(&done)?;
            out.flush()?;
            desk.language.say("cli-messages-redriven", [("count", done["redriven"].to_string())]);
        }
    }
    Ok(Exit::Done)
}

impl Node {
    fn token(&self) -> Result<String, Failure> {
        let read = match &self.token_file {
            Some(file) => std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display())),
            None => std::env::var("SARAPTAMA_TOKEN").map_err(|_| "SARAPTAMA_TOKEN".to_owned()),
        };
        let token = read.map_err(|reason| Failure::new("cli-messages-no-token", [("reason", reason)]))?;
        Ok(token.trim().to_owned())
    }

    /// Asks the operators' door; what it refuses is told in its own words.
    async fn ask(&self, method: &str, path: &[&str], asked: &[(&str, Option<String>)]) -> Result<Value, Failure> {
        let failed = |reason: &dyn std::fmt::Display| process::failed(format!("{}: {reason}", self.url));
        let mut url = reqwest::Url::parse(&self.url).map_err(|error| failed(&error))?;
        url.path_segments_mut().map_err(|()| failed(&"not an address"))?.pop_if_empty().extend(["ops", "v1"]).extend(path);
        for (name, value) in asked.iter().chain([&("node", self.node.clone())]) {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        let client = reqwest::Client::builder().no_proxy().timeout(std::time::Duration::from_secs(60)).build();
        let client = client.map_err(|error| failed(&error.without_url()))?;
        let method = method.parse().map_err(|_| failed(&"no such method"))?;
        let sent = client.request(method, url).bearer_auth(self.token()?).send().await;
        let response = sent.map_err(|error| failed(&error.without_url()))?;
        let status = response.status();
        let bytes = response.bytes().await.map_err(|error| failed(&error.without_url()))?;
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| failed(&error))?;
        if status.is_success() { Ok(value) } else { Err(failed(&value["detail"].as_str().unwrap_or(status.as_str()))) }
    }
}
