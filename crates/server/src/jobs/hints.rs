use crate::node::{DataBank, Node};

/// Wakes this process's jobs when another process of the node stored something, for ever. Whoever misses a
/// hint finds the work by looking now and then.
pub(super) async fn run(node: Node, databank: Option<DataBank>) {
    loop {
        node.store.woken().await;
        node.outbox_bell.notify_one();
        if let Some(databank) = &databank {
            databank.allocation_bell.notify_one();
        }
    }
}
