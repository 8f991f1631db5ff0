use super::readers::Readers;
use crate::Fault;
use crate::engine::Query;
use crate::value::misfit;

/// Whether every commit is kept by a second server before it is acknowledged: the primary names its
/// synchronous standbys and at least one is there (that each commit waits for it our own connections say).
/// Without that, a commit that was acknowledged is lost with the primary's disk.
///
/// # Errors
/// What is missing, and where the database cannot be asked.
pub(super) async fn require(readers: &Readers) -> Result<(), Fault> {
    const DOING: &str = "looking for a synchronous standby";
    let missing = |cause: &str| Err(Fault { doing: DOING, cause: cause.to_owned() });
    // A role that may not see the standbys sees that there are some, and nothing of them.
    let sql = "SELECT current_setting('synchronous_standby_names'),
                 (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum') AND state = 'streaming'),
                 (SELECT count(*) FROM pg_stat_replication WHERE sync_state IS NULL)";
    let query = Query { doing: DOING, sql: sql.into(), values: vec![], long: true };
    let mut row = readers.rows(&query).await?.into_iter().next().ok_or_else(misfit)?;
    let (names, standing, hidden): (String, i64, i64) = (row.take()?, row.take()?, row.take()?);
    match (names.trim(), standing, hidden) {
        ("", _, _) => missing("synchronous_standby_names is empty: the primary waits for no standby"),
        (_, 1.., _) => Ok(()),
        (_, _, 1..) => missing("the role may not see the standbys: grant it pg_monitor"),
        _ => missing("no synchronous standby is connected"),
    }
}
