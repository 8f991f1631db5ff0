//! Bytes as base64 and instants as RFC 3339, for serde.

pub(super) mod base64 {
    use crate::exchange::decode_base64;
    use ::base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(in crate::exchange) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(in crate::exchange) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        decode_base64(&text).ok_or_else(|| D::Error::custom("not base64"))
    }
}

pub(super) mod instant {
    use saraptama_core::terms::{Instant, parse_instant, write_instant};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(in crate::exchange) fn serialize<S: Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&write_instant(*at))
    }

    pub(in crate::exchange) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        parse_instant(&text).map_err(D::Error::custom)
    }
}
