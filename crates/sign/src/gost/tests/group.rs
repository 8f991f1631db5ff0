//! The curves are the groups that their standards say.

use super::super::curve::{Curve, GOST_2004, GOST_2015_256, GOST_2015_512};
use super::super::field::Element;
use super::super::point::{Addend, Point, Slope};
use super::{naive, place};
use crypto_bigint::{U256, Uint};

fn group_laws<const N: usize, const C: u64>(curve: &'static Curve<N, C>) {
    let slow = naive(curve);
    assert!(curve.has(&curve.base) && slow.has(&slow.base));
    assert!(curve.times_base(&curve.order).is_infinity(), "q·G is infinity");
    assert!(slow.times(&curve.order, Some(slow.base)).is_none());
    assert!(curve.times_base(&Uint::ZERO).is_infinity());
    assert_eq!(place(curve.times_base(&Uint::ONE)), Some(slow.base));
    let minus_one = curve.order.wrapping_sub(&Uint::ONE);
    let opposite = (slow.base.0, slow.p.wrapping_sub(&slow.base.1));
    assert_eq!(place(curve.times_base(&minus_one)), Some(opposite), "(q - 1)·G is -G");

    // Every special case of an addition: with infinity, with itself, with its opposite.
    let slope: &Slope<N, C> = &curve.slope;
    let one = Point::from(curve.base);
    let far = curve.times_base(&Uint::from_u64(0xfedc_ba98_7654_3211));
    for point in [one, far, far.double(slope)] {
        let affine = point.to_affine().unwrap();
        let addend = Addend::from(point);
        assert_eq!(place(Point::INFINITY.plus(&addend, slope)), place(point));
        assert_eq!(place(Point::INFINITY.plus_affine(&affine, slope)), place(point));
        assert_eq!(place(point.plus(&Addend::from(Point::INFINITY), slope)), place(point));
        assert_eq!(place(point.plus(&addend, slope)), place(point.double(slope)));
        assert_eq!(place(point.plus_affine(&affine, slope)), place(point.double(slope)));
        assert!(point.plus(&addend.negative(), slope).is_infinity());
        assert!(point.plus_affine(&affine.negative(), slope).is_infinity());
        assert_eq!(place(point.double(slope)), slow.plus(place(point), place(point)));
        assert_eq!(place(far.plus(&Addend::from(one), slope)), slow.plus(place(far), place(one)));
    }
    assert!(Point::<N, C>::INFINITY.double(slope).is_infinity());
    // A key whose combination with G meets itself on the way.
    let three = Uint::from_u8(3);
    assert_eq!(place(curve.combine(&three, &three, &curve.base)), slow.times(&Uint::from_u8(6), Some(slow.base)));
}

#[test]
fn each_curve_is_a_group_of_the_order_that_its_standard_says() {
    group_laws(&GOST_2015_512);
    group_laws(&GOST_2015_256);
    group_laws(&GOST_2004);
}

#[test]
fn a_point_of_the_curve_beside_the_group_is_no_key() {
    // With the cofactor four three points of four lie beside the group.
    let curve = &GOST_2015_256;
    let slow = naive(curve);
    let found = (2u64..200).find_map(|x| {
        let x = U256::from_u64(x);
        let right = Element::<4, 617>::from_number(&x).unwrap();
        let right = right.square().plus(&curve.slope.value()).times(&right).plus(&curve.b);
        // p is 3 modulo 4: a root of a square c is c^((p + 1) / 4).
        let exponent = slow.p.shr_vartime(2).wrapping_add(&Uint::ONE);
        let root = (0..256).rev().fold(Element::ONE, |root, bit| {
            let squared = root.square();
            if exponent.bit_vartime(bit) { squared.times(&right) } else { squared }
        });
        let point = (x, root.to_number());
        (root.square().is(&right) && slow.times(&curve.order, Some(point)).is_some()).then_some(point)
    });
    let (x, y) = found.unwrap();
    assert!(slow.has(&(x, y)));
    assert!(curve.point(&x, &y).is_none(), "of the curve, but not made by G");
    assert!(curve.point(&slow.base.0, &slow.base.1).is_some());
}
