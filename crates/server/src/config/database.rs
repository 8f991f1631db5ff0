use super::Config;
use saraptama_store::{Database, Options};

impl Config {
    /// The PostgreSQL database that takes the place of the file in `data`.
    pub fn database(&self) -> Option<Database> {
        let password = self.database_password.as_ref().map(|password| password.trim_end().to_owned());
        self.database.clone().map(|address| Database { address, password })
    }

    /// How the archive is opened.
    pub fn store_options(&self) -> Options {
        Options { require_sync_standby: self.require_sync_standby, ..Options::default() }
    }

    /// What of the database contradicts itself.
    pub(super) fn check_database(&self) -> Result<(), String> {
        let given = |name: &str| Err(format!("{name} goes with `database` only"));
        match &self.database {
            Some(address) if !["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) => {
                Err("database is no address of PostgreSQL, postgres://user@host/name".to_owned())
            }
            None if self.database_password.is_some() => given("database_password"),
            None if self.require_sync_standby => given("require_sync_standby"),
            _ => Ok(()),
        }
    }
}
