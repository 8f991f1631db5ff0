//! GOST R 34.10-2012, of which GOST 34.310-2004 is the elder edition (RFC 7091).
//!
//! The national byte order: every number is little-endian, a key is x‖y, a signature r‖s, and the
//! digest is read little-endian too. Russian profiles (RFC 9215) reverse the signature.

use super::curve::Curve;
use super::field::Element;
use super::point::{Affine, Point};
use crypto_bigint::{CheckedAdd as _, NonZero, Uint};

impl<const N: usize, const C: u64> Curve<N, C> {
    /// Whether `signature` is the key's over a text with this `digest`.
    pub(super) fn verify(&self, key: &[u8], digest: &[u8], signature: &[u8]) -> bool {
        self.check(key, digest, signature).unwrap_or(false)
    }

    fn check(&self, key: &[u8], digest: &[u8], signature: &[u8]) -> Option<bool> {
        let (x, y) = pair(key)?;
        let key = self.point(&x, &y)?;
        let (r, s) = pair(signature)?;
        let order = self.order();
        if [r, s].iter().any(|number| *number == Uint::ZERO || number >= order.as_ref()) {
            return None;
        }
        let v = self.digest_number(digest)?.invert_odd_mod_vartime(&self.odd_order()).into_option()?;
        let g = s.mul_mod_vartime(&v, &order);
        let k = r.mul_mod_vartime(&v, &order).neg_mod(&order);
        Some(self.x_is(&self.combine(&g, &k, &key), r))
    }

    /// The digest as a number modulo the order, where 0 counts as 1 (RFC 7091 section 6.1 step 2).
    fn digest_number(&self, digest: &[u8]) -> Option<Uint<N>> {
        let e = number::<N>(digest)?.rem_vartime(&self.order());
        Some(if e == Uint::ZERO { Uint::ONE } else { e })
    }

    /// Whether the point's x modulo the order is `r`: x is r, r + q and so on, as far as below p.
    fn x_is(&self, point: &Point<N, C>, r: Uint<N>) -> bool {
        let mut candidate = Some(r);
        while let Some(x) = candidate
            && let Some(element) = Element::from_number(&x)
        {
            if point.has_x(&element) {
                return true;
            }
            candidate = x.checked_add(self.order().as_ref()).into_option();
        }
        false
    }

    /// The public key of `private` in octets; nothing where that is no private key.
    pub(super) fn public_key(&self, private: &[u8]) -> Option<Vec<u8>> {
        let Affine { x, y } = self.times_base(&self.private_number(private)?).to_affine()?;
        Some(octets(&x.to_number(), &y.to_number()))
    }

    /// Signs `digest`; nothing where a number is out of range, and then another `nonce` may do.
    ///
    /// Variable time: whoever measures it learns the key. For keys that exist for tests only.
    pub(super) fn sign(&self, private: &[u8], digest: &[u8], nonce: &[u8]) -> Option<Vec<u8>> {
        let (d, k) = (self.private_number(private)?, self.private_number(nonce)?);
        let order = self.order();
        let e = self.digest_number(digest)?;
        let r = self.times_base(&k).to_affine()?.x.to_number().rem_vartime(&order);
        let s = r.mul_mod_vartime(&d, &order).add_mod(&k.mul_mod_vartime(&e, &order), &order);
        (r != Uint::ZERO && s != Uint::ZERO).then(|| octets(&r, &s))
    }

    fn private_number(&self, octets: &[u8]) -> Option<Uint<N>> {
        let number = number(octets)?;
        NonZero::new(number).into_option().filter(|number| *number < self.order())?;
        Some(number)
    }
}

/// The number in exactly 8 N octets, little-endian.
fn number<const N: usize>(octets: &[u8]) -> Option<Uint<N>> {
    (octets.len() == 8 * N).then(|| Uint::from_le_slice(octets))
}

fn pair<const N: usize>(octets: &[u8]) -> Option<(Uint<N>, Uint<N>)> {
    let (first, second) = octets.split_at_checked(8 * N)?;
    Some((number(first)?, number(second)?))
}

fn octets<const N: usize>(first: &Uint<N>, second: &Uint<N>) -> Vec<u8> {
    [first, second].into_iter().flat_map(|number| number.to_words()).flat_map(u64::to_le_bytes).collect()
}
