//! The arithmetic against the standard's text, and the signature against a real one.

use super::Gost;
use super::curve::{Curve, GOST_2004, GOST_2015_256, GOST_2015_512};
use super::field::Element;
use super::naive::Naive;
use super::point::{Addend, Point, Slope};
use super::window::signed_digits;
use crypto_bigint::{CheckedAdd as _, NonZero, Uint};
use proptest::prelude::*;

type U256 = Uint<4>;
type U512 = Uint<8>;

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

#[test]
fn the_naive_arithmetic_signs_the_examples_of_the_standard() {
    // RFC 7091 section 7.1.
    let curve = Naive {
        p: u256("8000000000000000000000000000000000000000000000000000000000000431"),
        a: Uint::from_u8(7),
        b: u256("5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E"),
        q: u256("8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3"),
        base: (Uint::from_u8(2), u256("08E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8")),
    };
    let d = u256("7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28");
    let key = (
        u256("7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B"),
        u256("26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA"),
    );
    let e = u256("2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5");
    let k = u256("77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3");
    let signature = (
        u256("41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493"),
        u256("01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40"),
    );
    assert_eq!(curve.times(&d, Some(curve.base)), Some(key));
    assert_eq!(curve.sign(&d, &e, &k), signature);
    assert!(curve.verify(key, &e, signature));
    assert!(!curve.verify(key, &e.wrapping_add(&Uint::ONE), signature));

    // RFC 7091 section 7.2.
    let curve = Naive {
        p: u512(concat!(
            "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D",
            "F1D852741AF4704A0458047E80E4546D35B8336FAC224DD81664BBF528BE6373"
        )),
        a: Uint::from_u8(7),
        b: u512(concat!(
            "1CFF0806A31116DA29D8CFA54E57EB748BC5F377E49400FDD788B649ECA1AC43",
            "61834013B2AD7322480A89CA58E0CF74BC9E540C2ADD6897FAD0A3084F302ADC"
        )),
        q: u512(concat!(
            "4531ACD1FE0023C7550D267B6B2FEE80922B14B2FFB90F04D4EB7C09B5D2D15D",
            "A82F2D7ECB1DBAC719905C5EECC423F1D86E25EDBE23C595D644AAF187E6E6DF"
        )),
        base: (
            u512(concat!(
                "24D19CC64572EE30F396BF6EBBFD7A6C5213B3B3D7057CC825F91093A68CD762",
                "FD60611262CD838DC6B60AA7EEE804E28BC849977FAC33B4B530F1B120248A9A"
            )),
            u512(concat!(
                "2BB312A43BD2CE6E0D020613C857ACDDCFBF061E91E5F2C3F32447C259F39B2C",
                "83AB156D77F1496BF7EB3351E1EE4E43DC1A18B91B24640B6DBB92CB1ADD371E"
            )),
        ),
    };
    let d = u512(concat!(
        "0BA6048AADAE241BA40936D47756D7C93091A0E8514669700EE7508E508B1020",
        "72E8123B2200A0563322DAD2827E2714A2636B7BFD18AADFC62967821FA18DD4"
    ));
    let key = (
        u512(concat!(
            "115DC5BC96760C7B48598D8AB9E740D4C4A85A65BE33C1815B5C320C854621DD",
            "5A515856D13314AF69BC5B924C8B4DDFF75C45415C1D9DD9DD33612CD530EFE1"
        )),
        u512(concat!(
            "37C7C90CD40B0F5621DC3AC1B751CFA0E2634FA0503B3D52639F5D7FB72AFD61",
            "EA199441D943FFE7F0C70A2759A3CDB84C114E1F9339FDF27F35ECA93677BEEC"
        )),
    );
    let e = u512(concat!(
        "3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C591",
        "7184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C"
    ));
    let k = u512(concat!(
        "0359E7F4B1410FEACC570456C6801496946312120B39D019D455986E364F3658",
        "86748ED7A44B3E794434006011842286212273A6D14CF70EA3AF71BB1AE679F1"
    ));
    let signature = (
        u512(concat!(
            "2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD3",
            "5492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36"
        )),
        u512(concat!(
            "1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5",
            "823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A"
        )),
    );
    assert_eq!(curve.times(&d, Some(curve.base)), Some(key));
    assert_eq!(curve.sign(&d, &e, &k), signature);
    assert!(curve.verify(key, &e, signature));
}

#[test]
fn the_digests_are_those_of_the_standards() {
    let message = b"This is message, length=32 bytes";
    // RFC 5831 section 7.3, in the order of the octets.
    assert_eq!(hex::encode(Gost::Of2004.digest(message)), "b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa");
    // RFC 6986 section 10.1.
    let m1 = b"012345678901234567890123456789012345678901234567890123456789012";
    assert_eq!(
        hex::encode(Gost::Of2015With512.digest(m1)),
        "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa\
         00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"
    );
    assert_eq!(hex::encode(Gost::Of2015With256.digest(m1)), "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500");
}

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

/// NCA GOST 2022 by the root of 2022: Streebog-512 of the certificate's signed part, r and s.
fn real() -> (Vec<u8>, Vec<u8>, U512, U512) {
    use crate::certificate::Certificate;
    let root = include_bytes!("../../anchors/production/root_gost_2022.pem");
    let root = Certificate::from_der(&crate::pem::only(root, "CERTIFICATE").unwrap()).unwrap();
    let key = super::unwrap(root.public_key().subject_public_key.raw_bytes()).unwrap().to_vec();
    let digest = hex::decode(
        "91845d42c838df1520be07faae12aa43c9a9b3eade910bbd66840d729d35b8d87\
         cac440a57e64cfeace00ccf01d71358d781edcb5da358a24d870dce9bb2d7c1",
    )
    .unwrap();
    let r = u512(concat!(
        "6acf722acd95b9d729146ff8136ff1199b4f629081fde40ebb9c8689e72d68d6",
        "e16c5a229ec0e699b75373e0a8880ee1a52ae15095bab33dcfe7913909329e14"
    ));
    let s = u512(concat!(
        "02ce76429d3b0a37cb7f6b02b9924c03fbc8bcae8db048c36a980c7a97ad2932",
        "cf460e3741976fc5011290db9651b5791afdc2fd9c1611285dc781fbc33de3ca"
    ));
    (key, digest, r, s)
}

fn little(first: &U512, second: &U512) -> Vec<u8> {
    [first, second].iter().flat_map(|number| number.to_words()).flat_map(u64::to_le_bytes).collect()
}

#[test]
fn the_national_byte_order_holds_on_the_real_root_and_no_other_does() {
    let (key, digest, r, s) = real();
    let verify = |key: &[u8], digest: &[u8], signature: &[u8]| Gost::Of2015With512.verify_digest(key, digest, signature);
    let signature = little(&r, &s);
    assert!(verify(&key, &digest, &signature));

    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
    let mut off_curve = key.clone();
    off_curve[0] ^= 1;
    let (zero, q) = (U512::ZERO, GOST_2015_512.order);
    let p = Element::<8, 569>::modulus();
    let x: U512 = Uint::from_le_slice(&key[..64]);
    let beyond_p = x.checked_add(&p).into_option().map(|x| [&little(&x, &zero)[..64], &key[64..]].concat());
    type Row = (&'static str, Vec<u8>, Vec<u8>, Vec<u8>);
    let table: Vec<Row> = vec![
        ("the whole signature reversed", key.clone(), digest.clone(), reversed(&signature)),
        ("s before r", key.clone(), digest.clone(), little(&s, &r)),
        ("both numbers big-endian", key.clone(), digest.clone(), reversed(&little(&s, &r))),
        ("the digest big-endian", key.clone(), reversed(&digest), signature.clone()),
        ("the key off the curve", off_curve, digest.clone(), signature.clone()),
        ("y before x in the key", [&key[64..], &key[..64]].concat(), digest.clone(), signature.clone()),
        ("r = 0", key.clone(), digest.clone(), little(&zero, &s)),
        ("s = 0", key.clone(), digest.clone(), little(&r, &zero)),
        ("r = q", key.clone(), digest.clone(), little(&q, &s)),
        ("s = q", key.clone(), digest.clone(), little(&r, &q)),
        ("-s", key.clone(), digest.clone(), little(&r, &q.wrapping_sub(&s))),
        ("a short signature", key.clone(), digest.clone(), signature[..127].to_vec()),
        ("a long signature", key.clone(), digest.clone(), [&signature[..], &[0]].concat()),
        ("a short key", key[..127].to_vec(), digest.clone(), signature.clone()),
        ("a short digest", key.clone(), digest[..63].to_vec(), signature.clone()),
        ("nothing", Vec::new(), Vec::new(), Vec::new()),
    ];
    for (what, key, digest, signature) in table {
        assert!(!verify(&key, &digest, &signature), "{what}");
    }
    assert!(beyond_p.is_none_or(|key| !verify(&key, &digest, &signature)), "x not below p");
    for bit in [0, 7, 255, 256, 511] {
        let mut changed = digest.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(!verify(&key, &changed, &signature), "digest bit {bit}");
    }
}

#[test]
fn a_digest_of_zero_counts_as_one() {
    let private = [7; 64];
    let gost = &GOST_2015_512;
    let key = gost.public_key(&private).unwrap();
    let mut one = [0; 64];
    one[0] = 1;
    let q: Vec<u8> = gost.order.to_words().into_iter().flat_map(u64::to_le_bytes).collect();
    let signature = gost.sign(&private, &[0; 64], &[9; 64]).unwrap();
    for digest in [&[0; 64], &one, &q[..]] {
        assert!(gost.verify(&key, digest, &signature));
    }
    one[0] = 2;
    assert!(!gost.verify(&key, &one, &signature));
}

#[test]
fn an_x_between_the_order_and_p_is_taken_modulo_the_order() {
    // On the curve of cofactor four x is above q three times of four, so this happens at once.
    let gost = &GOST_2015_256;
    let (private, digest) = ([7; 32], [5; 32]);
    let key = gost.public_key(&private).unwrap();
    let mut seen = [0; 4];
    for nonce in 1..=24 {
        let signature = gost.sign(&private, &digest, &[nonce; 32]).unwrap();
        assert!(gost.verify(&key, &digest, &signature), "nonce {nonce}");
        let x = place(gost.times_base(&U256::from_le_slice(&[nonce; 32]))).unwrap().0;
        seen[(x.shr_vartime(254).to_words()[0] & 3) as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > 0), "each multiple of the order was met: {seen:?}");
}

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
