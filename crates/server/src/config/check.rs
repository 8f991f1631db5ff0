//! What can be told about a configuration before a node starts with it: nothing is made or changed.

use super::{Config, NodeKind, Route};
use crate::envelope_seal::EnvelopeSeal;
use crate::people::People;
use crate::sign_in::SignIn;
use reqwest::Url;
use saraptama_core::authority::Role;
use std::path::Path;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// As it should be.
    Good,
    /// The node starts; somebody should look at it.
    Warning,
    /// The node does not start, or its work will stop.
    Fault,
}

/// One finding: a key of the words for people, and what the sentence names.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Finding {
    /// How grave.
    pub severity: Severity,
    /// Which sentence.
    pub key: &'static str,
    /// What it names; never a token or a password.
    pub names: Vec<(&'static str, String)>,
}

/// The routes without which a node of this kind cannot do its work.
fn needed(kind: NodeKind) -> &'static [&'static str] {
    match kind {
        NodeKind::Mis => &[crate::flow::mis::MINISTRY],
        NodeKind::Ministry => &[crate::flow::ministry::DATA_BANK],
        // Stages go back to whoever handed in; the ministry's own id is the usual name of that route.
        NodeKind::DataBank => &[],
    }
}

/// Looks at everything that a configuration names.
pub fn check(config: &Config) -> Vec<Finding> {
    let mut found = Findings::default();
    found.folder("config-data", &config.data);
    match crate::node::open_trust(&config.trust) {
        Ok(_) if config.trust == "production" => found.good("config-trust-production", vec![]),
        Ok(_) => found.warn("config-trust-test", vec![("folder", config.trust.clone())]),
        Err(reason) => found.fault("config-faulty", vec![("reason", reason)]),
    }
    if config.clock_starts_at.is_some() {
        found.warn("config-clock-set", vec![]);
    }
    if !config.listen.ip().is_loopback() {
        found.warn("config-listens-openly", vec![("address", config.listen.to_string())]);
    }
    found.gateway(config);
    if let Some(keys) = config.keys.as_ref().filter(|_| config.node == NodeKind::DataBank) {
        found.keys(keys);
    }
    match People::load(&config.principals) {
        Ok(people) => found.people(&people, config),
        Err(reason) => found.fault("config-faulty", vec![("reason", reason)]),
    }
    for name in needed(config.node).iter().filter(|name| !config.routes.contains_key(**name)) {
        found.fault("config-route-missing", vec![("route", (*name).to_owned())]);
    }
    if let Err(reason) = crate::vendors::Vendors::open(config) {
        found.fault("config-faulty", vec![("reason", reason)]);
    }
    found.sign_in(config);
    if config.routes.is_empty() {
        found.fault("config-no-routes", vec![]);
    }
    for (name, route) in &config.routes {
        found.route(name, route);
    }
    found.0
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn good(&mut self, key: &'static str, names: Vec<(&'static str, String)>) {
        self.0.push(Finding { severity: Severity::Good, key, names });
    }

    fn warn(&mut self, key: &'static str, names: Vec<(&'static str, String)>) {
        self.0.push(Finding { severity: Severity::Warning, key, names });
    }

    fn fault(&mut self, key: &'static str, names: Vec<(&'static str, String)>) {
        self.0.push(Finding { severity: Severity::Fault, key, names });
    }

    /// A folder that the node writes into: it is there and takes a file, or its parent would take it.
    fn folder(&mut self, key: &'static str, folder: &Path) {
        let nearest = folder.ancestors().find(|one| one.is_dir()).unwrap_or(Path::new("/"));
        let names = vec![("folder", folder.display().to_string())];
        match tempfile::Builder::new().prefix(".config-check").tempfile_in(nearest) {
            Ok(_) => self.good(key, names),
            Err(error) => self.fault("config-not-writable", [names, vec![("reason", error.kind().to_string())]].concat()),
        }
    }

    /// Whether envelopes leave under a seal, where any leave.
    fn gateway(&mut self, config: &Config) {
        let sends = config.node != NodeKind::Mis || config.routes.values().any(|route| route.gateway);
        // Anchors that cannot be opened have been told of.
        let Ok(trust) = crate::node::open_trust(&config.trust) else { return };
        match EnvelopeSeal::open(&config.gateway, &trust) {
            Err(reason) => self.fault("config-faulty", vec![("reason", reason)]),
            Ok(seal) if seal.signs() => self.good("config-gateway-sealed", vec![]),
            Ok(_) if sends => self.warn("config-gateway-unsealed", vec![]),
            Ok(_) => {}
        }
    }

    fn keys(&mut self, keys: &Path) {
        let names = vec![("folder", keys.display().to_string())];
        let there = ["register.pem", "search.key"].map(|name| keys.join(name).is_file());
        match there {
            [true, true] => self.good("config-keys", names),
            [false, false] => self.warn("config-keys-new", names),
            // With one of them gone, acts would be searched or sealed by another key than before.
            _ => self.fault("config-keys-half", names),
        }
    }

    /// How people get in; a node with the ministry's work alone has no pages behind it.
    fn sign_in(&mut self, config: &Config) {
        let settings = &config.sign_in;
        if let Err(reason) = SignIn::open(config) {
            self.fault("config-faulty", vec![("reason", reason)]);
        }
        let needs_origin = settings.signature || settings.oidc.is_some();
        if needs_origin && settings.origin.is_none() {
            self.warn("config-sign-in-no-origin", vec![("address", settings.origin(config.listen))]);
        }
        if let Some(oidc) = &settings.oidc {
            self.good("config-sign-in-provider", vec![("issuer", oidc.issuer.clone())]);
        }
        if settings.accounts && !settings.signature && settings.oidc.is_none() {
            match People::load(&config.principals) {
                Ok(people) if !people.has_accounts() => self.fault("config-sign-in-nobody", vec![]),
                _ => {}
            }
        }
    }

    fn people(&mut self, people: &People, config: &Config) {
        self.good("config-people", vec![("count", people.len().to_string())]);
        for id in config.stages_from.iter().filter(|id| people.by_id(id).is_none()) {
            self.fault("config-stages-from-nobody", vec![("id", id.clone())]);
        }
        let wanted: &[Role] = match config.node {
            NodeKind::Mis => &[Role::Doctor, Role::Chair],
            NodeKind::Ministry => &[],
            NodeKind::DataBank => &[Role::Expert],
        };
        for role in wanted.iter().filter(|role| !people.has_role(**role)) {
            self.warn("config-nobody-holds", vec![("role", format!("{role:?}").to_lowercase())]);
        }
        if config.node == NodeKind::Mis && config.stages_from.is_empty() {
            self.warn("config-stages-from-none", vec![]);
        }
    }

    fn route(&mut self, name: &str, route: &Route) {
        let named = || vec![("route", name.to_owned())];
        let url = match Url::parse(&route.url) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.host().is_some() => url,
            _ => return self.fault("config-route-address", named()),
        };
        if route.token.is_empty() || route.sender.is_empty() {
            self.fault("config-route-nobody", named());
        } else if url.scheme() == "http" && !is_loopback(&url) {
            self.warn("config-route-in-clear", named());
        } else {
            self.good("config-route", named());
        }
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
