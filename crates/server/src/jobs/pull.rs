//! Where nobody can call us, we ask: what waits for us at the gateway, and how far it is with what we sent.

use super::channel::Postman;
use super::send::{Trouble, post_sealed};
use super::through_channel::{answered, standing};
use crate::config::{Channel as Way, Route};
use crate::flow::channel::Arrival;
use saraptama_core::channel::Standing;
use saraptama_core::terms::FormId;
use saraptama_store::rows::{ChannelRow, ChannelSide};
use saraptama_wire::shep::async_channel::{
    MessagesQuery, StatusQuery, read_messages, read_status, write_messages_query, write_send_message, write_status_query,
};
use saraptama_wire::shep::{ACT_STATUS, Channel, FORM031_SUBMIT, Sender};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::sleep;

/// What is asked for, and what is sent: the services of order A.
const SERVICES: [&str; 2] = [FORM031_SUBMIT, ACT_STATUS];
/// How long to wait between two rounds of asking what waits for us.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// So many of these rounds lie between two helpings of messages that are asked after.
const ROUNDS: usize = 10;
/// How many messages are asked after in one helping.
const HELPING: u32 = 64;

/// Behind which message of a route and a service the next helping begins.
type Places = BTreeMap<(String, &'static str), FormId>;

impl Postman {
    /// Asks for ever.
    pub(super) async fn run_pull(self) {
        if self.pulled().next().is_none() {
            return;
        }
        let mut places = Places::new();
        for round in 0usize.. {
            self.pull_once().await;
            if round % ROUNDS == 0 {
                self.ask_after(&mut places).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// The routes from whose other end nobody can call us.
    fn pulled(&self) -> impl Iterator<Item = (&String, &Route)> {
        self.node.routes.iter().filter(|(_, route)| route.channel() == Way::AsyncPull)
    }

    /// Asks every such gateway what waits for us, and keeps it.
    async fn pull_once(&self) {
        for (name, route) in self.pulled() {
            for service in SERVICES {
                if let Err(error) = self.pull(name, route, service).await {
                    tracing::warn!(route = name, error, "asking for messages");
                }
            }
        }
    }

    async fn pull(&self, name: &str, route: &Route, service: &str) -> Result<(), String> {
        let query = MessagesQuery {
            message_id: None,
            correlation_id: None,
            request_date: Some(self.node.clock.now()),
            service_id: service.to_owned(),
            sender: Some(own(route)),
            amount: None,
            properties: vec![],
        };
        let bytes = post_sealed(&self.node, route, Channel::Async, write_messages_query(&query)).await.map_err(Trouble::said)?;
        let answer = answered(read_messages(&bytes)).map_err(Trouble::said)?;
        let source = route.partner.as_deref().unwrap_or(name);
        for message in &answer.messages {
            let raw = write_send_message(message);
            let arrival = Arrival { source, side: ChannelSide::Client, message, raw: raw.as_bytes() };
            let kept = self.node.channel_accept(&arrival).await.map_err(|error| error.to_string())?;
            if let Err(why) = kept {
                tracing::warn!(route = name, message = message.message_id.as_deref(), ?why, "a message is not kept");
            }
        }
        Ok(())
    }

    /// Asks after a helping of messages of ours that were still on their way when we last heard of them.
    async fn ask_after(&self, places: &mut Places) {
        for (name, route) in self.pulled() {
            for service in SERVICES {
                let place = (name.clone(), service);
                let asked = self.helping(name, route, service, places.get(&place).copied()).await;
                match asked {
                    Ok(Some(last)) => drop(places.insert(place, last)),
                    Ok(None) => drop(places.remove(&place)),
                    Err(error) => tracing::warn!(route = name, error, "asking how far messages are"),
                }
            }
        }
    }

    /// Answers behind which message the next helping begins; none where it is the first again.
    async fn helping(&self, name: &str, route: &Route, service: &str, after: Option<FormId>) -> Result<Option<FormId>, String> {
        let queue = crate::flow::channel::queue_of_sent(name);
        let rows = self.node.store.channel_on_their_way(&queue, service, after, HELPING).await;
        let rows = rows.map_err(|fault| fault.to_string())?;
        for row in &rows {
            match self.ask(name, route, row).await {
                Ok(()) => {}
                // What the gateway will not say of one message says nothing of the others.
                Err(Trouble::Rejected(error)) => {
                    tracing::warn!(route = name, message = %row.id, error, "asking how far a message is")
                }
                Err(trouble) => return Err(trouble.said()),
            }
        }
        Ok(rows.last().filter(|_| rows.len() == HELPING as usize).map(|row| row.id))
    }

    async fn ask(&self, name: &str, route: &Route, row: &ChannelRow) -> Result<(), Trouble> {
        let query = StatusQuery {
            message_id: row.name.clone(),
            request_date: self.node.clock.now(),
            sender: own(route),
            properties: vec![],
        };
        let bytes = post_sealed(&self.node, route, Channel::Async, write_status_query(&query)).await?;
        let answer = answered(read_status(&bytes))?;
        let standing = standing(answer.state);
        if standing == Standing::OnDelivery {
            return Ok(());
        }
        let told = self.node.channel_told(name, &row.name, standing, answer.status.date).await;
        told.map_err(|error| Trouble::Away(error.to_string()))
    }
}

fn own(route: &Route) -> Sender {
    Sender { id: route.sender.clone(), password: Some(route.token.clone()) }
}
