//! The register's word about its tree at one moment, as a C2SP signed note (c2sp.org/tlog-checkpoint).

use super::{LogKey, PublicKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::Sha256;

/// The longest note that is read, in bytes.
const LIMIT_BYTES: usize = 4096;
/// The signature type of Ed25519 in a key identifier.
const ED25519: u8 = 1;

/// The size and the root of a log that bears the name `origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name; also the name of its key.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Sha256,
}

/// Why a note is not a checkpoint of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    /// Not the one spelling of a checkpoint with the one signature of its log.
    #[error("this is not a signed checkpoint")]
    Unreadable,
    /// Signed by another key.
    #[error("the checkpoint is not signed by the log's key")]
    BadSignature,
    /// A name that a note cannot carry.
    #[error("the log's name has a space, a plus sign or a line break, or is empty")]
    BadOrigin,
}

impl Checkpoint {
    fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// The note that `key` signs.
    ///
    /// # Errors
    /// `BadOrigin`.
    pub fn sign(&self, key: &LogKey) -> Result<String, NoteFault> {
        if !is_key_name(&self.origin) {
            return Err(NoteFault::BadOrigin);
        }
        let body = self.body();
        let signature = key.sign(body.as_bytes());
        let stamp = [&key_id(&self.origin, &key.public_key())[..], &signature].concat();
        Ok(format!("{body}\n\u{2014} {} {}\n", self.origin, STANDARD.encode(stamp)))
    }

    /// Opens a note that bears exactly the signature of `key` and nothing beside it.
    ///
    /// Lines of witnesses are refused here: in a proof every octet must be covered, and a line of
    /// an unknown key is not.
    ///
    /// # Errors
    /// `Unreadable`, `BadSignature`.
    pub fn open(note: &str, key: &PublicKey) -> Result<Self, NoteFault> {
        let (checkpoint, stamp) = read(note).ok_or(NoteFault::Unreadable)?;
        let (id, signature) = stamp.split_at_checked(4).ok_or(NoteFault::Unreadable)?;
        if id != key_id(&checkpoint.origin, key) || !key.signed(checkpoint.body().as_bytes(), signature) {
            return Err(NoteFault::BadSignature);
        }
        Ok(checkpoint)
    }
}

fn read(note: &str) -> Option<(Checkpoint, Vec<u8>)> {
    if note.len() > LIMIT_BYTES {
        return None;
    }
    let mut lines = note.split('\n');
    let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
    let (blank, signature, end) = (lines.next()?, lines.next()?, lines.next()?);
    if !is_key_name(origin) || !blank.is_empty() || !end.is_empty() || lines.next().is_some() {
        return None;
    }
    let stamp = signature.strip_prefix("\u{2014} ")?.strip_prefix(origin)?.strip_prefix(' ')?;
    let root = Sha256(STANDARD.decode(root).ok()?.try_into().ok()?);
    let checkpoint = Checkpoint { origin: origin.to_owned(), size: size.parse().ok()?, root };
    // Only the one spelling of a number passes: no plus sign, no leading zero.
    (checkpoint.size.to_string() == size).then_some((checkpoint, STANDARD.decode(stamp).ok()?))
}

fn is_key_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 255 && !name.contains('+') && !name.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The first four octets of SHA-256 over name, line break, type and key (c2sp.org/signed-note).
fn key_id(name: &str, key: &PublicKey) -> [u8; 4] {
    let Sha256(hash) = Sha256::of(&[name.as_bytes(), b"\n", &[ED25519], key.as_bytes()].concat());
    [hash[0], hash[1], hash[2], hash[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_signed_note_format_has_the_right_key_identifier() {
        // c2sp.org/signed-note: PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
        let typed = STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
        let key = PublicKey::parse(&STANDARD.encode(&typed[1..])).unwrap();
        assert_eq!(key_id("PeterNeumann", &key), [0xc7, 0x4f, 0x20, 0xa3]);
    }

    #[test]
    fn a_checkpoint_is_opened_by_its_own_key_in_its_own_spelling_only() {
        let key = LogKey::generate().unwrap();
        let checkpoint = Checkpoint { origin: "register.example/acts".into(), size: 12, root: Sha256::of(b"root") };
        let note = checkpoint.sign(&key).unwrap();
        assert_eq!(Checkpoint::open(&note, &key.public_key()), Ok(checkpoint.clone()));
        let stranger = LogKey::generate().unwrap().public_key();
        assert_eq!(Checkpoint::open(&note, &stranger), Err(NoteFault::BadSignature));
        let table = [
            note.replace("\n12\n", "\n+12\n"),
            note.replace("\n12\n", "\n012\n"),
            note.replace('\n', "\r\n"),
            format!("{note}\n"),
            note.replace('\u{2014}', "-"),
            String::new(),
        ];
        for changed in table {
            assert_eq!(Checkpoint::open(&changed, &key.public_key()), Err(NoteFault::Unreadable), "{changed}");
        }
        let larger = note.replace("\n12\n", "\n13\n");
        assert_eq!(Checkpoint::open(&larger, &key.public_key()), Err(NoteFault::BadSignature));
        for origin in ["", "two words", "a+b", "a\nb"] {
            let unnamed = Checkpoint { origin: origin.into(), ..checkpoint.clone() };
            assert_eq!(unnamed.sign(&key), Err(NoteFault::BadOrigin));
        }
    }
}
