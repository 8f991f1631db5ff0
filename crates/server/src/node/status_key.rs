use crate::search;
use aws_lc_rs::hmac;
use saraptama_core::terms::{FormId, Sha256};
use std::path::Path;

const FILE: &str = "status.key";

/// The key from which the codes follow by which persons find the status of their form.
///
/// A code has 60 bits, few enough that whoever held a list of plain digests could count through them: so
/// both the code and the digest by which it is looked up follow from a key that stands beside the store,
/// never in it. A copy of the store opens no page, and the clinic is shown the code whenever it asks.
pub struct StatusKey(hmac::Key);

impl StatusKey {
    /// Reads the key of a folder, and makes it where there is none. Processes that share a store share the key.
    ///
    /// # Errors
    /// When the file cannot be read or written, or is no key.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let file = folder.join(FILE);
        if !file.exists() {
            let key = saraptama_sign::log::new_salt().ok_or("making the status key: the system gives no randomness")?;
            crate::files::write_private(&file, &key)?;
        }
        let key = std::fs::read(&file).map_err(|e| format!("reading {}: {e}", file.display()))?;
        let key: [u8; 32] = key.try_into().map_err(|_| format!("{} is not 32 bytes", file.display()))?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &key)))
    }

    /// The code of a form: twelve characters.
    pub fn code(&self, form: FormId) -> String {
        search::code(&self.of(b"code", form.as_bytes()))
    }

    /// By what the form of a code is looked up.
    pub fn lookup(&self, code: &str) -> Sha256 {
        Sha256(self.of(b"lookup", code.as_bytes()))
    }

    fn of(&self, what: &[u8], about: &[u8]) -> [u8; 32] {
        let tag = hmac::sign(&self.0, &[what, b":", about].concat());
        tag.as_ref().try_into().expect("HMAC with SHA-256 has 32 octets")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_key_gives_other_codes_and_the_same_key_gives_the_same() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let form = FormId::from_bytes([7; 16]);
        let code = StatusKey::open(one.path()).unwrap().code(form);
        assert_eq!(code.len(), 12);
        assert_eq!(StatusKey::open(one.path()).unwrap().code(form), code);
        assert_ne!(StatusKey::open(other.path()).unwrap().code(form), code);
        std::fs::write(other.path().join(FILE), b"short").unwrap();
        assert!(StatusKey::open(other.path()).is_err());
    }
}
