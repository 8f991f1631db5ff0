/// A fault of a law file: which file, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct LawFault {
    /// The file below `law/`.
    pub file: String,
    /// What is wrong, in a sentence.
    pub what: String,
}

pub(super) fn load(_files: &std::collections::BTreeMap<String, String>) -> Result<super::Law, Vec<LawFault>> {
    todo!()
}
