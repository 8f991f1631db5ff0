//! SHEP, the e-government gateway: SyncChannel v10 and AsyncChannel v10 over SOAP 1.1, with our payloads inside.
//!
//! The envelope is the gateway's own (`gateway/SOURCE.md`); only its wrapper element has a namespace,
//! every child is unqualified. The payloads are ours, `urn:saraptama:mse:v1`, published beside the WSDL
//! by [`Channel::document`]. Codes are those of `docs/gateway-codes.md`.

pub mod async_channel;
mod codes;
mod document;
mod fault;
mod message;
mod payload;
mod payload_write;
mod read;
mod write;
mod writer;
mod xml;

pub use codes::Code;
pub use document::Channel;
pub use fault::ShepFault;
pub use message::{Answer, FaultInfo, MonthReport, Payload, Property, Reply, Response, SendMessage, Sender, Status};
pub use read::{read_answer, read_request};
pub use write::{write_fault, write_request, write_response};

/// The service id under which a signed form is submitted.
pub const FORM031_SUBMIT: &str = "MSE_FORM031_SUBMIT";
/// The service id under which stages are reported back.
pub const ACT_STATUS: &str = "MSE_ACT_STATUS";
/// The service id under which a closed month's report is handed on.
pub const MONTH_REPORT: &str = "MSE_MONTH_REPORT";

/// The most bytes of an envelope: the largest form and signature in base64; files travel by reference.
pub const ENVELOPE_BYTES: usize = 4 * 1024 * 1024;

/// The most bytes of a month's report: as base64 it stays below an envelope's limit.
pub const MONTH_REPORT_BYTES: usize = 2 * 1024 * 1024;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SYNC: &str = "http://bip.bee.kz/SyncChannel/v10/Types";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const OURS: &str = "urn:saraptama:mse:v1";
