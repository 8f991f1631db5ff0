use super::fault::fault;
use super::statements::Statements;
use crate::Fault;
use crate::write::{Ids, LANES};

/// The lane of a writing connection: it has it for as long as it lives, and no other connection to the
/// same tables has the same one. A process that dies leaves its lanes to whoever comes next; one whose
/// connection broke can no longer commit on its lane.
pub(super) struct Lane {
    pub(super) number: i64,
    pub(super) ids: Ids,
}

impl Lane {
    /// Takes the first free lane of a cell.
    pub(super) async fn take(connection: &Statements, cell: i64) -> Result<Self, Fault> {
        const DOING: &str = "taking a lane";
        let client = connection.client();
        let told = |error: tokio_postgres::Error| fault(DOING, &error);
        // Locks count by database; two schemas or cells of one database have their own lanes.
        let sql = "SELECT pg_try_advisory_lock(hashtext('saraptama lane ' || current_schema() || ' ' || $1::text), $2)";
        let lock = client.prepare(sql).await.map_err(told)?;
        for number in 0..i32::try_from(LANES).unwrap_or(i32::MAX) {
            if client.query_one(&lock, &[&cell.to_string(), &number]).await.map_err(told)?.try_get(0).map_err(told)? {
                let sql = "SELECT greatest((SELECT coalesce(max(id), 0) FROM event WHERE cell = $1),
                                           (SELECT coalesce(max(id), 0) FROM outbox WHERE cell = $1))";
                let last: i64 = client.query_one(sql, &[&cell]).await.map_err(told)?.try_get(0).map_err(told)?;
                let number = i64::from(number);
                return Ok(Self { number, ids: Ids::after(number, last) });
            }
        }
        Err(Fault { doing: DOING, cause: format!("{LANES} connections write already") })
    }
}
