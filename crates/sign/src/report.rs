//! What `verify` answers about a file: whether it holds, why not, and what was checked.
//!
//! No network is used. A certificate that names a source of revocation therefore stays unknown
//! without evidence beside it, and unknown does not hold ([`Revocation`]).

use crate::certificate::Roles;
use crate::cms::{self, Check, CheckLine, Judgement};
use crate::evidence::{Evidence, Stamp, Terms, Tested};
use crate::log::{Held, ProofFault, proof};
use crate::{Algorithm, Revocation, SignatureFault, Trust, TrustKind, xml};
use saraptama_core::terms::{Instant, Sha256, write_instant};
use serde::Serialize;

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A CMS signature, or something that ought to be one.
    Cms,
    /// Signed XML.
    Xml,
    /// A register proof.
    Proof,
}

/// The answer about one file.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Whether it holds, all of it.
    pub holds: bool,
    /// What it was taken for.
    pub kind: Kind,
    /// The message key of the first reason why it does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// That reason in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The instant for which it was judged.
    pub at: String,
    /// The anchors by which it was judged; none for a proof by the key that it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust: Option<TrustKind>,
    /// Every signer of a signature.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<SignerReport>,
    /// What a proof that holds says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Held>,
}

/// One signer, without the name and with the number masked.
#[derive(Clone, Debug, Serialize)]
pub struct SignerReport {
    /// Whether this signer's signature holds.
    pub holds: bool,
    /// The person's number, all but two digits hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iin: Option<String>,
    /// The organisation's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin: Option<String>,
    /// SHA-256 of the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_sha256: Option<Sha256>,
    /// The purposes of the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Roles>,
    /// How the signature was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<Algorithm>,
    /// When the signer claims to have signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing_time_claimed: Option<String>,
    /// The subjects of the authorities from the issuer to the root.
    pub chain: Vec<String>,
    /// What is known of revocation.
    pub revocation: Revocation,
    /// What is known of each certificate below the root, and by what evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tested: Vec<Tested>,
    /// The instant for which it was judged: the time-stamp's, where a good one is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged_at: Option<String>,
    /// The time-stamp, where a good one is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_stamp: Option<Stamp>,
    /// Every check with its verdict and its reason.
    pub checks: Vec<CheckLine>,
}

impl SignerReport {
    fn of(judgement: Judgement) -> Self {
        let signer = judgement.signer.as_ref();
        Self {
            holds: judgement.checks.iter().all(|line| line.ok || proves_no_time(line)),
            iin: signer.and_then(|signer| signer.iin).map(|number| number.masked()),
            bin: signer.and_then(|signer| signer.bin).map(|number| number.as_str().to_owned()),
            certificate_sha256: signer.map(|signer| signer.certificate_sha256),
            roles: signer.map(|signer| signer.roles),
            algorithm: judgement.algorithm,
            signing_time_claimed: judgement.signing_time_claimed.map(write_instant),
            chain: judgement.chain,
            revocation: judgement.revocation,
            tested: judgement.tested,
            judged_at: judgement.judged_at.map(write_instant),
            time_stamp: judgement.stamp,
            checks: judgement.checks,
        }
    }

    /// The first reason; unknown revocation last, since it says least.
    fn fault(&self) -> Option<SignatureFault> {
        let mut failed = self.checks.iter().filter(|line| !line.ok && !proves_no_time(line));
        let first = |line: &&CheckLine| line.check != Check::Revocation;
        failed.clone().find(first).or_else(|| failed.next()).and_then(|line| line.reason)
    }
}

/// A sound time-stamp that leads to no anchor here refuses nothing: the signature is judged for the
/// instant that was given.
fn proves_no_time(line: &CheckLine) -> bool {
    line.check == Check::TimeStamp && line.reason.is_some_and(SignatureFault::is_doubt)
}

/// Judges a file: a register proof (a JSON object), signed XML, or else a CMS signature.
///
/// `data` are the signed bytes of a detached signature; beside a proof they must be the signed
/// decision that the leaf names. Without `trust` a signature is judged by the production anchors
/// and a proof by the key that it carries; with it, a proof's key must be one of
/// [`Trust::log_keys`].
pub fn verify_file(bytes: &[u8], data: Option<&[u8]>, trust: Option<&Trust>, at: Instant) -> Report {
    verify_file_by(bytes, data, trust, &Evidence::default(), at, at)
}

/// [`verify_file`] by the evidence at hand too, read by a clock that shows `now`.
pub fn verify_file_by(
    bytes: &[u8],
    data: Option<&[u8]>,
    trust: Option<&Trust>,
    evidence: &Evidence,
    at: Instant,
    now: Instant,
) -> Report {
    let start = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match start.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => proof_report(bytes, data, trust, at),
        first => {
            let production;
            let trust = match trust {
                Some(trust) => trust,
                None => {
                    production = Trust::production();
                    &production
                }
            };
            let terms = Terms { trust, evidence, at, now };
            if first == Some(&b'<') { xml_report(bytes, data, &terms) } else { cms_report(bytes, data, &terms) }
        }
    }
}

fn cms_report(bytes: &[u8], data: Option<&[u8]>, terms: &Terms<'_>) -> Report {
    signature_report(Kind::Cms, cms::verify_all(data, bytes, terms), terms)
}

/// Signed XML holds its data itself; data beside it must be the same bytes.
fn xml_report(bytes: &[u8], data: Option<&[u8]>, terms: &Terms<'_>) -> Report {
    let judged = match data {
        Some(data) if data != bytes => Err(SignatureFault::OtherContent),
        _ => xml::verify_all_by(bytes, terms),
    };
    signature_report(Kind::Xml, judged, terms)
}

fn signature_report(kind: Kind, judged: Result<Vec<Judgement>, SignatureFault>, terms: &Terms<'_>) -> Report {
    let (trust, at) = (terms.trust, terms.at);
    let judgements = match judged {
        Ok(judgements) => judgements,
        Err(fault) => return refused(kind, fault, Some(trust.kind()), at),
    };
    let signers: Vec<_> = judgements.into_iter().map(SignerReport::of).collect();
    let fault = signers.iter().find_map(SignerReport::fault);
    Report {
        holds: fault.is_none(),
        kind,
        reason: fault.map(|fault| fault.key()),
        detail: fault.map(|fault| fault.to_string()),
        at: write_instant(at),
        trust: Some(trust.kind()),
        signers,
        proof: None,
    }
}

fn proof_report(bytes: &[u8], data: Option<&[u8]>, trust: Option<&Trust>, at: Instant) -> Report {
    let held = proof::verify(bytes, trust.map(Trust::log_keys)).and_then(|held| match data {
        Some(data) if Sha256::of(data) != held.decision_sha256 => Err(ProofFault::OtherDecision),
        _ => Ok(held),
    });
    let fault = held.as_ref().err().copied();
    Report {
        holds: held.is_ok(),
        kind: Kind::Proof,
        reason: fault.map(|fault| fault.key()),
        detail: fault.map(|fault| fault.to_string()),
        at: write_instant(at),
        trust: trust.map(Trust::kind),
        signers: Vec::new(),
        proof: held.ok(),
    }
}

fn refused(kind: Kind, fault: SignatureFault, trust: Option<TrustKind>, at: Instant) -> Report {
    Report {
        holds: false,
        kind,
        reason: Some(fault.key()),
        detail: Some(fault.to_string()),
        at: write_instant(at),
        trust,
        signers: Vec::new(),
        proof: None,
    }
}
