use crate::flow::FlowError;
use crate::node::{DataBank, Mis};
use saraptama_core::terms::FormId;
use std::time::Duration;
use tokio::time::sleep;

/// A pause between two helpings, so that nobody who works waits for them.
const BREATH: Duration = Duration::from_millis(20);
/// How often it is looked whether an older version, which runs beside this one, left anything uncounted.
const LOOK_AGAIN: Duration = Duration::from_secs(3600);

/// Counts acts of which an older version counted nothing.
pub(super) async fn of_acts(databank: DataBank) {
    let mut after = None;
    loop {
        after = rest(databank.fill_facts(after).await).await;
    }
}

/// Counts forms of which an older version counted nothing.
pub(super) async fn of_forms(mis: Mis) {
    let mut after = None;
    loop {
        after = rest(mis.fill_facts(after).await).await;
    }
}

async fn rest(filled: Result<Option<FormId>, FlowError>) -> Option<FormId> {
    match filled {
        Ok(Some(last)) => {
            sleep(BREATH).await;
            Some(last)
        }
        Ok(None) => {
            sleep(LOOK_AGAIN).await;
            None
        }
        Err(error) => {
            tracing::error!(error = %error, "counting what an older version did not");
            sleep(LOOK_AGAIN).await;
            None
        }
    }
}
