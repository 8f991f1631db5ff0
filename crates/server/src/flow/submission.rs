//! A signed form as it comes from another node, and what it is answered: the same for ministry and
//! data bank, whatever the language it travelled in.

use super::{Attempt, FlowError, Proof, attempt};
use crate::counters::count;
use crate::node::Node;
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_sign::SignatureFault;
use saraptama_sign::cms::without_what_is_beside;
use saraptama_store::{Direction, Logged, Received, Unit, Verdict};

/// The verdict on a message that is held already.
pub const AGAIN: &str = "again";

/// A signed form as it came.
pub struct Submission<'s> {
    /// The sender's id in the register of roles: stages go back by the route of that name.
    pub source: &'s str,
    /// The sender's id of the message.
    pub message_id: &'s str,
    /// The message as it came.
    pub raw: &'s [u8],
    /// What the envelope's own signature showed, where the message came in one.
    pub seal: Option<&'s str>,
    /// The form's id, as the message states it.
    pub form: FormId,
    /// The form's bytes.
    pub bytes: &'s [u8],
    /// The chair's signature.
    pub signature: &'s [u8],
    /// When the MIS accepted the signature, by its clock.
    pub signed_at: Instant,
}

impl Receipt {
    /// As the log of messages says it.
    pub(super) fn verdict(&self) -> &str {
        match self {
            Receipt::Accepted { .. } => "taken",
            Receipt::Refused { reason, .. } => reason,
            Receipt::OtherBytes => "refusal-other-bytes",
        }
    }
}

/// What became of a submission; the same submission always gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// Taken.
    Accepted {
        /// When.
        at: Instant,
    },
    /// Refused, with the key of the reason.
    Refused {
        /// The key of the reason.
        reason: String,
        /// When.
        at: Instant,
    },
    /// The id is held with other bytes; nothing changed.
    OtherBytes,
}

impl Submission<'_> {
    /// A message whose signature proves nothing: kept, but under a name of its own, so that it takes
    /// neither the form's id nor the message's. The right bytes can still come under both.
    fn received_unproved(&self, at: Instant) -> Received {
        let received = self.received(Verdict::Refused, at);
        Received { message_id: format!("{}~{}", self.message_id, Sha256::of(self.raw)), ..received }
    }

    /// The message as it came: kept whatever we make of it.
    pub(super) fn received(&self, verdict: Verdict, at: Instant) -> Received {
        Received {
            source: self.source.to_owned(),
            message_id: self.message_id.to_owned(),
            sha256: Sha256::of(self.bytes),
            reply: vec![],
            verdict,
            at,
        }
    }

    /// The message for the log: `verdict` is what it is answered, the key of a reason or `taken`, `again`;
    /// what is there already is logged again without its bytes.
    pub(super) fn logged(&self, verdict: &str, signature: &Result<(), SignatureFault>, at: Instant) -> Logged {
        Logged {
            direction: Direction::Received,
            peer: self.source.to_owned(),
            message_id: self.message_id.to_owned(),
            verdict: verdict.to_owned(),
            signature: {
                let document = signature.as_ref().map_or_else(|fault| fault.key(), |()| "holds");
                self.seal.map_or_else(|| document.to_owned(), |seal| format!("{document}; {seal}"))
            },
            sha256: Sha256::of(self.raw),
            raw: (verdict != AGAIN).then(|| self.raw.to_vec()),
            at,
        }
    }
}

fn is_same_signature(one: &[u8], other: &[u8]) -> bool {
    let other = without_what_is_beside(other);
    other.is_ok() && without_what_is_beside(one) == other
}

impl Node {
    /// The digest by which a signature is known here: of the one that is `held`, where this is the same and only other
    /// time-stamps stand beside it, as when its sender began to send them on; else its own.
    pub(super) async fn known_as(&self, form: FormId, held: Option<Sha256>, signature: &[u8]) -> Result<Sha256, FlowError> {
        let own = Sha256::of(signature);
        let Some(held) = held.filter(|held| *held != own) else { return Ok(own) };
        let row = self.store.signature(form, "chair").await?.filter(|row| row.sha256 == held);
        let is_same = row.is_some_and(|row| is_same_signature(&row.bytes, signature));
        Ok(if is_same { held } else { own })
    }

    /// Answers a submission whose signature proves nothing; it is kept in the log with the reason.
    pub(super) async fn not_proved(
        &self,
        submission: &Submission<'_>,
        proof: &Proof,
        reason: String,
        now: Instant,
    ) -> Result<Receipt, FlowError> {
        let logged = submission.logged(&reason, &proof.signature, now);
        if proof.is_open() {
            // Nothing is known against it: it takes no id, it is sent again.
            self.log(logged).await?;
            count(&self.counters.submissions_not_proved_yet);
            return Ok(Receipt::Refused { reason, at: now });
        }
        let received = Some(submission.received_unproved(now));
        let unit = Unit { received, log: vec![logged.clone()], ..Unit::default() };
        if let Attempt::Again = attempt(self.store.commit(unit).await)? {
            self.log(Logged { raw: None, ..logged }).await?;
        }
        count(&self.counters.submissions_refused);
        Ok(Receipt::Refused { reason, at: now })
    }
}
