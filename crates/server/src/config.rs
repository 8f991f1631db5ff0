//! The configuration of a node: one TOML file.

use saraptama_core::terms::{Instant, parse_instant};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Which of the three systems a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// A clinic's medical information system.
    Mis,
    /// The Ministry of Health's system.
    Ministry,
    /// The disability data bank.
    #[serde(rename = "databank")]
    #[value(name = "databank")]
    DataBank,
}

impl NodeKind {
    /// As the command line writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            NodeKind::Mis => "mis",
            NodeKind::Ministry => "ministry",
            NodeKind::DataBank => "databank",
        }
    }
}

/// A node's configuration. Paths are relative to the file.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The node's kind; it must be the one the command names.
    pub node: NodeKind,
    /// Where it listens.
    pub listen: SocketAddr,
    /// The folder of its store.
    pub data: PathBuf,
    /// The register of roles.
    pub principals: PathBuf,
    /// `production`, or a folder of anchors and issuing certificates.
    pub trust: String,
    /// The instant at which a set clock starts: with a folder of test anchors only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_starts_at: Option<String>,
    /// Data bank: the folder that keeps the register's signing key and the search key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<PathBuf>,
    /// Whose reports of stages are believed, by id: the ministry's at a MIS, the data bank's at the ministry.
    #[serde(default)]
    pub stages_from: Vec<String>,
    /// Where messages go, by route.
    #[serde(default)]
    pub routes: BTreeMap<String, Route>,
}

/// Where messages of one route go.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The receiver's base address, `http://127.0.0.1:8082`.
    pub url: String,
    /// As whom we send: our id in the receiver's register of roles.
    pub sender: String,
    /// Our token there.
    pub token: String,
    /// The messages go as SHEP SyncChannel v10, else as JSON between nodes.
    #[serde(default)]
    pub gateway: bool,
}

impl Config {
    /// Reads a configuration and makes its paths absolute.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown member or contradicts itself.
    pub fn load(path: &Path) -> Result<Self, String> {
        let fault = |what: &dyn std::fmt::Display| format!("reading the configuration {}: {what}", path.display());
        let text = std::fs::read_to_string(path).map_err(|e| fault(&e))?;
        let mut config: Self = toml::from_str(&text).map_err(|e| fault(&e))?;
        let base = path.parent().unwrap_or(Path::new("."));
        config.data = base.join(&config.data);
        config.principals = base.join(&config.principals);
        config.keys = config.keys.map(|keys| base.join(keys));
        if config.trust != "production" {
            config.trust = base.join(&config.trust).display().to_string();
        } else if config.clock_starts_at.is_some() {
            return Err(fault(&"clock_starts_at does not go with the production anchors"));
        }
        if config.node == NodeKind::DataBank && config.keys.is_none() {
            return Err(fault(&"a data bank needs `keys`"));
        }
        config.clock_start().map_err(|e| fault(&e))?;
        Ok(config)
    }

    /// The instant at which a set clock starts.
    ///
    /// # Errors
    /// When it is not an instant.
    pub fn clock_start(&self) -> Result<Option<Instant>, String> {
        let read = |text: &String| parse_instant(text).map_err(|e| format!("clock_starts_at: {e}"));
        self.clock_starts_at.as_ref().map(read).transpose()
    }
}
