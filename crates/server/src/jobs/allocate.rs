use crate::node::DataBank;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long a draft waits at most before the register of experts is asked again: duties change with the day.
const LOOK_AGAIN: Duration = Duration::from_secs(15);
/// The pause after a fault.
const AFTER_FAULT: Duration = Duration::from_secs(1);

/// Numbers and assigns what arrives, at once, for ever.
pub(super) async fn run(databank: DataBank) {
    loop {
        match databank.allocate().await {
            Ok(done) => {
                if done.without_expert > 0 {
                    tracing::warn!(drafts = done.without_expert, "no eligible expert: the drafts stay on the waiting list");
                }
                if !done.more {
                    let _ = timeout(LOOK_AGAIN, databank.allocation_bell.notified()).await;
                }
            }
            Err(error) => {
                tracing::error!(error = %error, "numbering and assigning");
                sleep(AFTER_FAULT).await;
            }
        }
    }
}
