use super::reading;
use super::seal::{Judged, Seal, Time};
use crate::node::Node;
use jiff::SignedDuration;
use saraptama_core::check::Check;
use saraptama_core::form::Passport;
use saraptama_core::terms::{FormId, Instant, civil_date};
use saraptama_sign::{Evidence, SignatureFault};

/// What a node found when it proved a signed form again: by the law of the signing day, from the
/// bytes alone.
pub struct Proof {
    /// The check by the law of the signing day.
    pub check: Check,
    /// What the form says of itself, if its structure is sound.
    pub passport: Option<Passport>,
    /// What is wrong with the signature, if anything is.
    pub signature: Result<(), SignatureFault>,
    /// By what evidence that is known.
    pub evidence: Evidence,
}

/// How far the sender's clock may be ahead of ours.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(5);

impl Proof {
    /// Whether it is only not known yet that the signature holds.
    pub fn is_open(&self) -> bool {
        self.signature.is_err_and(SignatureFault::is_doubt)
    }

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

/// Proves form, check and signature: the chair whom the form names, for its organisation, valid at the
/// instant of the time-stamp beside the signature, or where there is none at `signed_at` (when the MIS
/// accepted the signature, by its clock). Who can tell of revocation is asked.
pub async fn prove(node: &Node, form_bytes: &[u8], signature: &[u8], signed_at: Instant) -> Proof {
    let (check, passport) = reading::check(form_bytes, Some(civil_date(signed_at)), &node.law);
    let judged = match &passport {
        None => Judged { verdict: Err(SignatureFault::NotTheNamedPerson), evidence: Evidence::default() },
        Some(passport) => {
            let seal = chair_seal(passport, form_bytes, signature, signed_at);
            seal.judge(node, Evidence::default(), Time::SaidToBe).await
        }
    };
    Proof { check, passport, signature: judged.verdict, evidence: judged.evidence }
}

/// The signature of the chair whom the form names over exactly these bytes, for the form's organisation.
pub(super) fn chair_seal<'s>(passport: &Passport, content: &'s [u8], der: &'s [u8], at: Instant) -> Seal<'s> {
    Seal { role: "chair", iin: passport.chair, bin: Some(passport.organisation), content, der, at }
}
