//! Hints between the processes of one database: "there may be something to do". A hint is only that;
//! whoever misses it finds the work by looking now and then. It is given from a connection of its own,
//! outside the transaction that stores, because a commit that tells waits for every other such commit.

use super::fault::fault;
use super::place::Place;
use std::future::poll_fn;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use tokio_postgres::{AsyncMessage, Client, Connection, Error, NoTls, Socket, tls::NoTlsStream};

/// Between two hints of a process at least.
const RARELY: Duration = Duration::from_millis(20);
/// The pause before a connection that broke is made anew.
const AFTER_FAULT: Duration = Duration::from_secs(1);

/// Both ends of the hints of a process.
#[derive(Clone, Default)]
pub(super) struct Hints {
    given: Arc<Notify>,
    heard: Arc<Notify>,
}

/// Who tells, and of which tables.
#[derive(Default)]
struct Own {
    process: AtomicI32,
    tables: OnceLock<String>,
}

impl Hints {
    /// Tells the other processes soon.
    pub(super) fn give(&self) {
        self.given.notify_one();
    }

    /// Over when another process gave a hint since the last time.
    pub(super) async fn heard(&self) {
        self.heard.notified().await;
    }

    /// Starts telling and hearing, until the handle is aborted.
    pub(super) fn start(&self, place: Place, cell: i64) -> JoinHandle<()> {
        let hints = self.clone();
        tokio::spawn(async move {
            loop {
                if let Err(error) = hints.run(&place, cell).await {
                    tracing::debug!(error = %fault("giving hints", &error), "no hints for now");
                }
                sleep(AFTER_FAULT).await;
            }
        })
    }

    async fn run(&self, place: &Place, cell: i64) -> Result<(), Error> {
        let (client, connection) = place.config().connect(NoTls).await?;
        let own = Own::default();
        tokio::select! {
            ended = self.hear(connection, &own) => ended,
            ended = self.tell(client, cell, &own) => ended,
        }
    }

    async fn hear(&self, mut connection: Connection<Socket, NoTlsStream>, own: &Own) -> Result<(), Error> {
        while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(hint) = message?
                && hint.process_id() != own.process.load(Ordering::Relaxed)
                && own.tables.get().is_some_and(|tables| tables == hint.payload())
            {
                self.heard.notify_one();
            }
        }
        Ok(())
    }

    async fn tell(&self, client: Client, cell: i64, own: &Own) -> Result<(), Error> {
        let who = client.query_one("SELECT pg_backend_pid(), current_schema() || ' ' || $1::text", &[&cell.to_string()]).await?;
        own.process.store(who.try_get(0)?, Ordering::Relaxed);
        let tables: String = who.try_get(1)?;
        let _ = own.tables.set(tables.clone());
        client.batch_execute("LISTEN saraptama").await?;
        // Whoever begins to listen may have missed something.
        self.heard.notify_one();
        loop {
            self.given.notified().await;
            client.query("SELECT pg_notify('saraptama', $1)", &[&tables]).await?;
            sleep(RARELY).await;
        }
    }
}
