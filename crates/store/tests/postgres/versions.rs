//! Steps of the schema: what an older program may do with tables that are a step ahead.

use crate::server::Schema;
use crate::suite::sample::{event, stream};
use saraptama_store::{Options, Store};

const AHEAD: &str = "ALTER TABLE event ADD COLUMN of_tomorrow BIGINT;
    INSERT INTO schema(version) SELECT max(version) + 1 FROM schema";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_version_before_goes_on_beside_a_newer_one_that_serves_it() {
    let Some(schema) = Schema::new("the_version_before_goes_on_beside_a_newer_one_that_serves_it").await else { return };
    let running = schema.store().await;
    running.commit(event(1, 0)).await.unwrap();
    schema.run(AHEAD).await;
    schema.run("INSERT INTO schema_serves(version, oldest) SELECT max(version), 1 FROM schema").await;
    running.commit(event(1, 1)).await.unwrap();
    let fresh = schema.store().await;
    fresh.commit(event(1, 2)).await.unwrap();
    assert_eq!(running.events(stream(1)).await.unwrap().len(), 3);
    assert_eq!(running.claim(crate::suite::sample::at(1), crate::suite::sample::at(2), 1, None).await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_version_that_serves_it_no_more_is_not_touched() {
    let Some(schema) = Schema::new("a_database_of_a_version_that_serves_it_no_more_is_not_touched").await else { return };
    schema.store().await.close().await.unwrap();
    schema.run(AHEAD).await;
    let unknown = Store::connect(&schema.database(), &Options::default()).await.err().unwrap();
    assert!(unknown.cause.contains("newer"), "{unknown}");
    schema.run("INSERT INTO schema_serves(version, oldest) SELECT max(version), max(version) FROM schema").await;
    let refused = Store::connect(&schema.database(), &Options::default()).await.err().unwrap();
    assert!(refused.cause.contains("newer"), "{refused}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_that_open_an_empty_database_at_once_make_its_tables_once() {
    let Some(schema) = Schema::new("many_that_open_an_empty_database_at_once_make_its_tables_once").await else { return };
    let (options, database) = (Options { writers: 1, readers: 2, ..Options::default() }, schema.database());
    let opened = futures_util::future::join_all((0..6).map(|_| Store::connect(&database, &options))).await;
    for (n, store) in (0..).zip(opened) {
        store.unwrap().commit(event(n, 0)).await.unwrap();
    }
}
