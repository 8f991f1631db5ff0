use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use saraptama_core::terms::Sha256;
use sha2::Digest as _;

/// How many octets a salt has.
pub const SALT_BYTES: usize = 32;

/// The salted commitment to personal content: SHA-256 over the salt and the canonical bytes.
///
/// The leaf holds the commitment alone. Whoever has salt and content can show that they belong to
/// it; once the salt is destroyed the commitment says nothing about anybody, and the log stays whole.
pub fn commit(salt: &[u8; SALT_BYTES], content: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::new().chain_update(salt).chain_update(content).finalize().into())
}

/// A new salt from the system's randomness, where it gives any.
pub fn new_salt() -> Option<[u8; SALT_BYTES]> {
    let mut salt = [0; SALT_BYTES];
    SystemRandom::new().fill(&mut salt).ok()?;
    Some(salt)
}
