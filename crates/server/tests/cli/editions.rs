//! The list by the editions of a ministry's archive, and which source answered.

use crate::edition::{FIRST_DAY, NAME, WITHOUT, approve};
use crate::harness::run;
use saraptama_core::law::Law;
use saraptama_server::demo::{CLOCK_STARTS_AT, prepare};
use saraptama_server::node;
use std::path::Path;

/// The archive of a ministry that approved an edition; answers the paths of the configurations of ministry and MIS.
fn archive(folder: &Path) -> [String; 2] {
    let addresses = [1, 2, 3].map(|port| ([127, 0, 0, 1], port).into());
    let prepared = prepare(folder, &Law::embedded(), &addresses, CLOCK_STARTS_AT).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let host = node::open(&prepared.configs[1..2], Law::embedded()).await.unwrap();
        approve(host.ministry(), &prepared.world).await;
        host.close().await;
    });
    ["ministry.toml", "mis.toml"].map(|name| folder.join(name).to_str().unwrap().to_owned())
}

#[test]
fn the_archive_of_a_ministry_answers_and_every_answer_says_its_source() {
    let folder = tempfile::tempdir().unwrap();
    let [ministry, mis] = archive(folder.path());
    let (day, before) = (FIRST_DAY.to_string(), FIRST_DAY.yesterday().unwrap().to_string());
    let list = |more: &[&str]| run(&[&["htmc", "list", "--lang", "en"], more].concat());
    let by_law = list(&["--at", &day, "--json"]);
    assert_eq!(by_law.lines().len(), 108);
    assert!(by_law.err.contains("2024-90 is from the law data") && by_law.err.contains("--config"), "{}", by_law.err);
    let by_archive = list(&["--at", &day, "--config", &ministry, "--json"]);
    let rows = by_archive.lines();
    assert_eq!((rows.len(), &rows[0]["edition"]), (107, &NAME.into()));
    assert!(by_archive.err.contains(&ministry) && by_archive.err.contains("approved there: 1"), "{}", by_archive.err);
    let told = list(&["--at", &day, "--config", &ministry]);
    assert!(told.err.contains(&format!("{NAME} was approved by the ministry at 2025-09-02")), "{}", told.err);
    // The day before, the law's edition answers, and that is said too.
    let earlier = list(&["--at", &before, "--config", &ministry, "--json"]);
    assert!(earlier.lines().len() == 108 && earlier.err.contains("2024-90 is from the law data"), "{}", earlier.err);
    assert_eq!(list(&["--edition", NAME, "--config", &ministry, "--json"]).lines().len(), 107);
    let unknown = list(&["--edition", NAME]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("2024-90"), "{}", unknown.err);

    let wrong = list(&["--config", &mis]);
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert!(wrong.err.contains("no ministry's node"), "{}", wrong.err);
    assert_eq!(list(&["--config", "no-such-file.toml"]).code, 1);
}

#[test]
fn editions_are_listed_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let [ministry, _] = archive(folder.path());
    let of = |more: &[&str]| run(&[&["htmc"], more, &["--config", &ministry, "--json", "--lang", "en"]].concat());
    let known = of(&["editions"]).lines();
    let names: Vec<_> = known.iter().map(|one| (one["edition"].as_str().unwrap(), one["of_law"].as_bool().unwrap())).collect();
    assert_eq!(names, [("2024-90", true), (NAME, false)]);
    assert_eq!(known[0]["until"], FIRST_DAY.yesterday().unwrap().to_string());
    let differences = of(&["diff", "2024-90", NAME]).lines();
    let law = Law::embedded();
    let (section, number) = WITHOUT;
    let gone = law.htmc.lists[0].rows.iter().find(|row| (row.section, row.number) == (section, number)).unwrap();
    assert_eq!((differences.len(), &differences[0]["code"]), (1, &gone.code.as_str().into()), "{differences:?}");
    assert!(["removed", "moved"].contains(&differences[0]["kind"].as_str().unwrap()));
    let printed = run(&["htmc", "diff", "2024-90", NAME, "--config", &ministry, "--lang", "en"]);
    assert!(printed.out.contains(&gone.code) && printed.err.contains("Differences: 1"), "{}{}", printed.out, printed.err);
}

#[test]
fn a_row_is_found_by_the_beginning_of_its_code_and_by_its_name_on_any_keyboard() {
    let find = |text: &str| run(&["htmc", "list", "--at", "2025-09-02", "--json", "--search", text]).lines();
    assert!(find("35.99").iter().all(|row| row["code"].as_str().unwrap().starts_with("35.99")) && !find("35.99").is_empty());
    let named = |text: &str| find(text).len();
    assert!(named("transplantation") > 0 && named("ТРАНСПЛАНТАЦИЯ") > 0);
    assert_eq!(named("no such technology"), 0);
}
