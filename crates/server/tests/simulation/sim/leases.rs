//! Two processes, or two hands of one, never send one message at the same time while its lease lasts.

use super::places::PLACES;
use super::state::{SECOND, State};
use saraptama_core::terms::Sha256;

/// A message under way: whose outbox it stands in, and its id there.
pub(crate) type Message = (u8, String);

/// A lease lasts 60 seconds; a sender whose clock is wrong may see it end at another moment.
const LEASE: i64 = 55 * SECOND;

impl State {
    /// The messages of a request set out. Answers what is to be told when they come back.
    pub(crate) fn sets_out(&mut self, from: usize, body: &[u8]) -> Vec<Message> {
        let outbox = PLACES[from].1 as u8;
        let messages: Vec<Message> = ids(body).into_iter().map(|id| (outbox, id)).collect();
        for message in &messages {
            let me = (from, self.places[from].life, self.now);
            let clocks = self.places.iter().all(|place| place.clock_off == 0);
            let other = self.under_way.insert(message.clone(), me);
            let Some((place, life, since)) = other.filter(|_| clocks) else { continue };
            if self.places[place].life == life && self.now - since < LEASE && since >= self.clocks_right_since {
                let told = format!(
                    "{} and {} send message {} at once, {} s apart",
                    PLACES[place].0,
                    PLACES[from].0,
                    message.1,
                    (self.now - since) / SECOND
                );
                self.note(&told);
                self.journal.unlawful.insert(told);
            }
        }
        messages
    }

    /// They are answered, or never will be.
    pub(crate) fn comes_back(&mut self, messages: &[Message]) {
        for message in messages {
            self.under_way.remove(message);
        }
    }
}

/// The ids of the messages in a request of a node; reports of stages between nodes name none, so their
/// bytes stand for them.
fn ids(body: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(body);
    let between = |open: &str, close: char| -> Vec<String> {
        let rests = text.split(open).skip(1).filter_map(|rest| rest.split_once(close));
        rests.map(|(id, _)| id.split('-').next().unwrap_or(id).to_owned()).collect()
    };
    let (json, xml) = (between("\"message_id\":\"", '"'), between("messageId>", '<'));
    match (json.is_empty(), xml.into_iter().next()) {
        (false, _) => json,
        (true, Some(id)) => vec![id],
        (true, None) => vec![Sha256::of(body).to_string()],
    }
}
