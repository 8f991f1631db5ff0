//! Working off what was handed to this node: a signed form is taken, stages and receipts are learned, and
//! whoever waits for an answer gets it in the same unit that ends the message.

use super::hand_out::{Notice, outgoing, read_back};
use super::{FlowError, Kept, accept, attempt, derived_id, kind, new_id, queue_for};
use crate::flow::Submission;
use crate::node::{Host, Node};
use crate::receipts::verdict;
use saraptama_core::channel::{Command, Standing};
use saraptama_core::referral::{Reached, Stage};
use saraptama_core::terms::{FormId, Sha256};
use saraptama_store::rows::{ChannelRow, ChannelSide};
use saraptama_store::{Outgoing, Unit};
use saraptama_wire::exchange::{Receipt, ReceiptVerdict, StageReport};
use saraptama_wire::shep::async_channel::{Data, Message, MessageType, write_send_message};
use saraptama_wire::shep::{Code, Payload, Reply, Sender};
use std::collections::BTreeMap;

/// What the node made of a message.
enum Made {
    /// Taken; what is answered, where an answer is waited for.
    Taken(Option<Reply>),
    /// It cannot be judged now.
    Later,
    /// It is not for this node, whenever it comes.
    Never(Code),
}

impl Host {
    /// Works off one message of `node`'s own queue. A message that was tried by somebody else just now is let be.
    ///
    /// # Errors
    /// When the store fails: the message is tried again when it is due.
    pub async fn channel_work(&self, node: &Node, id: FormId) -> Result<(), FlowError> {
        let tried = match node.channel_do(id, Command::Try, |_, _, _| ()).await {
            Err(FlowError::Channel(_)) => return Ok(()),
            tried => tried?,
        };
        if !accept::is_try(&tried) {
            return Ok(());
        }
        let row = node.channel_held(id).await?.row;
        let message = read_back(&node.channel_envelope(id).await?)?;
        match self.channel_judge(&row, &message).await? {
            Made::Taken(reply) => {
                let reply = reply.filter(|_| message.message_type == MessageType::Request);
                let end = |row: &ChannelRow, _: &[_], unit: &mut Unit| {
                    if let Some(reply) = &reply {
                        node.channel_reply(row, reply, unit);
                    }
                    node.channel_receipt(row, None, unit);
                };
                node.channel_do(id, Command::Take, end).await?;
            }
            Made::Later => drop(node.channel_do(id, Command::Fail, |_, _, _| ()).await?),
            Made::Never(code) => {
                let end = |row: &ChannelRow, _: &[_], unit: &mut Unit| node.channel_receipt(row, Some(code), unit);
                let command = Command::Decline { again: false, code: Some(code.as_str()) };
                node.channel_do(id, command, end).await?;
            }
        }
        Ok(())
    }

    async fn channel_judge(&self, row: &ChannelRow, message: &Message) -> Result<Made, FlowError> {
        match (&message.data, &self.databank, &self.ministry) {
            (Data::Asked(Payload::Form031(submission)), Some(databank), _) => {
                let taken = databank
                    .take(&Submission {
                        source: &row.sender,
                        message_id: &row.name,
                        raw: &submission.form,
                        seal: None,
                        form: submission.form_id,
                        bytes: &submission.form,
                        signature: &submission.signature,
                        signed_at: submission.signed_at,
                    })
                    .await?;
                let (code, verdict) = verdict(&databank.words, &taken);
                if code.asks_again() {
                    return Ok(Made::Later);
                }
                let sha256 = Sha256::of(&submission.form);
                let receipt = Receipt { message_id: row.chain.clone(), form_id: submission.form_id, sha256, verdict };
                Ok(Made::Taken(Some(Reply::Form031(Box::new(receipt)))))
            }
            (Data::Asked(Payload::ActStatus(_)) | Data::Answered(Reply::Form031(_)), _, Some(ministry))
                if !ministry.stages_from.contains(&row.sender) =>
            {
                Ok(Made::Never(Code::SenderNotAllowed))
            }
            (Data::Asked(Payload::ActStatus(stages)), _, Some(ministry)) => {
                for (form, reached) in by_form(stages) {
                    ministry.learn(form, &reached).await?;
                }
                Ok(Made::Taken(Some(Reply::ActStatus(u32::try_from(stages.len()).unwrap_or(u32::MAX)))))
            }
            (Data::Answered(Reply::Form031(receipt)), _, Some(ministry)) => {
                // A receipt speaks of the bytes that we sent, or of nothing.
                let held = ministry.store.form(receipt.form_id).await?;
                if held.is_none_or(|form| form.sha256 != receipt.sha256) {
                    return Ok(Made::Never(Code::FormUnknown));
                }
                if let ReceiptVerdict::Refused(refusal) = &receipt.verdict {
                    // Nobody's last word: learned as a refusal it would end the form. It waits for an operator.
                    if Code::parse(&refusal.code).is_some_and(Code::asks_again) {
                        return Ok(Made::Later);
                    }
                    let reason = Code::parse(&refusal.code).map_or_else(|| refusal.code.clone(), |code| code.key().to_owned());
                    let refused = Reached { stage: Stage::Refused, at: row.created_at, detail: Some(reason) };
                    ministry.learn(receipt.form_id, &[refused]).await?;
                }
                Ok(Made::Taken(None))
            }
            (Data::Answered(Reply::ActStatus(_)), ..) => Ok(Made::Taken(None)),
            _ => Ok(Made::Never(Code::ServiceUnknown)),
        }
    }
}

impl Node {
    /// Adds the answer to a message: kept for whoever asked where we are the gateway, sent where we are not.
    fn channel_reply(&self, asked: &ChannelRow, reply: &Reply, unit: &mut Unit) {
        let now = self.clock.now();
        let route = self.route_of(&asked.sender);
        let own = route.as_ref().and_then(|(name, _)| self.routes.get(name));
        let message = Message {
            message_id: None,
            correlation_id: Some(asked.chain.clone()),
            service_id: asked.service.clone(),
            message_type: MessageType::Response,
            route_id: None,
            date: now,
            sender: Sender {
                id: own.map_or_else(|| crate::node::OURSELVES.to_owned(), |own| own.sender.clone()),
                password: None,
            },
            properties: vec![],
            session_id: None,
            data: Data::Answered(reply.clone()),
        };
        match (asked.side, route) {
            (ChannelSide::Gateway, _) => {
                let id = new_id(now, &[b"response", asked.name.as_bytes()]);
                let kept = Kept { name: id.to_string(), chain: asked.chain.clone(), at: now };
                let queue = queue_for(&asked.sender);
                let (appended, changes) = self.channel_new(id, &kept, &queue, "", ChannelSide::Gateway, &message);
                unit.appends.push(appended);
                unit.changes.extend(changes);
            }
            (_, Some((route, _))) => {
                let body = write_send_message(&message).into_bytes();
                unit.sends.push(Outgoing { route, kind: kind::RESPONSE, form: asked.id, body, due_at: now });
            }
            (_, None) => tracing::error!(partner = %asked.sender, "an answer has no route back"),
        }
    }

    /// Tells the gateway of `route` that a message of `source` is not taken, and not to hand it out again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn channel_decline(
        &self,
        route: &str,
        source: &str,
        (name, service): (&str, &str),
        code: Code,
    ) -> Result<(), FlowError> {
        let (name, service, code) = (name.to_owned(), service.to_owned(), Some(code.as_str().to_owned()));
        let now = self.clock.now();
        let id = derived_id(&[b"declined", source.as_bytes(), name.as_bytes()]);
        let notice = Notice { name, service, standing: Standing::NotDelivered, again: false, code, at: now };
        let unit = Unit { sends: vec![outgoing(route, kind::RECEIPT, id, &notice, now)], ..Unit::default() };
        attempt(self.store.commit(unit).await)?;
        self.outbox_bell.notify_one();
        Ok(())
    }

    /// Tells the gateway that brought a message what became of it.
    fn channel_receipt(&self, row: &ChannelRow, refused: Option<Code>, unit: &mut Unit) {
        if row.side != ChannelSide::Client {
            return;
        }
        let now = self.clock.now();
        let standing = if refused.is_some() { Standing::NotDelivered } else { Standing::Delivered };
        let code = refused.map(|code| code.as_str().to_owned());
        let notice = Notice { name: row.name.clone(), service: row.service.clone(), standing, again: false, code, at: now };
        match self.route_of(&row.sender) {
            Some((route, _)) => unit.sends.push(outgoing(&route, kind::RECEIPT, row.id, &notice, now)),
            None => tracing::error!(partner = %row.sender, "a delivery notification has no route back"),
        }
    }
}

/// The stages of each form together, so that each form is decided once.
fn by_form(reports: &[StageReport]) -> BTreeMap<FormId, Vec<Reached>> {
    let mut forms: BTreeMap<FormId, Vec<Reached>> = BTreeMap::new();
    for StageReport { form_id, stage, at, detail, reason } in reports {
        let detail = detail.clone().or_else(|| reason.clone());
        forms.entry(*form_id).or_default().push(Reached { stage: *stage, at: *at, detail });
    }
    forms
}
