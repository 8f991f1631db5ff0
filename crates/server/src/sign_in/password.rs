//! Passwords of local accounts: kept as Argon2id digests, as PHC strings.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;
/// The most bytes of a password: longer ones are none.
pub const LONGEST: usize = 256;
/// What is checked where there is no such account, so that the time tells nothing.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FyYXB0YW1hbm9ib2R5$vP7Wmfs8rmxpMkW3DqfQtrUaNm1mSNn8MrVZ0kYc6jA";

/// Whether a password may be one.
pub fn is_allowed(password: &str) -> bool {
    password.chars().count() >= SHORTEST && password.len() <= LONGEST && !password.chars().any(char::is_control)
}

/// The digest of a password as the register of roles keeps it, with a salt of its own.
pub fn digest(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|digest| digest.to_string())
}

/// Whether a text is a digest by which a password can be checked.
pub fn is_digest(text: &str) -> bool {
    PasswordHash::new(text).is_ok_and(|digest| digest.algorithm.as_str() == "argon2id" && digest.hash.is_some())
}

/// Whether `password` is that of the digest. It takes as long where there is none. Costly on purpose.
pub fn fits(digest: Option<&str>, password: &str) -> bool {
    let Ok(known) = PasswordHash::new(digest.unwrap_or(NOBODY)) else { return false };
    let password = if password.len() <= LONGEST { password } else { "" };
    Argon2::default().verify_password(password.as_bytes(), &known).is_ok() && digest.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_digest_only() {
        let digest = digest("correct horse battery").expect("a digest");
        assert!(is_digest(&digest) && digest.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{digest}");
        assert!(fits(Some(&digest), "correct horse battery"));
        for wrong in ["", "correct horse batterx", "Correct horse battery", &"x".repeat(300)] {
            assert!(!fits(Some(&digest), wrong), "{wrong}");
        }
    }

    #[test]
    fn nobody_has_a_digest_that_costs_as_much_as_a_real_one_and_no_password_fits_it() {
        let (nobody, real) = (PasswordHash::new(NOBODY).expect("a digest"), digest("a password of twelve").expect("a digest"));
        let real = PasswordHash::new(&real).expect("a digest");
        assert!(is_digest(NOBODY));
        assert_eq!((nobody.algorithm, nobody.version, &nobody.params), (real.algorithm, real.version, &real.params));
        assert_eq!(nobody.hash.map(|hash| hash.as_bytes().len()), real.hash.map(|hash| hash.as_bytes().len()));
        assert!(!fits(None, "") && !fits(None, "saraptama"));
    }

    #[test]
    fn a_password_is_neither_short_nor_endless() {
        for (password, allowed) in [
            ("twelve chars".to_owned(), true),
            ("eleven char".to_owned(), false),
            ("он екі әріп!".to_owned(), true),
            ("x".repeat(LONGEST), true),
            ("x".repeat(LONGEST + 1), false),
            ("twelve\nchars".to_owned(), false),
        ] {
            assert_eq!(is_allowed(&password), allowed, "{password}");
        }
    }
}
