//! A time-stamp authority under the test authority.

use super::sign::attribute;
use super::{Authority, AuthorityFault, Identity, KeyKind, PrivateKey, Validity, clock, issue, name, sign};
use crate::evidence::StampRequest;
use const_oid::{ObjectIdentifier, db::rfc5911};
use der::asn1::{Int, OctetString, SetOfVec};
use der::{Any, Decode as _, Encode as _, Sequence};
use saraptama_core::terms::Instant;
use x509_cert::attr::Attribute;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, KeyUsages};

const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const STAMP_TOKEN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");
/// The national policy of time-stamps since 2022.
const POLICY: &str = "1.2.398.3.3.2.6.4";

/// TSTInfo as this authority writes it.
#[derive(Sequence)]
struct Info {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Any,
    serial: Int,
    at: der::asn1::GeneralizedTime,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
}

/// A time-stamp authority with its own certificate.
#[derive(Debug)]
pub struct Stamper {
    own: Identity,
}

/// How a token is worded.
#[derive(Clone, Copy, Debug)]
pub struct StampWording {
    /// The time that it states.
    pub at: Instant,
    /// The policy, as dotted digits.
    pub policy: &'static str,
}

impl StampWording {
    /// A token under the national policy.
    pub fn at(at: Instant) -> Self {
        Self { at, policy: POLICY }
    }
}

impl Authority {
    /// A time-stamp authority; `purpose` makes it one, without it its certificate is for something else.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn stamper(&self, kind: KeyKind, validity: Validity, purpose: bool) -> Result<Stamper, AuthorityFault> {
        let key = PrivateKey::generate(kind)?;
        let purpose = if purpose { TIME_STAMPING } else { crate::certificate::profile::EMAIL_PROTECTION };
        let extensions = vec![
            issue::extension(&KeyUsage(KeyUsages::DigitalSignature.into()), true)?,
            issue::extension(&ExtendedKeyUsage(vec![purpose]), true)?,
        ];
        let draft = issue::Draft { subject: name::authority("SARAPTAMA TEST TSA")?, key: &key, validity, extensions };
        let certificate = draft.issue(self.issuing.subject_name(), &self.issuing_key)?;
        Ok(Stamper { own: Identity { certificate, key } })
    }
}

impl Stamper {
    /// The authority's response to a request: granted, with the token.
    ///
    /// # Errors
    /// When the request cannot be read or something has no encoding.
    pub fn respond(&self, request: &[u8], wording: &StampWording) -> Result<Vec<u8>, AuthorityFault> {
        let token = self.token(request, wording)?;
        // TimeStampResp: a status of one number (0, granted) and the token.
        let status = Any::encode_from(&vec![0_u8])?;
        Ok(vec![status, Any::from_der(&token)?].to_der()?)
    }

    /// A token for a request.
    ///
    /// # Errors
    /// As [`Stamper::respond`].
    pub fn token(&self, request: &[u8], wording: &StampWording) -> Result<Vec<u8>, AuthorityFault> {
        let request = StampRequest::from_der(request)?;
        let info = Info {
            version: 1,
            policy: ObjectIdentifier::new(wording.policy).map_err(|_| AuthorityFault::Encoding)?,
            imprint: Any::encode_from(&request.imprint)?,
            serial: Int::new(&[1])?,
            at: clock::generalized(wording.at)?,
            nonce: request.nonce,
        };
        let content = info.to_der()?;
        let hash = OctetString::new(self.own.certificate.sha256().0)?;
        let signer = self.own.sign_attributes(vec![
            attribute(rfc5911::ID_CONTENT_TYPE, &TST_INFO)?,
            attribute(rfc5911::ID_MESSAGE_DIGEST, &OctetString::new(self.own.key.digest(&content))?)?,
            attribute(SIGNING_CERTIFICATE_V2, &vec![vec![vec![hash]]])?,
        ])?;
        sign::message_of(TST_INFO, &content, true, &[signer], &[&self.own])
    }
}

impl Identity {
    /// A detached signature with a time-stamp token beside it (CAdES-T), which `stamp` gives for the
    /// octets of the signature value.
    ///
    /// # Errors
    /// As [`Identity::sign_detached`], and what `stamp` says.
    pub fn sign_stamped(
        &self,
        content: &[u8],
        signing_time: Instant,
        stamp: impl FnOnce(&[u8]) -> Result<Vec<u8>, AuthorityFault>,
    ) -> Result<Vec<u8>, AuthorityFault> {
        let mut signer = self.signer(content, signing_time)?;
        let token = stamp(signer.signature.as_bytes())?;
        let values = SetOfVec::try_from(vec![Any::from_der(&token)?])?;
        signer.unsigned_attrs = Some(SetOfVec::try_from(vec![Attribute { oid: STAMP_TOKEN, values }])?);
        sign::message(content, false, &[signer], &[self])
    }
}
