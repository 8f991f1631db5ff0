use super::{DataBank, Ministry, Mis, Node};
use crate::config::NodeKind;
use crate::flow::FlowError;
use crate::transport::Transport;
use crate::{doors, jobs};
use saraptama_core::referral::Reached;
use saraptama_core::terms::FormId;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// The nodes of one process: one of them, or in the demonstration all three.
#[derive(Clone, Default)]
pub struct Host {
    /// The medical information system.
    pub mis: Option<Mis>,
    /// The ministry's system.
    pub ministry: Option<Ministry>,
    /// The data bank.
    pub databank: Option<DataBank>,
    ready: Arc<AtomicBool>,
}

impl Host {
    /// Every node of the process.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeKind, &Node)> {
        let mis = self.mis.as_deref().map(|node| (NodeKind::Mis, node));
        let ministry = self.ministry.as_deref().map(|node| (NodeKind::Ministry, node));
        let databank = self.databank.as_deref().map(|node| (NodeKind::DataBank, node));
        [mis, ministry, databank].into_iter().flatten()
    }

    /// The kinds of the process's nodes.
    pub fn kinds(&self) -> impl Iterator<Item = NodeKind> {
        self.nodes().map(|(kind, _)| kind)
    }

    /// Some node of the process: for what every node answers alike.
    pub fn any(&self) -> &Node {
        self.nodes().next().expect("a process hosts at least one node: `serve` and `demo` build it so").1
    }

    /// The medical information system, behind its own doors.
    pub fn mis(&self) -> &Mis {
        self.mis.as_ref().expect("these doors are there only where the process hosts the node: doors::router")
    }

    /// The ministry's system, behind its own doors.
    pub fn ministry(&self) -> &Ministry {
        self.ministry.as_ref().expect("these doors are there only where the process hosts the node: doors::router")
    }

    /// The data bank, behind its own doors.
    pub fn databank(&self) -> &DataBank {
        self.databank.as_ref().expect("these doors are there only where the process hosts the node: doors::router")
    }

    /// Says that everything is made that callers may rely on.
    pub fn set_ready(&self) {
        self.ready.store(true, Ordering::Release);
    }

    /// Whether everything is made that callers may rely on.
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Acquire)
    }

    /// What an answer to one of `node`'s messages teaches it about a form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn learn(&self, kind: NodeKind, form: FormId, stages: &[Reached]) -> Result<(), FlowError> {
        match (kind, &self.mis, &self.ministry) {
            (NodeKind::Mis, Some(mis), _) => mis.learn(form, stages).await,
            (NodeKind::Ministry, _, Some(ministry)) => ministry.learn(form, stages).await,
            _ => Ok(()),
        }
    }

    /// The same nodes, with another way between them.
    #[must_use]
    pub fn with_transport(mut self, transport: &Arc<dyn Transport>) -> Self {
        let mis = self.mis.as_mut().map(|mis| &mut mis.0);
        let ministry = self.ministry.as_mut().map(|ministry| &mut ministry.0);
        let databank = self.databank.as_mut().map(|databank| &mut databank.node);
        for node in [mis, ministry, databank].into_iter().flatten() {
            node.transport = Arc::clone(transport);
        }
        self
    }

    /// Closes every store: what is queued is committed, the logs are copied back.
    pub async fn close(&self) {
        for (kind, node) in self.nodes() {
            if let Err(fault) = node.store.close().await {
                tracing::error!(node = kind.as_str(), error = %fault, "closing the store");
            }
        }
    }
}

/// Opens the doors at `listen` and starts the jobs; comes back when `until` is over and every request
/// that was begun is answered.
///
/// # Errors
/// When the address cannot be had.
pub async fn serve(host: Host, listen: SocketAddr, until: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
    let listener = TcpListener::bind(listen).await.map_err(|e| format!("listening at {listen}: {e}"))?;
    serve_on(host, listener, until).await
}

/// [`serve`] on a listener that is open already.
///
/// # Errors
/// When the listener fails.
pub async fn serve_on(host: Host, listener: TcpListener, until: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
    let jobs = jobs::start(&host);
    let service = doors::router(host.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(until).await;
    jobs.stop().await;
    host.close().await;
    served.map_err(|e| format!("serving: {e}"))
}

/// Over when the process is asked to end.
///
/// From the call on, not from the first wait, SIGTERM and SIGINT end nothing by themselves: call this before the
/// doors open, or whoever sees them open and asks at once cuts the process off in the middle.
pub fn asked_to_end() -> impl Future<Output = ()> {
    let (terminate, interrupt) = (heard(SignalKind::terminate()), heard(SignalKind::interrupt()));
    async {
        tokio::select! {
            () = terminate => {}
            () = interrupt => {}
        }
    }
}

/// Over when a signal of this kind has come since the call; never where the system lets nobody listen to it.
fn heard(kind: SignalKind) -> impl Future<Output = ()> {
    let listening = signal(kind);
    async {
        match listening {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    }
}
