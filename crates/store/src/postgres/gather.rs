//! Statements of units that run side by side, gathered: each unit asks for one statement and waits;
//! when all of them wait, what they ask goes to the server as one statement for each text. So a group
//! of any size takes about as many round trips as one unit.

use super::array::{Column, row};
use super::fault::{Failure, failure};
use super::statements::Statements;
use crate::value::{Row, Value};
use crate::write::Session;
use crate::{CommitError, Fault};
use futures_util::future::join_all;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use tokio_postgres::types::ToSql;

/// The statements that units wait for.
#[derive(Default)]
pub(super) struct Gathering(RefCell<Vec<Many>>);

/// One text with the values of many units.
struct Many {
    doing: &'static str,
    sql: &'static str,
    columns: Vec<Column>,
    asked: Vec<Slot>,
    wants_rows: bool,
}

enum Answer {
    Touched(u64),
    Rows(Vec<Row>),
}

/// Where an answer is put. Nobody needs to be woken: whoever gathers asks everybody again.
type Slot = Rc<Cell<Option<Answer>>>;

async fn answer(slot: Slot) -> Answer {
    poll_fn(|_| slot.take().map_or(Poll::Pending, Poll::Ready)).await
}

impl Gathering {
    fn ask(&self, wants_rows: bool, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Slot {
        let slot = Slot::default();
        let mut waiting = self.0.borrow_mut();
        let place = waiting.iter().position(|many| std::ptr::eq(many.sql, sql)).unwrap_or_else(|| {
            let columns = values.iter().map(|_| Column::default()).collect();
            waiting.push(Many { doing, sql, columns, asked: vec![], wants_rows });
            waiting.len() - 1
        });
        let many = &mut waiting[place];
        many.columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        many.asked.push(Rc::clone(&slot));
        slot
    }

    /// Does `work`, and sends to the server what gathers whenever it can go on no further.
    pub(super) async fn drive<T>(
        &self,
        statements: &Statements,
        work: impl Future<Output = Result<T, CommitError>>,
    ) -> Result<T, Failure> {
        let mut work = pin!(work);
        loop {
            let step = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await;
            if let Poll::Ready(done) = step {
                self.0.borrow_mut().clear();
                return done.map_err(Failure::Refused);
            }
            let waiting = self.0.take();
            if waiting.is_empty() {
                return Err(Failure::Lost(Fault { doing: "writing", cause: "nobody waits for an answer".to_owned() }));
            }
            // In the order in which they were first asked for, without waiting between them.
            let answered = join_all(waiting.into_iter().map(|many| many.run(statements))).await;
            let (echoes, failures): (Vec<_>, Vec<_>) =
                answered.into_iter().filter_map(Result::err).partition(|failure| matches!(failure, Failure::Echo(_)));
            if let Some(first) = failures.into_iter().chain(echoes).next() {
                return Err(first);
            }
        }
    }
}

impl Many {
    async fn run(self, statements: &Statements) -> Result<(), Failure> {
        let statement = statements.of_many(self.doing, self.sql).await?;
        let values: Vec<&(dyn ToSql + Sync)> = self.columns.iter().map(|column| column as _).collect();
        let told = |error| failure(self.doing, &error);
        if !self.wants_rows {
            let touched = statements.client().execute(&statement, &values).await.map_err(told)?;
            // Which of many rows were not touched the server does not tell: then all are asked for again, apart.
            let each = match self.asked.len() as u64 {
                1 => touched,
                all => u64::from(touched == all),
            };
            self.asked.iter().for_each(|asked| asked.set(Some(Answer::Touched(each))));
            return Ok(());
        }
        let mut found: Vec<Vec<Row>> = self.asked.iter().map(|_| vec![]).collect();
        for one in statements.client().query(&statement, &values).await.map_err(told)? {
            let nth: i64 = one.try_get(0).map_err(|error| failure(self.doing, &error))?;
            let place = usize::try_from(nth - 1).ok().and_then(|place| found.get_mut(place));
            let place = place.ok_or_else(|| Fault { doing: self.doing, cause: "a row for nobody".to_owned() })?;
            place.push(row(&one, 1).map_err(|error| failure(self.doing, &error))?);
        }
        self.asked.iter().zip(found).for_each(|(asked, rows)| asked.set(Some(Answer::Rows(rows))));
        Ok(())
    }
}

impl Session for Gathering {
    async fn execute(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<u64, CommitError> {
        match answer(self.ask(false, doing, sql, values)).await {
            Answer::Touched(rows) => Ok(rows),
            Answer::Rows(_) => Err(other_kind(doing).into()),
        }
    }

    async fn rows(&self, doing: &'static str, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, CommitError> {
        match answer(self.ask(true, doing, sql, values)).await {
            Answer::Rows(rows) => Ok(rows),
            Answer::Touched(_) => Err(other_kind(doing).into()),
        }
    }
}

fn other_kind(doing: &'static str) -> Fault {
    Fault { doing, cause: "the statement is asked for rows and for their number".to_owned() }
}
