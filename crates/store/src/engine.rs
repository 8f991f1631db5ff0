//! The engines behind the archive. Above this line nobody knows which one it is: reads are queries in
//! the shared SQL, writes are batches of typed work.

use crate::rows::ClaimedMessage;
use crate::value::{Row, Value};
use crate::write::Claim;
use crate::{CommitError, Fault, Unit, sqlite};
use saraptama_core::terms::Instant;
use std::borrow::Cow;

/// An open store of one engine.
#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite(sqlite::Engine),
}

/// A query with its values; `?1` is always the cell.
pub(crate) struct Query {
    pub(crate) doing: &'static str,
    pub(crate) sql: Cow<'static, str>,
    pub(crate) values: Vec<Value<'static>>,
    /// Whether it may take long: then it must not hold up other tasks.
    pub(crate) long: bool,
}

impl Engine {
    pub(crate) async fn commit(&self, units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        match self {
            Self::Sqlite(engine) => engine.commit(units).await,
        }
    }

    pub(crate) async fn claim(&self, claim: Claim) -> Result<Vec<ClaimedMessage>, Fault> {
        match self {
            Self::Sqlite(engine) => engine.claim(claim).await,
        }
    }

    pub(crate) async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, Fault> {
        match self {
            Self::Sqlite(engine) => engine.send_again(id, due_at).await,
        }
    }

    pub(crate) async fn rows(&self, query: Query) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(engine) => engine.rows(query).await,
        }
    }

    pub(crate) async fn close(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(engine) => engine.close().await,
        }
    }
}
