//! Revocation by answers and lists: what says "good", what says "revoked", and what says nothing.
#![allow(clippy::unwrap_used)]

mod common;

use common::{FORM, at, chair, noon};
use saraptama_core::terms::Instant;
use saraptama_sign::authority::{
    Authority, Identity, KeyKind, Leaf, ListDraft, Pointers, Responder, Revoked, Status, Validity, Wording,
};
use saraptama_sign::evidence::{Question, status_request};
use saraptama_sign::{Evidence, EvidenceFault, Revocation, Terms, Trust, Verified, verify_detached, verify_detached_by};
use std::sync::LazyLock;

const NONCE: &[u8] = b"sixteen octets!!";
const HOLD: u8 = 6;

struct World {
    authority: Authority,
    trust: Trust,
    chair: Identity,
    responder: Responder,
}

static WORLD: LazyLock<World> = LazyLock::new(|| World::of(KeyKind::P256));

fn always() -> Validity {
    Validity::of_the_demonstration()
}

fn pointers() -> Pointers {
    let at = |name: &str| format!("http://127.0.0.1/{name}");
    Pointers { ocsp: at("ocsp"), list: at("list.crl"), delta: at("delta.crl") }
}

impl World {
    fn of(kind: KeyKind) -> Self {
        let authority = Authority::generate(kind, always()).unwrap();
        let chair = authority.issue(&Leaf { pointers: Some(pointers()), key: kind, ..chair() }).unwrap();
        let responder = authority.responder(kind, always()).unwrap();
        Self { trust: authority.trust(), chair, responder, authority }
    }

    fn signed(&self) -> Vec<u8> {
        self.chair.sign_detached(FORM, noon()).unwrap()
    }

    fn question(&self) -> Question {
        let bare = verify_detached(FORM, &self.signed(), &self.trust, noon()).unwrap();
        assert_eq!(bare.questions.len(), 1, "the issuing authority names no source");
        bare.questions.into_iter().next().unwrap()
    }

    fn request(&self) -> Vec<u8> {
        status_request(&self.question(), NONCE).unwrap()
    }

    fn answer(&self, status: Status, wording: &Wording) -> Vec<u8> {
        self.responder.answer(&self.request(), status, wording).unwrap()
    }

    fn judged(&self, evidence: &Evidence, when: Instant, now: Instant) -> Verified {
        let terms = Terms { trust: &self.trust, evidence, at: when, now };
        verify_detached_by(FORM, &self.signed(), &terms).unwrap()
    }

    fn list(&self, draft: &ListDraft) -> Vec<u8> {
        self.authority.list(draft).unwrap()
    }

    fn serial(&self) -> Vec<u8> {
        self.chair.certificate().serial().to_vec()
    }
}

fn later(minutes: i64) -> Instant {
    Instant::from_second(noon().as_second() + minutes * 60).unwrap()
}

fn one(piece: &[u8]) -> Evidence {
    let mut evidence = Evidence::default();
    evidence.add(piece).unwrap();
    evidence
}

fn complete(minutes: i64, revoked: Vec<Revoked>) -> ListDraft {
    let (this_update, next_update) = (later(minutes), Some(later(minutes + 24 * 60)));
    ListDraft { number: 7, changes_from: None, this_update, next_update, revoked, extensions: vec![] }
}

fn revoked(world: &World, minutes: i64, reason: Option<u8>) -> Revoked {
    Revoked { serial: world.serial(), at: later(minutes), invalid_since: None, reason }
}

#[test]
fn an_answer_proves_the_status_at_the_judged_instant_whatever_the_algorithm() {
    use Revocation::{Good, Revoked};
    for kind in [KeyKind::P256, KeyKind::Rsa2048, KeyKind::Gost2015_512, KeyKind::Gost2004] {
        let world = World::of(kind);
        let wording = Wording::at(later(1));
        let table = [
            (Status::Good, Good),
            (Status::Revoked(later(-60), 1), Revoked),
            (Status::Revoked(noon(), 1), Revoked),
            // Revoked after the signature had been made: the signature stays good.
            (Status::Revoked(later(1), 1), Good),
            (Status::Revoked(later(-60), HOLD), Revoked),
            (Status::Unknown, Revocation::Unknown),
        ];
        for (status, expected) in table {
            for by_key in [false, true] {
                let evidence = one(&world.answer(status, &Wording { by_key, ..wording }));
                let verified = world.judged(&evidence, noon(), later(2));
                assert_eq!(verified.revocation, expected, "{kind:?} {status:?}");
                assert_eq!(verified.tested[0].status, expected);
            }
        }
    }
}

#[test]
fn an_answer_is_taken_only_while_it_speaks_for_the_judged_instant() {
    let world = &*WORLD;
    let hour = 60;
    type Row = (&'static str, i64, Option<i64>, i64, Result<(), EvidenceFault>);
    let table: [Row; 8] = [
        ("made just after", 1, None, 2, Ok(())),
        ("made years after", 60 * 24 * 365, None, 60 * 24 * 366, Ok(())),
        ("made an hour before, without an end", -hour, None, 0, Ok(())),
        ("made longer before, without an end", -hour - 1, None, 0, Err(EvidenceFault::TooOld)),
        ("made before, and holds until then", -5 * hour, Some(0), 0, Ok(())),
        ("made before, and ended before", -5 * hour, Some(-1), 0, Err(EvidenceFault::TooOld)),
        ("a clock five minutes ahead", 5, None, 0, Ok(())),
        ("a clock further ahead", 6, None, 0, Err(EvidenceFault::FromTheFuture)),
    ];
    for (what, made, until, now, expected) in table {
        let wording = Wording { next_update: until.map(later), ..Wording::at(later(made)) };
        let verified = world.judged(&one(&world.answer(Status::Good, &wording)), noon(), later(now));
        let (revocation, doubt) = match expected {
            Ok(()) => (Revocation::Good, None),
            Err(fault) => (Revocation::Unknown, Some(fault)),
        };
        assert_eq!((verified.revocation, verified.tested[0].doubt), (revocation, doubt), "{what}");
    }
}

#[test]
fn an_old_good_answer_played_back_hides_no_revocation() {
    let world = &*WORLD;
    let old = world.answer(Status::Good, &Wording::at(later(-90)));
    assert_eq!(world.judged(&one(&old), noon(), later(1)).revocation, Revocation::Unknown);
    let mut asked = Evidence::default();
    assert_eq!(asked.add_answer(&old, b"another sixteen!"), Err(EvidenceFault::OtherNonce));
    assert_eq!(world.judged(&asked, noon(), later(1)).tested[0].doubt, Some(EvidenceFault::OtherNonce));
    // A responder without nonces is believed while its answer is fresh.
    let silent = world.answer(Status::Good, &Wording { nonce: false, ..Wording::at(later(0)) });
    asked.add_answer(&silent, b"another sixteen!").unwrap();
    assert_eq!(world.judged(&asked, noon(), later(1)).revocation, Revocation::Good);
    // Revocation lasts: an old word of it counts for ever, a hold only until a newer word.
    for (reason, expected) in [(1, Revocation::Revoked), (HOLD, Revocation::Good)] {
        let mut both = one(&world.answer(Status::Revoked(later(-600), reason), &Wording::at(later(-500))));
        both.add(&world.answer(Status::Good, &Wording::at(later(0)))).unwrap();
        assert_eq!(world.judged(&both, noon(), later(1)).revocation, expected, "reason {reason}");
    }
}

#[test]
fn only_the_issuer_and_whom_it_made_a_responder_are_believed() {
    let world = &*WORLD;
    let (request, wording) = (world.request(), Wording::at(later(0)));
    let stranger = Authority::generate(KeyKind::P256, always()).unwrap();
    let short = Validity { from: at("2020-01-01T00:00:00Z"), until: at("2024-01-01T00:00:00Z") };
    let of = |responder: Responder| responder.answer(&request, Status::Good, &wording).unwrap();
    let table = [
        ("another authority's responder", of(stranger.responder(KeyKind::P256, always()).unwrap())),
        ("a certificate for something else", of(world.authority.responder_with(KeyKind::P256, always(), false, true).unwrap())),
        (
            "a responder who would have to be asked about",
            of(world.authority.responder_with(KeyKind::P256, always(), true, false).unwrap()),
        ),
        ("a responder whose certificate has ended", of(world.authority.responder(KeyKind::P256, short).unwrap())),
    ];
    for (what, answer) in table {
        let verified = world.judged(&one(&answer), noon(), later(1));
        let said = (verified.revocation, verified.tested[0].doubt);
        assert_eq!(said, (Revocation::Unknown, Some(EvidenceFault::WrongResponder)), "{what}");
    }
    // An answer about another certificate of the same issuer.
    let other = world.authority.issue(&Leaf { pointers: Some(pointers()), ..chair() }).unwrap();
    let cms = other.sign_detached(FORM, noon()).unwrap();
    let question = verify_detached(FORM, &cms, &world.trust, noon()).unwrap().questions.remove(0);
    let answer = world.responder.answer(&status_request(&question, NONCE).unwrap(), Status::Good, &wording).unwrap();
    let verified = world.judged(&one(&answer), noon(), later(1));
    assert_eq!(verified.tested[0].doubt, Some(EvidenceFault::OtherCertificate));
}

#[test]
fn what_a_responder_says_instead_of_an_answer_is_never_good() {
    let world = &*WORLD;
    let table: [(&[u8], EvidenceFault); 5] = [
        (&Responder::try_later().unwrap(), EvidenceFault::TryLater),
        (&[0x30, 3, 0x0a, 1, 2], EvidenceFault::NotAnswered),
        (&[0x30, 3, 0x0a, 1, 6], EvidenceFault::NotAnswered),
        (&[0x30, 3, 0x0a, 1, 0], EvidenceFault::Unreadable),
        (b"<html>maintenance</html>", EvidenceFault::Unreadable),
    ];
    for (bytes, fault) in table {
        let mut evidence = Evidence::default();
        assert_eq!(evidence.add(bytes), Err(fault));
        let verified = world.judged(&evidence, noon(), later(1));
        assert_eq!((verified.revocation, verified.tested[0].doubt), (Revocation::Unknown, Some(fault)));
    }
    let nobody = world.judged(&Evidence::default(), noon(), later(1));
    assert_eq!(nobody.tested[0].doubt, Some(EvidenceFault::Missing));
}

#[test]
fn a_list_proves_the_status_within_its_window() {
    let world = &*WORLD;
    let nobody = || complete(-60, vec![]);
    let before = Revoked { invalid_since: Some(later(-600)), ..revoked(world, 1, Some(1)) };
    let stale = ListDraft { next_update: Some(later(-1)), ..nobody() };
    let endless = ListDraft { next_update: None, ..nobody() };
    let table = [
        ("nobody is listed", nobody(), Revocation::Good),
        ("listed before", complete(-60, vec![revoked(world, -120, Some(4))]), Revocation::Revoked),
        ("listed without a reason", complete(-60, vec![revoked(world, -120, None)]), Revocation::Revoked),
        ("listed after the signature", complete(10, vec![revoked(world, 5, Some(4))]), Revocation::Good),
        ("known to have been invalid before", complete(10, vec![before]), Revocation::Revoked),
        ("a list that has ended", stale, Revocation::Unknown),
        ("a list without an end, made before", endless, Revocation::Unknown),
        (
            "an ended list that names the certificate",
            ListDraft { next_update: Some(later(-1)), ..complete(-60, vec![revoked(world, -120, Some(1))]) },
            Revocation::Revoked,
        ),
    ];
    for (what, draft, expected) in table {
        assert_eq!(world.judged(&one(&world.list(&draft)), noon(), later(60)).revocation, expected, "{what}");
    }
}

#[test]
fn a_list_of_changes_counts_with_its_complete_list_only() {
    let world = &*WORLD;
    let changes = |from, reason| ListDraft {
        number: 8,
        changes_from: Some(from),
        revoked: vec![revoked(world, -30, Some(reason))],
        ..complete(-10, vec![])
    };
    let with = |base: &ListDraft, delta: &ListDraft| {
        let mut evidence = one(&world.list(base));
        evidence.add(&world.list(delta)).unwrap();
        world.judged(&evidence, noon(), later(1))
    };
    let clean = complete(-60, vec![]);
    let held = complete(-60, vec![revoked(world, -120, Some(HOLD))]);
    assert_eq!(with(&clean, &changes(7, 1)).revocation, Revocation::Revoked);
    assert_eq!(with(&held, &changes(7, 8)).revocation, Revocation::Good, "the hold was lifted");
    assert_eq!(with(&held, &changes(8, 8)).revocation, Revocation::Revoked, "changes of a later list than this one");
    assert_eq!(with(&ListDraft { number: 9, ..clean }, &changes(7, 1)).revocation, Revocation::Good, "a newer complete list");
    let alone = world.judged(&one(&world.list(&changes(7, 8))), noon(), later(1));
    assert_eq!((alone.revocation, alone.tested[0].doubt), (Revocation::Unknown, Some(EvidenceFault::DeltaAlone)));
}

#[test]
fn a_list_speaks_for_whom_it_covers() {
    const POINT: &str = "2.5.29.28";
    let world = &*WORLD;
    let scoped = |critical: bool, value: &[u8]| {
        let extensions = vec![(POINT, critical, value.to_vec())];
        world.list(&ListDraft { extensions, ..complete(-60, vec![]) })
    };
    // IssuingDistributionPoint: [1] users only, [2] authorities only, [3] some reasons, [4] indirect.
    let mut evidence = one(&scoped(true, &[0x30, 3, 0x81, 1, 0xff]));
    assert_eq!(world.judged(&evidence, noon(), later(1)).revocation, Revocation::Good);
    evidence = one(&scoped(true, &[0x30, 3, 0x82, 1, 0xff]));
    assert_eq!(world.judged(&evidence, noon(), later(1)).tested[0].doubt, Some(EvidenceFault::OutOfScope));
    for value in [&[0x30, 4, 0x83, 2, 6, 0x40][..], &[0x30, 3, 0x84, 1, 0xff]] {
        assert_eq!(Evidence::default().add(&scoped(true, value)), Err(EvidenceFault::OutOfScope));
    }
    let strange = ListDraft { extensions: vec![("1.2.398.3.3.5", true, vec![5, 0])], ..complete(-60, vec![]) };
    assert_eq!(Evidence::default().add(&world.list(&strange)), Err(EvidenceFault::CriticalExtension));
    let point = |address: &str| {
        let name = [&[0x86, u8::try_from(address.len()).unwrap()], address.as_bytes()].concat();
        let wrap = |tag: u8, inside: &[u8]| [&[tag, u8::try_from(inside.len()).unwrap()], inside].concat();
        wrap(0x30, &wrap(0xa0, &wrap(0xa0, &name)))
    };
    evidence = one(&scoped(true, &point("http://127.0.0.1/list.crl")));
    assert_eq!(world.judged(&evidence, noon(), later(1)).revocation, Revocation::Good);
    evidence = one(&scoped(true, &point("http://127.0.0.1/other.crl")));
    assert_eq!(world.judged(&evidence, noon(), later(1)).tested[0].doubt, Some(EvidenceFault::OutOfScope));
    // Another authority of the same name.
    let stranger = Authority::generate(KeyKind::P256, always()).unwrap().list(&complete(-60, vec![])).unwrap();
    assert_eq!(world.judged(&one(&stranger), noon(), later(1)).tested[0].doubt, Some(EvidenceFault::OtherCertificate));
}

#[test]
fn the_issuing_authority_is_asked_about_too_and_the_root_is_not() {
    let authority = Authority::generate_naming(KeyKind::P256, always(), &pointers()).unwrap();
    let world = World {
        trust: authority.trust(),
        chair: authority.issue(&Leaf { pointers: Some(pointers()), ..chair() }).unwrap(),
        responder: authority.responder(KeyKind::P256, always()).unwrap(),
        authority,
    };
    let cms = world.signed();
    let bare = verify_detached(FORM, &cms, &world.trust, noon()).unwrap();
    assert_eq!(bare.questions.len(), 2);
    let judge = |about_authority: Vec<Revoked>| {
        let request = status_request(&bare.questions[0], NONCE).unwrap();
        let mut evidence = one(&world.responder.answer(&request, Status::Good, &Wording::at(later(0))).unwrap());
        let half = world.judged(&evidence, noon(), later(1));
        assert_eq!(half.revocation, Revocation::Unknown, "the leaf is proved, its authority is not");
        evidence.add(&world.authority.root_list(&complete(-60, about_authority)).unwrap()).unwrap();
        world.judged(&evidence, noon(), later(1)).revocation
    };
    assert_eq!(judge(vec![]), Revocation::Good);
    let serial = world.authority.issuing().serial().to_vec();
    assert_eq!(judge(vec![Revoked { serial, at: later(-1), invalid_since: None, reason: Some(2) }]), Revocation::Revoked);
}

#[test]
fn after_the_end_of_a_certificate_silence_about_it_says_nothing() {
    let year = Validity { from: at("2025-01-01T00:00:00Z"), until: later(24 * 60) };
    let world = &*WORLD;
    let short = world.authority.issue(&Leaf { pointers: Some(pointers()), validity: year, ..chair() }).unwrap();
    let cms = short.sign_detached(FORM, noon()).unwrap();
    let question = verify_detached(FORM, &cms, &world.trust, noon()).unwrap().questions.remove(0);
    for (made, expected) in [(23 * 60, Revocation::Good), (25 * 60, Revocation::Unknown)] {
        let request = status_request(&question, NONCE).unwrap();
        let answer = world.responder.answer(&request, Status::Good, &Wording::at(later(made))).unwrap();
        for evidence in [one(&answer), one(&world.list(&complete(made, vec![])))] {
            let terms = Terms { trust: &world.trust, evidence: &evidence, at: noon(), now: later(made) };
            assert_eq!(verify_detached_by(FORM, &cms, &terms).unwrap().revocation, expected, "{made}");
        }
    }
}

#[test]
fn no_octet_of_evidence_may_change_unnoticed_and_none_makes_a_panic() {
    let world = &*WORLD;
    let answer = world.answer(Status::Good, &Wording::at(later(0)));
    let list =
        world.list(&complete(-60, vec![Revoked { serial: vec![9], at: later(-90), invalid_since: None, reason: Some(1) }]));
    for (piece, step) in [(answer, 1), (list, 1)] {
        for at in (0..piece.len()).step_by(step) {
            for bit in [at % 8, (at + 3) % 8] {
                let mut changed = piece.clone();
                changed[at] ^= 1 << bit;
                let mut evidence = Evidence::default();
                let good =
                    evidence.add(&changed).is_ok() && world.judged(&evidence, noon(), later(1)).revocation == Revocation::Good;
                assert!(!good, "octet {at} of {} may change unnoticed", piece.len());
            }
            let _ = Evidence::default().add(&piece[..at]);
        }
    }
}
