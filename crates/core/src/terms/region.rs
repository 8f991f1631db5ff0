use super::Malformed;

/// A region of Kazakhstan by its ISO 3166-2 code, `KZ-11`. Which regions exist is law
/// (order A, annex 1); this type holds the shape only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u8);

impl Region {
    /// Reads `KZ-` and two digits.
    ///
    /// # Errors
    /// When the text has another shape.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        match text.as_bytes() {
            [b'K', b'Z', b'-', tens @ b'0'..=b'9', units @ b'0'..=b'9'] => Ok(Self((tens - b'0') * 10 + units - b'0')),
            _ => Err(Malformed("a region is an ISO 3166-2 code such as KZ-11")),
        }
    }

    /// The region of the number behind `KZ-`; none above 99.
    pub fn of_number(number: u8) -> Option<Self> {
        (number < 100).then_some(Self(number))
    }

    /// The number behind `KZ-`.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl std::fmt::Display for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KZ-{:02}", self.0)
    }
}

impl std::fmt::Debug for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Region({self})")
    }
}

impl serde::Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Region {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
