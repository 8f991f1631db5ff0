//! What doors and jobs read. The SQL stands next to the function that runs it, and its row becomes the
//! type there.

mod absences;
mod acts;
mod channel;
mod evidence;
mod experts;
mod facts;
mod feed;
mod forms;
mod headings;
mod htmc_desk;
mod htmc_list;
mod log_heads;
mod messages;
mod month;
mod person;
mod queue;
mod register;
mod register_list;
mod sessions;
mod signals;
mod streams;
mod whole;

pub use whole::{Fate, InboxMessage, OutboxMessage};

pub use facts::FactsAfter;
pub use feed::{Feed, Owners};
pub use signals::Triple;

use crate::engine::Query;
use crate::value::{Row, Value};
use crate::{Fault, Store};
use std::borrow::Cow;

impl Store {
    /// A query that finds few rows by a key.
    async fn point(&self, doing: &'static str, sql: &'static str, values: Vec<Value<'static>>) -> Result<Vec<Row>, Fault> {
        self.query(Query { doing, sql: sql.into(), values, long: false }).await
    }

    /// A query that may walk.
    pub(crate) async fn walk(
        &self,
        doing: &'static str,
        sql: impl Into<Cow<'static, str>>,
        values: Vec<Value<'static>>,
    ) -> Result<Vec<Row>, Fault> {
        self.query(Query { doing, sql: sql.into(), values, long: true }).await
    }

    async fn query(&self, mut query: Query) -> Result<Vec<Row>, Fault> {
        query.values.insert(0, Value::Int(self.cell));
        self.engine.rows(query).await
    }
}

/// Every row as what it stands for.
fn all<T>(rows: Vec<Row>, read: impl Fn(Row) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    rows.into_iter().map(read).collect()
}

/// The only row, if there is one.
fn first<T>(rows: Vec<Row>, read: impl Fn(Row) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    rows.into_iter().next().map(read).transpose()
}
