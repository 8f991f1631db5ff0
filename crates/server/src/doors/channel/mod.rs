//! The doors of the asynchronous channel, AsyncChannel v10 over SOAP 1.1: the gateway's side, which keeps
//! messages for their receivers, and the clients' side, which a gateway calls.

mod client;
mod entry;
mod gateway;

pub use client::client;
pub use gateway::gateway;
