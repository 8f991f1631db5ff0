//! The wire between the nodes, on which a test decides what becomes of each request.

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use http_body_util::Limited;
use saraptama_server::transport::{Answering, NoAnswer, Outbound, Transport};
use std::sync::Mutex;
use tokio::sync::Notify;
use tower::ServiceExt as _;

/// What the wire does with a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// It arrives and is answered.
    Pass,
    /// Nobody is there.
    Nobody,
    /// It arrives, and its answer is lost.
    AnswerLost,
    /// The receiver answers so, whatever it is asked.
    Status(u16),
    /// Our own handling of it panics.
    Panic,
    /// The receiver answers 200 with so many bytes of nonsense.
    Bytes(usize),
    /// The receiver answers 200 with these bytes.
    Says(&'static [u8]),
    /// Nothing comes of it, for ever.
    Hang,
    /// It is on its way until the gate is opened, and then it arrives and is answered.
    Gate,
    /// It is answered 200, and the body breaks in the middle.
    Breaks,
}

type Rule = Box<dyn Fn(&Outbound) -> Fate + Send + Sync>;

/// What the national authority's services answer: none where nobody answers.
pub(crate) type Service = Box<dyn Fn(&Outbound) -> Option<Vec<u8>> + Send + Sync>;

/// The wire between the nodes.
#[derive(Default)]
pub(crate) struct Wire {
    pub(crate) routers: Mutex<Vec<Router>>,
    pub(crate) rule: Mutex<Option<Rule>>,
    pub(crate) authority: Mutex<Option<Service>>,
    /// Told of each request of which nothing will come.
    pub(crate) hung: Notify,
    /// Opened once, for all that wait.
    pub(crate) gate: tokio::sync::watch::Sender<bool>,
    /// Every request that a node sent: to which node, path, body.
    pub(crate) sent: Mutex<Vec<(usize, String, Vec<u8>)>>,
}

impl Transport for Wire {
    fn send(&self, request: Outbound) -> Answering<'_> {
        let Some(port) = request.uri().port_u16() else {
            let answer = self.authority.lock().unwrap().as_ref().and_then(|service| service(&request));
            return Box::pin(async move { answer.map(|bytes| Response::new(bytes.into())).ok_or(NoAnswer::NoConnection) });
        };
        let to = usize::from(port - 1);
        self.sent.lock().unwrap().push((to, request.uri().path().to_owned(), request.body().to_vec()));
        let fate = self.rule.lock().unwrap().as_ref().map_or(Fate::Pass, |rule| rule(&request));
        let router = self.routers.lock().unwrap()[to].clone();
        let mut gate = self.gate.subscribe();
        Box::pin(async move {
            match fate {
                Fate::Pass => Ok(router.oneshot(request.map(Body::from)).await.unwrap()),
                Fate::Nobody => Err(NoAnswer::NoConnection),
                Fate::AnswerLost => {
                    drop(router.oneshot(request.map(Body::from)).await.unwrap());
                    Err(NoAnswer::Broken)
                }
                Fate::Status(status) => {
                    let mut response = Response::new(Vec::new().into());
                    *response.status_mut() = StatusCode::from_u16(status).unwrap();
                    Ok(response)
                }
                Fate::Bytes(count) => Ok(Response::new(vec![b'x'; count].into())),
                Fate::Says(bytes) => Ok(Response::new(bytes.to_vec().into())),
                Fate::Hang => {
                    self.hung.notify_one();
                    std::future::pending().await
                }
                Fate::Gate => {
                    gate.wait_for(|is_open| *is_open).await.unwrap();
                    Ok(router.oneshot(request.map(Body::from)).await.unwrap())
                }
                Fate::Breaks => Ok(Response::new(Body::new(Limited::new(Body::from("xx"), 1)))),
                Fate::Panic => panic!("planted"),
            }
        })
    }
}
