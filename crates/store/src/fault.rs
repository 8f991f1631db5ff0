/// The world failed: what we were doing, and the cause.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{doing}: {cause}")]
pub struct Fault {
    /// What the store was doing.
    pub doing: &'static str,
    /// Why it failed; never personal data.
    pub cause: String,
}

/// Why a unit was not committed. Nothing of it is stored.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Another unit was faster: load again, decide again.
    #[error("another change was faster")]
    Conflict,
    /// The message was received before: answer with what is stored of it.
    #[error("received before")]
    AlreadyReceived,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}
