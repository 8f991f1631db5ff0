//! Embeds the files below `law/`. Cargo watches the folder, so a file that is added there is built in
//! with the next build and cannot be forgotten; a macro would not notice it.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let law = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../law").canonicalize()?;
    println!("cargo::rerun-if-changed={}", law.display());
    let mut table = String::from("[\n");
    list(&law, "", &mut table)?;
    table.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("law.rs"), table)
}

fn list(folder: &Path, prefix: &str, table: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), table)?;
        } else {
            writeln!(table, "    ({name:?}, include_str!({:?})),", entry.path()).map_err(io::Error::other)?;
        }
    }
    Ok(())
}
