use super::fault::fault;
use crate::Fault;
use crate::dialect::{POSTGRES, numbered};
use crate::schema;
use tokio_postgres::{Client, Error};

const DOING: &str = "bringing the archive to its schema";

/// Brings the tables to the last step, each step in one transaction, one process at a time: whoever is
/// killed at any statement leaves a whole step or none of it.
pub(super) async fn migrate(client: &mut Client) -> Result<(), Fault> {
    while !step(client).await? {}
    Ok(())
}

/// Takes one step; true when there is none left.
async fn step(client: &mut Client) -> Result<bool, Fault> {
    let told = |error: Error| fault(DOING, &error);
    let transaction = client.transaction().await.map_err(told)?;
    let alone = "SELECT pg_advisory_xact_lock(hashtext('saraptama schema ' || current_schema()))";
    transaction.batch_execute(alone).await.map_err(told)?;
    for statement in schema::LEDGER {
        transaction.batch_execute(&POSTGRES.schema(statement)).await.map_err(told)?;
    }
    let done: i64 = transaction.query_one(schema::DONE, &[]).await.map_err(told)?.try_get(0).map_err(told)?;
    let oldest: Option<i64> = transaction.query_one(schema::SERVES, &[]).await.map_err(told)?.try_get(0).map_err(told)?;
    let Some(statements) = schema::next(done, oldest)? else {
        transaction.commit().await.map_err(told)?;
        return Ok(true);
    };
    for statement in statements {
        transaction.batch_execute(&POSTGRES.schema(statement)).await.map_err(told)?;
    }
    let version = done + 1;
    transaction.execute(&numbered(schema::TAKEN), &[&version]).await.map_err(told)?;
    transaction.execute(&numbered(schema::NOW_SERVES), &[&version, &schema::OLDEST_SERVED]).await.map_err(told)?;
    transaction.commit().await.map_err(told)?;
    Ok(false)
}
