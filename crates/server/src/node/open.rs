use super::databank::Keys;
use super::{DataBank, Host, Ministry, Mis, Node, StatusKey};
use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::{Config, NodeKind};
use crate::counters::Counters;
use crate::envelope_seal::EnvelopeSeal;
use crate::evidence::Desk;
use crate::people::People;
use crate::secrets::Secrets;
use crate::sign_in::SignIn;
use crate::transport::{Network, Transport};
use crate::vendors::Vendors;
use saraptama_core::law::Law;
use saraptama_core::terms::Instant;
use saraptama_sign::Trust;
use saraptama_store::Store;
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
        let store = open_store(config).await?;
        if let Some(set) = config.clock_start()? {
            let last = store.latest_instant().await.map_err(|fault| fault.to_string())?;
            start = start.max(Some(set)).max(last);
        }
        opened.push((config, store));
    }
    let means = Means {
        clock: start.map_or_else(Clock::system, Clock::set_to),
        transport: Arc::new(Network::believing(configs.iter().filter_map(|config| config.tls_roots.as_deref()))?),
        chance: Chance::system(),
        secrets: Secrets::system(),
        law: Arc::new(law),
        words: Arc::new(Words::new()),
    };
    let mut host = Host::default();
    for (config, store) in opened {
        means.put(config, store, &mut host).await?;
    }
    Ok(host)
}

/// What the nodes of a process share, and what a simulation holds in its hand.
#[derive(Clone)]
pub struct Means {
    /// The clock.
    pub clock: Clock,
    /// The way to other nodes.
    pub transport: Arc<dyn Transport>,
    /// Lots for what is spread in time.
    pub chance: Chance,
    /// What nobody may foresee.
    pub secrets: Secrets,
    /// The law.
    pub law: Arc<Law>,
    /// The words.
    pub words: Arc<Words>,
}

impl Means {
    /// Puts the node of `config`, over its archive, into the process.
    ///
    /// # Errors
    /// What cannot be read, in a sentence.
    pub async fn put(&self, config: &Config, store: Store, host: &mut Host) -> Result<(), String> {
        let trust = Arc::new(open_trust(&config.trust)?);
        let node = Node {
            store,
            law: self.law.clone(),
            words: self.words.clone(),
            clock: self.clock.clone(),
            secrets: self.secrets.clone(),
            people: Arc::new(People::load(&config.principals)?),
            envelope_seal: Arc::new(EnvelopeSeal::open(&config.gateway, &trust)?),
            trust,
            evidence: Arc::new(Desk::new(config.evidence.clone())),
            sign_in: Arc::new(SignIn::open(config)?),
            stages_from: Arc::new(config.stages_from.clone()),
            monitoring: Arc::new(config.monitoring.clone()),
            routes: Arc::new(Vendors::routes(config)),
            vendors: Arc::new(Vendors::open(config)?),
            transport: self.transport.clone(),
            breakers: Arc::default(),
            asking: Arc::default(),
            chance: self.chance.clone(),
            outbox_bell: Arc::new(Notify::new()),
            channel_bell: Arc::new(Notify::new()),
            htmc_list: Arc::default(),
            htmc_heard: Arc::default(),
            counters: Arc::new(Counters::default()),
        };
        match config.node {
            NodeKind::Mis => {
                let keys = config.keys.as_deref().unwrap_or(&config.data);
                host.mis = Some(Mis(node, Arc::new(StatusKey::open(keys)?)));
            }
            NodeKind::Ministry => host.ministry = Some(Ministry(node)),
            NodeKind::DataBank => {
                let keys = config.keys.as_deref().ok_or("a data bank needs `keys`")?;
                let databank = DataBank::open(node, Keys::open(keys)?).await;
                host.databank = Some(databank.map_err(|fault| fault.to_string())?);
            }
        }
        Ok(())
    }
}

async fn open_store(config: &Config) -> Result<Store, String> {
    std::fs::create_dir_all(&config.data).map_err(|e| format!("making the folder {}: {e}", config.data.display()))?;
    let opened = match config.database() {
        Some(database) => Store::connect(&database, &config.store_options()).await,
        None => Store::open(&config.data.join("store.db"), &config.store_options()),
    };
    opened.map_err(|fault| fault.to_string())
}

/// The archive of a node, beside the processes that write it.
///
/// # Errors
/// When it cannot be opened.
pub async fn open_store_to_read(config: &Config) -> Result<Store, String> {
    let opened = match config.database() {
        Some(database) => Store::connect_to_read(&database, &config.store_options()).await,
        None => Store::open_to_read(&config.data.join("store.db"), &config.store_options()),
    };
    opened.map_err(|fault| fault.to_string())
}

/// The anchors that a configuration names.
///
/// # Errors
/// When a folder holds none or something else.
pub fn open_trust(from: &str) -> Result<Trust, String> {
    match from {
        "production" => Ok(Trust::production()),
        folder => Trust::directory(Path::new(folder)).map_err(|e| format!("anchors in {folder}: {e}")),
    }
}
