//! A large archive in a few statements, made where it lies: acts and entries of the register at the data bank,
//! forms in the medical information system. Names and diagnoses are spread as evenly as numbers are.

use crate::check::synth;
use crate::harness::Told;
use saraptama_core::law::Law;
use saraptama_core::terms::{Iin, Sha256};
use std::path::Path;
use tokio_postgres::NoTls;

/// So many acts are with experts, and so many wait; all others are registered.
const ASSIGNED: usize = 1800;
const WAITING: usize = 200;
/// What the doctor's organisation has of all forms: one in twenty.
const SHARE: usize = 20;
/// One in so many of the doctor's forms is a draft, as old as any.
const DRAFTS: usize = 2500;
/// People of all forms.
const PEOPLE: usize = 25_000;

/// What the engines do not say alike.
struct Spelling {
    form: &'static str,
    digest: &'static str,
    hex: (&'static str, &'static str),
}

const SQLITE: Spelling = Spelling {
    form: "unhex(printf('%08x%024x', (i * 2654435761) & 4294967295, i))",
    digest: "unhex(printf('%064x', i))",
    hex: ("unhex(", ")"),
};
const POSTGRES: Spelling = Spelling {
    form: "decode(lpad(to_hex((i * 2654435761) & 4294967295), 8, '0') || lpad(to_hex(i), 24, '0'), 'hex')",
    digest: "decode(lpad(to_hex(i), 64, '0'), 'hex')",
    hex: ("decode(", ", 'hex')"),
};

/// The rows of a number `i` from 0: half a minute between two, the last of them on the morning of the demonstration.
fn statements(spelling: &Spelling, acts: usize) -> Told<[String; 2]> {
    let registered = acts.checked_sub(ASSIGNED + WAITING).ok_or("at least 2001 acts are needed")?;
    let Spelling { form, digest, .. } = spelling;
    let numbers = |count: usize| {
        format!("WITH RECURSIVE s(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM s WHERE i < {}) ", count.max(1) - 1)
    };
    let at = format!("(1756785600 - ({acts} - i) * 30) * CAST(1000000000 AS BIGINT)");
    let region = "CAST(substr('1011151923273133353943475559616263717579', CAST(1 + 2 * (i % 20) AS INTEGER), 2) AS INTEGER)";
    let of_three =
        |one: &str, two: &str, three: &str| format!("CASE i % 3 WHEN 0 THEN '{one}' WHEN 1 THEN '{two}' ELSE '{three}' END");
    let icd10 = of_three("Q90.0", "S68.0", "E76.0");
    let nosology = of_three("down-syndrome", "limb-defect", "mucopolysaccharidosis");
    let syllable = |all: &str, by: usize| {
        let many = all.chars().count() / 2;
        format!("substr('{all}', CAST(1 + 2 * (i / {by} % {many}) AS INTEGER), 2)")
    };
    let family = format!(
        "{} || {} || {} || 'ов'",
        syllable("бакесамуталижаорнуди", 7),
        syllable("рлмтбекдшиназыкинпа", 11),
        syllable("ыкабинетошулымгат", 13)
    );
    let name = format!("{family} || ' ' || {} || 'ан'", syllable("аспаермаданусалибо", 3));
    let expert = "'expert-' || substr('0' || CAST(1 + i % 30 AS TEXT), -2)";
    let expert = if spelling.form.starts_with("unhex") {
        expert.to_owned()
    } else {
        "'expert-' || lpad(CAST(1 + i % 30 AS TEXT), 2, '0')".to_owned()
    };
    let number = "CAST(20250000000001 + i AS BIGINT)";
    let act = format!(
        "INSERT INTO act(cell, form, state, number, icd10, patient_region, organisation_region, people, reply_route, accepted_at,
           arrived_at, due_at, expert, alarm, reason)
         {}SELECT 0, {form}, CASE WHEN i < {registered} THEN 4 WHEN i < {registered} + {ASSIGNED} THEN 3 ELSE 2 END, {number}, {icd10},
           {region}, {region}, '', 'ministry', {at}, {at}, {at} + 36000000000000,
           CASE WHEN i < {registered} + {ASSIGNED} THEN {expert} END, 0, NULL FROM s",
        numbers(acts)
    );
    let entry = format!(
        "INSERT INTO register(cell, place, form, number, registered_at, result, expert, iin_key, name_key, leaf, leaf_hash, salt,
           verification_code, patient_name, region, icd10, nosology)
         {}SELECT 0, i, {form}, {number}, {at}, CASE i % 6 WHEN 5 THEN 'not-established' ELSE 'established' END, {expert}, {digest},
           {name}, {digest}, {digest}, {digest}, 'code-' || CAST(i AS TEXT), {name}, {region}, {icd10}, {nosology} FROM s",
        numbers(registered)
    );
    Ok([act, entry])
}

/// The forms of the medical information system; `bin` is the doctor's organisation.
fn forms(spelling: &Spelling, acts: usize, bin: &str) -> Vec<String> {
    let Spelling { form, digest, .. } = spelling;
    let mut all = vec!["CREATE TEMP TABLE person(n BIGINT PRIMARY KEY, iin TEXT NOT NULL)".to_owned()];
    all.extend(people().chunks(1000).map(|rows| format!("INSERT INTO person(n, iin) VALUES {}", rows.join(","))));
    all.push(format!(
        "INSERT INTO form(cell, form, organisation, sha256, stage, updated_at, patient, patient_name, name_key, icd10, decision)
         WITH RECURSIVE s(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM s WHERE i < {acts} - 1)
         SELECT 0, {form}, CASE i % {SHARE} WHEN 0 THEN '{bin}' ELSE '990440000385' END, {digest},
           CASE i % ({SHARE} * {DRAFTS}) WHEN 0 THEN 'checked' ELSE 'registered' END,
           (1756785600 - ({acts} - i) * 30) * CAST(1000000000 AS BIGINT), iin, 'Барлыков ' || CAST(i AS TEXT),
           'барлыков ' || CAST(i AS TEXT), 'Q90.0', 'signable' FROM s JOIN person ON person.n = i / {SHARE} % {PEOPLE}"
    ));
    all
}

/// Numbers of people with the right check digit, as rows.
fn people() -> Vec<String> {
    let number = |n: usize| {
        let front = format!("{:02}{:02}{:02}3{:04}", 60 + n % 40, 1 + n / 40 % 12, 1 + n / 480 % 28, n / 13_440 * 17 + n % 17);
        (0..10).map(|last| format!("{front}{last}")).find(|iin| Iin::parse(iin).is_ok())
    };
    (0..).filter_map(number).take(PEOPLE).enumerate().map(|(i, iin)| format!("({i},'{iin}')")).collect()
}

/// What the expert's list reads of the acts that are with experts: the form of each, the same for all.
fn of_experts(spelling: &Spelling, acts: usize) -> [String; 2] {
    let Spelling { form, .. } = spelling;
    let (first, end) = (acts - ASSIGNED - WAITING, acts - WAITING);
    let bytes = synth::form(9, 0, &synth::Options { defects_percent: 0, ..synth::Options::default() }, &Law::embedded()).bytes;
    let digest = Sha256::of(&bytes).to_string();
    let hex = |text: &str| format!("{}'{text}'{}", spelling.hex.0, spelling.hex.1);
    let (digest, bytes) = (hex(&digest), hex(&hex::encode(&bytes)));
    let rows = |columns: &str| {
        format!(
            "WITH RECURSIVE s(i) AS (SELECT CAST({first} AS BIGINT) UNION ALL SELECT i + 1 FROM s WHERE i < {end} - 1)
             SELECT 0, {form}, {columns} FROM s"
        )
    };
    [
        format!("INSERT INTO form_bytes(cell, form, sha256, bytes) {}", rows(&format!("{digest}, {bytes}"))),
        format!(
            "INSERT INTO form(cell, form, organisation, sha256, stage, updated_at) {}",
            rows(&format!("NULL, {digest}, 'assigned', CAST(1756785600000000000 AS BIGINT)"))
        ),
    ]
}

/// Fills the archives of a demonstration that was made and does not run.
pub(super) async fn fill(folder: &Path, database: Option<&str>, acts: usize) -> Told<()> {
    let doctor = std::fs::read(folder.join("identities/doctor-01/identity.json")).map_err(|e| e.to_string())?;
    let doctor: serde_json::Value = serde_json::from_slice(&doctor).map_err(|e| e.to_string())?;
    let bin = doctor["organisation"]["bin"].as_str().or_else(|| doctor["bin"].as_str()).unwrap_or("990440000385").to_owned();
    match database {
        None => {
            let run = |node: &str, all: &[String]| {
                let archive = rusqlite::Connection::open(folder.join(node).join("store.db"))?;
                archive.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN")?;
                all.iter().try_for_each(|sql| archive.execute_batch(sql))?;
                archive.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
            };
            let databank = [&statements(&SQLITE, acts)?[..], &of_experts(&SQLITE, acts)].concat();
            run("databank", &databank).map_err(|e| e.to_string())?;
            run("mis", &forms(&SQLITE, acts, &bin)).map_err(|e| e.to_string())
        }
        Some(address) => {
            let databank = [&statements(&POSTGRES, acts)?[..], &of_experts(&POSTGRES, acts)].concat();
            for (node, all) in [("databank", databank), ("mis", forms(&POSTGRES, acts, &bin))] {
                let (client, connection) =
                    tokio_postgres::connect(&address.replace("{node}", node), NoTls).await.map_err(|e| e.to_string())?;
                let driven = tokio::spawn(connection);
                for sql in all {
                    client.batch_execute(&sql).await.map_err(|e| e.to_string())?;
                }
                client.batch_execute("VACUUM ANALYZE").await.map_err(|e| e.to_string())?;
                drop(client);
                let _ = driven.await;
            }
            Ok(())
        }
    }
}
