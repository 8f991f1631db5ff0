//! What people and programs outside the nodes do: they ask, and they insist.

use super::network::{PEOPLE, post};
use super::state::Sim;
use axum::body::Bytes;
use axum::http::{Request, StatusCode, header};
use saraptama_server::transport::whole;
use std::time::Duration;

/// A request of somebody.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    /// Which node.
    pub(crate) host: &'static str,
    pub(crate) path: String,
    pub(crate) token: String,
    pub(crate) kind: &'static str,
    pub(crate) body: Bytes,
}

/// What was answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl Ask {
    pub(crate) fn get(host: &'static str, path: impl Into<String>, token: &str) -> Self {
        Self { method: "GET", host, path: path.into(), token: token.to_owned(), kind: "", body: Bytes::new() }
    }

    pub(crate) fn send(
        method: &'static str,
        host: &'static str,
        path: impl Into<String>,
        token: &str,
        kind: &'static str,
        body: impl Into<Bytes>,
    ) -> Self {
        Self { method, host, path: path.into(), token: token.to_owned(), kind, body: body.into() }
    }

    /// One try; nothing where no answer came.
    pub(crate) async fn once(&self, sim: &Sim) -> Option<Reply> {
        let request = Request::builder()
            .method(self.method)
            .uri(format!("http://{}.test{}", self.host, self.path))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, self.kind)
            .body(self.body.clone())
            .expect("the request's parts are the harness's own");
        let response = post(sim, PEOPLE, request).await.ok()?.ok()?;
        let status = response.status().as_u16();
        let body = whole(response.into_body(), 8 << 20).await.ok()?;
        Some(Reply { status, body })
    }

    /// Again and again until it is answered by something else than "not now"; `not_yet` are answers that
    /// may change when clocks are right again.
    pub(crate) async fn insist(&self, sim: &Sim, not_yet: &[u16]) -> Reply {
        let mut pause = 1;
        loop {
            match self.once(sim).await {
                Some(reply) if !later(reply.status) && !not_yet.contains(&reply.status) => return reply,
                _ => {
                    sim.sleep(Duration::from_secs(pause)).await;
                    pause = (pause * 2).min(if sim.state().closing {
                        20
                    } else if sim.state().long_wait {
                        1800
                    } else {
                        120
                    });
                }
            }
        }
    }
}

/// Whether a node says "not now": nobody may conclude anything from it.
fn later(status: u16) -> bool {
    status == StatusCode::SERVICE_UNAVAILABLE.as_u16() || status == StatusCode::REQUEST_TIMEOUT.as_u16()
}
