//! The archives that a command line names, each once, of the two systems that there are once one each.

use super::super::exit::{Exit, Failure};
use super::super::process;
use saraptama_server::config::{Config, NodeKind};
use saraptama_server::monitoring::Archives;
use saraptama_server::node::open_store_to_read;
use std::path::{Path, PathBuf};

/// A configuration and the file that it stands in.
pub(super) struct Named {
    file: PathBuf,
    pub(super) config: Config,
}

/// Reads the configurations.
///
/// # Errors
/// When one cannot be read, two name one archive, or two of them are of a system that there is once.
pub(super) fn read(files: &[PathBuf]) -> Result<Vec<Named>, Failure> {
    let mut all: Vec<Named> = vec![];
    for file in files {
        let config = Config::load(file).map_err(process::failed)?;
        let same = all.iter().find(|one| place(&one.config) == place(&config));
        let beside = all.iter().find(|one| one.config.node == config.node);
        match (same, beside, config.node) {
            (Some(one), ..) => return Err(twice("cli-report-archive-twice", &one.file, file)),
            (_, Some(one), NodeKind::Ministry) => return Err(twice("cli-report-two-ministries", &one.file, file)),
            (_, Some(one), NodeKind::DataBank) => return Err(twice("cli-report-two-data-banks", &one.file, file)),
            _ => all.push(Named { file: file.clone(), config }),
        }
    }
    Ok(all)
}

fn twice(key: &'static str, first: &Path, second: &Path) -> Failure {
    let arguments = vec![("first", first.display().to_string()), ("second", second.display().to_string())];
    Failure::Told { exit: Exit::Usage, key, arguments }
}

/// Where an archive is, whatever way leads there.
fn place(config: &Config) -> PathBuf {
    match &config.database {
        Some(database) => PathBuf::from(database),
        None => config.data.canonicalize().unwrap_or_else(|_| config.data.clone()),
    }
}

/// Opens the archives.
///
/// # Errors
/// When one cannot be opened.
pub(super) async fn open(all: &[Named]) -> Result<Archives, String> {
    let mut archives = Archives::default();
    for Named { config, .. } in all {
        let store = open_store_to_read(config).await?;
        match config.node {
            NodeKind::Mis => archives.mis.push(store),
            NodeKind::Ministry => archives.ministry = Some(store),
            NodeKind::DataBank => archives.databank = Some(store),
        }
    }
    Ok(archives)
}
