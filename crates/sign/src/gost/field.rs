//! Residues modulo p = 2^(64 N) - C with a small C: the fields of every national curve.
//!
//! 2^(64 N) is C modulo p, so a product is reduced by multiplying its upper half by C. Variable time:
//! for public data, and for keys that exist for tests only.

#![allow(clippy::needless_range_loop)] // several arrays advance together, and an index says it best

use crypto_bigint::{Odd, Uint};

/// A residue in `N` words, least significant first: below 2^(64 N), not always below p.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<const N: usize, const C: u64>([u64; N]);

/// The low and the high word of a·b + c + d, which always fits two words.
#[inline(always)]
fn multiply_add(a: u64, b: u64, c: u64, d: u64) -> (u64, u64) {
    let wide = u128::from(a) * u128::from(b) + u128::from(c) + u128::from(d);
    (wide as u64, (wide >> 64) as u64)
}

#[inline(always)]
fn add(a: u64, b: u64, carry: &mut u64) -> u64 {
    let wide = u128::from(a) + u128::from(b) + u128::from(*carry);
    *carry = (wide >> 64) as u64;
    wide as u64
}

#[inline(always)]
fn subtract(a: u64, b: u64, borrow: &mut u64) -> u64 {
    let (difference, first) = a.overflowing_sub(b);
    let (difference, second) = difference.overflowing_sub(*borrow);
    *borrow = u64::from(first | second);
    difference
}

impl<const N: usize, const C: u64> Element<N, C> {
    pub(super) const ZERO: Self = Self([0; N]);
    pub(super) const ONE: Self = Self::small(1);

    pub(super) const fn small(value: u64) -> Self {
        let mut words = [0; N];
        words[0] = value;
        Self(words)
    }

    /// p itself, as a number.
    pub(super) const fn modulus() -> Uint<N> {
        let mut words = [u64::MAX; N];
        words[0] = C.wrapping_neg();
        Uint::from_words(words)
    }

    /// A number below p; nothing where it is not.
    pub(super) fn from_number(number: &Uint<N>) -> Option<Self> {
        (*number < Self::modulus()).then(|| Self(number.to_words()))
    }

    #[cfg(test)]
    pub(super) const fn from_words(words: [u64; N]) -> Self {
        Self(words)
    }

    /// A constant, which its table of curves keeps below p.
    pub(super) const fn from_hex(hex: &str) -> Self {
        Self(Uint::<N>::from_be_hex(hex).to_words())
    }

    /// The one number below p that this residue is.
    pub(super) fn to_number(self) -> Uint<N> {
        let number = Uint::from_words(self.0);
        if number < Self::modulus() { number } else { number.wrapping_sub(&Self::modulus()) }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
            || (self.0[0] == C.wrapping_neg() && self.0[1..].iter().all(|word| *word == u64::MAX))
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        self.minus(other).is_zero()
    }

    #[inline]
    pub(super) fn plus(&self, other: &Self) -> Self {
        let (mut sum, mut carry) = ([0; N], 0);
        for i in 0..N {
            sum[i] = add(self.0[i], other.0[i], &mut carry);
        }
        Self(sum).fold(carry)
    }

    #[inline]
    pub(super) fn minus(&self, other: &Self) -> Self {
        let (mut difference, mut borrow) = ([0; N], 0);
        for i in 0..N {
            difference[i] = subtract(self.0[i], other.0[i], &mut borrow);
        }
        // 2^(64 N) was borrowed: C must go; below C that borrows once more.
        while borrow != 0 {
            borrow = 0;
            difference[0] = subtract(difference[0], C, &mut borrow);
            for word in &mut difference[1..] {
                *word = subtract(*word, 0, &mut borrow);
            }
        }
        Self(difference)
    }

    #[inline]
    pub(super) fn twice(&self) -> Self {
        self.plus(self)
    }

    pub(super) fn negative(&self) -> Self {
        Self::ZERO.minus(self)
    }

    #[inline]
    pub(super) fn times(&self, other: &Self) -> Self {
        let (mut low, mut high) = ([0; N], [0; N]);
        for i in 0..N {
            let (word, mut carry) = multiply_add(self.0[i], other.0[0], high[0], 0);
            low[i] = word;
            for j in 1..N {
                (high[j - 1], carry) = multiply_add(self.0[i], other.0[j], high[j], carry);
            }
            high[N - 1] = carry;
        }
        Self::reduce(low, high)
    }

    /// The square: the mixed products are made once and doubled.
    #[inline]
    pub(super) fn square(&self) -> Self {
        let mut wide = [[0; N]; 2];
        for i in 0..N {
            let mut carry = 0;
            for j in i + 1..N {
                let at = i + j;
                (wide[at / N][at % N], carry) = multiply_add(self.0[i], self.0[j], wide[at / N][at % N], carry);
            }
            wide[1][i] = carry;
        }
        let (mut shifted, mut carry) = (0, 0);
        for i in 0..N {
            let (low, high) = multiply_add(self.0[i], self.0[i], 0, 0);
            for (at, square) in [(2 * i, low), (2 * i + 1, high)] {
                let word = &mut wide[at / N][at % N];
                let doubled = *word << 1 | shifted;
                shifted = *word >> 63;
                *word = add(doubled, square, &mut carry);
            }
        }
        Self::reduce(wide[0], wide[1])
    }

    /// low + high · 2^(64 N).
    #[inline(always)]
    fn reduce(low: [u64; N], high: [u64; N]) -> Self {
        let (mut sum, mut carry) = ([0; N], 0);
        for i in 0..N {
            (sum[i], carry) = multiply_add(high[i], C, low[i], carry);
        }
        Self(sum).fold(carry)
    }

    /// self + carry · 2^(64 N) for a carry of at most C: small enough for the product by C to fit a word.
    #[inline(always)]
    fn fold(self, carry: u64) -> Self {
        let (mut words, mut carry) = (self.0, carry);
        while carry != 0 {
            let mut next = 0;
            words[0] = add(words[0], carry * C, &mut next);
            for word in &mut words[1..] {
                *word = add(*word, 0, &mut next);
            }
            carry = next;
        }
        Self(words)
    }

    /// The inverse; zero has none.
    pub(super) fn inverse(&self) -> Option<Self> {
        let modulus: Odd<Uint<N>> = Odd::new(Self::modulus()).into_option()?;
        let inverse = self.to_number().invert_odd_mod_vartime(&modulus).into_option()?;
        Some(Self(inverse.to_words()))
    }
}
