//! A list of revoked certificates (CRL, RFC 5280 section 5), complete or of changes.

use super::entry::{self, Entry};
use super::testimony::{Testimony, Word};
use super::{EvidenceFault, EvidenceKind};
use crate::Algorithm;
use crate::certificate::Certificate;
use crate::certificate::read::{instant, names, whole_octets};
use crate::walk::{BIT_STRING, INTEGER, SEQUENCE, Walk};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280::{ID_CE_AUTHORITY_KEY_IDENTIFIER, ID_CE_CRL_NUMBER, ID_CE_DELTA_CRL_INDICATOR};
use der::referenced::OwnedToRef as _;
use der::{Decode as _, asn1::Uint};
use saraptama_core::terms::{Instant, Sha256};
use spki::AlgorithmIdentifierOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, CrlReason, crl::dp::IssuingDistributionPoint};
use x509_cert::ext::{Extension, Extensions};
use x509_cert::time::Time;

/// The largest list, in bytes.
pub(super) const LIMIT_BYTES: usize = 32 * 1024 * 1024;
/// The most entries of one list: of the least length of an entry, as many as fit into it.
const LIMIT: usize = 1_000_000;

const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const ISSUING_DISTRIBUTION_POINT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.28");

/// A list, not yet believed.
#[derive(Debug)]
pub(super) struct List {
    pub(super) bytes: Vec<u8>,
    sha256: Sha256,
    signed: Vec<u8>,
    algorithm: AlgorithmIdentifierOwned,
    signature: Vec<u8>,
    issuer: Vec<u8>,
    this_update: Instant,
    next_update: Option<Instant>,
    entries: BTreeMap<Vec<u8>, Entry>,
    number: Option<Uint>,
    changes_from: Option<Uint>,
    authority_key_id: Option<Vec<u8>>,
    scope: Scope,
    /// The issuers by whom its signature was found good: a long list is digested once.
    proved: Mutex<BTreeSet<Sha256>>,
}

#[derive(Debug, Default)]
struct Scope {
    users_only: bool,
    authorities_only: bool,
    points: Vec<String>,
}

impl List {
    pub(super) fn read(der: &[u8]) -> Result<Self, EvidenceFault> {
        read(der).map_err(|_| EvidenceFault::Unreadable)?
    }

    /// When it ends to be the newest one.
    pub(super) fn next_update(&self) -> Option<Instant> {
        self.next_update
    }

    /// Whether it tells changes only.
    pub(super) fn is_delta(&self) -> bool {
        self.changes_from.is_some()
    }

    /// What it says of `certificate`, once it is proved that it is `issuer`'s and covers it.
    ///
    /// `deltas` are lists of changes; those that fit this list are applied, the newest word counts.
    pub(super) fn testimony(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        deltas: &[&Self],
    ) -> Result<Testimony, EvidenceFault> {
        self.speaks_for(certificate, issuer)?;
        let fitting = deltas.iter().filter(|delta| delta.changes(self) && delta.speaks_for(certificate, issuer).is_ok());
        let newest = fitting.max_by_key(|delta| delta.this_update);
        let serial = certificate.serial();
        let entry = match newest.and_then(|delta| delta.entries.get(serial)) {
            Some(Entry { reason: Some(CrlReason::RemoveFromCRL), .. }) => None,
            Some(entry) => Some(entry),
            None => self.entries.get(serial),
        };
        let last = newest.map_or(self, |delta| delta);
        Ok(Testimony {
            kind: EvidenceKind::Crl,
            sha256: last.sha256,
            this_update: last.this_update,
            next_update: last.next_update.or(Some(last.this_update)),
            speaks_from: None,
            word: entry.map_or(Word::Good, |entry| Word::Revoked { at: entry.since, reason: entry.reason }),
        })
    }

    /// Whether these are changes of `complete`, which may be newer than the list they start from, but
    /// not newer than they are themselves (RFC 5280 section 5.2.4).
    fn changes(&self, complete: &Self) -> bool {
        match (&self.changes_from, &self.number, &complete.number) {
            (Some(from), Some(own), Some(number)) => from <= number && number < own && self.issuer == complete.issuer,
            _ => false,
        }
    }

    fn speaks_for(&self, certificate: &Certificate, issuer: &Certificate) -> Result<(), EvidenceFault> {
        let other_key = self.authority_key_id.as_deref().is_some_and(|id| issuer.subject_key_id().is_some_and(|own| own != id));
        if self.issuer != issuer.subject() || other_key {
            return Err(EvidenceFault::OtherCertificate);
        }
        if !self.scope.covers(certificate) {
            return Err(EvidenceFault::OutOfScope);
        }
        if !issuer.may_sign_lists() {
            return Err(EvidenceFault::WrongResponder);
        }
        if self.proved().contains(&issuer.sha256()) {
            return Ok(());
        }
        let (key, bad) = (issuer.public_key(), EvidenceFault::BadSignature);
        let algorithm = Algorithm::of_certificate(&self.algorithm.owned_to_ref(), &key).map_err(|_| bad)?;
        algorithm.verify(key.subject_public_key.raw_bytes(), &self.signed, &self.signature).map_err(|_| bad)?;
        self.proved().insert(issuer.sha256());
        Ok(())
    }

    fn proved(&self) -> std::sync::MutexGuard<'_, BTreeSet<Sha256>> {
        self.proved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scope {
    /// Where the list names its own place, the certificate must name it too.
    fn covers(&self, certificate: &Certificate) -> bool {
        let sources = certificate.sources();
        let named = || sources.lists.iter().chain(&sources.deltas).any(|address| self.points.contains(address));
        let other_kind = if certificate.is_authority() { self.users_only } else { self.authorities_only };
        !other_kind && (self.points.is_empty() || named())
    }
}

/// A list by its structure, and what of it is not understood.
fn read(der: &[u8]) -> der::Result<Result<List, EvidenceFault>> {
    let mut outer = Walk::into(der, SEQUENCE)?;
    let signed = outer.element(SEQUENCE)?;
    let algorithm = AlgorithmIdentifierOwned::from_der(outer.element(SEQUENCE)?)?;
    let signature = whole_octets(outer.element(BIT_STRING)?)?.to_vec();
    outer.end()?;

    let mut body = Walk::into(signed, SEQUENCE)?;
    let version = body.optional(INTEGER)?;
    let inner = AlgorithmIdentifierOwned::from_der(body.element(SEQUENCE)?)?;
    let issuer = body.element(SEQUENCE)?.to_vec();
    let this_update = instant(Time::from_der(body.any()?)?)?;
    let next_update = match body.optional(UTC_TIME)? {
        Some(time) => Some(time),
        None => body.optional(GENERALIZED_TIME)?,
    };
    let entries = body.optional(SEQUENCE)?;
    let extensions = body.optional(0xa0)?;
    body.end()?;
    // The national lists leave the parameters out inside and write NULL outside, which mean the same.
    let given = |one: &AlgorithmIdentifierOwned| one.parameters.clone().filter(|any| !any.is_null());
    // Version 2 has the value 1 and is the only one with extensions.
    if inner.oid != algorithm.oid
        || given(&inner) != given(&algorithm)
        || version.is_none_or(|version| version != [INTEGER, 1, 1])
    {
        return Err(der::ErrorKind::Failed.into());
    }
    let extensions = match extensions {
        Some(explicit) => Extensions::from_der(Walk::into(explicit, 0xa0)?.element(SEQUENCE)?)?,
        None => Extensions::new(),
    };
    let mut known = BTreeMap::new();
    for entry in entries.map(|all| Walk::into(all, SEQUENCE)?.rest(LIMIT)).transpose()?.unwrap_or_default() {
        let (serial, Some(entry)) = entry::read(entry)? else { return Ok(Err(EvidenceFault::CriticalExtension)) };
        if known.insert(serial, entry).is_some() {
            return Err(der::ErrorKind::Failed.into());
        }
    }
    let scope = match scope(&extensions)? {
        Ok(scope) => scope,
        Err(fault) => return Ok(Err(fault)),
    };
    Ok(Ok(List {
        bytes: der.to_vec(),
        sha256: Sha256::of(der),
        signed: signed.to_vec(),
        algorithm,
        signature,
        issuer,
        this_update,
        next_update: next_update.map(|time| instant(Time::from_der(time)?)).transpose()?,
        entries: known,
        number: find(&extensions, ID_CE_CRL_NUMBER)?.map(|one| Uint::from_der(one.extn_value.as_bytes())).transpose()?,
        changes_from: find(&extensions, ID_CE_DELTA_CRL_INDICATOR)?
            .map(|one| Uint::from_der(one.extn_value.as_bytes()))
            .transpose()?,
        authority_key_id: find(&extensions, ID_CE_AUTHORITY_KEY_IDENTIFIER)?
            .map(|one| AuthorityKeyIdentifier::from_der(one.extn_value.as_bytes()))
            .transpose()?
            .and_then(|id| id.key_identifier)
            .map(|id| id.as_bytes().to_vec()),
        scope,
        proved: Mutex::default(),
    }))
}

/// Whom the list covers. Lists of other issuers' certificates, of attribute certificates and of some
/// reasons are not used.
fn scope(extensions: &Extensions) -> der::Result<Result<Scope, EvidenceFault>> {
    let understood = [ISSUING_DISTRIBUTION_POINT, ID_CE_DELTA_CRL_INDICATOR, ID_CE_CRL_NUMBER, ID_CE_AUTHORITY_KEY_IDENTIFIER];
    if extensions.iter().any(|one| one.critical && !understood.contains(&one.extn_id)) {
        return Ok(Err(EvidenceFault::CriticalExtension));
    }
    let Some(found) = find(extensions, ISSUING_DISTRIBUTION_POINT)? else { return Ok(Ok(Scope::default())) };
    let point = IssuingDistributionPoint::from_der(found.extn_value.as_bytes())?;
    if point.indirect_crl || point.only_contains_attribute_certs || point.only_some_reasons.is_some() {
        return Ok(Err(EvidenceFault::OutOfScope));
    }
    let points = point.distribution_point.as_ref().map(names);
    if points.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Err(EvidenceFault::OutOfScope));
    }
    Ok(Ok(Scope {
        users_only: point.only_contains_user_certs,
        authorities_only: point.only_contains_ca_certs,
        points: points.unwrap_or_default(),
    }))
}

fn find(extensions: &Extensions, kind: ObjectIdentifier) -> der::Result<Option<&Extension>> {
    let mut found = extensions.iter().filter(|extension| extension.extn_id == kind);
    match (found.next(), found.next()) {
        (found, None) => Ok(found),
        (_, Some(_)) => Err(der::ErrorKind::Failed.into()),
    }
}
