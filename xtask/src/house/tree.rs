use super::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files of the project, read once: path below the root, with forward slashes, to text.
#[derive(Default)]
pub(crate) struct Tree {
    /// Text files; what is not UTF-8 is left out.
    pub(crate) texts: BTreeMap<String, String>,
    /// Rust sources among them.
    pub(crate) rust: BTreeMap<String, Source>,
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("./xtask"), PathBuf::from);
    own.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

impl Tree {
    /// Reads the workspace; build output and hidden data directories are no part of it.
    ///
    /// # Errors
    /// When a directory cannot be read.
    pub(crate) fn of_workspace() -> Result<Self, String> {
        let (root, mut tree) = (root(), Self::default());
        tree.read(&root, &root)?;
        Ok(tree)
    }

    /// Adds one file.
    pub(crate) fn add(&mut self, path: String, text: String) {
        if path.ends_with(".rs") {
            self.rust.insert(path.clone(), Source::read(&path, &text));
        }
        self.texts.insert(path, text);
    }

    fn read(&mut self, root: &Path, directory: &Path) -> Result<(), String> {
        let fault = |fault| format!("reading {}: {fault}", directory.display());
        for entry in std::fs::read_dir(directory).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | ".git" | ".data" | "node_modules") {
                    self.read(root, &path)?;
                }
            } else if let (Ok(text), Ok(below)) = (std::fs::read_to_string(&path), path.strip_prefix(root)) {
                self.add(below.to_string_lossy().replace('\\', "/"), text);
            }
        }
        Ok(())
    }

    /// The Rust sources below `prefix`.
    pub(crate) fn rust_below<'t>(&'t self, prefix: &'t str) -> impl Iterator<Item = (&'t str, &'t Source)> {
        self.rust.iter().filter(move |(path, _)| path.starts_with(prefix)).map(|(path, source)| (path.as_str(), source))
    }
}
