//! Finds the vendors' formats: each file of `src/vendor/` is one, named as the file is. Cargo watches the
//! folder, so a format that is added there is in the program with the next build and cannot be forgotten.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("src/vendor");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    let (mut modules, mut table) = (String::new(), String::new());
    for file in files {
        let module = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        writeln!(modules, "#[path = {file:?}]\nmod {module};").map_err(io::Error::other)?;
        writeln!(table, "    ({:?}, &{module}::FORMAT),", module.replace('_', "-")).map_err(io::Error::other)?;
    }
    let text = format!("{modules}\npub(super) const ALL: &[(&str, &super::Format)] = &[\n{table}];\n");
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("vendor.rs"), text)
}
