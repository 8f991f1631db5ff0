use super::fault;
use crate::Fault;
use crate::dialect::SQLITE;
use crate::schema::STEPS;
use rusqlite::{Connection, TransactionBehavior};

/// Brings the tables to the last step, each step in one transaction; a power cut leaves a whole step
/// or none of it.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    const DOING: &str = "bringing the archive to its schema";
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault(DOING))?;
        transaction
            .execute_batch("CREATE TABLE IF NOT EXISTS schema(version BIGINT NOT NULL PRIMARY KEY)")
            .map_err(fault(DOING))?;
        let done: u32 =
            transaction.query_row("SELECT coalesce(max(version), 0) FROM schema", (), |row| row.get(0)).map_err(fault(DOING))?;
        if done as usize > STEPS.len() {
            return Err(Fault { doing: DOING, cause: format!("its version {done} is newer than this program") });
        }
        let Some(step) = STEPS.get(done as usize) else { return transaction.commit().map_err(fault(DOING)) };
        for statement in *step {
            transaction.execute_batch(&SQLITE.schema(statement)).map_err(fault(DOING))?;
        }
        transaction.execute("INSERT INTO schema(version) VALUES (?1)", [done + 1]).map_err(fault(DOING))?;
        transaction.commit().map_err(fault(DOING))?;
    }
}
