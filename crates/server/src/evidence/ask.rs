//! One request to one of the authority's services.

use super::Desk;
use crate::node::Node;
use crate::transport::whole;
use axum::body::Bytes;
use axum::http::{Method, Request, StatusCode, Uri, header};
use std::time::Duration;

/// The largest answer of a responder or a time-stamp authority, in bytes.
const ANSWER_BYTES: usize = 64 * 1024;

impl Desk {
    /// Whether the address is one of the hosts that the configuration names, by plain HTTP: what comes
    /// back is signed.
    pub(super) fn may_ask(&self, address: &str) -> bool {
        let Ok(uri) = address.parse::<Uri>() else { return false };
        let Some(authority) = uri.authority().filter(|authority| !authority.as_str().contains('@')) else { return false };
        uri.scheme_str() == Some("http") && self.settings.hosts.iter().any(|host| host.eq_ignore_ascii_case(authority.as_str()))
    }

    pub(super) async fn post(&self, node: &Node, address: &str, kind: &'static str, body: Vec<u8>) -> Option<Vec<u8>> {
        self.request(node, Method::POST, address, Some(kind), body, ANSWER_BYTES).await
    }

    pub(super) async fn get(&self, node: &Node, address: &str) -> Option<Vec<u8>> {
        self.request(node, Method::GET, address, None, vec![], self.settings.list_bytes as usize).await
    }

    /// An answer in time and within its size, or none; why there is none does not matter here.
    async fn request(
        &self,
        node: &Node,
        method: Method,
        address: &str,
        kind: Option<&'static str>,
        body: Vec<u8>,
        most: usize,
    ) -> Option<Vec<u8>> {
        let mut request = Request::builder().method(method).uri(address);
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Bytes::from(body)).ok()?;
        let within = Duration::from_secs(u64::from(self.settings.answer_within_seconds));
        let answered = tokio::time::timeout(within, async {
            let response = node.transport.send(request).await.ok()?;
            if response.status() == StatusCode::OK { whole(response.into_body(), most).await.ok() } else { None }
        });
        answered.await.ok().flatten()
    }
}
