use crate::certificate::Certificate;
use std::sync::Arc;

/// A certificate about which somebody ought to be asked, with its issuer.
#[derive(Clone, Debug)]
pub struct Question {
    /// About whom; it names the sources.
    pub certificate: Arc<Certificate>,
    /// Who issued it.
    pub issuer: Arc<Certificate>,
}

/// The questions about a chain, the certificate first and the root last: everybody below the root
/// who names a source. The root is pinned.
pub fn questions(chain: &[Arc<Certificate>]) -> Vec<Question> {
    let pairs = chain.windows(2).filter(|pair| pair[0].names_revocation_source());
    pairs.map(|pair| Question { certificate: pair[0].clone(), issuer: pair[1].clone() }).collect()
}
