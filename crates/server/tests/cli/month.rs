//! Archives of a month for the command line.

use crate::harness::run;
use saraptama_store::{Change, Options, Store, Unit};
use std::path::{Path, PathBuf};

/// Configurations of a clinic, the ministry and the data bank, without archives yet.
pub(crate) fn nodes(folder: &Path) -> [PathBuf; 3] {
    assert_eq!(run(&["testbed", folder.to_str().unwrap()]).code, 0);
    let files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    ["mis", "ministry", "databank"].map(|node| {
        let is_it = |path: &&PathBuf| {
            path.extension().is_some_and(|e| e == "toml")
                && std::fs::read_to_string(path).unwrap().contains(&format!("node = \"{node}\""))
        };
        files.iter().find(is_it).unwrap_or_else(|| panic!("the testbed configures no {node}")).clone()
    })
}

/// The same node with another archive.
pub(crate) fn configured(folder: &Path, like: &Path, data: &str) -> PathBuf {
    let mut config: toml::Table = toml::from_str(&std::fs::read_to_string(like).unwrap()).unwrap();
    config.insert("data".to_owned(), data.into());
    let file = folder.join(format!("{data}.toml"));
    std::fs::write(&file, toml::to_string(&config).unwrap()).unwrap();
    fill(&file, vec![]);
    file
}

/// Puts something into a node's archive, which is made where there is none.
pub(crate) fn fill(config: &Path, changes: Vec<Change>) {
    let read: toml::Table = toml::from_str(&std::fs::read_to_string(config).unwrap()).unwrap();
    // Paths of a configuration are read from its own folder.
    let data = config.parent().unwrap().join(read["data"].as_str().unwrap());
    std::fs::create_dir_all(&data).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open(&data.join("store.db"), &Options::default()).unwrap();
        store.commit(Unit { changes, ..Unit::default() }).await.unwrap();
        store.close().await.unwrap();
    });
}
