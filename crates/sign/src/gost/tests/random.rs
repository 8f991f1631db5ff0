//! The fast arithmetic against the naive one on random numbers and on numbers at the edges.

use super::super::Gost;
use super::super::curve::{Curve, GOST_2004, GOST_2015_256, GOST_2015_512};
use super::super::field::Element;
use super::super::window::signed_digits;
use super::{modulo, naive, place};
use crypto_bigint::{NonZero, Uint};
use proptest::prelude::*;

fn words<const N: usize>() -> impl Strategy<Value = [u64; N]> {
    // Words at the edges make carries travel.
    let word =
        prop_oneof![3 => any::<u64>(), 1 => Just(0), 1 => Just(u64::MAX), 1 => u64::MAX - 1300..=u64::MAX, 1 => 0..1300u64];
    proptest::collection::vec(word, N).prop_map(|words| words.try_into().unwrap())
}

fn field_laws<const N: usize, const C: u64>(a: [u64; N], b: [u64; N]) -> Result<(), TestCaseError> {
    let p = NonZero::new(Element::<N, C>::modulus()).unwrap();
    let (x, y) = (modulo(&Uint::from_words(a), &p), modulo(&Uint::from_words(b), &p));
    // The fast side takes the words as they are, also those not below p.
    let (fast_x, fast_y) = (Element::<N, C>::from_words(a), Element::<N, C>::from_words(b));
    prop_assert_eq!(fast_x.to_number(), x);
    prop_assert_eq!(fast_x.plus(&fast_y).to_number(), x.add_mod(&y, &p));
    prop_assert_eq!(fast_x.minus(&fast_y).to_number(), x.sub_mod(&y, &p));
    prop_assert_eq!(fast_x.times(&fast_y).to_number(), x.mul_mod_vartime(&y, &p));
    prop_assert_eq!(fast_x.square().to_number(), x.mul_mod_vartime(&x, &p));
    prop_assert_eq!(fast_x.negative().to_number(), x.neg_mod(&p));
    prop_assert_eq!(fast_x.twice().to_number(), x.add_mod(&x, &p));
    prop_assert_eq!(fast_x.is(&fast_y), x == y);
    prop_assert_eq!(fast_x.is_zero(), x == Uint::ZERO);
    prop_assert_eq!(fast_x.inverse().is_some(), x != Uint::ZERO);
    if let Some(inverse) = fast_x.inverse() {
        prop_assert!(inverse.times(&fast_x).is(&Element::ONE));
    }
    Ok(())
}

fn multiples_agree<const N: usize, const C: u64>(
    curve: &'static Curve<N, C>,
    [d, g, k]: [[u64; N]; 3],
) -> Result<(), TestCaseError> {
    let slow = naive(curve);
    let [d, g, k] = [d, g, k].map(|words| modulo(&Uint::from_words(words), &curve.order));
    prop_assume!(d != Uint::ZERO);
    let key = curve.times_base(&d).to_affine().unwrap();
    let slow_key = slow.times(&d, Some(slow.base));
    prop_assert_eq!(Some((key.x.to_number(), key.y.to_number())), slow_key);
    let expected = slow.plus(slow.times(&g, Some(slow.base)), slow.times(&k, slow_key));
    prop_assert_eq!(place(curve.combine(&g, &k, &key)), expected);
    Ok(())
}

fn signatures_agree<const N: usize, const C: u64>(
    curve: &'static Curve<N, C>,
    [d, e, k]: [[u64; N]; 3],
) -> Result<(), TestCaseError> {
    let slow = naive(curve);
    let bytes = |number: &Uint<N>| number.to_words().into_iter().flat_map(u64::to_le_bytes).collect::<Vec<_>>();
    let [d, k] = [d, k].map(|words| modulo(&Uint::from_words(words), &curve.order));
    prop_assume!(d != Uint::ZERO && k != Uint::ZERO);
    let e = Uint::from_words(e);
    let signature = curve.sign(&bytes(&d), &bytes(&e), &bytes(&k)).unwrap();
    let (r, s) = slow.sign(&d, &e, &k);
    prop_assert_eq!(&signature, &[bytes(&r), bytes(&s)].concat());
    let key = curve.public_key(&bytes(&d)).unwrap();
    prop_assert!(curve.verify(&key, &bytes(&e), &signature));
    prop_assert!(slow.verify(slow.times(&d, Some(slow.base)).unwrap(), &e, (r, s)));
    let mut changed = signature.clone();
    changed[0] ^= 1;
    prop_assert!(!curve.verify(&key, &bytes(&e), &changed));
    Ok(())
}

proptest! {
    #[test]
    fn the_fast_fields_are_the_naive_ones(a in words(), b in words(), c in words(), d in words()) {
        field_laws::<8, 569>(a, b)?;
        field_laws::<4, 617>(c, d)?;
    }

    #[test]
    fn signed_digits_are_sparse_odd_and_sum_up(words in words::<4>(), width in 3usize..10) {
        let digits = signed_digits(&words, width);
        let mut sum = Uint::<5>::ZERO;
        for (at, digit) in digits.iter().enumerate().rev() {
            let limit = 1i16 << (width - 1);
            prop_assert!(*digit == 0 || (digit % 2 != 0 && digit.abs() < limit));
            prop_assert!(*digit == 0 || digits[at + 1..].iter().take(width - 1).all(|next| *next == 0));
            sum = sum.shl_vartime(1);
            let size = Uint::from_u64(u64::from(digit.unsigned_abs()));
            sum = if *digit < 0 { sum.wrapping_sub(&size) } else { sum.wrapping_add(&size) };
        }
        prop_assert_eq!(sum.to_words()[..4].to_vec(), words.to_vec());
        prop_assert_eq!(sum.to_words()[4], 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn the_fast_multiples_are_the_naive_ones(a in [words(), words(), words()], b in [words(), words(), words()]) {
        multiples_agree(&GOST_2015_512, a)?;
        multiples_agree(&GOST_2015_256, b)?;
        multiples_agree(&GOST_2004, b)?;
    }

    #[test]
    fn the_fast_signatures_are_the_naive_ones(a in [words(), words(), words()], b in [words(), words(), words()]) {
        signatures_agree(&GOST_2015_512, a)?;
        signatures_agree(&GOST_2015_256, b)?;
        signatures_agree(&GOST_2004, b)?;
    }

    #[test]
    fn no_octets_make_the_verifier_panic(
        key in proptest::collection::vec(any::<u8>(), 0..140), digest in proptest::collection::vec(any::<u8>(), 0..70),
        signature in proptest::collection::vec(any::<u8>(), 0..140)
    ) {
        for gost in [Gost::Of2004, Gost::Of2015With256, Gost::Of2015With512] {
            prop_assert!(!gost.verify_digest(&key, &digest, &signature));
            prop_assert!(!gost.verify(&key, &digest, &signature));
        }
    }
}
