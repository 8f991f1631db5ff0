use super::reading;
use crate::node::Node;
use jiff::SignedDuration;
use saraptama_core::check::Check;
use saraptama_core::form::Passport;
use saraptama_core::terms::{FormId, Instant, civil_date};
use saraptama_sign::{Revocation, SignatureFault, require_signer, verify_detached};

/// What a node found when it proved a signed form again: by the law of the signing day, from the
/// bytes alone.
pub struct Proof {
    /// The check by the law of the signing day.
    pub check: Check,
    /// What the form says of itself, if its structure is sound.
    pub passport: Option<Passport>,
    /// What is wrong with the signature, if anything is.
    pub signature: Result<(), SignatureFault>,
}

/// How far the sender's clock may be ahead of ours.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(5);

impl Proof {
    /// The key of why this is not `form` as its chair signed it before `now`; none where it is.
    pub fn fault(&self, form: FormId, signed_at: Instant, now: Instant) -> Option<&'static str> {
        if let Err(fault) = self.signature {
            return Some(fault.key());
        }
        if self.passport.as_ref().is_none_or(|passport| passport.id != form) {
            return Some("refused-other-form");
        }
        (signed_at.duration_since(now) > CLOCKS_APART).then_some("refused-signed-in-future")
    }
}

/// Proves form, check and signature: the chair whom the form names, for its organisation, valid at
/// `signed_at` (the instant at which the MIS accepted the signature, by its clock).
pub fn prove(node: &Node, form_bytes: &[u8], signature: &[u8], signed_at: Instant) -> Proof {
    let (check, passport) = reading::check(form_bytes, Some(civil_date(signed_at)), &node.law);
    let signature = match &passport {
        None => Err(SignatureFault::NotTheNamedPerson),
        Some(passport) => chair_signed(node, passport, form_bytes, signature, signed_at),
    };
    Proof { check, passport, signature }
}

/// Whether the chair whom the form names signed exactly these bytes, for the form's organisation.
pub(super) fn chair_signed(
    node: &Node,
    passport: &Passport,
    content: &[u8],
    signature: &[u8],
    at: Instant,
) -> Result<(), SignatureFault> {
    let verified = verify_detached(content, signature, &node.trust, at)?;
    require_signer(&verified, passport.chair, Some(passport.organisation))?;
    known_unrevoked(verified.revocation)
}

/// "Unknown" is never "good".
pub(super) fn known_unrevoked(revocation: Revocation) -> Result<(), SignatureFault> {
    match revocation {
        Revocation::NoSource | Revocation::Good => Ok(()),
        Revocation::Unknown => Err(SignatureFault::RevocationUnknown),
        Revocation::Revoked => Err(SignatureFault::Revoked),
    }
}
