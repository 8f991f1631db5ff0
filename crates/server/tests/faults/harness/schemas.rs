use super::Told;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio_postgres::NoTls;

const USUAL: &str = "postgres://postgres@127.0.0.1:5432/test";
const NODES: [&str; 3] = ["mis", "ministry", "databank"];

/// An empty schema for each node on a PostgreSQL server, dropped at the end.
pub(crate) struct Schemas {
    server: String,
    prefix: String,
}

impl Schemas {
    /// The server of the tests: the one that `SARAPTAMA_TEST_POSTGRES` names, or the usual one on this machine
    /// if it answers; else a line that says which test was skipped, and why.
    pub(crate) fn server(test: &str) -> Option<String> {
        let named = std::env::var("SARAPTAMA_TEST_POSTGRES");
        let server = named.clone().unwrap_or_else(|_| USUAL.to_owned());
        match run(&server, "SELECT 1") {
            Err(error) if named.is_err() => {
                eprintln!("SKIPPED postgres {test}: {error}");
                None
            }
            _ => Some(server),
        }
    }

    /// Makes them.
    ///
    /// # Errors
    /// When the server cannot.
    pub(crate) fn make(server: &str) -> Told<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let prefix = format!("bed_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let made = Self { server: server.to_owned(), prefix };
        run(server, &made.each(|name| format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name};")))?;
        Ok(made)
    }

    /// The address of a node's own; `{node}` may stand for the node.
    pub(crate) fn address(&self, node: &str) -> String {
        let mark = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{mark}options=-c%20search_path%3D{}_{node}", self.server, self.prefix)
    }

    fn each(&self, statement: impl Fn(&str) -> String) -> String {
        NODES.map(|node| statement(&format!("{}_{node}", self.prefix))).concat()
    }
}

impl Drop for Schemas {
    fn drop(&mut self) {
        let drops = self.each(|name| format!("DROP SCHEMA IF EXISTS {name} CASCADE;"));
        if let Err(error) = run(&self.server, &format!("SET lock_timeout = '20s'; {drops}")) {
            eprintln!("dropping the schemas {}: {error}", self.prefix);
        }
    }
}

/// Runs statements.
///
/// # Errors
/// What the server says.
pub(crate) fn run(server: &str, sql: &str) -> Told<()> {
    let (server, sql) = (server.to_owned(), sql.to_owned());
    let done = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&server, NoTls).await.map_err(|e| e.to_string())?;
            tokio::spawn(connection);
            client.batch_execute(&sql).await.map_err(|e| format!("{e:?}"))
        })
    });
    done.join().unwrap_or_else(|_| Err("the thread that spoke to PostgreSQL panicked".to_owned()))
}
