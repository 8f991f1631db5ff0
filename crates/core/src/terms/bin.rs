use super::{Malformed, control_digit};

/// The business identification number of an organisation: 12 digits, the last a control digit by
/// the same two passes as an IIN's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bin([u8; 12]);

impl Bin {
    /// Reads a BIN.
    ///
    /// # Errors
    /// When the text is not 12 digits or the control digit is wrong.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        control_digit::parse(text, "a BIN is 12 digits, the last one a control digit").map(Self)
    }

    /// A BIN of our own making from its first eleven digits, where a control digit exists.
    pub fn complete(eleven: [u8; 11]) -> Option<Self> {
        control_digit::complete(eleven).map(Self)
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl serde::Serialize for Bin {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Bin {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
