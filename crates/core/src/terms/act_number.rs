use super::Malformed;

/// The number of an act: `YYYY-NNNNNN`, without gaps within a year (contract, `decision.md`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActNumber {
    year: i16,
    serial: u32,
}

impl ActNumber {
    /// The `serial`-th act of `year`, counted from 1.
    pub fn new(year: i16, serial: u32) -> Self {
        Self { year, serial }
    }

    /// Reads four digits, a hyphen and six or more digits without superfluous zeros.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        const WRONG: Malformed = Malformed("an act's number is YYYY-NNNNNN");
        let (year, serial) = text.split_once('-').ok_or(WRONG)?;
        if year.len() != 4 || serial.len() < 6 || !(year.bytes().chain(serial.bytes())).all(|c| c.is_ascii_digit()) {
            return Err(WRONG);
        }
        let read = Self { year: year.parse().map_err(|_| WRONG)?, serial: serial.parse().map_err(|_| WRONG)? };
        if read.serial == 0 || read.to_string() != text { Err(WRONG) } else { Ok(read) }
    }

    /// The year in whose row the number stands.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The place in the year's row, from 1.
    pub fn serial(self) -> u32 {
        self.serial
    }
}

impl std::fmt::Display for ActNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:06}", self.year, self.serial)
    }
}

impl std::fmt::Debug for ActNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ActNumber({self})")
    }
}

impl serde::Serialize for ActNumber {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ActNumber {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
