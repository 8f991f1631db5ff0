use crate::flow::FlowError;
use crate::flow::databank::Allocated;
use crate::node::DataBank;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long a draft waits at most before the register of experts is asked again: duties change with the day.
const LOOK_AGAIN: Duration = Duration::from_secs(15);
/// The pause after a fault.
const AFTER_FAULT: Duration = Duration::from_secs(1);

/// How long to stand aside at most for another process that numbers and assigns.
const ASIDE_MILLISECONDS: u32 = 50;
/// A round that came to nothing because another one was faster.
const OVERTAKEN: Allocated = Allocated { numbered: 0, assigned: 0, without_expert: 0, more: true };

/// Numbers and assigns what waits now, one round of it.
///
/// # Errors
/// When the store fails or the calendar ends; nothing is half done then.
pub async fn allocate_once(databank: &DataBank) -> Result<Allocated, FlowError> {
    databank.allocate().await
}

/// Numbers and assigns what arrives, at once, for ever.
pub(super) async fn run(databank: DataBank) {
    loop {
        match allocate_once(&databank).await {
            Ok(done) => {
                if done.without_expert > 0 {
                    tracing::warn!(drafts = done.without_expert, "no eligible expert: the drafts stay on the waiting list");
                }
                if done == OVERTAKEN {
                    // Another process was faster: not both at once again.
                    sleep(Duration::from_millis(u64::from(databank.chance.lot() % ASIDE_MILLISECONDS))).await;
                } else if !done.more {
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
