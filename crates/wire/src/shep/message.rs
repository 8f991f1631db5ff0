//! Envelope and payload as terms.

use crate::exchange::{Receipt, StageReport, Submission};
use saraptama_core::terms::Instant;

/// A request of SyncChannel v10.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendMessage {
    /// The message's id in the sender's system.
    pub message_id: String,
    /// The chain's id in the sender's system.
    pub correlation_id: Option<String>,
    /// The id of the interaction in the gateway's register.
    pub service_id: String,
    /// When the sender made the message; no term is reckoned from it.
    pub message_date: Instant,
    /// Additional routing.
    pub route_id: Option<String>,
    /// Who sends.
    pub sender: Sender,
    /// Properties agreed with the gateway.
    pub properties: Vec<Property>,
    /// The gateway's session, set by the gateway.
    pub session_id: Option<String>,
    /// The business data.
    pub data: Payload,
}

/// The sending system. It has no `Debug`: the password must not reach a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its id.
    pub id: String,
    /// Its password, where it has one.
    pub password: Option<String>,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sender").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A property: a key of at most 30 and a value of at most 500 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// The business data of a request, by its service id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// `MSE_FORM031_SUBMIT`: a signed form. Its message id is the envelope's.
    Form031(Box<Submission>),
    /// `MSE_ACT_STATUS`: stages that forms have reached.
    ActStatus(Vec<StageReport>),
    /// `MSE_MONTH_REPORT`: a version of a closed month (order p. 3).
    MonthReport(MonthReport),
    /// Another service's data, which is not ours to read: answered by [`super::Code::ServiceUnknown`].
    Other,
}

/// A version of a closed month's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthReport {
    /// The month: `2025-09`.
    pub month: String,
    /// 1 as it was closed; each further one is a correction.
    pub version: u32,
    /// The report exactly as it was closed, JSON. What is read is a report of this month, whose digest was right.
    pub report: Vec<u8>,
}

/// A response of SyncChannel v10.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The message's id in the receiver's system.
    pub message_id: String,
    /// The chain's id in the receiver's system.
    pub correlation_id: Option<String>,
    /// When the receiver answered.
    pub date: Instant,
    /// What became of the message.
    pub status: Status,
    /// The gateway's session.
    pub session_id: Option<String>,
    /// The business data.
    pub data: Reply,
}

/// A status: a code and a message of at most 250 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// `SCSS001`, or a code of `docs/gateway-codes.md`.
    pub code: String,
    /// For people; cut at 250 characters when written.
    pub message: String,
}

/// The business data of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// To a submission. Its message id is not written: the channel itself ties answer to request.
    Form031(Box<Receipt>),
    /// To a report of stages: so many were taken.
    ActStatus(u32),
    /// To a month's report: which one was taken.
    MonthReport {
        /// The month.
        month: String,
        /// Its version.
        version: u32,
    },
    /// None: the status says it all.
    None,
}

/// What a client finds in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A response.
    Response(Response),
    /// A fault.
    Fault(FaultInfo),
}

/// A SOAP fault as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultInfo {
    /// `Client`, `Server`, `MustUnderstand`, `VersionMismatch`.
    pub soap_code: String,
    /// The gateway's or our error code, where the fault has a detail.
    pub error_code: Option<String>,
    /// The message.
    pub message: String,
    /// The element concerned.
    pub data: Option<String>,
}
