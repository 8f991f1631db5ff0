//! Time-stamps: what proves when a signature existed, and what proves nothing.
#![allow(clippy::unwrap_used)]

mod common;

use common::{FORM, at, chair, noon};
use saraptama_core::terms::Instant;
use saraptama_sign::authority::{
    Authority, Identity, KeyKind, Leaf, ListDraft, Pointers, Revoked, StampWording, Stamper, Validity,
};
use saraptama_sign::cms::{signature_octets, with_stamps, without_what_is_beside};
use saraptama_sign::evidence::{STAMP_DIGEST, stamp_request};
use saraptama_sign::report::verify_file_by;
use saraptama_sign::{
    Check, Evidence, EvidenceKind, Revocation, SignatureFault, Terms, Trust, Verified, verify_detached, verify_detached_by,
};
use std::sync::LazyLock;

const SHA_256: &str = "2.16.840.1.101.3.4.2.1";
const GOST_34_311: &str = "1.2.398.3.10.1.3.1";

struct World {
    authority: Authority,
    trust: Trust,
    chair: Identity,
    stamper: Stamper,
}

static WORLD: LazyLock<World> = LazyLock::new(|| World::of(KeyKind::P256));

fn always() -> Validity {
    Validity::of_the_demonstration()
}

fn later(minutes: i64) -> Instant {
    Instant::from_second(noon().as_second() + minutes * 60).unwrap()
}

impl World {
    fn of(kind: KeyKind) -> Self {
        let authority = Authority::generate(kind, always()).unwrap();
        let year = Validity { from: at("2025-01-01T00:00:00Z"), until: at("2026-01-01T00:00:00Z") };
        let chair = authority.issue(&Leaf { key: kind, validity: year, ..chair() }).unwrap();
        Self { trust: authority.trust(), chair, stamper: authority.stamper(kind, always(), true).unwrap(), authority }
    }

    fn stamped_by(&self, stamper: &Stamper, digest: &str, wording: &StampWording) -> Vec<u8> {
        let stamp = |octets: &[u8]| stamper.token(&stamp_request(octets, digest, 7).unwrap(), wording);
        self.chair.sign_stamped(FORM, noon(), stamp).unwrap()
    }

    fn stamped(&self, minutes: i64) -> Vec<u8> {
        self.stamped_by(&self.stamper, STAMP_DIGEST, &StampWording::at(later(minutes)))
    }

    fn judged(&self, cms: &[u8], when: Instant) -> Result<Verified, SignatureFault> {
        verify_detached(FORM, cms, &self.trust, when)
    }
}

fn stamp_fault(verified: &Verified) -> Option<SignatureFault> {
    verified.checks.iter().find(|line| line.check == Check::TimeStamp).and_then(|line| line.reason)
}

#[test]
fn a_signature_with_a_good_stamp_is_judged_at_its_time_and_not_at_ours() {
    let after_the_end = at("2027-03-01T12:00:00+05:00");
    for kind in [KeyKind::P256, KeyKind::Rsa2048, KeyKind::Gost2015_512, KeyKind::Gost2004] {
        let world = World::of(kind);
        for digest in [STAMP_DIGEST, SHA_256, GOST_34_311] {
            let cms = world.stamped_by(&world.stamper, digest, &StampWording::at(later(1)));
            let verified = world.judged(&cms, after_the_end).unwrap();
            assert_eq!(verified.judged_at, later(1), "{kind:?} {digest}");
            assert_eq!(verified.stamp.unwrap().chain.len(), 2);
        }
        let bare = world.chair.sign_detached(FORM, noon()).unwrap();
        assert_eq!(world.judged(&bare, after_the_end).unwrap_err(), SignatureFault::Expired);
    }
}

#[test]
fn a_stamp_beside_the_signature_counts_like_one_inside_and_only_for_its_own_signature() {
    let world = &*WORLD;
    let bare = world.chair.sign_detached(FORM, noon()).unwrap();
    let request = stamp_request(&signature_octets(&bare).unwrap(), STAMP_DIGEST, 9).unwrap();
    let response = world.stamper.respond(&request, &StampWording::at(later(1))).unwrap();
    let other = stamp_request(b"another signature", STAMP_DIGEST, 9).unwrap();
    let when = at("2027-03-01T12:00:00+05:00");
    let mut evidence = Evidence::default();
    assert_eq!(evidence.add(&world.stamper.respond(&other, &StampWording::at(later(1))).unwrap()), Ok(EvidenceKind::TimeStamp));
    let judge = |evidence: &Evidence| {
        verify_detached_by(FORM, &bare, &Terms { trust: &world.trust, evidence, at: when, now: when }).map(|good| good.judged_at)
    };
    assert_eq!(judge(&evidence), Err(SignatureFault::Expired));
    assert_eq!(evidence.add(&response), Ok(EvidenceKind::TimeStamp));
    assert_eq!(judge(&evidence), Ok(later(1)));
    assert!(evidence.add(&[0x30, 5, 0x30, 3, 2, 1, 2]).is_err(), "the authority granted nothing");
}

#[test]
fn a_stamp_that_is_broken_or_foreign_refuses_the_signature() {
    use SignatureFault::*;
    let world = &*WORLD;
    let now = later(10);
    let stranger = Authority::generate(KeyKind::P256, always()).unwrap();
    let foreign = stranger.stamper(KeyKind::P256, always(), true).unwrap();
    let other_purpose = world.authority.stamper(KeyKind::P256, always(), false).unwrap();
    let short = Validity { from: always().from, until: at("2024-01-01T00:00:00Z") };
    let ended = world.authority.stamper(KeyKind::P256, short, true).unwrap();
    let good = StampWording::at(later(1));
    let elsewhere = StampWording { policy: "1.2.3.4", ..good };
    let of_another = |_: &[u8]| world.stamper.token(&stamp_request(b"another", STAMP_DIGEST, 7).unwrap(), &good);
    let table = [
        ("for something else", world.stamped_by(&other_purpose, STAMP_DIGEST, &good), StampPurpose),
        ("under another policy", world.stamped_by(&world.stamper, STAMP_DIGEST, &elsewhere), StampPolicy),
        ("from the future", world.stamped(60), StampTime),
        ("after its authority's end", world.stamped_by(&ended, STAMP_DIGEST, &good), StampTime),
        ("of another signature", world.chair.sign_stamped(FORM, noon(), of_another).unwrap(), StampOther),
        ("no token at all", world.chair.sign_stamped(FORM, noon(), |_| Ok(vec![0x30, 0])).unwrap(), StampUnreadable),
    ];
    for (what, cms, expected) in table {
        assert_eq!(world.judged(&cms, now).unwrap_err(), expected, "{what}");
    }
    // One that leads to no anchor of ours proves no time, and refuses nothing.
    let unknown = world.stamped_by(&foreign, STAMP_DIGEST, &good);
    let verified = world.judged(&unknown, now).unwrap();
    assert_eq!((verified.judged_at, stamp_fault(&verified)), (now, Some(StampUntrusted)));
    let report = verify_file_by(&unknown, Some(FORM), Some(&world.trust), &Evidence::default(), now, now);
    assert!(report.holds && report.signers[0].time_stamp.is_none());
    assert_eq!(world.judged(&unknown, at("2027-03-01T12:00:00+05:00")).unwrap_err(), Expired);
}

#[test]
fn the_stamps_own_certificate_must_not_have_been_revoked_when_it_was_given() {
    let pointers = Pointers { list: "http://127.0.0.1/list.crl".into(), ..Pointers::default() };
    let authority = Authority::generate_naming(KeyKind::P256, always(), &pointers).unwrap();
    let (trust, chair) = (authority.trust(), authority.issue(&chair()).unwrap());
    let stamper = authority.stamper(KeyKind::P256, always(), true).unwrap();
    let stamp = |octets: &[u8]| stamper.token(&stamp_request(octets, STAMP_DIGEST, 7).unwrap(), &StampWording::at(later(1)));
    let cms = chair.sign_stamped(FORM, noon(), stamp).unwrap();
    let judged =
        |evidence: &Evidence| verify_detached_by(FORM, &cms, &Terms { trust: &trust, evidence, at: later(2), now: later(9) });
    let unknown = judged(&Evidence::default()).unwrap();
    assert_eq!((unknown.judged_at, stamp_fault(&unknown)), (later(2), Some(SignatureFault::StampRevocationUnknown)));
    assert_eq!(unknown.questions.len(), 2, "the issuing authority, of the chair and of the stamp");
    let with = |revoked: Vec<Revoked>| {
        let (this_update, next_update) = (later(3), Some(later(60)));
        let draft = ListDraft { number: 1, changes_from: None, this_update, next_update, revoked, extensions: vec![] };
        let mut evidence = Evidence::default();
        evidence.add(&authority.root_list(&draft).unwrap()).unwrap();
        judged(&evidence).map(|good| (good.judged_at, good.revocation))
    };
    assert_eq!(with(vec![]), Ok((later(1), Revocation::Good)));
    let serial = authority.issuing().serial().to_vec();
    let revoked = |at| vec![Revoked { serial: serial.clone(), at, invalid_since: None, reason: Some(2) }];
    assert_eq!(with(revoked(later(0))).unwrap_err(), SignatureFault::StampRevoked);
    assert_eq!(with(revoked(later(2))), Ok((later(1), Revocation::Good)));
}

#[test]
fn no_octet_of_a_stamped_signature_may_change_unnoticed_and_none_makes_a_panic() {
    let world = &*WORLD;
    let cms = world.stamped(1);
    let when = at("2027-03-01T12:00:00+05:00");
    assert!(world.judged(&cms, when).is_ok());
    for octet in 0..cms.len() {
        let mut changed = cms.clone();
        changed[octet] ^= 1 << (octet % 8);
        // Without the stamp the certificate has ended, so nothing may be left of either.
        assert!(world.judged(&changed, when).is_err(), "octet {octet} of {} may change unnoticed", cms.len());
    }
}

#[test]
fn a_stamp_that_is_put_beside_a_signature_for_its_way_proves_the_time_there_and_changes_nothing_that_is_signed() {
    for kind in [KeyKind::P256, KeyKind::Rsa2048, KeyKind::Gost2015_512] {
        let world = World::of(kind);
        let bare = world.chair.sign_detached(FORM, noon()).unwrap();
        let token = |minutes: i64, octets: &[u8]| {
            let request = stamp_request(octets, STAMP_DIGEST, 9).unwrap();
            world.stamper.respond(&request, &StampWording::at(later(minutes))).unwrap()
        };
        let mut evidence = Evidence::default();
        evidence.add(&token(0, b"another signature")).unwrap();
        assert_eq!(with_stamps(&bare, &evidence).unwrap(), bare, "nothing of it is this signature's");
        evidence.add(&token(1, &signature_octets(&bare).unwrap())).unwrap();
        let stamped = with_stamps(&bare, &evidence).unwrap();
        assert_eq!(with_stamps(&stamped, &evidence).unwrap(), stamped, "once is enough");
        let after_the_end = at("2027-03-01T12:00:00+05:00");
        assert_eq!(world.judged(&stamped, after_the_end).unwrap().judged_at, later(1), "{kind:?}");
        assert_eq!(signature_octets(&stamped), signature_octets(&bare));
        // A second authority's stays beside the first, and the earlier of them counts.
        let mut earlier = Evidence::default();
        earlier.add(&token(0, &signature_octets(&bare).unwrap())).unwrap();
        let twice = with_stamps(&stamped, &earlier).unwrap();
        assert_eq!(world.judged(&twice, after_the_end).unwrap().judged_at, later(0));
        // What a signer's own program put there is read and taken off alike.
        for one in [&bare, &stamped, &twice, &world.stamped(1)] {
            let own = without_what_is_beside(one).unwrap();
            assert_eq!(signature_octets(&own), signature_octets(one));
            assert!(world.judged(&own, later(2)).is_ok());
        }
        assert_eq!(without_what_is_beside(&twice).unwrap(), bare);
    }
}

#[test]
fn what_is_no_signature_or_has_several_signers_gets_no_stamp() {
    assert_eq!(with_stamps(b"?", &Evidence::default()), Err(SignatureFault::NotASignature));
    assert_eq!(without_what_is_beside(&[0x30, 0]), Err(SignatureFault::NotASignature));
    let cms = WORLD.stamped(1);
    for length in 0..cms.len() {
        assert!(without_what_is_beside(&cms[..length]).is_err(), "cut at {length}");
    }
}
