//! How far it is with what we sent through a gateway that cannot call us.

use super::ask::{Asker, Question, ours, own};
use super::breaker::{Sign, Way};
use super::send::{Trouble, overheard, post_sealed};
use super::through_channel::{answered, standing};
use crate::config::Route;
use saraptama_core::channel::Standing;
use saraptama_core::terms::FormId;
use saraptama_store::rows::ChannelRow;
use saraptama_wire::shep::Channel;
use saraptama_wire::shep::async_channel::{StatusQuery, read_status, write_status_query};

/// How many messages are asked after in one helping.
const HELPING: u32 = 64;

impl Asker {
    /// Asks after a helping of messages of ours that were still on their way when we last heard of them.
    pub(super) async fn ask_after(&mut self, name: &str, route: &Route, service: &'static str) {
        let place = (name.to_owned(), service);
        match self.helping(name, route, service, self.places.get(&place).copied()).await {
            Ok(Some(last)) => drop(self.places.insert(place, last)),
            Ok(None) => drop(self.places.remove(&place)),
            Err(trouble) => self.learn((name, route), (service, Question::Standing), Sign::Away, Some(trouble)),
        }
    }

    /// Answers behind which message the next helping begins; none where it is the first again.
    async fn helping(
        &mut self,
        name: &str,
        route: &Route,
        service: &'static str,
        after: Option<FormId>,
    ) -> Result<Option<FormId>, Trouble> {
        let queue = crate::flow::channel::queue_of_sent(name);
        let rows = self.node.store.channel_on_their_way(&queue, service, after, HELPING).await;
        let rows = rows.map_err(|fault| ours(fault.into()))?;
        for row in &rows {
            let way = self.may_ask(name, service, Question::Standing);
            if way == Way::Open {
                return Ok(after);
            }
            let (sign, trouble) = match self.ask(name, route, row).await {
                Ok(()) => (Sign::Alive, None),
                Err(trouble @ Trouble::Away(_)) => return Err(trouble),
                // What the gateway will not say of one message says nothing of the others.
                Err(trouble) => (trouble.sign(row.id), Some(trouble)),
            };
            if let Some(Trouble::Stumbled(error) | Trouble::Rejected(error)) = &trouble {
                self.tell(name, row, error);
            }
            self.learn((name, route), (service, Question::Standing), sign, trouble);
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
        let asking = post_sealed(&self.node, route, Channel::Async, write_status_query(&query));
        let (bytes, log) = overheard(name, &row.name, asking).await;
        let answer = answered(read_status(&bytes?))?;
        let standing = standing(answer.state);
        if standing == Standing::OnDelivery {
            return Ok(());
        }
        // An answer that teaches nothing is not logged: there are many of them while a message is on its way.
        self.node.channel_told(name, &row.name, (standing, answer.status.date), &log).await.map(drop).map_err(ours)
    }

    /// Once in a while: it is asked after again and again.
    fn tell(&mut self, route: &str, row: &ChannelRow, error: &str) {
        let (what, now) = (format!("{route} {} standing", row.name), self.node.clock.now());
        if !self.spoken.is(&what, now) {
            tracing::warn!(route, message = %row.id, error, "the gateway does not say how far a message is");
            self.spoken.note(what, now);
        }
    }
}
