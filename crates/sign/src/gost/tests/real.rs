//! A real signature, every other way to read it, and the edges of the numbers.

use super::super::curve::{GOST_2015_256, GOST_2015_512};
use super::super::field::Element;
use super::super::{Gost, unwrap};
use super::{place, u512};
use crypto_bigint::{CheckedAdd as _, U256, U512, Uint};

/// NCA GOST 2022 by the root of 2022: Streebog-512 of the certificate's signed part, r and s.
fn real() -> (Vec<u8>, Vec<u8>, U512, U512) {
    use crate::certificate::Certificate;
    let root = include_bytes!("../../../anchors/production/root_gost_2022.pem");
    let root = Certificate::from_der(&crate::pem::only(root, "CERTIFICATE").unwrap()).unwrap();
    let key = unwrap(root.public_key().subject_public_key.raw_bytes()).unwrap().to_vec();
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
