//! Evidence for signatures, asked for at the authority's own services (OCSP, CRL, time-stamps).
//!
//! What is asked and what is made of the answers is `sign`'s; here are the requests. An address comes out
//! of a certificate, so only hosts of the configuration are asked, without redirects, within a time and a
//! size.

mod ask;
mod lists;

pub use lists::refresh;

use crate::config::CertificateKind;
use crate::config::Evidence as Settings;
use crate::node::Node;
use lists::Lists;
use saraptama_sign::certificate::Roles;
use saraptama_sign::evidence::{Question, stamp_request, status_request};
use saraptama_sign::{Evidence, EvidenceFault, SignatureFault};

/// Where a node asks for evidence, and the lists that it remembers.
#[derive(Default)]
pub struct Desk {
    settings: Settings,
    lists: Lists,
}

impl Desk {
    /// The desk of a node.
    pub fn new(settings: Settings) -> Self {
        Self { settings, lists: Lists::default() }
    }

    /// What can be had now about those who are asked about: of each the responder's answer, or else its
    /// list. What is missing is said in the evidence.
    pub async fn about(&self, node: &Node, questions: &[Question]) -> Evidence {
        let mut evidence = Evidence::default();
        for question in questions {
            let sources = question.certificate.sources();
            let mut answered = false;
            for address in sources.ocsp.iter().filter(|address| self.may_ask(address)) {
                match self.answer(node, question, address, &mut evidence).await {
                    Ok(()) => answered = true,
                    Err(fault) => evidence.note(fault),
                }
                if answered {
                    break;
                }
            }
            if !answered {
                self.list(node, question, &mut evidence).await;
            }
        }
        evidence
    }

    async fn answer(
        &self,
        node: &Node,
        question: &Question,
        address: &str,
        evidence: &mut Evidence,
    ) -> Result<(), EvidenceFault> {
        let nonce = node.secrets.draw().ok_or(EvidenceFault::Missing)?;
        let nonce = &nonce[..16];
        let request = status_request(question, nonce).map_err(|_| EvidenceFault::Missing)?;
        let answer = self.post(node, address, "application/ocsp-request", request).await.ok_or(EvidenceFault::Missing)?;
        evidence.add_answer(&answer, nonce)
    }

    /// The complete list and, where one is named, the list of changes; from memory while they last.
    async fn list(&self, node: &Node, question: &Question, evidence: &mut Evidence) {
        let sources = question.certificate.sources();
        for addresses in [&sources.lists, &sources.deltas] {
            for address in addresses.iter().filter(|address| self.may_ask(address)) {
                match self.list_at(node, address).await {
                    Ok(list) => {
                        evidence.extend(&list);
                        break;
                    }
                    Err(fault) => evidence.note(fault),
                }
            }
        }
    }

    /// A time-stamp for the octets of a signature value.
    ///
    /// # Errors
    /// `StampMissing` where none could be had.
    pub async fn stamp(&self, node: &Node, octets: &[u8]) -> Result<Evidence, SignatureFault> {
        const MISSING: SignatureFault = SignatureFault::StampMissing;
        let address = self.settings.stamp.as_deref().ok_or(MISSING)?;
        let nonce = node.secrets.draw().ok_or(MISSING)?;
        let nonce = u64::from_be_bytes(nonce[..8].try_into().map_err(|_| MISSING)?);
        let request = stamp_request(octets, &self.settings.stamp_digest, nonce).map_err(|_| MISSING)?;
        let response = self.post(node, address, "application/timestamp-query", request).await.ok_or(MISSING)?;
        let mut evidence = Evidence::default();
        evidence.add(&response).map_err(|_| MISSING)?;
        Ok(evidence)
    }

    /// Whether signatures are stamped when they are taken.
    pub fn stamps(&self) -> bool {
        self.settings.stamp.is_some()
    }

    /// Whether a signature that another node took must bring a time-stamp with it.
    pub fn wants_stamps(&self) -> bool {
        self.settings.require_stamp
    }

    /// Whether people of `role` sign with certificates like this one.
    ///
    /// # Errors
    /// `RoleNotAllowed`.
    pub fn allows(&self, role: &str, roles: Roles) -> Result<(), SignatureFault> {
        let Some(kinds) = self.settings.certificates.get(role) else { return Ok(()) };
        let fits = |kind: &CertificateKind| match kind {
            CertificateKind::Person => roles.person,
            CertificateKind::Organisation => roles.organisation,
            CertificateKind::Head => roles.head,
            CertificateKind::RightToSign => roles.right_to_sign,
            CertificateKind::Employee => roles.employee,
        };
        if kinds.iter().any(fits) { Ok(()) } else { Err(SignatureFault::RoleNotAllowed) }
    }
}
