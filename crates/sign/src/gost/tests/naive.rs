//! The standard's text written down word for word over `crypto-bigint`: slow, and the measure for the
//! fast arithmetic. It is measured itself by the standard's own examples.

use crypto_bigint::{NonZero, Odd, Uint};

/// A curve of any prime with the numbers of the standard, and a point; none is the one at infinity.
pub(super) struct Naive<const N: usize> {
    pub(super) p: Uint<N>,
    pub(super) a: Uint<N>,
    pub(super) b: Uint<N>,
    pub(super) q: Uint<N>,
    pub(super) base: (Uint<N>, Uint<N>),
}

type Place<const N: usize> = Option<(Uint<N>, Uint<N>)>;

fn inverse<const N: usize>(number: &Uint<N>, modulus: &Uint<N>) -> Uint<N> {
    number.invert_odd_mod_vartime(&Odd::new(*modulus).unwrap()).unwrap()
}

impl<const N: usize> Naive<N> {
    fn p(&self) -> NonZero<Uint<N>> {
        NonZero::new(self.p).unwrap()
    }

    fn q(&self) -> NonZero<Uint<N>> {
        NonZero::new(self.q).unwrap()
    }

    pub(super) fn has(&self, (x, y): &(Uint<N>, Uint<N>)) -> bool {
        let p = self.p();
        let cube = x.mul_mod_vartime(x, &p).add_mod(&self.a, &p).mul_mod_vartime(x, &p);
        y.mul_mod_vartime(y, &p) == cube.add_mod(&self.b, &p)
    }

    pub(super) fn plus(&self, one: Place<N>, other: Place<N>) -> Place<N> {
        let p = self.p();
        let (Some((x1, y1)), Some((x2, y2))) = (one, other) else { return one.or(other) };
        let slope = if x1 != x2 {
            y2.sub_mod(&y1, &p).mul_mod_vartime(&inverse(&x2.sub_mod(&x1, &p), &p), &p)
        } else if y1 == y2 && y1 != Uint::ZERO {
            let square = x1.mul_mod_vartime(&x1, &p);
            let above = square.add_mod(&square, &p).add_mod(&square, &p).add_mod(&self.a, &p);
            above.mul_mod_vartime(&inverse(&y1.add_mod(&y1, &p), &p), &p)
        } else {
            return None;
        };
        let x = slope.mul_mod_vartime(&slope, &p).sub_mod(&x1, &p).sub_mod(&x2, &p);
        Some((x, slope.mul_mod_vartime(&x1.sub_mod(&x, &p), &p).sub_mod(&y1, &p)))
    }

    pub(super) fn times(&self, number: &Uint<N>, point: Place<N>) -> Place<N> {
        (0..Uint::<N>::BITS).rev().fold(None, |sum, bit| {
            let doubled = self.plus(sum, sum);
            if number.bit_vartime(bit) { self.plus(doubled, point) } else { doubled }
        })
    }

    /// RFC 7091 section 6.1 from step 2 on.
    pub(super) fn sign(&self, d: &Uint<N>, e: &Uint<N>, k: &Uint<N>) -> (Uint<N>, Uint<N>) {
        let (e, q) = (e.rem_vartime(&self.q()), self.q());
        let e = if e == Uint::ZERO { Uint::ONE } else { e };
        let r = self.times(k, Some(self.base)).unwrap().0.rem_vartime(&q);
        (r, r.mul_mod_vartime(d, &q).add_mod(&k.mul_mod_vartime(&e, &q), &q))
    }

    /// RFC 7091 section 6.2 from step 3 on.
    pub(super) fn verify(&self, key: (Uint<N>, Uint<N>), e: &Uint<N>, (r, s): (Uint<N>, Uint<N>)) -> bool {
        let (e, q) = (e.rem_vartime(&self.q()), self.q());
        let v = inverse(&if e == Uint::ZERO { Uint::ONE } else { e }, &self.q);
        let z1 = s.mul_mod_vartime(&v, &q);
        let z2 = r.mul_mod_vartime(&v, &q).neg_mod(&q);
        let sum = self.plus(self.times(&z1, Some(self.base)), self.times(&z2, Some(key)));
        sum.is_some_and(|(x, _)| x.rem_vartime(&q) == r)
    }
}
