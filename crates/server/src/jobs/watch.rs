use crate::config::{NodeKind, Retry};
use crate::node::Node;
use saraptama_core::terms::Instant;
use saraptama_store::Fault;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::sleep;

/// The pause between two looks.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// Raises the alarm where messages wait too long: a route that stands still must not do so in silence.
pub struct Watch {
    kind: NodeKind,
    node: Node,
    told: BTreeMap<String, Instant>,
}

impl Watch {
    /// Over the routes of `node`.
    pub fn new(kind: NodeKind, node: Node) -> Self {
        Self { kind, node, told: BTreeMap::new() }
    }

    /// Looks once; one line for each route that waits too long, said again each time as much time has
    /// gone by. Answers these routes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look_once(&mut self) -> Result<Vec<String>, Fault> {
        let now = self.node.clock.now();
        let usual = Retry::default();
        let mut late = vec![];
        for state in self.node.store.routes_state().await? {
            let retry = self.node.routes.get(&state.route).map_or(&usual, |route| &route.retry);
            let patience = i64::from(retry.alarm_after_seconds);
            let age = now.duration_since(state.oldest).as_secs();
            if age < patience {
                self.told.remove(&state.route);
                continue;
            }
            if self.told.get(&state.route).is_none_or(|told| now.duration_since(*told).as_secs() >= patience) {
                let way = self.node.breakers.way(&state.route, now).as_str();
                tracing::error!(
                    node = self.kind.as_str(), route = %state.route, waiting = state.waiting, oldest_seconds = age, way,
                    "messages wait too long"
                );
                self.told.insert(state.route.clone(), now);
            }
            late.push(state.route);
        }
        Ok(late)
    }

    /// Looks now and then, for ever.
    pub(super) async fn run(mut self) {
        loop {
            if let Err(fault) = self.look_once().await {
                tracing::error!(node = self.kind.as_str(), error = %fault, "looking for messages that wait too long");
            }
            sleep(LOOK_AGAIN).await;
        }
    }
}
