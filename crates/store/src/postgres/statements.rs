use super::fault::{Failure, failure};
use crate::Fault;
use crate::dialect::{numbered, of_many};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tokio_postgres::{Client, Statement};

/// A connection with the statements that it keeps prepared: one plan for each, made once.
pub(super) struct Statements {
    client: Client,
    many: Mutex<HashMap<&'static str, Statement>>,
    one: Mutex<HashMap<String, Statement>>,
}

/// Statements of changing text that a connection keeps; a search has some thirty forms.
const KEPT: usize = 512;

impl Statements {
    pub(super) fn new(client: Client) -> Self {
        Self { client, many: Mutex::default(), one: Mutex::default() }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// The statement that does for many rows of values what `sql` does for one. The server tells the
    /// types of its values.
    pub(super) async fn of_many(&self, doing: &'static str, sql: &'static str) -> Result<Statement, Failure> {
        if let Some(kept) = self.many.lock().unwrap_or_else(PoisonError::into_inner).get(sql) {
            return Ok(kept.clone());
        }
        let told = |error| failure(doing, &error);
        let single = self.client.prepare(&numbered(sql)).await.map_err(told)?;
        let types: Vec<&str> = single.params().iter().map(|one| one.name()).collect();
        let unfit = || Fault { doing, cause: "the statement has no form for many rows".to_owned() };
        let text = of_many(sql, &types).ok_or_else(unfit)?;
        let statement = self.client.prepare(&text).await.map_err(told)?;
        self.many.lock().unwrap_or_else(PoisonError::into_inner).insert(sql, statement.clone());
        Ok(statement)
    }

    /// The statement of a text as it stands.
    pub(super) async fn of_one(&self, sql: &str) -> Result<Statement, tokio_postgres::Error> {
        if let Some(kept) = self.one.lock().unwrap_or_else(PoisonError::into_inner).get(sql) {
            return Ok(kept.clone());
        }
        let statement = self.client.prepare(&numbered(sql)).await?;
        let mut one = self.one.lock().unwrap_or_else(PoisonError::into_inner);
        if one.len() >= KEPT {
            one.clear();
        }
        one.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}
