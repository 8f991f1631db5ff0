//! Exact numbers: scores in tenths, decimals with their scale, and integers as long as it takes.

use crate::terms::Malformed;

/// Tenths of a point; its text is an exact decimal, `"7.0"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub u16);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl serde::Serialize for Tenths {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A decimal without sign: `digits` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All digits, without the point.
    pub digits: u64,
    /// How many of them stand after the point, at most 9.
    pub scale: u32,
}

impl Decimal {
    /// Reads digits with at most `scale` (at most 9) after a point; no sign, no exponent, no blanks.
    ///
    /// # Errors
    /// When the text is anything else or longer than 18 digits.
    pub fn parse(text: &str, scale: u32) -> Result<Self, Malformed> {
        const WRONG: Malformed = Malformed("a number is digits, with a point before the decimals");
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let all_digits = |part: &str| part.bytes().all(|c| c.is_ascii_digit());
        let point_without_digits = fraction.is_empty() && text.contains('.');
        if whole.is_empty() || point_without_digits || fraction.len() > scale.min(9) as usize {
            return Err(WRONG);
        }
        if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() > 18 {
            return Err(WRONG);
        }
        let digits = format!("{whole}{fraction}").parse().map_err(|_| WRONG)?;
        Ok(Self { digits, scale: fraction.len() as u32 })
    }

    /// The number in units of ten to the power of minus `scale`; none where it does not fit.
    pub fn in_units_of(self, scale: u32) -> Option<u64> {
        self.digits.checked_mul(10u64.checked_pow(scale.checked_sub(self.scale)?)?)
    }
}

/// An unsigned integer of any length, little end first: the mean of a hundred fractions has a common
/// denominator that no machine integer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Big(Vec<u32>);

impl Big {
    pub(super) fn from(value: u128) -> Self {
        let limbs = (0..4).map(|at| (value >> (32 * at)) as u32).collect();
        Self(limbs).trimmed()
    }

    pub(super) fn times(&self, factor: u64) -> Self {
        let mut carry = 0u128;
        let mut limbs = Vec::with_capacity(self.0.len() + 2);
        for limb in &self.0 {
            let sum = u128::from(*limb) * u128::from(factor) + carry;
            limbs.push(sum as u32);
            carry = sum >> 32;
        }
        while carry > 0 {
            limbs.push(carry as u32);
            carry >>= 32;
        }
        Self(limbs).trimmed()
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut carry = 0u64;
        let limb = |limbs: &[u32], at| u64::from(limbs.get(at).copied().unwrap_or(0));
        let mut limbs: Vec<u32> = (0..self.0.len().max(other.0.len()))
            .map(|at| {
                let sum = limb(&self.0, at) + limb(&other.0, at) + carry;
                carry = sum >> 32;
                sum as u32
            })
            .collect();
        limbs.push(carry as u32);
        Self(limbs).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
}

impl Ord for Big {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_decimal_is_digits_and_a_point() {
        let read = |text| Decimal::parse(text, 2).ok().and_then(|number| number.in_units_of(2));
        assert_eq!(read("1250000.5"), Some(125_000_050));
        assert_eq!(read("0"), Some(0));
        for text in ["", ".5", "5.", "-1", "+1", "1,5", "1e3", " 1", "1.234", "1234567890123456789"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(Tenths(70).to_string(), "7.0");
        assert_eq!(Tenths(5).to_string(), "0.5");
    }

    proptest! {
        #[test]
        fn long_integers_agree_with_machine_integers_where_those_suffice(a in 0u128..1 << 60, b in 0u128..1 << 60, f: u64) {
            prop_assert_eq!(Big::from(a).times(f), Big::from(a * u128::from(f)));
            prop_assert_eq!(Big::from(a).plus(&Big::from(b)), Big::from(a + b));
            prop_assert_eq!(Big::from(a).cmp(&Big::from(b)), a.cmp(&b));
        }
    }
}
