use crate::harness::{program, run};
use saraptama_store::{Options, Store};
use std::path::{Path, PathBuf};

/// Configurations of three nodes, the archive of the data bank made and empty.
fn databank(folder: &Path) -> PathBuf {
    assert_eq!(run(&["testbed", folder.to_str().unwrap()]).code, 0);
    let config = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_databank = |path: &PathBuf| {
        path.extension().is_some_and(|e| e == "toml") && std::fs::read_to_string(path).unwrap().contains("node = \"databank\"")
    };
    let config = config.into_iter().find(is_databank).expect("the testbed configures a data bank");
    let text = std::fs::read_to_string(&config).unwrap();
    let data = toml::from_str::<toml::Table>(&text).unwrap()["data"].as_str().unwrap().to_owned();
    // Paths of a configuration are read from its own folder.
    let data = folder.join(data);
    std::fs::create_dir_all(&data).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = Store::open(&data.join("store.db"), &Options::default()).unwrap();
    runtime.block_on(store.close()).unwrap();
    config
}

#[test]
fn a_report_says_what_it_lacks_and_comes_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let config = databank(folder.path());
    let report =
        |more: &[&str]| run(&[&["report", "2025-07", "--lang", "en", "--config", config.to_str().unwrap()], more].concat());
    let json = report(&[]);
    assert_eq!(json.code, 0, "{}", json.err);
    let read: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((read["month"].as_str(), read["provisional"].as_bool()), (Some("2025-07"), Some(false)));
    assert_eq!(read["lacks"], serde_json::json!(["mis", "ministry"]));
    assert!(json.err.contains("that system keeps it"), "{}", json.err);
    let csv = report(&["--format", "csv", "--dialect", "rfc4180", "--public"]);
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
