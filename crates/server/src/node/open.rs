use super::databank::Keys;
use super::{DataBank, Host, Ministry, Mis, Node};
use crate::clock::Clock;
use crate::config::{Config, NodeKind};
use crate::counters::Counters;
use crate::people::People;
use saraptama_core::law::Law;
use saraptama_core::terms::Instant;
use saraptama_sign::Trust;
use saraptama_store::{Options, Store};
use saraptama_wire::words::Words;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Notify;

/// Opens the nodes of `configs` in one process, on one clock.
///
/// The clock of a demonstration goes on from the last stored instant, so that time never runs back.
///
/// # Errors
/// What cannot be opened, in a sentence.
pub async fn open(configs: &[Config], law: Law) -> Result<Host, String> {
    let mut opened = vec![];
    let mut start: Option<Instant> = None;
    for config in configs {
        let store = open_store(config)?;
        if let Some(set) = config.clock_start()? {
            let last = store.latest_instant().await.map_err(|fault| fault.to_string())?;
            start = start.max(Some(set)).max(last);
        }
        opened.push((config, store));
    }
    let clock = start.map_or_else(Clock::system, Clock::set_to);
    let (law, words) = (Arc::new(law), Arc::new(Words::new()));
    let mut host = Host::default();
    for (config, store) in opened {
        let node = Node {
            store,
            law: law.clone(),
            words: words.clone(),
            clock: clock.clone(),
            people: Arc::new(People::load(&config.principals)?),
            trust: Arc::new(trust(&config.trust)?),
            stages_from: Arc::new(config.stages_from.clone()),
            routes: Arc::new(config.routes.clone()),
            outbox_bell: Arc::new(Notify::new()),
            counters: Arc::new(Counters::default()),
        };
        match config.node {
            NodeKind::Mis => host.mis = Some(Mis(node)),
            NodeKind::Ministry => host.ministry = Some(Ministry(node)),
            NodeKind::DataBank => {
                let keys = config.keys.as_deref().ok_or("a data bank needs `keys`")?;
                let databank = DataBank::open(node, Keys::open(keys)?).await;
                host.databank = Some(databank.map_err(|fault| fault.to_string())?);
            }
        }
    }
    Ok(host)
}

fn open_store(config: &Config) -> Result<Store, String> {
    std::fs::create_dir_all(&config.data).map_err(|e| format!("making the folder {}: {e}", config.data.display()))?;
    Store::open(&config.data.join("store.db"), &Options::default()).map_err(|fault| fault.to_string())
}

fn trust(from: &str) -> Result<Trust, String> {
    match from {
        "production" => Ok(Trust::production()),
        folder => Trust::directory(Path::new(folder)).map_err(|e| format!("anchors in {folder}: {e}")),
    }
}
