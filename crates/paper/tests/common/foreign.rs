//! Programs of others, by which a PDF is read as a stranger reads it. `cargo xtask clients` installs them; what
//! is not there is said by name, and its test is skipped.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file in a folder of its own, which goes away with it.
pub struct Kept {
    folder: PathBuf,
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

static FOLDERS: AtomicUsize = AtomicUsize::new(0);

impl Kept {
    /// Keeps a PDF on the disk.
    pub fn new(pdf: &[u8]) -> Self {
        let name = format!("{}-{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("it.pdf"), pdf).unwrap();
        Self { folder }
    }

    /// The PDF.
    pub fn path(&self) -> PathBuf {
        self.folder.join("it.pdf")
    }

    /// A place beside it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// What `program` prints; `None`, and a line that says so, where it is not installed.
pub fn run(test: &str, program: &str, arguments: &[&Path]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(ran) => {
            let errors = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success(), "{program}: {errors}{}", String::from_utf8_lossy(&ran.stdout));
            Some(String::from_utf8(ran.stdout).unwrap())
        }
        Err(_) => {
            eprintln!("skipped: {test}, {program} is not installed");
            None
        }
    }
}

/// The text as it reads: without the ends of lines and breaks by force.
pub fn flowing(text: &str) -> String {
    let text = text.replace(['\u{ad}', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
