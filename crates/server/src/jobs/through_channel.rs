//! Sending through the asynchronous channel: the gateway's ids are kept in mind, the business answer comes
//! later as a message of its own.

use super::dead::DeadReason;
use super::send::{Sent, Trouble, alone, of_fault, post_sealed};
use crate::config::{Channel as Way, Route};
use crate::flow::channel::{Notice, envelope_for, kind, read_back};
use crate::node::Node;
use saraptama_core::channel::Standing;
use saraptama_core::terms::{FormId, Instant};
use saraptama_store::rows::ClaimedMessage;
use saraptama_wire::exchange::{StageReport, Submission};
use saraptama_wire::shep::async_channel::{
    Answered, Data, DeliveryNotification, ErrorInfo, Message, MessageState, MessageStatus, MessageType, ReceiveStatus, Resend,
    StatusChange, read_accepted, read_delivery_noted, read_status_change_noted, write_delivery_notification, write_send_message,
    write_status_change,
};
use saraptama_wire::shep::{self, ACT_STATUS, Channel, Code, FORM031_SUBMIT, Payload, Sender, ShepFault};
use saraptama_wire::words::Lang;

/// Whether messages of a route go through the asynchronous channel.
pub(super) fn is_asynchronous(route: &Route) -> bool {
    matches!(route.channel(), Way::Async | Way::AsyncPull | Way::Push | Way::Keep)
}

/// What of a node goes by a route.
pub(super) struct Leg<'a> {
    pub(super) node: &'a Node,
    pub(super) name: &'a str,
    pub(super) route: &'a Route,
}

impl Leg<'_> {
    /// A signed form, as the `REQUEST` of a new chain.
    pub(super) async fn submission(&self, message: &ClaimedMessage, submission: Submission) -> (Vec<Sent>, Option<Trouble>) {
        let data = Data::Asked(Payload::Form031(Box::new(submission)));
        let sent = self.send(FORM031_SUBMIT, data, &message.id.to_string(), message.form).await;
        one(sent)
    }

    /// Stages of one or more forms, in one message.
    pub(super) async fn stages(&self, form: FormId, key: &str, reports: Vec<StageReport>) -> Result<(), Trouble> {
        self.send(ACT_STATUS, Data::Asked(Payload::ActStatus(reports)), key, form).await
    }

    /// Keeps a message for its receiver where we are the gateway, hands it to the gateway where we are not.
    async fn send(&self, service: &str, data: Data, key: &str, form: FormId) -> Result<(), Trouble> {
        let stored = |error: crate::flow::FlowError| Trouble::Away(error.to_string());
        let now = self.node.clock.now();
        if let Way::Push | Way::Keep = self.route.channel() {
            let message = envelope_for(self.route, service, MessageType::Notification, data, key, now);
            let partner = self.route.partner.as_deref().unwrap_or(self.name);
            return self.node.channel_post(partner, key, &message).await.map_err(stored);
        }
        let message = envelope_for(self.route, service, MessageType::Request, data, key, now);
        let body = write_send_message(&message);
        let taken = answered(read_accepted(&self.post(Channel::Async, body).await?))?;
        self.node.channel_sent(self.name, &taken, service, form).await.map_err(stored)
    }

    /// What the channel itself recorded for sending.
    pub(super) async fn told(&self, message: &ClaimedMessage) -> (Vec<Sent>, Option<Trouble>) {
        let unreadable = || (vec![Sent::Impossible(DeadReason::Unreadable)], None);
        if message.kind == kind::RESPONSE {
            let Ok(envelope) = read_back(&message.body) else { return unreadable() };
            return one(self.response(message, envelope).await);
        }
        let Ok(notice) = serde_json::from_slice::<Notice>(&message.body) else { return unreadable() };
        let now = self.node.clock.now();
        one(if message.kind == kind::RECEIPT {
            self.receipt(&notice, now).await
        } else {
            self.status(message, &notice, now).await
        })
    }

    async fn response(&self, recorded: &ClaimedMessage, envelope: Message) -> Result<(), Trouble> {
        let key = recorded.id.to_string();
        let now = self.node.clock.now();
        let fresh = envelope_for(self.route, &envelope.service_id, MessageType::Response, envelope.data, &key, now);
        let answer = Message { correlation_id: envelope.correlation_id, ..fresh };
        answered(read_accepted(&self.post(Channel::Async, write_send_message(&answer)).await?)).map(drop)
    }

    async fn receipt(&self, notice: &Notice, now: Instant) -> Result<(), Trouble> {
        let accepted = notice.standing == Standing::Delivered;
        let told = DeliveryNotification {
            message_id: notice.name.clone(),
            service_id: notice.service.clone(),
            date: notice.at,
            receive: if accepted { ReceiveStatus::Accepted } else { ReceiveStatus::NotAccepted },
            status_date: notice.at,
            resend: if notice.again { Resend::Resend } else { Resend::NotResend },
            error: self.error(notice),
            request_date: now,
            sender: Some(Sender { id: self.route.sender.clone(), password: Some(self.route.token.clone()) }),
        };
        let bytes = self.post(Channel::Async, write_delivery_notification(&told)).await?;
        answered(read_delivery_noted(&bytes)).map(drop)
    }

    async fn status(&self, recorded: &ClaimedMessage, notice: &Notice, now: Instant) -> Result<(), Trouble> {
        let state = wire_state(notice.standing);
        let change = StatusChange {
            notification_id: recorded.id.to_string(),
            message_id: notice.name.clone(),
            date: notice.at,
            state,
            status: status(self.node, notice.standing, notice.code.as_deref(), notice.at),
            error: self.error(notice),
            request_date: now,
            session_id: Some(crate::flow::channel::session(&[b"status", recorded.id.to_string().as_bytes()])),
        };
        let bytes = self.post(Channel::AsyncClient, write_status_change(&change)).await?;
        answered(read_status_change_noted(&bytes)).map(drop)
    }

    fn error(&self, notice: &Notice) -> Option<ErrorInfo> {
        let code = notice.code.clone()?;
        let message = match Code::parse(&code) {
            Some(known) => self.node.words.one(Lang::Kk, known.key(), &[("field", String::new().into())]),
            None => code.clone(),
        };
        Some(ErrorInfo { code, message, data: None, date: notice.at, sub_error: None, session_id: None })
    }

    async fn post(&self, channel: Channel, body: String) -> Result<Vec<u8>, Trouble> {
        post_sealed(self.node, self.route, channel, body).await
    }
}

/// Brings a message that we keep to its receiver's side of the channel.
pub(super) async fn bring(node: &Node, route: &Route, envelope: String) -> Result<(), Trouble> {
    let bytes = post_sealed(node, route, Channel::AsyncClient, envelope).await?;
    answered(read_accepted(&bytes)).map(drop)
}

/// What an answer says, or what its fault means for the message.
pub(super) fn answered<T>(read: Result<Answered<T>, ShepFault>) -> Result<T, Trouble> {
    let read = read.map_err(|error| Trouble::Stumbled(format!("reading the gateway's answer: {error}")))?;
    read.map_err(|fault| of_fault(&fault))
}

fn one(sent: Result<(), Trouble>) -> (Vec<Sent>, Option<Trouble>) {
    match sent {
        Ok(()) => (vec![Sent::Answered { stage: None }], None),
        Err(trouble) => alone(trouble),
    }
}

/// How far a message is, in the contract's words.
pub fn wire_state(standing: Standing) -> MessageState {
    match standing {
        Standing::OnDelivery => MessageState::OnDelivery,
        Standing::Stopped => MessageState::DeliveryStopped,
        Standing::NotDelivered => MessageState::NotDelivered,
        Standing::Delivered => MessageState::Delivered,
    }
}

/// How far a message is that is told in the contract's words.
pub fn standing(state: MessageState) -> Standing {
    match state {
        MessageState::OnDelivery => Standing::OnDelivery,
        MessageState::DeliveryStopped => Standing::Stopped,
        MessageState::NotDelivered => Standing::NotDelivered,
        MessageState::Delivered => Standing::Delivered,
    }
}

/// A status: the receiver's code where it gave one, else the state; words for people.
pub fn status(node: &Node, standing: Standing, code: Option<&str>, at: Instant) -> MessageStatus {
    let key = match standing {
        Standing::OnDelivery => "channel-on-delivery",
        Standing::Stopped => "channel-delivery-stopped",
        Standing::NotDelivered => "channel-not-delivered",
        Standing::Delivered => "channel-delivered",
    };
    let code = code.unwrap_or(match standing {
        Standing::Delivered => shep::Code::Success.as_str(),
        other => wire_state(other).as_str(),
    });
    MessageStatus { code: code.to_owned(), message: node.words.one(Lang::Kk, key, &[]), date: at }
}
