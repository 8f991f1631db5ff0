use saraptama_core::terms::{FormId, Instant, Sha256};

/// How the person concerned finds their form, and what they said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// The form.
    pub form: FormId,
    /// The keyed digest of the code by which it is found; the code itself is not stored.
    pub lookup: Sha256,
    /// When the code was made.
    pub made_at: Instant,
    /// When the person said that it was not them, if they did.
    pub denied_at: Option<Instant>,
}
