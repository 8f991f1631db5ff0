//! The configuration of a node: one TOML file, whose strings may come from the environment.

mod check;
mod database;
mod evidence;
mod expand;
mod gateway;
mod monitoring;
mod route;
mod sign_in;
mod webhook;

pub use evidence::{CertificateKind, Evidence};
pub use gateway::{Gateway, SealedBy};
pub use monitoring::Monitoring;
pub use route::{Breaker, Channel, Retry, Route};
pub use sign_in::{Endpoints, Oidc, SignIn};
pub use webhook::{Webhook, route_name as webhook_route};

pub use check::{Finding, Severity, check};

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
    /// A PostgreSQL database instead of a file in `data`: `postgres://user@host/name`. Several processes of
    /// one node may share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The password there, best as `${file:PATH}` or `${NAME}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database_password: Option<String>,
    /// Refuse to start, and be not ready, while no second server keeps every commit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub require_sync_standby: bool,
    /// The register of roles.
    pub principals: PathBuf,
    /// `production`, or a folder of anchors and issuing certificates.
    pub trust: String,
    /// Authorities (PEM) that are believed for `https` besides those of the system: for a private network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls_roots: Option<PathBuf>,
    /// The instant at which a set clock starts: with a folder of test anchors only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_starts_at: Option<String>,
    /// Data bank: the folder that keeps the register's signing key and the search key. MIS: the folder of the
    /// key of persons' status codes, which several processes share; the node's data folder unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<PathBuf>,
    /// MIS: the doors of the sandbox are open: with a folder of test anchors only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sandbox: bool,
    /// Whose reports of stages are believed, by id: the ministry's at a MIS, the data bank's at the ministry.
    #[serde(default)]
    pub stages_from: Vec<String>,
    /// The gateway's signatures.
    #[serde(default, skip_serializing_if = "Gateway::is_usual")]
    pub gateway: Gateway,
    /// Where revocation is asked for, and who stamps the time.
    #[serde(default, skip_serializing_if = "Evidence::is_usual")]
    pub evidence: Evidence,
    /// Data bank: to whom closed months go.
    #[serde(default, skip_serializing_if = "Monitoring::is_usual")]
    pub monitoring: Monitoring,
    /// How people sign in at the pages.
    #[serde(default, skip_serializing_if = "SignIn::is_usual")]
    pub sign_in: SignIn,
    /// Where messages go, by route.
    #[serde(default)]
    pub routes: BTreeMap<String, Route>,
    /// MIS: who hears of the stages of a vendor's forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub webhooks: Vec<Webhook>,
    /// MIS: for which vendors a caller, by id, reads the events of forms.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vendors: BTreeMap<String, Vec<String>>,
}

impl Config {
    /// Reads a configuration and makes its paths absolute.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown member or contradicts itself.
    pub fn load(path: &Path) -> Result<Self, String> {
        let fault = |what: &dyn std::fmt::Display| format!("reading the configuration {}: {what}", path.display());
        let text = std::fs::read_to_string(path).map_err(|e| fault(&e))?;
        let base = path.parent().unwrap_or(Path::new("."));
        // Straight from the text where it can be: then a fault names its line.
        let mut config: Self = if text.contains("${") {
            let mut value = toml::Value::Table(toml::from_str(&text).map_err(|e| fault(&e))?);
            expand::expand(&mut value, base, &|name| std::env::var(name).ok()).map_err(|e| fault(&e))?;
            value.try_into().map_err(|e| fault(&e))?
        } else {
            toml::from_str(&text).map_err(|e| fault(&e))?
        };
        config.data = base.join(&config.data);
        config.principals = base.join(&config.principals);
        config.keys = config.keys.map(|keys| base.join(keys));
        config.tls_roots = config.tls_roots.map(|roots| base.join(roots));
        config.gateway = config.gateway.below(base);
        config.gateway.check().map_err(|what| fault(&what))?;
        config.sign_in = config.sign_in.below(base);
        config.sign_in.check().map_err(|what| fault(&what))?;
        config.evidence.check().map_err(|what| fault(&what))?;
        config.check_database().map_err(|what| fault(&what))?;
        if config.trust != "production" {
            config.trust = base.join(&config.trust).display().to_string();
        } else if config.clock_starts_at.is_some() {
            return Err(fault(&"clock_starts_at does not go with the production anchors"));
        }
        if config.sandbox && (config.trust == "production" || config.node != NodeKind::Mis) {
            return Err(fault(&"sandbox is for a MIS with test anchors, never with the production anchors"));
        }
        if config.node == NodeKind::DataBank && config.keys.is_none() {
            return Err(fault(&"a data bank needs `keys`"));
        }
        config.clock_start().map_err(|e| fault(&e))?;
        let mut hooked = std::collections::BTreeSet::new();
        for webhook in &mut config.webhooks {
            webhook.check().map_err(|what| fault(&format!("webhooks.{}.{what}", webhook.vendor)))?;
            if config.node != NodeKind::Mis || !hooked.insert(webhook.vendor.clone()) {
                return Err(fault(&format!("webhooks.{}: at a MIS, and one for each vendor", webhook.vendor)));
            }
            webhook.secret_file = base.join(&webhook.secret_file);
        }
        for (name, route) in &config.routes {
            route.check().map_err(|what| fault(&format!("routes.{name}.{what}")))?;
        }
        config.monitoring.check(&config).map_err(|what| fault(&what))?;
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
