use super::{EvidenceFault, EvidenceKind, Terms};
use saraptama_core::terms::{Instant, Sha256};
use x509_cert::ext::pkix::CrlReason;

/// How long an answer without an end of its own (`nextUpdate`) speaks for instants after it, in seconds.
const FRESH_SECONDS: i64 = 3600;

/// What authentic evidence says of one certificate.
#[derive(Clone, Debug)]
pub(super) struct Testimony {
    pub(super) kind: EvidenceKind,
    pub(super) sha256: Sha256,
    pub(super) this_update: Instant,
    pub(super) next_update: Option<Instant>,
    /// Certificates that ended before this instant are not spoken of.
    pub(super) speaks_from: Option<Instant>,
    pub(super) word: Word,
}

/// The word itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Good,
    Revoked { at: Instant, reason: Option<CrlReason> },
    NotKnown,
}

impl Testimony {
    /// Whether it can speak for the instant `at` of a certificate that ended at `not_after`.
    ///
    /// Made after that instant it speaks of the past; made before it, for as long as it says itself, or
    /// for an hour. Made after the certificate's end it says nothing.
    pub(super) fn covers(&self, at: Instant, not_after: Instant, terms: &Terms<'_>) -> Result<(), EvidenceFault> {
        if terms.is_ahead(self.this_update) {
            return Err(EvidenceFault::FromTheFuture);
        }
        if self.this_update > not_after && self.speaks_from.is_none_or(|from| from > not_after) {
            return Err(EvidenceFault::AfterTheEnd);
        }
        if self.this_update < at {
            let fresh =
                || Instant::from_second(self.this_update.as_second().saturating_add(FRESH_SECONDS)).unwrap_or(Instant::MAX);
            return if at <= self.next_update.unwrap_or_else(fresh) { Ok(()) } else { Err(EvidenceFault::TooOld) };
        }
        Ok(())
    }

    /// Whether it says that the certificate was revoked at `at` and for good. A hold may be lifted
    /// again, so only the newest word tells of one.
    pub(super) fn is_lasting(&self, at: Instant) -> bool {
        matches!(self.word, Word::Revoked { at: since, reason } if since <= at && reason != Some(CrlReason::CertificateHold))
    }
}
