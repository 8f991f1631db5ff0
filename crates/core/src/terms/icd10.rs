use super::Malformed;

/// A code of ICD-10 in its normal form: a Latin capital, two digits, and where it has one a dot and
/// a digit. `E76`, `T05.3`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Icd10 {
    letter: u8,
    category: [u8; 2],
    /// The digit behind the dot, 0 where there is none.
    digit: u8,
}

impl Icd10 {
    /// Reads a code after trimming, upper-casing and folding Cyrillic look-alikes
    /// (А В Е І К М Н О Р С Т Х; AMB-7: the order itself types `T05` with a Cyrillic letter).
    ///
    /// # Errors
    /// When what remains is not a letter, two digits and an optional dot and digit.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        const WRONG: Malformed = Malformed("an ICD-10 code is a letter, two digits and an optional dot and digit");
        let mut chars = text.trim().chars();
        let letter = fold(chars.next().ok_or(WRONG)?).ok_or(WRONG)?;
        let mut digit = || chars.next().filter(char::is_ascii_digit).map(|c| c as u8);
        let category = [digit().ok_or(WRONG)?, digit().ok_or(WRONG)?];
        let digit = match chars.next() {
            None => 0,
            Some('.') => chars.next().filter(char::is_ascii_digit).ok_or(WRONG)? as u8,
            Some(_) => return Err(WRONG),
        };
        match chars.next() {
            None => Ok(Self { letter, category, digit }),
            Some(_) => Err(WRONG),
        }
    }

    /// The three-character category to which the code belongs.
    pub fn category(self) -> Self {
        Self { digit: 0, ..self }
    }

    /// Whether the code is a three-character category without a fourth character.
    pub fn is_category(self) -> bool {
        self.digit == 0
    }
}

fn fold(c: char) -> Option<u8> {
    const LOOK_ALIKES: [(char, u8); 12] = [
        ('А', b'A'),
        ('В', b'B'),
        ('Е', b'E'),
        ('І', b'I'),
        ('К', b'K'),
        ('М', b'M'),
        ('Н', b'H'),
        ('О', b'O'),
        ('Р', b'P'),
        ('С', b'C'),
        ('Т', b'T'),
        ('Х', b'X'),
    ];
    let upper = c.to_uppercase().next()?;
    match u8::try_from(upper) {
        Ok(latin) if latin.is_ascii_uppercase() => Some(latin),
        _ => LOOK_ALIKES.iter().find(|(cyrillic, _)| *cyrillic == upper).map(|(_, latin)| *latin),
    }
}

impl std::fmt::Display for Icd10 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [tens, units] = self.category;
        write!(f, "{}{}{}", self.letter as char, tens as char, units as char)?;
        if self.digit == 0 { Ok(()) } else { write!(f, ".{}", self.digit as char) }
    }
}

impl std::fmt::Debug for Icd10 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Icd10({self})")
    }
}

impl serde::Serialize for Icd10 {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Icd10 {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
