//! Signatures of which it cannot be told yet whether they hold: the form waits, is seen to wait, and goes on
//! or is refused as soon as the authority answers.

use crate::harness::{Bed, DATA_BANK, MINISTRY, MIS, Service};
use jiff::SignedDuration;
use saraptama_core::authority::Role;
use saraptama_core::terms::{FormId, Instant, Sha256};
use saraptama_server::config::Config;
use saraptama_server::demo::Identified;
use saraptama_server::flow::reading;
use saraptama_server::synth::Options;
use saraptama_server::transport::Outbound;
use saraptama_sign::authority::{
    Authority, Identity, KeyKind, Leaf, Organisation, PersonName, Pointers, Responder, StampWording, Stamper, Status, Validity,
    Wording,
};
use saraptama_sign::{Evidence, Revocation, Terms, verify_detached_by};
use std::sync::Arc;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An authority whose certificates name whom to ask.
pub(crate) struct Services {
    pub(crate) authority: Authority,
    pub(crate) responder: Responder,
    pub(crate) stamper: Stamper,
}

pub(crate) struct Case {
    pub(crate) bed: Bed,
    pub(crate) services: Arc<Services>,
    pub(crate) form: FormId,
    pub(crate) bytes: Vec<u8>,
    pub(crate) chair: saraptama_core::authority::Principal,
    pub(crate) key: Identity,
}

pub(crate) fn always() -> Validity {
    Validity::of_the_demonstration()
}

impl Case {
    async fn new(stamps: bool) -> Self {
        Self::with(stamps, |_| ()).await
    }

    /// Nodes as `change` configures them beside that.
    pub(crate) async fn with(stamps: bool, change: impl Fn(&mut Config)) -> Self {
        let pointers = Some(Pointers { ocsp: "http://ocsp.test/".into(), ..Pointers::default() });
        let authority = Authority::generate(KeyKind::P256, always()).unwrap();
        Self::under(authority, |leaf| Leaf { pointers: pointers.clone(), ..leaf }, stamps, change).await
    }

    /// Nodes that trust this authority too, and a chair with such a certificate of it.
    pub(crate) async fn under(
        authority: Authority,
        certificate: impl Fn(Leaf) -> Leaf,
        stamps: bool,
        change: impl Fn(&mut Config),
    ) -> Self {
        let (root, issuing) = (authority.root_pem(), authority.issuing_pem());
        let bed = Bed::with(|config| {
            let folder = std::path::Path::new(&config.trust);
            std::fs::write(folder.join("named-root.pem"), &root).unwrap();
            std::fs::write(folder.join("named-ca.pem"), &issuing).unwrap();
            config.evidence.hosts = vec!["ocsp.test".into()];
            config.evidence.stamp = stamps.then(|| "http://tsp.test/".into());
            change(config);
        })
        .await;
        let (form, bytes) = bed.forms(1, &Options::default()).remove(0);
        bed.store(form, &bytes).await;
        let passport = reading::passport(&bytes, &bed.law).unwrap();
        let named = |one: &&Identified| one.principal.iin == Some(passport.chair);
        let chair = bed.world.in_role(Role::Chair).find(named).unwrap().principal.clone();
        let name = PersonName { surname: "СЫНАҚОВА".into(), given: "АЙГҮЛ".into(), patronymic: None };
        let employer = Organisation { bin: passport.organisation, name: "Емхана".into() };
        let leaf = Leaf::employee(name, passport.chair, employer, KeyKind::P256, always());
        let key = authority.issue(&certificate(leaf)).unwrap();
        let responder = authority.responder(KeyKind::P256, always()).unwrap();
        let stamper = authority.stamper(KeyKind::P256, always(), true).unwrap();
        Self { bed, services: Arc::new(Services { authority, responder, stamper }), form, bytes, chair, key }
    }

    /// The authority answers: this of the certificate, made now.
    fn says(&self, status: Status) {
        let (services, now) = (self.services.clone(), self.bed.now);
        self.bed.authority(move |request| Some(services.responder.answer(request.body(), status, &Wording::at(now)).unwrap()));
    }

    pub(crate) async fn sign(&self) -> Result<String, String> {
        let mis = self.bed.host(MIS).mis();
        mis.freeze(&self.chair, self.form).await.unwrap();
        self.hand_in(&self.key.sign_detached(&self.bytes, self.bed.now).unwrap()).await
    }

    pub(crate) async fn hand_in(&self, cms: &[u8]) -> Result<String, String> {
        let mis = self.bed.host(MIS).mis();
        mis.sign(&self.chair, self.form, cms).await.map(|stage| stage.to_string()).map_err(|error| error.to_string())
    }

    pub(crate) async fn journey(&self) -> Vec<String> {
        self.bed.journey(self.form).await
    }

    pub(crate) async fn last(&self) -> String {
        self.journey().await.pop().unwrap()
    }

    /// How many forms the operators of a node see waiting.
    async fn seen(&self, kind: saraptama_server::config::NodeKind) -> u64 {
        let (_, health) = self.bed.ask(kind, "GET", "/health/ready", "nobody").await;
        health["nodes"][kind.as_str()]["awaiting_proof"].as_u64().unwrap()
    }

    /// A day goes by, and the node asks again and again.
    async fn a_day(&mut self) -> usize {
        let mut asked = 0;
        for _ in 0..288 {
            self.bed.pass(DAY / 288);
            asked += self.bed.deliver(MIS).await;
        }
        asked
    }
}

#[tokio::test]
async fn a_responder_that_is_away_for_a_day_loses_no_form() {
    let mut case = Case::new(false).await;
    case.bed.authority(|_| None);
    assert_eq!(case.sign().await, Ok("awaiting-proof".into()));
    let cms = case.bed.node(MIS).store.signature(case.form, "chair").await.unwrap().unwrap().bytes;
    assert_eq!(case.hand_in(&cms).await, Ok("awaiting-proof".into()), "the same signature again");
    assert_eq!(case.journey().await, ["checked", "frozen", "awaiting-proof"]);
    assert_eq!(case.seen(MIS).await, 1);
    let taken_at = case.bed.now;
    let asked = case.a_day().await;
    assert!((150..289).contains(&asked), "{asked} times in a day: patiently");
    case.bed.restart().await;
    assert_eq!(case.last().await, "awaiting-proof");

    case.says(Status::Good);
    case.bed.seconds(400);
    case.bed.run().await;
    let journey = case.journey().await;
    assert!(journey.contains(&"accepted-by-data-bank".to_owned()), "{journey:?}");
    assert!(!journey.contains(&"awaiting-proof".to_owned()) && case.seen(MIS).await == 0);
    assert_eq!(case.bed.broken().await, Vec::<String>::new());

    // Years later, with nobody to ask: what was kept proves it, for the instant at which it was taken.
    for kind in [MIS, MINISTRY, DATA_BANK] {
        let store = &case.bed.node(kind).store;
        let seal = store.signature(case.form, "chair").await.unwrap().unwrap();
        let mut evidence = Evidence::default();
        for row in store.evidence(case.form, Sha256::of(&seal.bytes)).await.unwrap() {
            evidence.add(&row.bytes).unwrap();
        }
        let now = case.bed.now.checked_add(DAY * 1000).unwrap();
        let terms = Terms { trust: &case.services.authority.trust(), evidence: &evidence, at: taken_at, now };
        let verified = verify_detached_by(&case.bytes, &seal.bytes, &terms).unwrap();
        assert_eq!(verified.revocation, Revocation::Good, "{}", kind.as_str());
    }
}

#[tokio::test]
async fn what_is_no_answer_to_our_question_leaves_the_form_waiting() {
    let case = Case::new(false).await;
    case.bed.authority(|_| Some(Responder::try_later().unwrap()));
    assert_eq!(case.sign().await, Ok("awaiting-proof".into()));
    let stranger = Authority::generate(KeyKind::P256, always()).unwrap().responder(KeyKind::P256, always()).unwrap();
    let (now, mut bed) = (case.bed.now, case.bed);
    let services = case.services.clone();
    let old = services.clone();
    let replayed = std::sync::OnceLock::<Vec<u8>>::new();
    let wrong: Vec<(&str, Service)> = vec![
        (
            "another authority's responder",
            Box::new(move |request| Some(stranger.answer(request.body(), Status::Good, &Wording::at(now)).unwrap())),
        ),
        ("a page", Box::new(|_| Some(b"<html>maintenance</html>".to_vec()))),
        ("too much", Box::new(|_| Some(vec![0x30; 1 << 20]))),
        (
            "the responder does not know",
            Box::new(move |request| Some(services.responder.answer(request.body(), Status::Unknown, &Wording::at(now)).unwrap())),
        ),
        // Every question gets the answer to the first one.
        (
            "an answer to another question",
            Box::new(move |request| {
                let first = replayed.set(old.responder.answer(request.body(), Status::Good, &Wording::at(now)).unwrap()).is_ok();
                if first { None } else { replayed.get().cloned() }
            }),
        ),
    ];
    for (what, service) in wrong {
        bed.authority(service);
        for _ in 0..3 {
            bed.seconds(400);
            bed.deliver(MIS).await;
            assert_eq!(bed.journey(case.form).await.pop().unwrap(), "awaiting-proof", "{what}");
        }
    }
}

#[tokio::test]
async fn revoked_before_the_signature_refuses_it_and_revoked_after_does_not() {
    let minute = |at: Instant, minutes: i64| at.checked_add(SignedDuration::from_mins(minutes)).unwrap();
    // Known at once.
    let case = Case::new(false).await;
    case.says(Status::Revoked(minute(case.bed.now, -60), 1));
    assert!(case.sign().await.unwrap_err().contains("revoked"));
    assert_eq!(case.last().await, "frozen");
    // Known a day later.
    for (minutes, expected) in [(-60, "refused"), (60, "signed")] {
        let mut case = Case::new(false).await;
        case.bed.authority(|_| None);
        let revoked = Status::Revoked(minute(case.bed.now, minutes), 1);
        assert_eq!(case.sign().await, Ok("awaiting-proof".into()));
        case.a_day().await;
        case.says(revoked);
        case.bed.seconds(400);
        case.bed.deliver(MIS).await;
        assert_eq!(case.last().await, expected, "revoked {minutes} minutes from the signature");
        assert_eq!(case.seen(MIS).await, 0);
        assert_eq!(case.bed.broken().await, Vec::<String>::new());
        if expected == "refused" {
            let cms = case.key.sign_detached(&case.bytes, case.bed.now).unwrap();
            assert!(case.hand_in(&cms).await.unwrap_err().contains("signed already"), "a new form goes on in its place");
        }
    }
}

#[tokio::test]
async fn a_later_node_that_cannot_prove_the_signature_keeps_nothing_and_the_sender_shows_that_it_waits() {
    let mut case = Case::new(false).await;
    case.says(Status::Good);
    assert_eq!(case.sign().await, Ok("signed".into()));
    case.bed.authority(|_| None);
    for _ in 0..20 {
        case.bed.seconds(30);
        case.bed.deliver(MIS).await;
    }
    assert_eq!(case.journey().await, ["checked", "frozen", "signed", "awaiting-proof"]);
    let why = case.bed.reached(case.form).await.pop().unwrap().detail;
    assert_eq!(why.as_deref(), Some("signature-proof-awaited"), "the other side's reason, and none of our own");
    assert_eq!(case.bed.outbox(MIS).await, (1, 0));
    assert_eq!(case.seen(MIS).await, 1);
    assert!(case.bed.node(MINISTRY).store.form(case.form).await.unwrap().is_none(), "what is unproved takes no id");
    case.says(Status::Good);
    case.bed.seconds(400);
    case.bed.deliver(MIS).await;
    assert_eq!(case.last().await, "accepted-by-ministry");
    // The data bank waits too, and says so all the way back.
    case.bed.authority(|_| None);
    case.bed.run().await;
    case.bed.seconds(1);
    case.bed.run().await;
    assert_eq!((case.last().await.as_str(), case.seen(MINISTRY).await), ("awaiting-proof", 1));
    case.bed.seconds(400);
    case.says(Status::Good);
    case.bed.run().await;
    assert!(case.journey().await.contains(&"accepted-by-data-bank".to_owned()));
    assert_eq!(case.seen(MINISTRY).await, 0);
    assert_eq!(case.bed.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_time_stamp_authority_that_is_away_for_a_day_loses_no_form_either() {
    let mut case = Case::new(true).await;
    let answer = |services: &Services, request: &Outbound, now: Instant| match request.uri().host() {
        Some("tsp.test") => services.stamper.respond(request.body(), &StampWording::at(now)).unwrap(),
        _ => services.responder.answer(request.body(), Status::Good, &Wording::at(now)).unwrap(),
    };
    let (services, now) = (case.services.clone(), case.bed.now);
    case.bed.authority(
        move |request| {
            if request.uri().host() == Some("tsp.test") { None } else { Some(answer(&services, request, now)) }
        },
    );
    assert_eq!(case.sign().await, Ok("awaiting-proof".into()));
    case.a_day().await;
    let services = case.services.clone();
    case.bed.seconds(400);
    let now = case.bed.now;
    case.bed.authority(move |request| Some(answer(&services, request, now)));
    case.bed.deliver(MIS).await;
    assert_eq!(case.last().await, "signed");
    let signature = case.bed.node(MIS).store.signature(case.form, "chair").await.unwrap().unwrap().sha256;
    let kept = case.bed.node(MIS).store.evidence(case.form, signature).await.unwrap();
    assert!(kept.iter().any(|row| row.kind == "time-stamp"));
    case.bed.run().await;
    assert!(case.journey().await.contains(&"accepted-by-data-bank".to_owned()));
    assert_eq!(case.bed.broken().await, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_is_asked_whom_the_configuration_does_not_name() {
    let case = Case::new(false).await;
    let asked = Arc::new(std::sync::Mutex::new(0));
    let count = asked.clone();
    case.bed.authority(move |_| {
        *count.lock().unwrap() += 1;
        None
    });
    for ocsp in
        ["http://10.0.0.1/", "http://ocsp.test:81/", "http://ocsp.test@10.0.0.1/", "https://ocsp.test/", "file:///etc/passwd"]
    {
        let passport = reading::passport(&case.bytes, &case.bed.law).unwrap();
        let name = PersonName { surname: "СЫНАҚОВА".into(), given: "АЙГҮЛ".into(), patronymic: None };
        let employer = Organisation { bin: passport.organisation, name: "Емхана".into() };
        let leaf = Leaf::employee(name, passport.chair, employer, KeyKind::P256, always());
        let pointers = Some(Pointers { ocsp: ocsp.into(), ..Pointers::default() });
        let key = case.services.authority.issue(&Leaf { pointers, ..leaf }).unwrap();
        let (form, bytes) = (case.form, &case.bytes);
        let mis = case.bed.host(MIS).mis();
        mis.freeze(&case.chair, form).await.unwrap();
        let cms = key.sign_detached(bytes, case.bed.now).unwrap();
        let _ = mis.sign(&case.chair, form, &cms).await;
        assert_eq!(*asked.lock().unwrap(), 0, "{ocsp}");
    }
    assert_eq!(case.last().await, "awaiting-proof");
}
