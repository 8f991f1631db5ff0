//! What a node knows of vendors: whose endpoint hears of which stages, and which caller reads for whom.

use crate::config::{Config, Route, webhook_route};
use crate::sandbox::Sandbox;
use crate::webhook::Key;
use saraptama_core::referral::Stage;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A node's vendors.
#[derive(Debug, Default)]
pub struct Vendors {
    hooks: BTreeMap<String, Hook>,
    readers: BTreeMap<String, Vec<String>>,
    sandbox: Option<Arc<Sandbox>>,
}

/// An endpoint.
#[derive(Debug)]
struct Hook {
    key: Key,
    kinds: Vec<Stage>,
}

impl Vendors {
    /// Reads the secrets that a configuration names.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn open(config: &Config) -> Result<Self, String> {
        let mut hooks = BTreeMap::new();
        for webhook in &config.webhooks {
            let hook = Hook { key: Key::load(&webhook.secret_file)?, kinds: webhook.kinds.clone() };
            hooks.insert(webhook.route_name(), hook);
        }
        let sandbox = config.sandbox.then(Arc::<Sandbox>::default);
        Ok(Self { hooks, readers: config.vendors.clone(), sandbox })
    }

    /// The routes of a configuration, those to endpoints among them.
    pub fn routes(config: &Config) -> BTreeMap<String, Route> {
        let hooks = config.webhooks.iter().map(|webhook| (webhook.route_name(), webhook.route()));
        config.routes.clone().into_iter().chain(hooks).collect()
    }

    /// Whether nobody hears of anything.
    pub fn is_silent(&self) -> bool {
        self.hooks.is_empty()
    }

    /// The route by which the vendor hears of `stage`, if it does.
    pub fn hears(&self, vendor: &str, stage: Stage) -> Option<String> {
        let route = webhook_route(vendor);
        let hook = self.hooks.get(&route)?;
        (hook.kinds.is_empty() || hook.kinds.contains(&stage)).then_some(route)
    }

    /// The secret of a route's endpoint.
    pub fn key(&self, route: &str) -> Option<&Key> {
        Some(&self.hooks.get(route)?.key)
    }

    /// What the sandbox saw, where the node is one.
    pub fn sandbox(&self) -> Option<&Arc<Sandbox>> {
        self.sandbox.as_ref()
    }

    /// The vendors for which the caller of this id reads.
    pub fn read_by(&self, caller: &str) -> &[String] {
        self.readers.get(caller).map_or(&[], Vec::as_slice)
    }
}
