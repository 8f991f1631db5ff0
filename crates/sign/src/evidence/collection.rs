use super::answer::{self, Answer};
use super::list::{self, List};
use super::{EvidenceFault, token};
use crate::pem;
use crate::walk::{OBJECT_IDENTIFIER, SEQUENCE, Walk};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::{Instant, Sha256};
use std::sync::Arc;

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// An answer of a responder.
    Ocsp,
    /// A list of revoked certificates.
    Crl,
    /// A time-stamp.
    TimeStamp,
}

impl EvidenceKind {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ocsp => "ocsp",
            Self::Crl => "crl",
            Self::TimeStamp => "time-stamp",
        }
    }
}

/// Evidence at hand, not yet believed: each piece is proved when a certificate or a signature is
/// judged by it, and what does not concern them is passed over.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    pub(super) answers: Vec<Arc<Answer>>,
    pub(super) lists: Vec<Arc<List>>,
    pub(super) stamps: Vec<Arc<[u8]>>,
    /// The last thing that was said in place of evidence: shown beside "unknown".
    pub(super) doubt: Option<EvidenceFault>,
}

/// The most pieces that are kept; each costs signatures to be checked.
const LIMIT: usize = 256;

impl Evidence {
    pub(super) const EMPTY: Self = Self { answers: Vec::new(), lists: Vec::new(), stamps: Vec::new(), doubt: None };

    /// Takes a piece of evidence in DER, PEM or base64, and tells what it is.
    ///
    /// # Errors
    /// [`EvidenceFault`] when it is no evidence, or a responder's "try later".
    pub fn add(&mut self, received: &[u8]) -> Result<EvidenceKind, EvidenceFault> {
        let taken = self.take(received);
        taken.inspect_err(|fault| self.doubt = Some(*fault))
    }

    /// Takes the answer to a question that was sent with `nonce`. A responder may leave the nonce out,
    /// and then its answer must be fresh; another one is an answer to somebody else, or an old one.
    ///
    /// # Errors
    /// As [`Evidence::add`], and `OtherNonce`.
    pub fn add_answer(&mut self, received: &[u8], nonce: &[u8]) -> Result<(), EvidenceFault> {
        let taken = read_answer(received).and_then(|answer| match answer.nonce() {
            Some(own) if own != nonce => Err(EvidenceFault::OtherNonce),
            _ => Ok(answer),
        });
        let answer = taken.inspect_err(|fault| self.doubt = Some(*fault))?;
        self.answers.push(Arc::new(answer));
        Ok(())
    }

    /// Records why a source gave nothing.
    pub fn note(&mut self, fault: EvidenceFault) {
        self.doubt = Some(fault);
    }

    /// Takes over what `other` holds; nothing is read again.
    pub fn extend(&mut self, other: &Self) {
        self.answers.extend(other.answers.iter().cloned());
        self.lists.extend(other.lists.iter().cloned());
        self.stamps.extend(other.stamps.iter().cloned());
        self.doubt = other.doubt.or(self.doubt);
    }

    /// Every piece as it was received.
    pub fn pieces(&self) -> Vec<(EvidenceKind, Sha256, &[u8])> {
        let answers = self.answers.iter().map(|one| (EvidenceKind::Ocsp, &one.bytes[..]));
        let lists = self.lists.iter().map(|one| (EvidenceKind::Crl, &one.bytes[..]));
        let stamps = self.stamps.iter().map(|one| (EvidenceKind::TimeStamp, &one[..]));
        answers.chain(lists).chain(stamps).map(|(kind, bytes)| (kind, Sha256::of(bytes), bytes)).collect()
    }

    /// Whether a time-stamp for the one signer of `cms` is among it, good or not.
    pub fn has_stamp_for(&self, cms: &[u8]) -> bool {
        let octets = crate::cms::signature_octets(cms).unwrap_or_default();
        self.stamps.iter().any(|token| super::stamp::is_of(token, &octets))
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.lists.is_empty() && self.stamps.is_empty()
    }

    /// When the first of its lists ends to be the newest; none where no list says so.
    pub fn lists_end(&self) -> Option<Instant> {
        self.lists.iter().filter_map(|list| list.next_update()).min()
    }

    fn take(&mut self, received: &[u8]) -> Result<EvidenceKind, EvidenceFault> {
        if self.answers.len() + self.lists.len() + self.stamps.len() >= LIMIT {
            return Err(EvidenceFault::TooLarge);
        }
        let der = normalise(received)?;
        let kind = kind_of(&der).ok_or(EvidenceFault::Unreadable)?;
        match kind {
            EvidenceKind::Ocsp => self.answers.push(Arc::new(read_answer(&der)?)),
            EvidenceKind::Crl => self.lists.push(Arc::new(List::read(&der)?)),
            EvidenceKind::TimeStamp => {
                let token = token::unwrap(&der).map_err(|_| EvidenceFault::Unreadable)?;
                self.stamps.push(token.ok_or(EvidenceFault::NotAnswered)?.into());
            }
        }
        Ok(kind)
    }
}

fn read_answer(der: &[u8]) -> Result<Answer, EvidenceFault> {
    if der.len() > answer::LIMIT_BYTES { Err(EvidenceFault::TooLarge) } else { Answer::read(der) }
}

/// DER as it is, PEM, or base64 with line breaks.
fn normalise(received: &[u8]) -> Result<Vec<u8>, EvidenceFault> {
    if received.len() > list::LIMIT_BYTES / 2 * 3 {
        return Err(EvidenceFault::TooLarge);
    }
    let der = match received {
        [0x30, ..] => received.to_vec(),
        [b'-', ..] => {
            let labels = ["X509 CRL", "OCSP RESPONSE", "TIMESTAMP", "CMS", "PKCS7"];
            labels.iter().find_map(|label| pem::only(received, label)).ok_or(EvidenceFault::Unreadable)?
        }
        text => {
            let dense: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            STANDARD.decode(dense).map_err(|_| EvidenceFault::Unreadable)?
        }
    };
    if der.len() > list::LIMIT_BYTES { Err(EvidenceFault::TooLarge) } else { Ok(der) }
}

/// What stands there by its first element: an answer begins with its status, a token with its type, a
/// response of a time-stamp authority with a status inside, a list with what is signed.
fn kind_of(der: &[u8]) -> Option<EvidenceKind> {
    const ENUMERATED: u8 = 0x0a;
    let mut outer = Walk::into(der, SEQUENCE).ok()?;
    let first = outer.any().ok()?;
    match *first.first()? {
        ENUMERATED => Some(EvidenceKind::Ocsp),
        OBJECT_IDENTIFIER => Some(EvidenceKind::TimeStamp),
        SEQUENCE => {
            let second = outer.any().ok();
            let is_signed = !outer.is_done() && second.is_some();
            Some(if is_signed { EvidenceKind::Crl } else { EvidenceKind::TimeStamp })
        }
        _ => None,
    }
}
