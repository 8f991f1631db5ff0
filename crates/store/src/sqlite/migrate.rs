use super::fault;
use crate::Fault;
use crate::dialect::SQLITE;
use crate::schema;
use rusqlite::{Connection, TransactionBehavior};

/// Brings the tables to the last step, each step in one transaction; a power cut leaves a whole step
/// or none of it.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    const DOING: &str = "bringing the archive to its schema";
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault(DOING))?;
        for statement in schema::LEDGER {
            transaction.execute_batch(statement).map_err(fault(DOING))?;
        }
        let done: i64 = transaction.query_row(schema::DONE, (), |row| row.get(0)).map_err(fault(DOING))?;
        let oldest: Option<i64> = transaction.query_row(schema::SERVES, (), |row| row.get(0)).map_err(fault(DOING))?;
        let Some(step) = schema::next(done, oldest)? else { return transaction.commit().map_err(fault(DOING)) };
        for statement in step {
            transaction.execute_batch(&SQLITE.schema(statement)).map_err(fault(DOING))?;
        }
        transaction.execute(schema::TAKEN, [done + 1]).map_err(fault(DOING))?;
        transaction.execute(schema::NOW_SERVES, [done + 1, schema::OLDEST_SERVED]).map_err(fault(DOING))?;
        transaction.commit().map_err(fault(DOING))?;
    }
}
