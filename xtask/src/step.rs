//! One step of a loop: a command that is named, timed, and fails in words.

use std::process::{Command, Stdio};
use std::time::Instant;

/// The steps of one loop and how long each took.
pub(crate) struct Steps {
    began: Instant,
    took: Vec<(&'static str, u64)>,
    without: Vec<String>,
}

impl Steps {
    /// An empty loop.
    pub(crate) fn begin() -> Self {
        Self { began: Instant::now(), took: Vec::new(), without: Vec::new() }
    }

    /// Runs `cargo` with `arguments` in the root of the workspace.
    ///
    /// # Errors
    /// When the command cannot be started or fails.
    pub(crate) fn cargo(&mut self, name: &'static str, arguments: &[&str]) -> Result<(), String> {
        self.run(name, cargo().args(arguments))
    }

    /// Runs any command as a step.
    ///
    /// # Errors
    /// When the command cannot be started or fails.
    pub(crate) fn run(&mut self, name: &'static str, command: &mut Command) -> Result<(), String> {
        eprintln!("\n== {name}");
        let began = Instant::now();
        let status = command.current_dir(crate::house::root()).status();
        let status = status.map_err(|fault| format!("starting `{name}`: {fault}"))?;
        let seconds = began.elapsed().as_secs();
        eprintln!("-- {name}: {seconds} s");
        self.took.push((name, seconds));
        if status.success() { Ok(()) } else { Err(format!("`{name}` failed")) }
    }

    /// Says that a step is left out, and why.
    pub(crate) fn skip(&mut self, name: &str, because: &str) {
        eprintln!("\n== {name}\n-- skipped: {because}");
        self.without.push(name.to_owned());
    }

    /// One closing line. What was left out is in it: nobody takes silence for a pass.
    pub(crate) fn end(self) {
        let steps: Vec<String> = self.took.iter().map(|(name, seconds)| format!("{name} {seconds} s")).collect();
        let without = if self.without.is_empty() { String::new() } else { format!(", without: {}", self.without.join("; ")) };
        eprintln!("\nxtask: all steps passed in {} s ({}){without}", self.began.elapsed().as_secs(), steps.join(", "));
    }
}

/// The cargo that runs us, without the variables that belong to this package alone.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if std::env::var_os("CI").is_some() {
        // Built once and thrown away: what a second build would be quick by is gigabytes for nothing.
        command.env("CARGO_INCREMENTAL", "0");
    }
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether `cargo NAME` is installed.
pub(crate) fn has_cargo(name: &str) -> bool {
    let quiet = cargo().args([name, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}
