//! Whatever is changed in signed XML: nothing panics, and what still holds says the same as before.
#![allow(clippy::unwrap_used)]

mod common;

use common::{CHAIR, TRUST, at, noon};
use proptest::prelude::*;
use saraptama_sign::xml::{Canonical, canonicalise, canonicalise_part, verify_all, verify_envelope, verify_enveloped};
use saraptama_sign::{SignatureFault, Trust};
use std::sync::LazyLock;

static ENVELOPE: LazyLock<String> = LazyLock::new(|| {
    let unsigned = "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"urn:t\">\
                    <s:Body><t:Send k=\"1\" t:l='2'><id>a&amp;b&#13;</id>\n<data xmlns=\"urn:d\">тест</data></t:Send></s:Body></s:Envelope>";
    CHAIR.seal_envelope(unsigned, true).unwrap()
});
static DOCUMENT: LazyLock<String> =
    LazyLock::new(|| CHAIR.sign_enveloped("<a xmlns:n=\"urn:n\" k='1'>\n <n:b l=\"2\">т&lt;е</n:b><c/></a>").unwrap());

fn envelope_holds(envelope: &[u8]) -> bool {
    verify_envelope(envelope, &TRUST, noon()).and_then(|judgement| judgement.verdict()).is_ok()
}

fn document_holds(document: &[u8], trust: &Trust, when: &str) -> bool {
    verify_enveloped(document, trust, at(when))
        .is_ok_and(|judged| !judged.is_empty() && judged.into_iter().all(|one| one.verdict().is_ok()))
}

/// The body as it is signed.
fn body(envelope: &[u8], id: &str) -> Option<Vec<u8>> {
    canonicalise_part(envelope, "Id", id, Canonical::Exclusive).ok()
}

#[test]
fn a_flipped_bit_in_an_envelope_is_refused_or_leaves_the_signed_body_as_it_was() {
    let envelope = ENVELOPE.as_bytes();
    let id = ENVELOPE.rsplit("wsu:Id=\"").next().unwrap().split('"').next().unwrap();
    let signed = body(envelope, id).unwrap();
    assert!(envelope_holds(envelope));
    let covered = |part: &str, end: &str| ENVELOPE.find(part).unwrap()..ENVELOPE.find(end).unwrap();
    let strict = [covered("<s:Body", "</s:Envelope>"), covered("<ds:SignedInfo", "</ds:SignatureValue>")];
    for octet in 0..envelope.len() {
        let mut changed = envelope.to_vec();
        changed[octet] ^= 1 << (octet % 8);
        if envelope_holds(&changed) {
            assert!(!strict.iter().any(|range| range.contains(&octet)), "octet {octet} may change unnoticed");
            assert_eq!(body(&changed, id), Some(signed.clone()), "octet {octet}");
        }
    }
}

#[test]
fn a_flipped_bit_in_a_document_is_refused_wherever_it_is_covered() {
    let document = DOCUMENT.as_bytes();
    let when = "2025-09-02T12:00:00+05:00";
    assert!(document_holds(document, &TRUST, when));
    let key_info = DOCUMENT.find("<ds:KeyInfo>").unwrap()..DOCUMENT.find("</a>").unwrap();
    // Line breaks around values belong to nobody.
    let blank = |octet: usize| document[octet] == b'\n';
    for octet in (0..document.len()).filter(|octet| !key_info.contains(octet)) {
        let mut changed = document.to_vec();
        changed[octet] ^= 1 << (octet % 8);
        assert!(blank(octet) || !document_holds(&changed, &TRUST, when), "octet {octet} may change unnoticed");
    }
}

#[test]
fn a_changed_octet_in_a_national_document_is_refused_wherever_it_is_covered() {
    let trust = Trust::test();
    let file = format!("{}/tests/fixtures/xml/gost512_org_crlf_entities.xml", env!("CARGO_MANIFEST_DIR"));
    let (document, when) = (std::fs::read(file).unwrap(), "2025-02-02T00:00:00Z");
    assert!(document_holds(&document, &trust, when));
    let text = String::from_utf8(document.clone()).unwrap();
    for range in [
        text.find("<test>").unwrap()..text.find("<ds:Signature ").unwrap(),
        text.find("<ds:SignedInfo").unwrap()..text.find("</ds:SignedInfo").unwrap(),
    ] {
        for octet in range.step_by(3) {
            let mut changed = document.clone();
            changed[octet] ^= 1 << (octet % 7);
            assert!(!document_holds(&changed, &trust, when), "octet {octet} may change unnoticed");
        }
    }
}

#[test]
fn a_document_cut_short_anywhere_is_refused() {
    for whole in [&*ENVELOPE, &*DOCUMENT] {
        for end in 0..whole.len() - 1 {
            assert!(verify_all(&whole.as_bytes()[..end], &TRUST, noon()).is_err(), "cut at {end}");
        }
    }
}

#[test]
fn what_is_too_deep_wide_or_long_is_refused_in_no_time() {
    let begun = std::time::Instant::now();
    let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
    let wide = format!("<a {}/>", (0..100_000).map(|n| format!("a{n}=\"\" ")).collect::<String>());
    let declared = format!("<a {}/>", (0..40).map(|n| format!("xmlns:a{n}=\"urn:{n}\" ")).collect::<String>());
    let bound = |levels: usize, inside: &str| {
        let declare = |level: usize| (0..32).map(|n| format!(" xmlns:p{level}x{n}=\"urn:{n}\"")).collect::<String>();
        (0..levels).rev().fold(inside.to_owned(), |inner, level| format!("<a{}>{inner}</a>", declare(level)))
    };
    let scope = bound(5, "");
    // The costliest that is within the limits: every prefix in scope at every element.
    let costly = bound(4, &"<b/>".repeat(49_000));
    assert_eq!(verify_all(costly.as_bytes(), &TRUST, noon()).unwrap_err(), SignatureFault::NoSigner);
    assert!(canonicalise(costly.as_bytes(), Canonical::Inclusive).is_ok());
    let many = format!("<a>{}</a>", "<b/>".repeat(200_000));
    let long = format!("<a>{}</a>", "x".repeat(5 * 1024 * 1024));
    let name = format!("<{}/>", "n".repeat(1000));
    for (what, document) in
        [("deep", deep), ("wide", wide), ("declared", declared), ("scope", scope), ("many", many), ("long", long), ("name", name)]
    {
        let fault = verify_all(document.as_bytes(), &TRUST, noon()).unwrap_err();
        assert_eq!(fault, SignatureFault::XmlBeyondLimit, "{what}");
    }
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    assert!(canonicalise(format!("{}{}", "<a>".repeat(64), "</a>".repeat(64)).as_bytes(), Canonical::Inclusive).is_ok());
}

proptest! {
    #[test]
    fn no_bytes_from_outside_make_the_verifier_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = verify_all(&bytes, &TRUST, noon());
    }

    #[test]
    fn no_text_like_xml_makes_the_verifier_panic(text in "(<[/!?]?[a-b:]{0,3}( [a-b:]{1,2}=['\"]?[&#;x1]{0,4}['\"]?)?/?>|[&#x;a1\\]\\[<>-]{0,5}){0,20}") {
        let _ = verify_all(text.as_bytes(), &TRUST, noon());
    }

    #[test]
    fn no_damage_makes_the_verifier_panic_or_believe_another_body(
        from in any::<prop::sample::Index>(), damage in proptest::collection::vec(any::<u8>(), 1..12)
    ) {
        let mut envelope = ENVELOPE.clone().into_bytes();
        let from = from.index(envelope.len());
        let until = (from + damage.len()).min(envelope.len());
        envelope[from..until].copy_from_slice(&damage[..until - from]);
        if envelope_holds(&envelope) {
            let id = ENVELOPE.rsplit("wsu:Id=\"").next().unwrap().split('"').next().unwrap();
            prop_assert_eq!(body(&envelope, id), body(ENVELOPE.as_bytes(), id));
        }
    }

    #[test]
    fn parts_put_in_other_places_are_refused_or_say_the_same(
        cut in any::<prop::sample::Index>(), length in 1usize..400, place in any::<prop::sample::Index>()
    ) {
        let id = ENVELOPE.rsplit("wsu:Id=\"").next().unwrap().split('"').next().unwrap();
        let whole = ENVELOPE.as_bytes();
        let cut = cut.index(whole.len());
        let piece = &whole[cut..(cut + length).min(whole.len())];
        let place = place.index(whole.len());
        let spliced = [&whole[..place], piece, &whole[place..]].concat();
        if envelope_holds(&spliced) {
            prop_assert_eq!(body(&spliced, id), body(whole, id));
        }
    }
}
