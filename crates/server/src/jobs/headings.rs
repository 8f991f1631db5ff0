use crate::node::DataBank;
use std::time::Duration;
use tokio::time::sleep;

/// A pause between two helpings, so that nobody who works waits for them.
const BREATH: Duration = Duration::from_millis(20);
/// How often it is looked whether an older version, which runs beside this one, left anything to do.
const LOOK_AGAIN: Duration = Duration::from_secs(3600);

/// Fills in what entries of the register that an older version wrote do not say of their acts.
pub(super) async fn run(databank: DataBank) {
    loop {
        match databank.fill_headings().await {
            Ok(0) => sleep(LOOK_AGAIN).await,
            Ok(_) => sleep(BREATH).await,
            Err(error) => {
                tracing::error!(error = %error, "filling in entries of the register");
                sleep(LOOK_AGAIN).await;
            }
        }
    }
}
