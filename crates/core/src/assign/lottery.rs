use crate::terms::{ActNumber, Sha256};
use sha2::{Digest as _, Sha256 as Hasher};

/// The secret seed of a day's draws: 32 bytes from a good source of randomness.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 32]);

/// The hash of a seed, made public before the day's first draw.
pub type SeedCommitment = Sha256;

/// What the lot of one act is drawn from.
pub type Ticket = Sha256;

impl Seed {
    /// A seed from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be revealed when the day is over.
    pub fn reveal(&self) -> [u8; 32] {
        self.0
    }

    /// SHA-256 of the seed.
    pub fn commitment(&self) -> SeedCommitment {
        Sha256::of(&self.0)
    }

    /// HMAC-SHA-256 (RFC 2104) of the act's number under the seed.
    pub fn ticket(&self, number: ActNumber) -> Ticket {
        let pad = |with: u8| {
            let mut block = [with; 64];
            block.iter_mut().zip(self.0).for_each(|(byte, key)| *byte ^= key);
            block
        };
        let inner = Hasher::new().chain_update(pad(0x36)).chain_update(number.to_string()).finalize();
        Sha256(Hasher::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into())
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(secret until the day is over)")
    }
}

impl Ticket {
    /// The place drawn among `count`: the first 16 bytes as a big-endian number modulo `count`. The
    /// bias is below count / 2^128.
    pub fn draw(&self, count: usize) -> Option<usize> {
        let mut head = [0; 16];
        head.copy_from_slice(&self.0[..16]);
        u128::from_be_bytes(head).checked_rem(count as u128).map(|place| place as usize)
    }
}
