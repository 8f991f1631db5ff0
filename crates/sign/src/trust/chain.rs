//! The way from a certificate to an anchor.

use super::Trust;
use crate::SignatureFault;
use crate::certificate::Certificate;
use saraptama_core::terms::Instant;
use std::sync::Arc;

/// The most authorities between a leaf and its root, the root included; real chains have two.
const DEPTH: usize = 4;
/// The most issuer signatures tried for one leaf, against messages made to be slow.
const TRIES: usize = 16;

impl Trust {
    /// The authorities from the issuer of `leaf` up to an anchor, whose signatures are all good.
    ///
    /// An issuer is chosen by name, by key identifiers and by a good signature. `extra` are the other
    /// certificates of the message: they may stand between, never at the end. Validity in time is
    /// not judged, but a chain valid at `at` is preferred.
    ///
    /// # Errors
    /// `UntrustedChain`, or `UnsupportedAlgorithm` where only that stood in the way.
    pub(crate) fn chain(
        &self,
        leaf: &Certificate,
        extra: &[Arc<Certificate>],
        at: Instant,
    ) -> Result<Vec<Arc<Certificate>>, SignatureFault> {
        let mut climb = Climb { trust: self, extra, at, tries: 0, fault: SignatureFault::UntrustedChain };
        let mut path = Vec::new();
        if climb.up(leaf, &mut path) { Ok(path) } else { Err(climb.fault) }
    }
}

struct Climb<'a> {
    trust: &'a Trust,
    extra: &'a [Arc<Certificate>],
    at: Instant,
    tries: usize,
    fault: SignatureFault,
}

impl Climb<'_> {
    fn up(&mut self, child: &Certificate, path: &mut Vec<Arc<Certificate>>) -> bool {
        if path.len() == DEPTH {
            return false;
        }
        for issuer in self.candidates(child, path) {
            if !self.signed(child, &issuer) {
                continue;
            }
            let anchored = self.trust.anchors.contains(&issuer.sha256());
            path.push(issuer.clone());
            if anchored || self.up(&issuer, path) {
                return true;
            }
            path.pop();
        }
        false
    }

    fn candidates(&self, child: &Certificate, path: &[Arc<Certificate>]) -> Vec<Arc<Certificate>> {
        let known = self.trust.authorities.iter().chain(self.extra);
        let mut fitting: Vec<_> = known
            .filter(|issuer| child.names_as_issuer(issuer) && issuer.may_issue(path.len()))
            .filter(|issuer| path.iter().all(|passed| passed.sha256() != issuer.sha256()))
            .cloned()
            .collect();
        fitting.sort_by_key(|issuer| issuer.is_valid_at(self.at).is_err());
        fitting
    }

    fn signed(&mut self, child: &Certificate, issuer: &Certificate) -> bool {
        let pair = (child.sha256(), issuer.sha256());
        if self.trust.cache.knows(pair) {
            return true;
        }
        if self.tries == TRIES {
            return false;
        }
        self.tries += 1;
        match child.is_signed_by(issuer) {
            Ok(()) => {
                self.trust.cache.learn(pair);
                true
            }
            Err(SignatureFault::UnsupportedAlgorithm) => {
                self.fault = SignatureFault::UnsupportedAlgorithm;
                false
            }
            Err(_) => false,
        }
    }
}
