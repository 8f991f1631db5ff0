//! Where nobody can call us, we ask. A gateway that does not answer is asked more and more seldom.

use super::breaker::{Sign, Turn, Way as Open};
use super::pull::{SERVICES, circuit};
use super::send::Trouble;
use super::spoken::Spoken;
use crate::config::{Channel as Way, NodeKind, Route};
use crate::flow::FlowError;
use crate::node::Node;
use saraptama_core::terms::FormId;
use saraptama_wire::shep::Sender;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::sleep;

/// How long to wait between two rounds of asking what waits for us.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// So many of these rounds lie between two helpings of messages that are asked after.
const ROUNDS: usize = 10;

/// Behind which message of a route and a service the next helping begins.
pub(super) type Places = BTreeMap<(String, &'static str), FormId>;

/// What asks the gateways that cannot call us.
pub struct Asker {
    kind: NodeKind,
    pub(super) node: Node,
    pub(super) places: Places,
    pub(super) spoken: Spoken,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// What waits for us.
    Waiting,
    /// How far it is with what we sent.
    Standing,
}

impl Asker {
    /// What asks for `node`.
    pub fn new(kind: NodeKind, node: Node) -> Self {
        Self { kind, node, places: Places::new(), spoken: Spoken::default() }
    }

    /// Asks for ever.
    pub(super) async fn run(mut self) {
        if self.pulled().is_empty() {
            return;
        }
        for round in 0usize.. {
            self.pull_once().await;
            if round % ROUNDS == 0 {
                self.ask_after_once().await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    fn pulled(&self) -> Vec<(String, Route)> {
        pulled(&self.node).map(|(name, route)| (name.clone(), route.clone())).collect()
    }

    /// Asks every such gateway once what waits for us, and keeps it. Nothing here waits for time to go by.
    pub async fn pull_once(&mut self) {
        for (name, route) in self.pulled() {
            for service in SERVICES {
                if self.may_ask(&name, service, Question::Waiting) == Open::Open {
                    continue;
                }
                let asked = self.pull(&name, &route, service).await;
                // A question is about no message: whoever does not answer one does not answer the next.
                let sign = if asked.is_ok() { Sign::Alive } else { Sign::Away };
                self.learn((&name, &route), (service, Question::Waiting), sign, asked.err());
            }
        }
    }

    /// Asks every such gateway once after a helping of our messages.
    pub async fn ask_after_once(&mut self) {
        for (name, route) in self.pulled() {
            for service in SERVICES {
                // Whether anybody is there is seen by the other question.
                if self.node.asking.way(&circuit(&name, service, Question::Waiting), self.node.clock.now()) == Open::Closed {
                    self.ask_after(&name, &route, service).await;
                }
            }
        }
    }

    /// Whether a gateway is to be asked now.
    pub(super) fn may_ask(&self, name: &str, service: &'static str, question: Question) -> Open {
        let (circuit, now) = (circuit(name, service, question), self.node.clock.now());
        let way = self.node.asking.way(&circuit, now);
        if way == Open::Probe {
            self.node.asking.probing(&circuit, now);
        }
        way
    }

    /// Learns from a question; one line when nobody answers any more and one when somebody does again.
    pub(super) fn learn(
        &self,
        (name, route): (&str, &Route),
        (service, question): (&'static str, Question),
        sign: Sign,
        trouble: Option<Trouble>,
    ) {
        let (circuit, now, node) = (circuit(name, service, question), self.node.clock.now(), self.kind.as_str());
        let error = trouble.map(Trouble::said);
        match self.node.asking.learn(&circuit, &route.breaker, sign, now, &self.node.chance) {
            Some(Turn::Opened) => {
                tracing::error!(node, route = name, service, ?question, error, "a question is not answered: asked more seldom");
            }
            Some(Turn::Closed(since)) => {
                let seconds = now.duration_since(since).as_secs();
                tracing::warn!(node, route = name, service, ?question, seconds, "the question is answered again");
            }
            None => tracing::debug!(node, route = name, service, ?question, error, "asked"),
        }
    }
}

/// The routes of a node from whose other end nobody can call it.
pub fn pulled(node: &Node) -> impl Iterator<Item = (&String, &Route)> {
    node.routes.iter().filter(|(_, route)| route.channel() == Way::AsyncPull)
}

/// As whom we ask.
pub(super) fn own(route: &Route) -> Sender {
    Sender { id: route.sender.clone(), password: Some(route.token.clone()) }
}

/// A fault of ours: asked again, as if nobody had answered.
pub(super) fn ours(error: FlowError) -> Trouble {
    Trouble::Away(error.to_string())
}
