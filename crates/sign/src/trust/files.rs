//! A directory of certificates, each file DER or PEM, and of keys of register logs.

use super::{Trust, TrustFault, TrustKind};
use crate::certificate::Certificate;
use crate::log::PublicKey;
use crate::pem;
use std::path::Path;

/// The most certificates and keys that a directory may hold.
const LIMIT: usize = 256;
/// The largest file that is read, in bytes.
const LIMIT_BYTES: u64 = 1 << 20;

impl Trust {
    /// Loads every `.pem`, `.cer` and `.crt` of a directory. A PEM block `PUBLIC KEY` (Ed25519) is
    /// the pinned key of a register log.
    ///
    /// # Errors
    /// When the directory or a file cannot be read, a file holds neither, or nothing is an anchor.
    pub fn directory(path: &Path) -> Result<Self, TrustFault> {
        let shown = path.display().to_string();
        let unreadable = |source| TrustFault::Unreadable { path: shown.clone(), source };
        let entries: Result<Vec<_>, _> = std::fs::read_dir(path).map_err(unreadable)?.collect();
        let mut files: Vec<_> = entries.map_err(unreadable)?.into_iter().map(|entry| entry.path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| ["pem", "cer", "crt"].iter().any(|known| end == *known)));
        files.sort();
        let (mut certificates, mut keys) = (Vec::new(), Vec::new());
        for file in files {
            let name = file.display().to_string();
            let unreadable = |source| TrustFault::Unreadable { path: name.clone(), source };
            if std::fs::metadata(&file).map_err(unreadable)?.len() > LIMIT_BYTES {
                return Err(TrustFault::NotACertificate(name));
            }
            let bytes = std::fs::read(&file).map_err(unreadable)?;
            read(&bytes, &mut certificates, &mut keys).ok_or(TrustFault::NotACertificate(name))?;
            if certificates.len() + keys.len() > LIMIT {
                return Err(TrustFault::TooMany(shown));
            }
        }
        let trust = Self::assemble(TrustKind::Directory, certificates, keys);
        if trust.anchors.is_empty() && trust.log_keys.is_empty() { Err(TrustFault::NoAnchor(shown)) } else { Ok(trust) }
    }
}

fn read(bytes: &[u8], certificates: &mut Vec<Certificate>, keys: &mut Vec<PublicKey>) -> Option<()> {
    if bytes.first() == Some(&0x30) {
        certificates.push(Certificate::from_der(bytes).ok()?);
        return Some(());
    }
    for block in pem::blocks(bytes)? {
        match block.label.as_str() {
            "CERTIFICATE" => certificates.push(Certificate::from_der(&block.der).ok()?),
            "PUBLIC KEY" => keys.push(PublicKey::from_spki(&block.der)?),
            _ => return None,
        }
    }
    Some(())
}

/// The one certificate of a file.
pub(super) fn one(bytes: &[u8]) -> Option<Certificate> {
    let (mut certificates, mut keys) = (Vec::new(), Vec::new());
    read(bytes, &mut certificates, &mut keys)?;
    if certificates.len() == 1 { certificates.pop() } else { None }
}
