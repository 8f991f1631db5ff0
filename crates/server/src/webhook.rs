//! Signatures of webhooks as the specification Standard Webhooks 1.0 has them: HMAC-SHA256 over id,
//! timestamp and body.

use aws_lc_rs::hmac;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::path::Path;

/// The prefix of a secret.
const PREFIX: &str = "whsec_";
/// The specification's bounds of a secret, in bytes.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// The longest secret file.
const FILE_BYTES: u64 = 1024;

/// A vendor's secret.
#[derive(Clone)]
pub struct Key(hmac::Key);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// Reads `whsec_` and base64 of 24 to 64 bytes.
    ///
    /// # Errors
    /// When it is something else; never what it is.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let bytes = text.trim().strip_prefix(PREFIX).and_then(|secret| STANDARD.decode(secret).ok());
        let bytes = bytes.filter(|bytes| SECRET_BYTES.contains(&bytes.len()));
        let bytes = bytes.ok_or("not `whsec_` with the base64 of 24 to 64 bytes")?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The key of these bytes.
    pub(crate) fn of(secret: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// A new secret as a file holds it; none where the system gives no randomness.
    pub fn new_secret() -> Option<String> {
        Some(format!("{PREFIX}{}", STANDARD.encode(saraptama_sign::log::new_salt()?)))
    }

    /// Reads a secret file that its owner alone may read.
    ///
    /// # Errors
    /// When it cannot be read, others may read it, or it holds no secret.
    pub fn load(file: &Path) -> Result<Self, String> {
        use std::os::unix::fs::PermissionsExt as _;
        let fault = |what: &dyn std::fmt::Display| format!("the webhook's secret {}: {what}", file.display());
        let about = std::fs::metadata(file).map_err(|e| fault(&e))?;
        if about.permissions().mode() & 0o077 != 0 {
            return Err(fault(&"others than its owner may read it (chmod 600)"));
        }
        if about.len() > FILE_BYTES {
            return Err(fault(&"larger than a secret is"));
        }
        Self::parse(&std::fs::read_to_string(file).map_err(|e| fault(&e))?).map_err(|what| fault(&what))
    }

    /// The header `webhook-signature` of a message.
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        let signed = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
        format!("v1,{}", STANDARD.encode(hmac::sign(&self.0, &signed)))
    }

    /// Whether a header `webhook-signature` holds a signature of ours: for receivers of our own.
    pub fn verify(&self, header: &str, id: &str, timestamp: i64, body: &[u8]) -> bool {
        let signed = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
        let given = header.split(' ').filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok());
        given.into_iter().any(|tag| hmac::verify(&self.0, &signed, &tag).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of the specification's own libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;

    #[test]
    fn the_known_vector_holds_and_nothing_near_it() {
        let key = Key::parse(SECRET).unwrap();
        let (id, at) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330);
        assert_eq!(key.sign(id, at, BODY), SIGNATURE);
        assert!(key.verify(&format!("v1,AAAA v2,x {SIGNATURE}"), id, at, BODY));
        assert!(!key.verify(SIGNATURE, id, at + 1, BODY) && !key.verify(SIGNATURE, "msg_x", at, BODY));
        assert!(!key.verify(SIGNATURE, id, at, b"{}") && !key.verify("", id, at, BODY));
    }

    #[test]
    fn a_secret_that_is_none_is_refused_and_never_shown() {
        let short = format!("whsec_{}", STANDARD.encode([1; 23]));
        let long = format!("whsec_{}", STANDARD.encode([1; 65]));
        for text in ["", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_???", &short, &long] {
            assert!(Key::parse(text).is_err(), "{text}");
        }
        assert_eq!(format!("{:?}", Key::parse(&format!(" {SECRET}\n")).unwrap()), "Key(…)");
    }
}
