use super::fault::fault;
use super::statements::Statements;
use crate::{Confirmed, Database, Durability, Fault, Options};
use std::str::FromStr as _;
use std::time::Duration;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, NoTls};

/// How a node finds its database, and how its connections are set up.
#[derive(Clone)]
pub(super) struct Place {
    config: Config,
    synchronous_commit: &'static str,
}

/// A database that does not answer a connection by then is not there.
const CONNECT: Duration = Duration::from_secs(5);
/// What was sent and is not received by then was sent to nobody.
const SILENCE: Duration = Duration::from_secs(10);

/// One plan for each statement, along its index: tables grow faster than the server counts their rows.
/// Nobody waits for another's lock for long, and a process that stopped inside a transaction is cut off.
const SETTINGS: &str = "-c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off \
     -c plan_cache_mode=force_generic_plan -c client_min_messages=warning -c default_transaction_isolation=read\\ committed \
     -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c statement_timeout=30s";

impl Place {
    pub(super) fn new(database: &Database, options: &Options) -> Result<Self, Fault> {
        const DOING: &str = "reading the address of the database";
        // The parser's own text repeats the address, which may hold a password.
        let unread = |_| Fault { doing: DOING, cause: "it is not a PostgreSQL connection string".to_owned() };
        let mut config = Config::from_str(&database.address).map_err(unread)?;
        if config.get_ssl_mode() == SslMode::Require {
            let cause = "sslmode=require: this program speaks to its database without TLS; use a local socket or a tunnel";
            return Err(Fault { doing: DOING, cause: cause.to_owned() });
        }
        if let Some(password) = &database.password {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config.tcp_user_timeout(SILENCE).keepalives_idle(SILENCE).application_name("saraptama");
        let synchronous_commit = match (options.durability, options.confirmed) {
            (Durability::Full, Confirmed::Flushed) => "on",
            (Durability::Full, Confirmed::Applied) => "remote_apply",
            (Durability::Normal | Durability::Off, _) => "off",
        };
        Ok(Self { config, synchronous_commit })
    }

    /// A connection that writes.
    pub(super) async fn writer(&self) -> Result<Statements, Fault> {
        let settings = format!("-c synchronous_commit={}", self.synchronous_commit);
        Ok(Statements::new(self.connect("connecting to write", &settings).await?))
    }

    /// A connection that only reads. It is told so only when it stands: of several servers the address may ask
    /// for the one that takes writes, and a connection that writes nothing would find none.
    pub(super) async fn reader(&self) -> Result<Statements, Fault> {
        const DOING: &str = "connecting to read";
        let client = self.connect(DOING, "").await?;
        client.batch_execute("SET default_transaction_read_only = on").await.map_err(|error| fault(DOING, &error))?;
        Ok(Statements::new(client))
    }

    /// A connection for steps of the schema, which may take as long as they need.
    pub(super) async fn builder(&self) -> Result<Client, Fault> {
        let settings = format!("-c synchronous_commit={} -c statement_timeout=0 -c lock_timeout=60s", self.synchronous_commit);
        self.connect("connecting to prepare the tables", &settings).await
    }

    /// The configuration of a connection that does something else than reading and writing rows.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    async fn connect(&self, doing: &'static str, settings: &str) -> Result<Client, Fault> {
        let mut config = self.config.clone();
        let given = config.get_options().unwrap_or_default();
        config.options(format!("{SETTINGS} {settings} {given}"));
        let (client, connection) = config.connect(NoTls).await.map_err(|error| fault(doing, &error))?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(error = %fault("keeping a connection", &error), "a connection to the database ended");
            }
        });
        Ok(client)
    }
}
