//! The corridor of the high-tech care desk (order B): dossiers of proposed technologies, and files of yearly figures.

mod dossier;
mod figures;
mod protocol;

pub use dossier::{Held, PROTOCOL, ProtocolPaper};
pub use figures::{JudgedFigures, RefusedRows};
pub use protocol::{TransitionPaper, TransitionProtocol};

use super::FlowError;
use crate::node::Node;
use saraptama_core::terms::{FormId, Instant};

/// An id of our own, ordered by time (RFC 9562, version 7).
///
/// # Errors
/// When the system gives no randomness.
pub fn new_id(node: &Node, now: Instant) -> Result<FormId, FlowError> {
    let drawn = node.secrets.draw().ok_or_else(|| FlowError::Event("the system gives no randomness".to_owned()))?;
    let millis = now.as_millisecond().unsigned_abs().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis[2..]);
    bytes[6..].copy_from_slice(&drawn[..10]);
    bytes[6] = bytes[6] & 0x0f | 0x70;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Ok(FormId::from_bytes(bytes))
}
