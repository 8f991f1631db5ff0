use sha2::{Digest as _, Sha256};

/// What happened, in order: a digest of it, and the lines themselves where somebody wants to read them.
pub(crate) struct Trace {
    digest: Sha256,
    lines: u64,
    aloud: bool,
}

impl Trace {
    /// A trace; with `SARAPTAMA_SIM_TRACE` in the environment its lines go to standard error.
    pub(crate) fn new() -> Self {
        Self { digest: Sha256::new(), lines: 0, aloud: std::env::var_os("SARAPTAMA_SIM_TRACE").is_some() }
    }

    /// One thing happened at `now` (nanoseconds). Nothing that the seed does not decide may stand in it:
    /// no signature, no token, no digest of either.
    pub(crate) fn note(&mut self, now: i64, what: &str) {
        self.lines += 1;
        self.digest.update(now.to_le_bytes());
        self.digest.update(what.as_bytes());
        self.digest.update([0]);
        if self.aloud {
            eprintln!("{:>14.6} {what}", now as f64 / 1e9 % 1e6);
        }
    }

    /// How much happened, and the digest of it.
    pub(crate) fn end(self) -> (u64, String) {
        (self.lines, self.digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}
