//! SHEP, the e-government gateway: SyncChannel v10 over SOAP 1.1, with our payloads inside.
//!
//! The envelope is the gateway's own (`gateway/SOURCE.md`); only its wrapper element has a namespace,
//! every child is unqualified. The payloads are ours, `urn:saraptama:mse:v1`, published beside the WSDL
//! by [`document`]. Codes are those of `docs/gateway-codes.md`.

mod codes;
mod document;
mod fault;
mod message;
mod payload;
mod read;
mod write;
mod xml;

pub use codes::Code;
pub use document::{DOCUMENTS, document};
pub use fault::ShepFault;
pub use message::{Answer, FaultInfo, Payload, Property, Reply, Response, SendMessage, Sender, Status};
pub use read::{read_answer, read_request};
pub use write::{write_fault, write_request, write_response};

/// The service id under which a signed form is submitted.
pub const FORM031_SUBMIT: &str = "MSE_FORM031_SUBMIT";
/// The service id under which stages are reported back.
pub const ACT_STATUS: &str = "MSE_ACT_STATUS";

/// The most bytes of an envelope: the largest form and signature in base64; files travel by reference.
pub const ENVELOPE_BYTES: usize = 4 * 1024 * 1024;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SYNC: &str = "http://bip.bee.kz/SyncChannel/v10/Types";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const OURS: &str = "urn:saraptama:mse:v1";
