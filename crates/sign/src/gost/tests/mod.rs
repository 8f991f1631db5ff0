//! The arithmetic against the standard's text, and the signature against a real one.

mod group;
mod naive;
mod random;
mod real;
mod standard;

use super::curve::Curve;
use super::field::Element;
use super::point::Point;
use crypto_bigint::{NonZero, U256, U512, Uint};
use naive::Naive;

fn u256(hex: &str) -> U256 {
    U256::from_be_hex(hex)
}

fn u512(hex: &str) -> U512 {
    U512::from_be_hex(hex)
}

fn modulo<const N: usize>(number: &Uint<N>, modulus: &Uint<N>) -> Uint<N> {
    number.rem_vartime(&NonZero::new(*modulus).unwrap())
}

/// The same curve for the naive arithmetic, told by its numbers.
fn naive<const N: usize, const C: u64>(curve: &Curve<N, C>) -> Naive<N> {
    Naive {
        p: Element::<N, C>::modulus(),
        a: curve.slope.value().to_number(),
        b: curve.b.to_number(),
        q: curve.order,
        base: (curve.base.x.to_number(), curve.base.y.to_number()),
    }
}

fn place<const N: usize, const C: u64>(point: Point<N, C>) -> Option<(Uint<N>, Uint<N>)> {
    point.to_affine().map(|affine| (affine.x.to_number(), affine.y.to_number()))
}
