use super::connection::Place;
use super::session;
use crate::Fault;
use crate::engine::Query;
use crate::job::closed;
use crate::value::Row;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Connections that only read. Each sees the last commit when its query begins.
pub(super) struct Readers {
    place: Place,
    free: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl Readers {
    pub(super) fn open(place: Place, count: usize) -> Result<Self, Fault> {
        let free = (0..count).map(|_| place.reader()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { place, free: Mutex::new(free), permits: Semaphore::new(count) })
    }

    /// Refuses further queries, and lets go of the file.
    pub(super) fn close(&self) {
        self.permits.close();
        self.free().clear();
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, query: &Query) -> Result<Vec<Row>, Fault> {
        let free = self.free().pop();
        let connection = free.map_or_else(|| self.place.reader(), Ok)?;
        let rows = session::rows(&connection, query.doing, &query.sql, &query.values);
        if !self.permits.is_closed() {
            self.free().push(connection);
        }
        rows
    }
}

/// Runs a query on a free connection: a short one here and now, a long one beside the other tasks.
pub(super) async fn rows(readers: &Arc<Readers>, query: Query) -> Result<Vec<Row>, Fault> {
    let _permit = readers.permits.acquire().await.map_err(|_| closed())?;
    if !query.long {
        return readers.run(&query);
    }
    let (doing, readers) = (query.doing, Arc::clone(readers));
    let read = tokio::task::spawn_blocking(move || readers.run(&query)).await;
    read.unwrap_or_else(|_| Err(Fault { doing, cause: "the task that read was stopped".to_owned() }))
}
