//! What proves that a certificate had not been revoked, and when a signature existed: answers of
//! responders (OCSP, RFC 6960), lists (CRL, RFC 5280) and time-stamps (RFC 3161).
//!
//! Evidence is read and judged here without network; whoever calls fetches it. Nothing in it is
//! believed before its own signature leads to the authority that it speaks for.

mod answer;
mod certificate;
mod collection;
mod entry;
mod fault;
mod hash;
mod list;
mod question;
mod request;
mod stamp;
mod standing;
mod testimony;
mod token;

pub use certificate::{CertificateVerdict, judge_certificate};
pub use collection::{Evidence, EvidenceKind};
pub use fault::EvidenceFault;
pub use question::{Question, questions};
pub(crate) use request::StampRequest;
pub use request::{STAMP_DIGEST, stamp_request, status_request};
pub use stamp::Stamp;
pub(crate) use stamp::{judge as judge_stamp, stamps_for, tokens};
pub(crate) use standing::{Standing, standing};
pub use standing::{Subject, Tested};

use crate::Trust;
use jiff_span::minutes;
use saraptama_core::terms::Instant;

/// By what a signature is judged.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'t> {
    /// Whom we believe.
    pub trust: &'t Trust,
    /// What is known of revocation and of time beside what the signature carries.
    pub evidence: &'t Evidence,
    /// The instant for which a signature without a good time-stamp is judged.
    pub at: Instant,
    /// The reader's clock: nothing made after it is believed.
    pub now: Instant,
}

static NOTHING: Evidence = Evidence::EMPTY;

impl<'t> Terms<'t> {
    /// Judged for `at`, with nothing beside the signature.
    pub fn bare(trust: &'t Trust, at: Instant) -> Self {
        Self { trust, evidence: &NOTHING, at, now: at }
    }

    /// Whether `made` lies further ahead than two clocks may stand apart.
    pub(crate) fn is_ahead(&self, made: Instant) -> bool {
        made > minutes(self.now, CLOCKS_APART_MINUTES)
    }
}

/// How far a responder's or a time-stamp authority's clock may be ahead of ours.
const CLOCKS_APART_MINUTES: i64 = 5;

mod jiff_span {
    use saraptama_core::terms::Instant;

    /// `from` and so many minutes; the last instant there is where that is too far.
    pub(super) fn minutes(from: Instant, minutes: i64) -> Instant {
        Instant::from_second(from.as_second().saturating_add(minutes * 60)).unwrap_or(Instant::MAX)
    }
}
