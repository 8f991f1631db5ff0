//! The conformance suite on PostgreSQL, and what only several processes over one database can do.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::print_stderr)]

mod killed;
mod processes;
mod proxy;
mod server;
#[path = "../suite/mod.rs"]
mod suite;
mod versions;

use saraptama_store::{Options, Store};
use server::Schema;
use suite::conformance;

const OF_ONE_CHAIN: &[&str] = &[
    "messages_are_logged_in_a_chain_with_the_units_that_they_belong_to",
    "an_end_that_was_kept_shows_what_was_cut_off_behind_it",
];

async fn open(test: &str) -> Option<(Store, Schema)> {
    let schema = Schema::new(test).await?;
    // The tests of the log read the one chain of one writer; two have two.
    let writers = if OF_ONE_CHAIN.contains(&test) { 1 } else { Options::default().writers };
    let options = Options { writers, ..Options::default() };
    Some((Store::connect(&schema.database(), &options).await.unwrap(), schema))
}

conformance!(open);
