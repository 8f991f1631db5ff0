use super::{Malformed, control_digit};
use jiff::civil::Date;

/// The individual identification number of a person: 12 digits, the last a control digit.
///
/// Its text is personal data: `Debug` shows the last two digits only, so that a log line that slips
/// through tells nobody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iin([u8; 12]);

/// The sex that the seventh digit of an IIN states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IinSex {
    /// An odd digit.
    Male,
    /// An even digit other than zero.
    Female,
}

impl Iin {
    /// Reads an IIN.
    ///
    /// # Errors
    /// When the text is not 12 digits or the control digit is wrong.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        control_digit::parse(text, "an IIN is 12 digits, the last one a control digit").map(Self)
    }

    /// An IIN of our own making from its first eleven digits, where a control digit exists.
    pub fn complete(eleven: [u8; 11]) -> Option<Self> {
        control_digit::complete(eleven).map(Self)
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether digits 1–7 (YYMMDD and century) can be those of a person born on `birth`.
    /// A seventh digit of 0 (seen for some foreigners) names no century.
    pub fn agrees_with_birth(&self, birth: Date) -> bool {
        let two = |at: usize| i16::from(self.0[at] - b'0') * 10 + i16::from(self.0[at + 1] - b'0');
        let century = match self.0[6] {
            b'1' | b'2' => Some(1800),
            b'3' | b'4' => Some(1900),
            b'5' | b'6' => Some(2000),
            b'0' => None,
            _ => return false,
        };
        two(0) == birth.year().rem_euclid(100)
            && two(2) == i16::from(birth.month())
            && two(4) == i16::from(birth.day())
            && century.is_none_or(|c| birth.year() - birth.year().rem_euclid(100) == c)
    }

    /// The sex that the seventh digit states, if it states one.
    pub fn sex(&self) -> Option<IinSex> {
        match self.0[6] {
            b'1' | b'3' | b'5' => Some(IinSex::Male),
            b'2' | b'4' | b'6' => Some(IinSex::Female),
            _ => None,
        }
    }

    /// The number with all but its last two digits hidden, for receipts and listings.
    pub fn masked(&self) -> String {
        format!("**********{}", &self.as_str()[10..])
    }
}

impl std::fmt::Debug for Iin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Iin({})", self.masked())
    }
}

impl serde::Serialize for Iin {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Iin {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
