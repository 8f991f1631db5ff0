//! One entry of a list: who was revoked, when and why.

use crate::certificate::read::instant;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280::ID_CE_CRL_REASONS;
use der::{Decode as _, asn1::GeneralizedTime};
use saraptama_core::terms::Instant;
use x509_cert::crl::RevokedCert;
use x509_cert::ext::pkix::CrlReason;
use x509_cert::time::Time;

const INVALIDITY_DATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.24");

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The date of the revocation, or of the invalidity where that is known to be earlier.
    pub(super) since: Instant,
    pub(super) reason: Option<CrlReason>,
}

/// Reads an entry; the entry is nothing where an extension is critical and not understood.
pub(super) fn read(der: &[u8]) -> der::Result<(Vec<u8>, Option<Entry>)> {
    let entry = RevokedCert::from_der(der)?;
    let serial = entry.serial_number.as_bytes().to_vec();
    let (mut since, mut reason) = (instant(entry.revocation_date)?, None);
    for extension in entry.crl_entry_extensions.iter().flatten() {
        let value = extension.extn_value.as_bytes();
        match extension.extn_id {
            ID_CE_CRL_REASONS => reason = Some(CrlReason::from_der(value)?),
            INVALIDITY_DATE => since = since.min(instant(Time::GeneralTime(GeneralizedTime::from_der(value)?))?),
            _ if extension.critical => return Ok((serial, None)),
            _ => {}
        }
    }
    Ok((serial, Some(Entry { since, reason })))
}
