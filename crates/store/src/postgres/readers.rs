use super::array::row;
use super::fault::fault;
use super::place::Place;
use super::statements::Statements;
use crate::Fault;
use crate::engine::Query;
use crate::job::closed;
use crate::value::Row;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::sync::Mutex;
use tokio_postgres::types::ToSql;

/// Connections that only read. Many queries share one, each answered behind those before it: so those
/// that may walk have connections of their own.
pub(super) struct Readers {
    place: Place,
    slots: Vec<Mutex<Option<Arc<Statements>>>>,
    next: AtomicUsize,
    closed: AtomicBool,
}

impl Readers {
    pub(super) async fn open(place: Place, count: usize) -> Result<Self, Fault> {
        let slots = (0..count.max(2)).map(|_| Mutex::default()).collect();
        let readers = Self { place, slots, next: AtomicUsize::new(0), closed: AtomicBool::new(false) };
        for slot in 0..readers.slots.len() {
            readers.connection(slot).await?;
        }
        Ok(readers)
    }

    pub(super) async fn close(&self) {
        self.closed.store(true, Ordering::Release);
        for slot in &self.slots {
            slot.lock().await.take();
        }
    }

    pub(super) async fn rows(&self, query: &Query) -> Result<Vec<Row>, Fault> {
        let half = self.slots.len() / 2;
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % half;
        let slot = if query.long { half + turn } else { turn };
        let connection = self.connection(slot).await?;
        match read(&connection, query).await {
            // A query changes nothing, so it may be asked again, on a new connection.
            Err(_) if connection.client().is_closed() => {
                let connection = self.connection(slot).await?;
                read(&connection, query).await.map_err(|error| fault(query.doing, &error))
            }
            read => read.map_err(|error| fault(query.doing, &error)),
        }
    }

    async fn connection(&self, slot: usize) -> Result<Arc<Statements>, Fault> {
        let mut slot = self.slots[slot].lock().await;
        if self.closed.load(Ordering::Acquire) {
            return Err(closed());
        }
        match &*slot {
            Some(connection) if !connection.client().is_closed() => Ok(Arc::clone(connection)),
            _ => {
                let connection = Arc::new(self.place.reader().await?);
                *slot = Some(Arc::clone(&connection));
                Ok(connection)
            }
        }
    }
}

async fn read(connection: &Statements, query: &Query) -> Result<Vec<Row>, tokio_postgres::Error> {
    let statement = connection.of_one(&query.sql).await?;
    let values: Vec<&(dyn ToSql + Sync)> = query.values.iter().map(|value| value as _).collect();
    let found = connection.client().query(&statement, &values).await?;
    found.iter().map(|one| row(one, 0)).collect()
}
