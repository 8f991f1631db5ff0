//! Messages that were given up, sent again: by operators over HTTP, by staff and operators at their workplace.

use crate::node::Node;
use saraptama_store::Fault;
use saraptama_store::rows::{MessageQuery, MessageRow, MessageState};

/// How many messages are sent again between two looks at the list.
const AT_ONCE: u32 = 200;

impl Node {
    /// Lets a message that was given up wait again, due now; false where it is not a given-up one. `who` asks
    /// for it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn redrive(&self, row: &MessageRow, who: &str) -> Result<bool, Fault> {
        let revived = self.store.send_again(row.id, self.clock.now()).await?;
        if revived {
            tracing::info!(route = %row.route, id = row.id, form = %row.form, who, "a message that was given up goes again");
            self.outbox_bell.notify_one();
        }
        Ok(revived)
    }

    /// Lets all wait again that were given up on a route, or those of them that were given up for one reason.
    /// Answers how many.
    ///
    /// # Errors
    /// When the store fails; what was sent again before stays so.
    pub async fn redrive_all(&self, route: &str, reason: Option<&str>, who: &str) -> Result<u64, Fault> {
        let (route, reason) = (Some(route.to_owned()), reason.map(str::to_owned));
        let mut query = MessageQuery { state: MessageState::Dead, route, reason, after: 0, limit: AT_ONCE };
        let mut redriven = 0;
        // By id and forward only: what is given up again meanwhile does not come round a second time.
        loop {
            let rows = self.store.messages(&query).await?;
            let Some(last) = rows.last() else { return Ok(redriven) };
            query.after = last.id;
            for row in &rows {
                redriven += u64::from(self.redrive(row, who).await?);
            }
        }
    }
}
