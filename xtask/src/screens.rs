//! Pictures of every page, as the last run of the browser's tests made them, for `docs/pages/`.

use crate::house;
use std::fmt::Write as _;
use std::path::Path;

/// What is kept: the source language, wide, and narrow as on a telephone.
const KEPT: [&str; 2] = ["-kk-1280.jpg", "-kk-320.jpg"];

/// Copies the pictures, and writes the page that shows them.
pub(crate) fn keep(target: &Path) -> Result<(), String> {
    let (from, to) = (target.join("tmp/screens"), house::root().join("docs/pages"));
    let fault = |what: &Path, error: std::io::Error| format!("{}: {error}", what.display());
    let entries = std::fs::read_dir(&from).map_err(|e| fault(&from, e))?;
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| KEPT.iter().any(|end| name.ends_with(end)));
    names.sort();
    if names.is_empty() {
        return Err(format!(
            "{} has no pictures: run the browser's tests first (`cargo test -p saraptama-server --test browser`)",
            from.display()
        ));
    }
    let _ = std::fs::remove_dir_all(&to);
    std::fs::create_dir_all(&to).map_err(|e| fault(&to, e))?;
    for name in &names {
        std::fs::copy(from.join(name), to.join(name)).map_err(|e| fault(&to.join(name), e))?;
    }
    let index = to.join("README.md");
    std::fs::write(&index, page(&names)).map_err(|e| fault(&index, e))?;
    eprintln!("{} pictures in {}", names.len(), to.display());
    Ok(())
}

/// Every page with its pictures, side by side.
fn page(names: &[String]) -> String {
    let mut text = String::from(
        "# The pages\n\nMade by the browser's tests from the demonstration, in Kazakh; `cargo xtask screens` renews them. The people \
         do not exist.\n",
    );
    for wide in names.iter().filter_map(|name| name.strip_suffix(KEPT[0])) {
        let _ = write!(text, "\n## {wide}\n\n<img src=\"{wide}{}\" width=\"640\" alt=\"{wide}, wide\">", KEPT[0]);
        if names.contains(&format!("{wide}{}", KEPT[1])) {
            let _ = write!(text, " <img src=\"{wide}{}\" width=\"160\" alt=\"{wide}, narrow\">", KEPT[1]);
        }
        text.push('\n');
    }
    text
}
