//! What PostgreSQL itself does with the same rows in the same tables: in batches by `unnest` from two
//! connections, the most that was found on such a machine, and one case a transaction by `pgbench`.

use super::{Cases, EVENT_BODY, EVENTS};
use crate::harness::Told;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Statement};

/// Cases of one transaction.
pub(crate) const BATCH: usize = 32;
const CONNECTIONS: usize = 2;

/// The values of a statement.
type Values<'v> = &'v [&'v (dyn ToSql + Sync)];

const EVENT: &str = "INSERT INTO event(cell, id, family, form, version, at, body)
    SELECT 0, * FROM unnest($1::int8[], $2::int8[], $3::bytea[], $4::int8[], $5::int8[], $6::bytea[])";
const FORM: &str = "INSERT INTO form(cell, form, organisation, sha256, stage, updated_at)
    SELECT 0, * FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::text[], $5::int8[])";
const BYTES: &str = "INSERT INTO form_bytes(cell, form, sha256, bytes)
    SELECT 0, * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[])";
const SIGNATURE: &str = "INSERT INTO signature(cell, form, role, sha256, bytes, at)
    SELECT 0, form, 'chair', sha256, bytes, at FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::int8[]) AS a(form, sha256, bytes, at)";
const OUTBOX: &str = "INSERT INTO outbox(cell, id, route, kind, form, body, created_at, due_at, attempts, state, leased_until, fence)
    SELECT 0, id, 'ministry', 'submission', form, '0'::bytea, id, id, 0, 0, 0, 0 FROM unnest($1::int8[], $2::bytea[]) AS a(id, form)";

/// One connection with its statements.
struct Line {
    client: Client,
    statements: [Statement; 5],
}

/// Two connections with their statements.
pub(crate) struct Limit(Vec<Arc<tokio::sync::Mutex<Line>>>);

impl Limit {
    pub(crate) async fn open(address: &str) -> Told<Self> {
        let mut lines = vec![];
        for _ in 0..CONNECTIONS {
            let (client, connection) = tokio_postgres::connect(address, NoTls).await.map_err(told)?;
            tokio::spawn(connection);
            client.batch_execute("SET synchronous_commit = on").await.map_err(told)?;
            let mut prepared = vec![];
            for sql in [EVENT, FORM, BYTES, SIGNATURE, OUTBOX] {
                prepared.push(client.prepare(sql).await.map_err(told)?);
            }
            let statements = prepared.try_into().map_err(|_| "statements are missing".to_owned())?;
            lines.push(Arc::new(tokio::sync::Mutex::new(Line { client, statements })));
        }
        Ok(Self(lines))
    }

    /// Cases a second.
    pub(crate) async fn run(&mut self, all: &Arc<Cases>, amount: usize) -> Told<f64> {
        let begun = Instant::now();
        let working: Vec<_> = self
            .0
            .iter()
            .map(|line| {
                let (line, all) = (Arc::clone(line), Arc::clone(all));
                tokio::spawn(async move {
                    let line = line.lock().await;
                    for _ in 0..amount / BATCH / CONNECTIONS {
                        line.batch(&all).await?;
                    }
                    Ok::<(), String>(())
                })
            })
            .collect();
        for one in working {
            one.await.map_err(|e| e.to_string())??;
        }
        Ok((amount / BATCH / CONNECTIONS * BATCH * CONNECTIONS) as f64 / begun.elapsed().as_secs_f64())
    }
}

impl Line {
    /// Everything is sent without waiting between the statements.
    async fn batch(&self, all: &Cases) -> Told<()> {
        let cases: Vec<_> = (0..BATCH).map(|_| all.next()).collect();
        let ids: Vec<i64> = cases.iter().map(|(_, n, _)| n * 8).collect();
        let forms: Vec<&[u8]> = cases.iter().map(|(form, _, _)| &form.as_bytes()[..]).collect();
        let organisations: Vec<&str> = cases.iter().map(|(_, _, sample)| sample.organisation.as_str()).collect();
        let digests: Vec<&[u8]> = cases.iter().map(|(_, _, sample)| &sample.sha256.0[..]).collect();
        let bytes: Vec<&[u8]> = cases.iter().map(|(_, _, sample)| &sample.bytes[..]).collect();
        let seals: Vec<&[u8]> = cases.iter().map(|(_, _, sample)| &sample.seal.0[..]).collect();
        let signatures: Vec<&[u8]> = cases.iter().map(|(_, _, sample)| &sample.signature[..]).collect();
        let each = |version: i64| ids.iter().map(move |id| id + version);
        let versions: Vec<i64> = (0..EVENTS as i64).collect();
        let event_ids: Vec<i64> = versions.iter().flat_map(|version| each(*version)).collect();
        let event_forms: Vec<&[u8]> = versions.iter().flat_map(|_| forms.iter().copied()).collect();
        let event_versions: Vec<i64> = versions.iter().flat_map(|version| ids.iter().map(move |_| *version)).collect();
        let (families, bodies) = (vec![1_i64; event_ids.len()], vec![&EVENT_BODY[..]; event_ids.len()]);
        let stages = vec!["signed"; BATCH];
        let [event, form, form_bytes, signature, outbox] = &self.statements;
        let client = &self.client;
        client.batch_execute("BEGIN").await.map_err(told)?;
        let (of_event, of_form): (Values<'_>, Values<'_>) = (
            &[&event_ids, &families, &event_forms, &event_versions, &event_ids, &bodies],
            &[&forms, &organisations, &digests, &stages, &ids],
        );
        let (of_bytes, of_signature, of_outbox): (Values<'_>, Values<'_>, Values<'_>) =
            (&[&forms, &digests, &bytes], &[&forms, &seals, &signatures, &ids], &[&ids, &forms]);
        tokio::try_join!(
            client.execute(event, of_event),
            client.execute(form, of_form),
            client.execute(form_bytes, of_bytes),
            client.execute(signature, of_signature),
            client.execute(outbox, of_outbox),
        )
        .map_err(told)?;
        client.batch_execute("COMMIT").await.map_err(told)
    }
}

const SCRIPT: &str = r"\set id random(1, 1000000000000000000)
BEGIN;
INSERT INTO event(cell, id, family, form, version, at, body) SELECT 0, (:id)::int8 + v, 1, decode(md5(((:id)::int8)::text), 'hex'), v, (:id)::int8, event FROM sample, generate_series(0, 2) v;
INSERT INTO form(cell, form, organisation, sha256, stage, updated_at) SELECT 0, decode(md5(((:id)::int8)::text), 'hex'), '990140000000', digest, 'signed', (:id)::int8 FROM sample;
INSERT INTO form_bytes(cell, form, sha256, bytes) SELECT 0, decode(md5(((:id)::int8)::text), 'hex'), digest, form FROM sample;
INSERT INTO signature(cell, form, role, sha256, bytes, at) SELECT 0, decode(md5(((:id)::int8)::text), 'hex'), 'chair', digest, seal, (:id)::int8 FROM sample;
INSERT INTO outbox(cell, id, route, kind, form, body, created_at, due_at, attempts, state, leased_until, fence) SELECT 0, (:id)::int8, 'ministry', 'submission', decode(md5(((:id)::int8)::text), 'hex'), '0'::bytea, (:id)::int8, (:id)::int8, 0, 0, 0, 0 FROM sample;
COMMIT;
";

/// Cases a second of `pgbench`, one case a transaction, of the same rows.
pub(crate) fn pgbench(address: &str, all: &Cases, seconds: usize, clients: usize) -> Told<f64> {
    let (_, _, sample) = all.next();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let fill = format!(
        "DROP TABLE IF EXISTS sample; CREATE TABLE sample AS SELECT '\\x{}'::bytea AS form, '\\x{}'::bytea AS seal,
           '\\x{}'::bytea AS digest, '\\x{}'::bytea AS event",
        hex(&sample.bytes),
        hex(&sample.signature),
        hex(&sample.sha256.0),
        hex(&EVENT_BODY)
    );
    crate::harness::schemas::run(address, &fill)?;
    let script = tempfile::NamedTempFile::new().map_err(|e| e.to_string())?;
    std::fs::write(script.path(), SCRIPT).map_err(|e| e.to_string())?;
    let ran = Command::new("pgbench")
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2", "--client", &clients.to_string()])
        .args(["--time", &seconds.max(2).to_string(), "--file"])
        .arg(script.path())
        .arg(address)
        .output()
        .map_err(|e| format!("pgbench: {e}"))?;
    let (out, said) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    let rate = out.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    rate.ok_or_else(|| format!("pgbench: {said}{out}"))
}

fn told(error: tokio_postgres::Error) -> String {
    format!("the limit: {error:?}")
}
