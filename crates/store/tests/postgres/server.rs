//! The database server of the tests: the one that `SARAPTAMA_TEST_POSTGRES` names, or the usual one on
//! this machine. Each test has a schema of its own, gone with it.

use saraptama_store::{Database, Options, Store};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio_postgres::{Client, NoTls};

const USUAL: &str = "postgres://postgres@127.0.0.1:5432/test";

/// An empty schema, dropped when the test ends.
pub struct Schema {
    pub name: String,
}

fn address() -> String {
    std::env::var("SARAPTAMA_TEST_POSTGRES").unwrap_or_else(|_| USUAL.to_owned())
}

/// Host and port of the server.
pub fn host() -> String {
    let address = address();
    let rest = address.split("://").nth(1).unwrap_or_default();
    rest.split('/').next().unwrap_or_default().rsplit('@').next().unwrap_or_default().to_owned()
}

/// A connection of the test's own.
pub async fn client() -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(&address(), NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

impl Schema {
    /// A new schema, or a line that says which test was skipped, and why. Whoever names a server wants
    /// no test skipped.
    pub async fn new(test: &str) -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let client = match client().await {
            Ok(client) => client,
            Err(error) if std::env::var_os("SARAPTAMA_TEST_POSTGRES").is_none() => {
                eprintln!("SKIPPED postgres {test}: {error}");
                return None;
            }
            Err(error) => panic!("the server that SARAPTAMA_TEST_POSTGRES names: {error}"),
        };
        let name = format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        client.batch_execute(&format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}")).await.unwrap();
        Some(Self { name })
    }

    /// Its address.
    pub fn database(&self) -> Database {
        let (address, name) = (address(), &self.name);
        let mark = if address.contains('?') { '&' } else { '?' };
        Database { address: format!("{address}{mark}options=-c%20search_path%3D{name}"), password: None }
    }

    /// A store in it, as another process would open it.
    pub async fn store(&self) -> Store {
        Store::connect(&self.database(), &Options::default()).await.unwrap()
    }

    /// Statements of somebody else in it.
    pub async fn run(&self, sql: &str) {
        client().await.unwrap().batch_execute(&format!("SET search_path = {}; {sql}", self.name)).await.unwrap();
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let name = self.name.clone();
        let drop = async move {
            let client = client().await.unwrap();
            client.batch_execute(&format!("SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS {name} CASCADE")).await.unwrap();
        };
        // A thread of its own: a runtime that is already running waits for nothing.
        let thread = std::thread::spawn(move || tokio::runtime::Runtime::new().unwrap().block_on(drop));
        let _ = thread.join();
    }
}
