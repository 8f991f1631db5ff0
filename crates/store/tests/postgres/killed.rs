//! A process that dies at any statement while it makes the tables: the next one ends with the same tables.

use crate::proxy::Proxy;
use crate::server::{Schema, client, host};
use crate::suite::sample::event;
use saraptama_store::{Database, Options, Store};

/// Every so many messages one is the last; which ones changes from run to run.
const STEP: usize = 61;

/// The tables, columns, indices and recorded steps of a schema, as text.
async fn fingerprint(schema: &Schema) -> String {
    let sql = format!(
        "SELECT coalesce(string_agg(line, chr(10) ORDER BY line), '') FROM (
           SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
             || coalesce(column_default, '') || ' ' || coalesce(collation_name, '') AS line
             FROM information_schema.columns WHERE table_schema = '{name}'
           UNION ALL SELECT replace(indexdef, '{name}.', '') FROM pg_indexes WHERE schemaname = '{name}'
           UNION ALL SELECT 'step ' || version FROM {name}.schema
           UNION ALL SELECT 'serves ' || version || ' ' || oldest FROM {name}.schema_serves) lines",
        name = schema.name
    );
    client().await.unwrap().query_one(&sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_killed_at_any_statement_leaves_tables_that_the_next_one_completes() {
    let test = "a_process_killed_at_any_statement_leaves_tables_that_the_next_one_completes";
    let Some(whole) = Schema::new(test).await else { return };
    whole.store().await.close().await.unwrap();
    let expected = fingerprint(&whole).await;
    assert!(expected.lines().count() > 80, "{expected}");
    let (mut limit, mut killed) = (usize::try_from(std::process::id()).unwrap() % STEP, 0);
    loop {
        let schema = Schema::new(test).await.unwrap();
        let proxy = Proxy::before(host(), limit).await;
        let address = schema.database().address.replace(&host(), &format!("127.0.0.1:{}", proxy.port));
        let options = Options { writers: 1, readers: 2, ..Options::default() };
        let opened = Store::connect(&Database { address, password: None }, &options).await;
        let done = opened.is_ok();
        killed += usize::from(!done);
        drop(opened);
        let next = schema.store().await;
        assert_eq!(fingerprint(&schema).await, expected, "killed at message {limit} of {}", proxy.passed());
        next.commit(event(1, 0)).await.unwrap();
        drop(next);
        if done {
            break;
        }
        limit += STEP;
    }
    assert!(killed > 4, "only {killed} times");
}
