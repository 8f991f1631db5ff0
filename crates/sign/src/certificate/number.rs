use saraptama_core::terms::{Bin, Iin};

/// Twelve digits as a certificate states them.
///
/// The control digit is not judged here: the national authority's test identities break it, and a
/// certificate is compared with a parsed [`Iin`] or [`Bin`] anyway. The digits are personal data;
/// `Debug` hides them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatedNumber([u8; 12]);

impl StatedNumber {
    /// Reads `prefix` and twelve digits: `IIN800101400001`.
    pub(super) fn behind(prefix: &str, text: &str) -> Option<Self> {
        let digits: [u8; 12] = text.strip_prefix(prefix)?.as_bytes().try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits))
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The number as a person's, where its control digit holds.
    pub fn iin(&self) -> Option<Iin> {
        Iin::parse(self.as_str()).ok()
    }

    /// The number as an organisation's, where its control digit holds.
    pub fn bin(&self) -> Option<Bin> {
        Bin::parse(self.as_str()).ok()
    }

    /// The number with all but its last two digits hidden.
    pub fn masked(&self) -> String {
        format!("**********{}", &self.as_str()[10..])
    }
}

impl std::fmt::Debug for StatedNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}
