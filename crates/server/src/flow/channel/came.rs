//! In what bytes something came by the channel, for the log of messages.

use crate::flow::{AGAIN, FlowError};
use crate::node::Node;
use saraptama_core::terms::{Instant, Sha256};
use saraptama_store::{Direction, Logged};

/// The bytes in which something came, and what their seal showed.
#[derive(Clone, Copy, Debug)]
pub struct Came<'a> {
    sha256: Sha256,
    raw: Option<&'a [u8]>,
    seal: &'a str,
}

impl<'a> Came<'a> {
    /// In an envelope of its own.
    pub fn alone(raw: &'a [u8], seal: &'a str) -> Self {
        Self { sha256: Sha256::of(raw), raw: Some(raw), seal }
    }

    /// Within an answer that stands in the log already.
    pub fn within(answer: &'a Logged) -> Self {
        Self { sha256: answer.sha256, raw: None, seal: &answer.signature }
    }

    /// The record of something that is taken.
    pub fn taken(&self, source: &str, message_id: &str, at: Instant) -> Logged {
        self.logged(source, message_id, "taken", at)
    }

    /// A record of it. What comes again is logged again without its bytes.
    fn logged(&self, source: &str, message_id: &str, verdict: &str, at: Instant) -> Logged {
        Logged {
            direction: Direction::Received,
            peer: source.to_owned(),
            message_id: message_id.to_owned(),
            verdict: verdict.to_owned(),
            signature: self.seal.to_owned(),
            sha256: self.sha256,
            raw: self.raw.filter(|_| verdict != AGAIN).map(<[u8]>::to_vec),
            at,
        }
    }
}

impl Node {
    /// Logs what came and changes nothing: it is not taken, for the reason of this key, or it was known.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_note(&self, came: Came<'_>, source: &str, message_id: &str, verdict: &str) -> Result<(), FlowError> {
        self.log(came.logged(source, message_id, verdict, self.clock.now())).await
    }
}
