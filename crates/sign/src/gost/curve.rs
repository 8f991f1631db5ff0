//! The curves of the national algorithms, and r·G + s·Q on them.

use super::field::Element;
use super::point::{Addend, Affine, Point, Slope};
use super::window::signed_digits;
use crypto_bigint::{NonZero, Odd, Uint};
use std::sync::OnceLock;

/// The window for G, whose 64 odd multiples are computed once.
const BASE_WIDTH: usize = 8;
/// The window for Q, whose 8 odd multiples are computed each time.
const KEY_WIDTH: usize = 5;

/// A curve over p = 2^(64 N) - C with a base point of prime order.
#[derive(Debug)]
pub(super) struct Curve<const N: usize, const C: u64> {
    pub(super) slope: Slope<N, C>,
    pub(super) b: Element<N, C>,
    pub(super) order: Uint<N>,
    cofactor: u8,
    pub(super) base: Affine<N, C>,
    base_table: OnceLock<Vec<Affine<N, C>>>,
}

/// The curve of GOST-2015-512: id-tc26-gost-3410-12-512-paramSetA (RFC 7836 appendix A.1).
pub(super) static GOST_2015_512: Curve<8, 569> = Curve {
    slope: Slope::MinusThree,
    b: Element::from_hex(
        "E8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265\
         EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760",
    ),
    order: Uint::from_be_hex(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
         27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275",
    ),
    cofactor: 1,
    base: Affine {
        x: Element::small(3),
        y: Element::from_hex(
            "7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921\
             DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
        ),
    },
    base_table: OnceLock::new(),
};

/// The curve of GOST-2015-256: id-tc26-gost-3410-2012-256-paramSetA in Weierstrass form (RFC 7836
/// appendix A.2).
pub(super) static GOST_2015_256: Curve<4, 617> = Curve {
    slope: Slope::Other(Element::from_hex("C2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335")),
    b: Element::from_hex("295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513"),
    order: Uint::from_be_hex("400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67"),
    cofactor: 4,
    base: Affine {
        x: Element::from_hex("91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28"),
        y: Element::from_hex("32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C"),
    },
    base_table: OnceLock::new(),
};

/// The curve of GOST 34.310-2004: id-GostR3410-2001-CryptoPro-A (RFC 4357 section 11.4).
pub(super) static GOST_2004: Curve<4, 617> = Curve {
    slope: Slope::MinusThree,
    b: Element::small(166),
    order: Uint::from_be_hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893"),
    cofactor: 1,
    base: Affine { x: Element::ONE, y: Element::from_hex("8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14") },
    base_table: OnceLock::new(),
};

impl<const N: usize, const C: u64> Curve<N, C> {
    /// The order of the base point.
    pub(super) fn order(&self) -> NonZero<Uint<N>> {
        *self.odd_order().as_nz_ref()
    }

    pub(super) fn odd_order(&self) -> Odd<Uint<N>> {
        Odd::new(self.order).expect("the order of every curve here is an odd prime")
    }

    /// The point with these coordinates, where it is one of the group that G makes.
    pub(super) fn point(&self, x: &Uint<N>, y: &Uint<N>) -> Option<Affine<N, C>> {
        let point = Affine { x: Element::from_number(x)?, y: Element::from_number(y)? };
        (self.has(&point) && self.is_in_group(&point)).then_some(point)
    }

    /// Whether y² = x³ + a·x + b.
    pub(super) fn has(&self, point: &Affine<N, C>) -> bool {
        let right = point.x.square().plus(&self.slope.value()).times(&point.x).plus(&self.b);
        point.y.square().is(&right)
    }

    /// With a cofactor some points of the curve lie beside the group.
    fn is_in_group(&self, point: &Affine<N, C>) -> bool {
        self.cofactor == 1 || self.combine(&Uint::ZERO, &self.order, point).is_infinity()
    }

    /// g·G.
    pub(super) fn times_base(&self, g: &Uint<N>) -> Point<N, C> {
        self.combine(g, &Uint::ZERO, &self.base)
    }

    /// g·G + k·Q: one row of doublings for both (Straus), with sparse signed digits.
    pub(super) fn combine(&self, g: &Uint<N>, k: &Uint<N>, q: &Affine<N, C>) -> Point<N, C> {
        let base_table = self.base_table.get_or_init(|| self.affine_table());
        let key_table: Vec<Addend<N, C>> = self.odd_multiples(q, KEY_WIDTH).into_iter().map(Addend::from).collect();
        let g = signed_digits(&g.to_words(), BASE_WIDTH);
        let k = signed_digits(&k.to_words(), KEY_WIDTH);
        let mut sum = Point::INFINITY;
        for (g, k) in g.into_iter().zip(k).rev().skip_while(|digits| *digits == (0, 0)) {
            sum = sum.double(&self.slope);
            if k != 0 {
                let multiple = &key_table[usize::from(k.unsigned_abs() / 2)];
                sum = if k > 0 { sum.plus(multiple, &self.slope) } else { sum.plus(&multiple.negative(), &self.slope) };
            }
            if g != 0 {
                let multiple = &base_table[usize::from(g.unsigned_abs() / 2)];
                sum = if g > 0 {
                    sum.plus_affine(multiple, &self.slope)
                } else {
                    sum.plus_affine(&multiple.negative(), &self.slope)
                };
            }
        }
        sum
    }

    /// q, 3q, 5q and so on: what a window of `width` needs.
    fn odd_multiples(&self, q: &Affine<N, C>, width: usize) -> Vec<Point<N, C>> {
        let one = Point::from(*q);
        let two = Addend::from(one.double(&self.slope));
        std::iter::successors(Some(one), |last| Some(last.plus(&two, &self.slope))).take(1 << (width - 2)).collect()
    }

    fn affine_table(&self) -> Vec<Affine<N, C>> {
        let multiples = self.odd_multiples(&self.base, BASE_WIDTH);
        multiples.into_iter().map(|point| point.to_affine().expect("q is prime: no small multiple of G is infinite")).collect()
    }
}
