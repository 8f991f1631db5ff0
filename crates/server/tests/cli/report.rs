use crate::harness::{program, run};
use crate::month::{configured, fill, nodes};
use saraptama_core::indicators::{Draft, DraftFact};
use saraptama_core::terms::{FormId, Instant, Sha256, parse_instant};
use saraptama_store::Change;
use saraptama_store::rows::{ClosedRow, DraftFactRow, Mark, MarkRow};
use std::path::Path;

fn at(text: &str) -> Instant {
    parse_instant(&format!("2025-07-{text}:00+05:00")).unwrap()
}

/// A form that was begun, and one requirement that blocked it.
fn blocked(n: u8, by: &str) -> [Change; 2] {
    let form = FormId::from_bytes([n; 16]);
    let draft = Draft { begun_at: Some(at("10T10:00")), ..Draft::default() };
    let fact = DraftFact { vendor: Some("damu".to_owned()), draft };
    let mark = MarkRow { form, kind: Mark::Blocked, name: by.to_owned(), at: at("10T11:00") };
    [Change::DraftFact(DraftFactRow { form, fact }), Change::Mark(mark)]
}

/// `report 2025-07` of these configurations.
fn report(configs: &[&Path], more: &[&str]) -> crate::harness::Ran {
    let configs = configs.iter().flat_map(|path| ["--config", path.to_str().unwrap()]);
    let lang = if more.contains(&"--lang") { &[][..] } else { &["--lang", "en"] };
    let arguments: Vec<&str> = ["report", "2025-07"].into_iter().chain(configs).chain([more, lang].concat()).collect();
    run(&arguments)
}

/// A value of a table of a report.
fn value(report: &serde_json::Value, table: &str, row: &str) -> Option<u64> {
    let table = report["tables"].as_array().unwrap().iter().find(|one| one["id"] == table)?;
    table["rows"].as_array().unwrap().iter().find(|one| one["key"] == row)?["values"][0].as_u64()
}

#[test]
fn the_forms_of_every_clinic_count_and_no_archive_counts_twice() {
    let folder = tempfile::tempdir().unwrap();
    let [mis, ministry, databank] = nodes(folder.path());
    let other = configured(folder.path(), &mis, "clinic-2");
    fill(&mis, [blocked(1, "E1.1"), blocked(2, "E1.3")].concat());
    fill(&other, [blocked(3, "E1.1"), blocked(4, "E2.1"), blocked(5, "E1.1")].concat());

    for configs in [[&*mis, &*other], [&*other, &*mis]] {
        let told = report(&configs, &[]);
        assert_eq!(told.code, 0, "{}", told.err);
        let told = serde_json::from_str(&told.out).unwrap();
        assert_eq!((value(&told, "drafts", "begun"), value(&told, "drafts", "blocked")), (Some(5), Some(5)));
        assert_eq!(["E1.1", "E1.3", "E2.1"].map(|by| value(&told, "blocked-by", by)), [Some(3), Some(1), Some(1)]);
        assert_eq!(value(&told, "drafts-by-vendor", "damu"), Some(5));
    }

    // Another file, another way to the same folder, a second archive of what there is once.
    let same = folder.path().join("again.toml");
    std::fs::copy(&mis, &same).unwrap();
    let second = [configured(folder.path(), &ministry, "ministry-2"), configured(folder.path(), &databank, "databank-2")];
    let assumed = folder.path().join("assumed.toml");
    std::fs::write(&assumed, "cut_off = \"15:00\"\n").unwrap();
    for twice in [[&*mis, &*mis], [&*mis, &*same], [&*databank, &*databank], [&*ministry, &*second[0]], [&*databank, &*second[1]]]
    {
        for what_if in [&[][..], &["--what-if", assumed.to_str().unwrap()]] {
            for (lang, word) in [("kk", "көрсетіңіз"), ("ru", "Укажите"), ("en", "Give")] {
                let refused = report(&twice, &[what_if, &["--lang", lang]].concat());
                assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{twice:?}: {}", refused.err);
                let named = twice.iter().all(|path| refused.err.contains(path.to_str().unwrap()));
                assert!(named && refused.err.contains(word), "{}", refused.err);
            }
        }
    }
}

#[test]
fn what_leaves_the_ministries_is_the_last_closed_version_and_nothing_that_is_counted_now() {
    let folder = tempfile::tempdir().unwrap();
    let [mis, _, databank] = nodes(folder.path());
    fill(&databank, vec![]);
    fill(&mis, blocked(1, "E1.1").to_vec());
    let refused = |configs: &[&Path], more: &[&str], words: [(&str, &str); 3]| {
        for (lang, word) in words {
            let told = report(configs, &[more, &["--public", "--lang", lang]].concat());
            assert_eq!((told.code, told.out.as_str()), (1, ""), "{more:?}");
            assert!(told.err.contains(word), "{lang}: {}", told.err);
        }
    };
    refused(&[&databank], &[], [("kk", "жабылмаған"), ("ru", "не закрыт"), ("en", "not closed")]);
    refused(&[&mis], &[], [("kk", "деректер банкі"), ("ru", "банк данных"), ("en", "data bank")]);
    refused(&[&databank], &["--recount"], [("kk", "--recount"), ("ru", "--recount"), ("en", "--recount")]);

    let counted = report(&[&databank], &[]);
    let body = counted.out.trim_end().as_bytes().to_vec();
    let (month, digest, closed_by) = ("2025-07".to_owned(), Sha256::of(&body), "monitor".to_owned());
    let row = ClosedRow { month, version: 1, digest, body, closed_by, at: at("31T10:00") };
    fill(&databank, vec![Change::Closed(row)]);
    refused(&[&databank], &["--recount"], [("kk", "--recount"), ("ru", "--recount"), ("en", "--recount")]);
    let public = report(&[&databank, &mis], &["--public"]);
    let told: serde_json::Value = serde_json::from_str(&public.out).unwrap();
    assert_eq!((told["public"].as_bool(), &told["lacks"]), (Some(true), &serde_json::json!(["mis", "ministry"])));
    assert!(value(&told, "drafts", "begun").is_none() && public.err.contains("version 1"), "{}", public.err);

    // Inside the ministries the part that was not closed is counted, and every format says that it was not.
    let whole = report(&[&databank, &mis], &[]);
    let told: serde_json::Value = serde_json::from_str(&whole.out).unwrap();
    assert_eq!((&told["lacks"], &told["not_closed"]), (&serde_json::json!(["ministry"]), &serde_json::json!(["mis"])));
    assert_eq!(value(&told, "drafts", "begun"), Some(1));
    assert!(whole.err.contains("was not closed with the month") && whole.err.contains("version 1"), "{}", whole.err);
    let csv = report(&[&databank, &mis], &["--format", "csv"]).out;
    let of = |system: &str| csv.lines().filter(|line| line.contains(&format!(";{system};"))).collect::<Vec<_>>();
    assert!(!of("mis").is_empty() && of("mis").iter().all(|line| line.contains("(counted now, not closed)")), "{csv}");
    assert!(of("data-bank").iter().all(|line| !line.contains("not closed")), "{csv}");
    let again = report(&[&databank, &mis], &["--recount"]);
    assert!(!again.out.contains("not_closed") && !again.err.contains("version 1"), "{}", again.err);
    let closed = report(&[&databank], &[]);
    assert_eq!(closed.out, counted.out);
}

#[test]
fn a_report_says_what_it_lacks_and_comes_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let [_, _, config] = nodes(folder.path());
    fill(&config, vec![]);
    let report = |more: &[&str]| report(&[&config], more);
    let json = report(&[]);
    assert_eq!(json.code, 0, "{}", json.err);
    let read: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((read["month"].as_str(), read["provisional"].as_bool()), (Some("2025-07"), Some(false)));
    assert_eq!(read["lacks"], serde_json::json!(["mis", "ministry"]));
    assert!(json.err.contains("that system keeps it"), "{}", json.err);
    let csv = report(&["--format", "csv", "--dialect", "rfc4180"]);
    assert!(csv.code == 0 && csv.out.starts_with("month,system,table,"), "{}", csv.out);

    for (format, begins) in [("xlsx", &b"PK"[..]), ("pdf", b"%PDF-1.7")] {
        if format == "pdf" && !cfg!(feature = "pdf") {
            assert_eq!(report(&["--format", "pdf"]).code, 1);
            continue;
        }
        let mut command = program();
        let made = command.args(["report", "2025-07", "--format", format, "--config"]).arg(&config).output().unwrap();
        assert!(made.status.success() && made.stdout.starts_with(begins), "{format}: {}", String::from_utf8_lossy(&made.stderr));
    }

    let assumed = folder.path().join("assumed.toml");
    std::fs::write(&assumed, "cut_off = \"15:00\"\n").unwrap();
    let replayed = report(&["--what-if", assumed.to_str().unwrap()]);
    let read: serde_json::Value = serde_json::from_str(&replayed.out).unwrap();
    assert_eq!((read["cases"].as_u64(), read["changed"].as_u64()), (Some(0), Some(0)));
    std::fs::write(&assumed, "cut_off = \"late\"\n").unwrap();
    assert_eq!(report(&["--what-if", assumed.to_str().unwrap()]).code, 1);
}

#[test]
fn what_is_no_month_or_no_archive_is_refused() {
    for wrong in ["2025-13", "2025", "x"] {
        assert_eq!(run(&["report", wrong, "--config", "x.toml"]).code, 2, "{wrong}");
    }
    assert_eq!(run(&["report", "2025-07"]).code, 2);
    assert_eq!(run(&["report", "2025-07", "--config", "no-such-file.toml"]).code, 1);
}
