//! What waits for us at a gateway that cannot call us.

use super::ask::{Asker, Question, ours, own};
use super::send::{Trouble, overheard, post_sealed};
use super::through_channel::answered;
use crate::config::Route;
use crate::flow::channel::{Arrival, Came};
use saraptama_store::rows::ChannelSide;
use saraptama_store::{Direction, Logged};
use saraptama_wire::shep::async_channel::{Message, MessagesQuery, Unread, read_messages, write_messages_query};
use saraptama_wire::shep::{ACT_STATUS, Channel, FORM031_SUBMIT};

/// What is asked for, and what is sent: the services of order A.
pub(super) const SERVICES: [&str; 2] = [FORM031_SUBMIT, ACT_STATUS];

/// The name of a question's circuit among the breakers.
pub(super) fn circuit(route: &str, service: &str, question: Question) -> String {
    format!("{route} {service} {question:?}")
}

/// The circuits of the questions what waits for us, by the services of a route.
pub fn circuits(route: &str) -> [(&'static str, String); 2] {
    SERVICES.map(|service| (service, circuit(route, service, Question::Waiting)))
}

/// What was handed to us, and how.
struct Handed<'h> {
    route: &'h str,
    source: &'h str,
    service: &'static str,
    /// The answer in which it came, as it stands in the log.
    answer: &'h Logged,
}

impl Asker {
    /// Asks for the messages of a service and keeps what is new. What is not kept is answered so, or it would
    /// stand in the way of what comes after it.
    pub(super) async fn pull(&mut self, name: &str, route: &Route, service: &'static str) -> Result<(), Trouble> {
        let query = MessagesQuery {
            message_id: None,
            correlation_id: None,
            request_date: Some(self.node.clock.now()),
            service_id: service.to_owned(),
            sender: Some(own(route)),
            amount: None,
            properties: vec![],
        };
        let asking = post_sealed(&self.node, route, Channel::Async, write_messages_query(&query));
        let (bytes, log) = overheard(name, service, asking).await;
        let handed_out = match bytes.and_then(|bytes| answered(read_messages(&bytes))) {
            Ok(handed_out) => handed_out,
            Err(trouble) => {
                self.node.log_all(log).await.map_err(ours)?;
                return Err(trouble);
            }
        };
        let source = route.partner.as_deref().unwrap_or(name);
        let mut fresh = vec![];
        for message in &handed_out.messages {
            if !self.is_known(source, service, message).await? {
                fresh.push(message);
            }
        }
        // A message waits there until our receipt has come: that it waits still is no news, and not logged.
        let Some(answer) = log.iter().rfind(|record| record.direction == Direction::Answered).cloned() else { return Ok(()) };
        if fresh.is_empty() {
            return Ok(());
        }
        self.node.log_all(log).await.map_err(ours)?;
        let handed = Handed { route: name, source, service, answer: &answer };
        let mut done = Ok(());
        for message in fresh {
            // One that fails takes no other with it.
            done = done.and(self.take_up(&handed, message).await);
        }
        done
    }

    /// Whether a message was kept already, or answered a short while ago.
    async fn is_known(&self, source: &str, service: &str, message: &Result<Message, Unread>) -> Result<bool, Trouble> {
        if self.spoken.is(&spoken(source, service, named(message)), self.node.clock.now()) {
            return Ok(true);
        }
        let Ok(message) = message else { return Ok(false) };
        self.node.channel_knows(source, ChannelSide::Client, message).await.map_err(ours)
    }

    async fn take_up(&mut self, handed: &Handed<'_>, message: &Result<Message, Unread>) -> Result<(), Trouble> {
        let Handed { route, source, service, answer } = *handed;
        let came = Came::within(answer);
        let id = named(message);
        let fault = match message {
            Ok(message) => {
                let arrival = Arrival { source, side: ChannelSide::Client, message, came };
                match self.node.channel_accept(&arrival).await.map_err(ours)? {
                    Ok(_) => return Ok(()),
                    Err(why) => why.fault(),
                }
            }
            Err(unread) => {
                let about = format!("channel:{}", id.unwrap_or_default());
                self.node.channel_note(came, source, &about, unread.fault.key()).await.map_err(ours)?;
                unread.fault.clone()
            }
        };
        tracing::warn!(route, service, message = id, reason = fault.code().as_str(), "a message is not taken");
        if let Some(id) = id {
            self.node.channel_decline(route, source, (id, service), fault.code()).await.map_err(ours)?;
        }
        self.spoken.note(spoken(source, service, id), self.node.clock.now());
        Ok(())
    }
}

fn named(message: &Result<Message, Unread>) -> Option<&str> {
    message.as_ref().map_or_else(|unread| unread.message_id.as_deref(), |message| message.message_id.as_deref())
}

fn spoken(source: &str, service: &str, id: Option<&str>) -> String {
    format!("{source} {service} {}", id.unwrap_or_default())
}
