//! What a document is made of: the bytes that were signed, the signature, and who may have it.

use super::seal::{kept, known_unrevoked};
use super::{FlowError, reading};
use crate::node::{DataBank, Mis, Node};
use saraptama_core::act::{Action, State};
use saraptama_core::authority::Principal;
use saraptama_core::decision::Decision;
use saraptama_core::form::Passport;
use saraptama_core::referral::State as FormIs;
use saraptama_core::terms::{ActNumber, FormId, Instant, Sha256};
use saraptama_sign::{Signer, Terms, TrustKind, verify_detached_by};
use saraptama_store::rows::RegisterRow;
use saraptama_wire::decision;

/// A signature with its signer, read from the certificate while the signature still proves the bytes.
pub struct Sealed {
    /// The holder of the certificate.
    pub signer: Signer,
    /// The signature, DER.
    pub cms: Vec<u8>,
    /// When the node took it.
    pub at: Instant,
}

/// A form to be printed.
pub struct FormPaper {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The chair's signature, once it is proved.
    pub sealed: Option<Sealed>,
    /// Since when the form is what it is.
    pub made_at: Instant,
    /// Signatures here are proved by test anchors.
    pub is_test: bool,
}

/// A decided act to be printed, or one that its expert is about to sign.
pub struct ActPaper {
    /// The act's form.
    pub form: FormId,
    /// The form's bytes.
    pub form_bytes: Vec<u8>,
    /// What the form says of itself.
    pub passport: Passport,
    /// The decision.
    pub decision: Decision,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The expert's signature.
    pub sealed: Option<Sealed>,
    /// When the data bank accepted the form.
    pub received_at: Instant,
    /// When it was decided, or frozen.
    pub decided_at: Instant,
    /// Its place in the register, from 0.
    pub place: Option<u64>,
    /// The register's entry with its proof, for whoever may see the whole act: the code in it is the person's, and
    /// an expert is not told it.
    pub entry: Option<(RegisterRow, Vec<u8>)>,
    /// Signatures here are proved by test anchors.
    pub is_test: bool,
}

impl Mis {
    /// The form as `who` may print it.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none, or none for this person.
    pub async fn form_paper(&self, who: &Principal, form: FormId) -> Result<FormPaper, FlowError> {
        let opened = self.open_form(who, form).await?;
        let row = opened.row;
        let signature = match opened.state {
            FormIs::Signed { signature, .. } => Some(signature),
            _ => None,
        };
        let sealed = match signature {
            Some(signature) => Some(sealed(self, form, "chair", signature, &row.bytes).await?),
            None => None,
        };
        let made_at = sealed.as_ref().map_or(row.updated_at, |sealed| sealed.at);
        Ok(FormPaper { bytes: row.bytes, sealed, made_at, is_test: is_test(self) })
    }
}

impl DataBank {
    /// The act as `who` may print it: the staff once it is decided, its expert once a decision is frozen.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] where there is none, or none for this person.
    pub async fn act_paper(&self, who: &Principal, number: ActNumber) -> Result<ActPaper, FlowError> {
        let (row, state, may) = self.act_for(who, number).await?;
        let (frozen, signature) = match &state {
            State::Decided { decision, signature, .. } => (*decision, Some(*signature)),
            State::Assigned { held, .. } if may.contains(&Action::SeeCase) => (held.decision.ok_or(FlowError::NotFound)?, None),
            _ => return Err(FlowError::NotFound),
        };
        let kept = self.store.document(row.form, frozen).await?.ok_or(FlowError::NotFound)?;
        let decision = decision::read(&kept.bytes).map_err(|_| broken("a decision cannot be read"))?;
        let form_bytes = self.store.form(row.form).await?.ok_or(FlowError::NotFound)?.bytes;
        let passport = reading::passport(&form_bytes, &self.law).ok_or_else(|| broken("a form cannot be read"))?;
        let sealed = match signature {
            Some(signature) => Some(sealed(self, row.form, "expert", signature, &kept.bytes).await?),
            None => None,
        };
        let entry = self.store.register_by_number(number).await?;
        let place = entry.as_ref().map(|entry| entry.index);
        let entry = match entry.filter(|_| may.contains(&Action::SeeAct)) {
            Some(entry) => Some((self.proof_of(&entry).await?, entry)),
            None => None,
        };
        Ok(ActPaper {
            form: row.form,
            form_bytes,
            passport,
            decision,
            bytes: kept.bytes,
            received_at: row.accepted_at,
            decided_at: sealed.as_ref().map_or(kept.at, |sealed| sealed.at),
            sealed,
            place,
            entry: entry.map(|(proof, entry)| (entry, proof)),
            is_test: is_test(self),
        })
    }
}

/// The signature `sha256` with its signer. A page may not name a signer whom the signature does not prove any more.
pub(super) async fn sealed(node: &Node, form: FormId, role: &str, sha256: Sha256, content: &[u8]) -> Result<Sealed, FlowError> {
    let row = node.store.signature(form, role).await?.filter(|row| row.sha256 == sha256).ok_or(FlowError::NotFound)?;
    // Its certificate may have ended, and nobody answers about it any more: what was kept beside it still does.
    let evidence = kept(&node.store.evidence(form, sha256).await?);
    let terms = Terms { trust: &node.trust, evidence: &evidence, at: row.at, now: node.clock.now() };
    let verified = verify_detached_by(content, &row.bytes, &terms)?;
    known_unrevoked(verified.revocation)?;
    Ok(Sealed { signer: verified.signer, cms: row.bytes, at: row.at })
}

pub(super) fn is_test(node: &Node) -> bool {
    node.trust.kind() != TrustKind::Production
}

fn broken(what: &str) -> FlowError {
    FlowError::Event(what.to_owned())
}
