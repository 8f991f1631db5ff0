//! The engines behind the archive. Above this line nobody knows which one it is: reads are queries in
//! the shared SQL, writes are batches of typed work.

use crate::rows::ClaimedMessage;
use crate::value::{Row, Value};
use crate::write::Claim;
use crate::{CommitError, Fault, Unit, postgres, sqlite, trial};
use saraptama_core::terms::Instant;
use std::borrow::Cow;

/// An open store of one engine.
#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite(sqlite::Engine),
    Postgres(Box<postgres::Engine>),
    /// The real one, whose answers a test holds up, refuses or swallows.
    Tried(trial::Tried),
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
            Self::Postgres(engine) => engine.commit(units).await,
            Self::Tried(tried) => tried.commit(units).await,
        }
    }

    pub(crate) async fn claim(&self, claim: Claim) -> Result<Vec<ClaimedMessage>, Fault> {
        match self {
            Self::Sqlite(engine) => engine.claim(claim).await,
            Self::Postgres(engine) => engine.claim(claim).await,
            Self::Tried(tried) => tried.claim(claim).await,
        }
    }

    pub(crate) async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, Fault> {
        match self {
            Self::Sqlite(engine) => engine.send_again(id, due_at).await,
            Self::Postgres(engine) => engine.send_again(id, due_at).await,
            Self::Tried(tried) => tried.send_again(id, due_at).await,
        }
    }

    pub(crate) async fn rows(&self, query: Query) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(engine) => engine.rows(query).await,
            Self::Postgres(engine) => engine.rows(query).await,
            Self::Tried(tried) => tried.rows(query).await,
        }
    }

    /// Whether another process may write beside this one, so that ids do not show the order of commits.
    pub(crate) fn has_many_writers(&self) -> bool {
        !matches!(self, Self::Sqlite(_) | Self::Tried(_))
    }

    pub(crate) async fn close(&self) -> Result<(), Fault> {
        match self {
            Self::Sqlite(engine) => engine.close().await,
            Self::Postgres(engine) => engine.close().await,
            // Boxed, since this is the same function once more.
            Self::Tried(tried) => Box::pin(tried.engine.close()).await,
        }
    }

    /// Over when another process stored something that may be work for this one; never, where there can
    /// be no other process.
    pub(crate) async fn woken(&self) {
        match self {
            Self::Sqlite(_) => std::future::pending().await,
            Self::Postgres(engine) => engine.woken().await,
            Self::Tried(tried) => Box::pin(tried.engine.woken()).await,
        }
    }

    /// What production asks of the database and this one lacks.
    pub(crate) async fn lacks(&self) -> Option<Fault> {
        match self {
            Self::Sqlite(_) => None,
            Self::Postgres(engine) => engine.lacks().await,
            Self::Tried(tried) => Box::pin(tried.engine.lacks()).await,
        }
    }
}
