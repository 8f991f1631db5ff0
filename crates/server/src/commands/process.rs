//! What the commands share that run nodes: the runtime and the log.

use super::exit::Failure;
use tracing_subscriber::EnvFilter;

/// A failure of a node: its sentence names what we were doing.
pub(super) fn failed(reason: String) -> Failure {
    Failure::new("node-failed", [("reason", reason)])
}

/// The runtime on which nodes run.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| failed(e.to_string()))
}

/// JSON lines on stderr, from `level` on unless the environment's `SARAPTAMA_LOG` says otherwise.
/// No line carries a name, a number of a person or a diagnosis.
pub(super) fn log(level: &str) {
    let filter = EnvFilter::try_from_env("SARAPTAMA_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
