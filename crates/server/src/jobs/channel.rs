//! The asynchronous channel at work: what is for us is worked off, what we keep for others is brought to them.

use super::breaker::{Sign, Way as Open, tell};
use super::send::overheard;
use super::through_channel::bring;
use crate::config::{Channel as Way, NodeKind, Route};
use crate::flow::FlowError;
use crate::flow::channel::{HERE, queue_for};
use crate::node::{Host, Node};
use saraptama_core::channel::{Command, Event};
use saraptama_store::Fault;
use saraptama_store::rows::ChannelRow;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How many messages of a queue are under way at once.
const AT_ONCE: u32 = 64;
/// How long to sleep where nothing is due: tries become due by themselves.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The pause after a fault.
const AFTER_FAULT: Duration = Duration::from_secs(1);

/// What moves a node's messages of the asynchronous channel.
#[derive(Clone)]
pub struct Postman {
    kind: NodeKind,
    node: Node,
    host: Host,
}

impl Postman {
    /// The postman of `node`; `host` takes what is for it.
    pub fn new(kind: NodeKind, node: Node, host: Host) -> Self {
        Self { kind, node, host }
    }

    /// Moves everything that is due now, once. Answers how many messages were taken up. Nothing here waits
    /// for time to go by.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn post_once(&self) -> Result<usize, Fault> {
        let now = self.node.clock.now();
        let mut under_way = JoinSet::new();
        for row in self.node.store.channel_due(HERE, now, AT_ONCE).await? {
            under_way.spawn(self.clone().work(row));
        }
        for (name, route) in self.node.routes.iter().filter(|(_, route)| route.channel() == Way::Push) {
            let most = match self.node.breakers.way(name, now) {
                Open::Closed => AT_ONCE,
                Open::Probe => 1,
                Open::Open => continue,
            };
            let queue = queue_for(route.partner.as_deref().unwrap_or(name));
            let (name, route) = (Arc::new(name.clone()), Arc::new(route.clone()));
            for row in self.node.store.channel_due(&queue, now, most).await? {
                under_way.spawn(self.clone().push(name.clone(), route.clone(), row));
            }
        }
        let taken = under_way.len();
        while under_way.join_next().await.is_some() {}
        Ok(taken)
    }

    /// Moves what is due, for ever.
    pub(super) async fn run(self) {
        loop {
            match self.post_once().await {
                Ok(0) => drop(timeout(LOOK_AGAIN, self.node.channel_bell.notified()).await),
                Ok(_) => {}
                Err(fault) => {
                    tracing::error!(error = %fault, "finding messages of the channel");
                    sleep(AFTER_FAULT).await;
                }
            }
        }
    }

    async fn work(self, row: ChannelRow) {
        if let Err(error) = self.host.channel_work(&self.node, row.id).await {
            tracing::error!(message = %row.id, error = %error, "working off a message of the channel: it is tried again");
        }
    }

    async fn push(self, name: Arc<String>, route: Arc<Route>, row: ChannelRow) {
        match self.try_push(&name, &route, &row).await {
            Ok(()) | Err(FlowError::Channel(_)) => {}
            Err(error) => tracing::error!(message = %row.id, error = %error, "bringing a message of the channel"),
        }
    }

    async fn try_push(&self, name: &str, route: &Route, row: &ChannelRow) -> Result<(), FlowError> {
        // The try is recorded first: who is overtaken here brings nothing.
        let tried = self.node.channel_do(row.id, Command::Try, |_, _, _| ()).await?;
        self.count_stopped(row, &tried);
        if !matches!(tried.as_slice(), [Event::Tried { .. }]) {
            return Ok(());
        }
        let envelope = String::from_utf8(self.node.channel_envelope(row.id).await?);
        let envelope = envelope.map_err(|_| FlowError::Event("the envelope of a message is not a text".to_owned()))?;
        let (brought, log) = overheard(name, &row.name, bring(&self.node, route, envelope)).await;
        let sign = brought.as_ref().err().map_or(Sign::Alive, |trouble| trouble.sign(row.id));
        let (node, now) = (&self.node, self.node.clock.now());
        tell(self.kind, name, node.breakers.learn(name, &route.breaker, sign, now, &node.chance), sign, now);
        node.log_all(log).await?;
        // Taken there is not yet delivered: the receiver says so itself.
        let Err(trouble) = brought else { return Ok(()) };
        let error = trouble.said();
        tracing::warn!(route = name, message = %row.id, error, "not brought, tried again later");
        let failed = node.channel_do(row.id, Command::Fail, |_, _, _| ()).await?;
        self.count_stopped(row, &failed);
        Ok(())
    }

    /// Given up: never without a line that says so.
    fn count_stopped(&self, row: &ChannelRow, events: &[Event]) {
        if events.iter().any(|event| matches!(event, Event::Stopped { .. })) {
            crate::counters::count(&self.node.counters.channel_stopped);
            tracing::error!(queue = %row.queue, message = %row.id, "tried as often as patience allows: it waits for an operator");
        }
    }
}
