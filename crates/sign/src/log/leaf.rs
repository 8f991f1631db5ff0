use super::leaf_hash;
use saraptama_core::terms::{ActNumber, Instant, Sha256};

/// What the register's log says of one act. No personal data stands here, only digests.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// The place in the register, from 0, without gaps.
    pub index: u64,
    /// The act's number.
    pub number: ActNumber,
    /// When it was registered.
    #[serde(with = "strict_instant")]
    pub registered_at: Instant,
    /// The edition of the law by which it was decided.
    pub law: String,
    /// SHA-256 of the signed decision (the CMS as it was received).
    pub decision_sha256: Sha256,
    /// The salted commitment to the decision's content ([`super::commit`]).
    pub commitment: Sha256,
}

/// The longest name of a law's edition, in octets.
const LAW_BYTES: usize = 64;

impl Leaf {
    /// Whether the record is well formed: the edition is a short word of visible ASCII, so that the
    /// lines of [`Leaf::record`] cannot be shifted.
    pub fn is_well_formed(&self) -> bool {
        let law = self.law.as_bytes();
        !law.is_empty() && law.len() <= LAW_BYTES && law.iter().all(u8::is_ascii_graphic)
    }

    /// The canonical record that is hashed: one line a member, in this order.
    pub fn record(&self) -> Vec<u8> {
        format!(
            "saraptama register leaf v1\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.index,
            self.number,
            saraptama_core::terms::write_instant(self.registered_at),
            self.law,
            self.decision_sha256,
            self.commitment
        )
        .into_bytes()
    }

    /// The hash under which the tree knows the leaf.
    pub fn hash(&self) -> Sha256 {
        leaf_hash(&self.record())
    }
}

/// Instants in the one spelling of the record, so that no other spelling of the same instant passes.
mod strict_instant {
    use saraptama_core::terms::{Instant, parse_instant, write_instant};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&write_instant(*at))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        let at = parse_instant(&text).map_err(D::Error::custom)?;
        if write_instant(at) == text { Ok(at) } else { Err(D::Error::custom("another spelling of an instant")) }
    }
}
