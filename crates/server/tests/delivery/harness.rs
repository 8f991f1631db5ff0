use crate::wire::Wire;
pub(crate) use crate::wire::{Fate, Service};
use axum::body::Body;
use jiff::SignedDuration;
use saraptama_core::authority::Role;
use saraptama_core::check::Decision;
use saraptama_core::law::Law;
use saraptama_core::referral::Reached;
use saraptama_core::terms::{FormId, Instant, parse_instant};
use saraptama_server::clock::Clock;
use saraptama_server::config::{Config, NodeKind};
use saraptama_server::demo::{CLOCK_STARTS_AT, World, prepare};
use saraptama_server::doors;
use saraptama_server::flow::reading;
use saraptama_server::invariants::audit;
use saraptama_server::jobs::{Courier, Postman, allocate_once};
use saraptama_server::node::{self, Host, Node};
use saraptama_server::synth::{self, Options, Person};
use saraptama_server::transport::{Outbound, Transport};
use saraptama_store::Logged;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use tower::ServiceExt as _;

pub(crate) const MIS: NodeKind = NodeKind::Mis;
pub(crate) const MINISTRY: NodeKind = NodeKind::Ministry;
pub(crate) const DATA_BANK: NodeKind = NodeKind::DataBank;
const ALL: [NodeKind; 3] = [MIS, MINISTRY, DATA_BANK];

/// Three nodes, their people, and the wire.
pub(crate) struct Bed {
    pub(crate) wire: Arc<Wire>,
    pub(crate) world: Arc<World>,
    pub(crate) law: Law,
    pub(crate) now: Instant,
    /// By how much each node's clock is ahead.
    ahead: [SignedDuration; 3],
    configs: Vec<Config>,
    hosts: Vec<Host>,
    folder: tempfile::TempDir,
}

impl Bed {
    /// Nodes as `change` configures them.
    pub(crate) async fn with(change: impl Fn(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let addresses = [1, 2, 3].map(|port| ([127, 0, 0, 1], port).into());
        let law = Law::embedded();
        let prepared = prepare(folder.path(), &law, &addresses, CLOCK_STARTS_AT).unwrap();
        let mut configs = prepared.configs;
        configs.iter_mut().for_each(change);
        let now = parse_instant(CLOCK_STARTS_AT).unwrap();
        let ahead = [SignedDuration::ZERO; 3];
        let mut bed = Self { wire: Arc::default(), world: prepared.world, law, now, ahead, configs, hosts: vec![], folder };
        bed.restart().await;
        bed
    }

    pub(crate) async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// Every process ends and begins again, with what its disk holds.
    pub(crate) async fn restart(&mut self) {
        self.hosts.clear();
        for config in &self.configs {
            self.hosts.push(node::open(std::slice::from_ref(config), Law::embedded()).await.unwrap());
        }
        self.pass(SignedDuration::ZERO);
    }

    /// Lets time go by.
    pub(crate) fn pass(&mut self, time: SignedDuration) {
        self.now = self.now.checked_add(time).unwrap();
        let transport: Arc<dyn Transport> = self.wire.clone();
        for (host, ahead) in self.hosts.iter_mut().zip(self.ahead) {
            let clock = Clock::set_to(self.now.checked_add(ahead).unwrap());
            *host = host.clone().with_transport(&transport);
            if let Some(mis) = &mut host.mis {
                mis.0.clock = clock.clone();
            }
            if let Some(ministry) = &mut host.ministry {
                ministry.0.clock = clock.clone();
            }
            if let Some(databank) = &mut host.databank {
                databank.node.clock = clock;
            }
        }
        *self.wire.routers.lock().unwrap() = self.hosts.iter().cloned().map(doors::router).collect();
    }

    /// A courier of a node whose clock is moved by hand alone; it shows an hour later, when all that was recorded is due.
    pub(crate) fn courier_by_hand(&self, kind: NodeKind) -> (Courier, Arc<AtomicI64>) {
        let shown = self.now.checked_add(SignedDuration::from_hours(1)).unwrap();
        let hand = Arc::new(AtomicI64::new(i64::try_from(shown.as_nanosecond()).unwrap()));
        let mut node = self.node(kind).clone();
        node.clock = Clock::by_hand(hand.clone());
        (Courier::new(kind, node, self.host(kind).clone()), hand)
    }

    pub(crate) fn seconds(&mut self, seconds: i64) {
        self.pass(SignedDuration::from_secs(seconds));
    }

    /// From now on a node's clock is so far ahead of the others'.
    pub(crate) fn is_ahead(&mut self, kind: NodeKind, by: SignedDuration) {
        self.ahead[ALL.iter().position(|one| *one == kind).unwrap()] = by;
        self.pass(SignedDuration::ZERO);
    }

    /// From now on the wire does as `rule` says.
    pub(crate) fn rule(&self, rule: impl Fn(&Outbound) -> Fate + Send + Sync + 'static) {
        *self.wire.rule.lock().unwrap() = Some(Box::new(rule));
    }

    /// From now on the authority's services answer so; their addresses have no port.
    pub(crate) fn authority(&self, service: impl Fn(&Outbound) -> Option<Vec<u8>> + Send + Sync + 'static) {
        *self.wire.authority.lock().unwrap() = Some(Box::new(service));
    }

    pub(crate) fn host(&self, kind: NodeKind) -> &Host {
        &self.hosts[ALL.iter().position(|one| *one == kind).unwrap()]
    }

    pub(crate) fn node(&self, kind: NodeKind) -> &Node {
        self.host(kind).any()
    }

    /// One step of a node's courier; how many messages it took up.
    pub(crate) async fn deliver(&self, kind: NodeKind) -> usize {
        self.courier(kind).deliver_once().await.unwrap()
    }

    /// [`Bed::deliver`], which is let go of as soon as it waits for something that will not come: whether it did.
    pub(crate) async fn deliver_until_it_hangs(&self, kind: NodeKind) -> bool {
        tokio::select! {
            _ = self.deliver(kind) => false,
            () = self.wire.hung.notified() => true,
        }
    }

    /// A courier of a node, who remembers what is in their hands.
    pub(crate) fn courier(&self, kind: NodeKind) -> Courier {
        Courier::new(kind, self.node(kind).clone(), self.host(kind).clone())
    }

    /// Steps of every node until nothing is due.
    pub(crate) async fn run(&self) {
        loop {
            let mut moved = 0;
            for kind in ALL {
                moved += self.deliver(kind).await;
                let postman = Postman::new(kind, self.node(kind).clone(), self.host(kind).clone());
                moved += postman.post_once().await.unwrap();
            }
            let allocated = allocate_once(self.host(DATA_BANK).databank()).await.unwrap();
            if moved == 0 && allocated.numbered == 0 {
                return;
            }
        }
    }

    /// Waiting and given up, of a node.
    pub(crate) async fn outbox(&self, kind: NodeKind) -> (u64, u64) {
        let state = self.node(kind).store.outbox_state().await.unwrap();
        (state.waiting, state.dead)
    }

    /// Signable forms, made and not handed in.
    pub(crate) fn forms(&self, count: usize, options: &Options) -> Vec<(FormId, Vec<u8>)> {
        let clinics: Vec<_> = self.world.in_role(Role::Doctor).zip(self.world.in_role(Role::Chair)).collect();
        let person = |one: &saraptama_server::demo::Identified| {
            one.principal.iin.map(|iin| Person { iin, name: one.principal.name.clone() })
        };
        (0..)
            .zip(clinics.iter().cycle())
            .filter_map(|(index, (doctor, chair))| {
                let organisation = Some(doctor.organisation.clone());
                let options = Options { organisation, doctor: person(doctor), chair: person(chair), ..options.clone() };
                let bytes = synth::form(11, index, &options, &self.law).bytes;
                let (check, passport) = reading::check(&bytes, None, &self.law);
                passport.filter(|_| check.decision == Decision::Signable).map(|passport| (passport.id, bytes))
            })
            .take(count)
            .collect()
    }

    /// Signable forms, stored and signed in the MIS.
    pub(crate) async fn signed(&self, count: usize) -> Vec<FormId> {
        let forms = self.forms(count, &Options::default());
        for (form, bytes) in &forms {
            self.store(*form, bytes).await;
            self.sign(*form, bytes).await.unwrap();
        }
        forms.into_iter().map(|(form, _)| form).collect()
    }

    pub(crate) async fn store(&self, form: FormId, bytes: &[u8]) {
        let (check, passport) = reading::check(bytes, None, &self.law);
        self.host(MIS).mis().store_form(form, passport.unwrap().organisation, bytes, check).await.unwrap();
    }

    /// The chair whom the form names freezes and signs it.
    pub(crate) async fn sign(&self, form: FormId, bytes: &[u8]) -> Result<(), saraptama_server::flow::FlowError> {
        let chair = reading::passport(bytes, &self.law).unwrap().chair;
        let chair = self.world.in_role(Role::Chair).find(|one| one.principal.iin == Some(chair)).unwrap();
        let mis = self.host(MIS).mis();
        mis.freeze(&chair.principal, form).await?;
        let signature = chair.identity.as_ref().unwrap().sign_detached(bytes, self.now).unwrap();
        mis.sign(&chair.principal, form, &signature).await.map(drop)
    }

    /// Asks a node's doors, as whoever has the id `who`.
    pub(crate) async fn ask(&self, kind: NodeKind, method: &str, path: &str, who: &str) -> (u16, serde_json::Value) {
        let token = self.world.by_id(who).map_or("none", |one| &one.token);
        let request = axum::http::Request::builder().method(method).uri(path).header("authorization", format!("Bearer {token}"));
        let response = doors::router(self.host(kind).clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let bytes = saraptama_server::transport::whole(response.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    /// Posts JSON to a node's door, as whoever has the id `who`.
    pub(crate) async fn post(&self, kind: NodeKind, path: &str, who: &str, body: Vec<u8>) {
        assert_eq!(self.say(kind, path, who, "application/json", body).await.0, 200);
    }

    /// Posts an envelope to a node's door, as whoever has the id `who`; answers what it says.
    pub(crate) async fn envelope(&self, kind: NodeKind, path: &str, who: &str, body: &[u8]) -> Vec<u8> {
        self.say(kind, path, who, "text/xml", body.to_vec()).await.1
    }

    async fn say(&self, kind: NodeKind, path: &str, who: &str, media_type: &str, body: Vec<u8>) -> (u16, Vec<u8>) {
        let token = &self.world.by_id(who).unwrap().token;
        let request = axum::http::Request::post(path).header("authorization", format!("Bearer {token}"));
        let request = request.header("content-type", media_type).body(Body::from(body)).unwrap();
        let response = doors::router(self.host(kind).clone()).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        (status, saraptama_server::transport::whole(response.into_body(), 1 << 22).await.unwrap())
    }

    /// The key by which the system of this name seals its envelopes.
    pub(crate) fn seal_of(&self, system: &str) -> saraptama_sign::authority::Identity {
        let folder = self.folder.path().join("systems").join(system);
        let pem = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        saraptama_sign::authority::Identity::from_pem(&pem("cert.pem"), &pem("key.pem")).unwrap()
    }

    /// An envelope under the seal of the system of this name.
    pub(crate) fn sealed(&self, system: &str, envelope: &str) -> Vec<u8> {
        self.seal_of(system).seal_envelope(envelope, true).unwrap().into_bytes()
    }

    /// Everything that a node has logged, in order.
    pub(crate) async fn logged(&self, kind: NodeKind) -> Vec<Logged> {
        let mut all: Vec<Logged> = vec![];
        loop {
            let from = i64::try_from(all.len()).unwrap();
            let page = self.node(kind).store.log_records(0, from, 64).await.unwrap();
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    /// What the checker of the archives finds broken.
    pub(crate) async fn broken(&self) -> Vec<String> {
        audit(&self.configs, None, &self.law, false).await.unwrap().broken()
    }

    /// The folder of a node's archive.
    pub(crate) fn data(&self, kind: NodeKind) -> &std::path::Path {
        &self.configs[ALL.iter().position(|one| *one == kind).unwrap()].data
    }

    /// The stages that the MIS knows of a form.
    pub(crate) async fn journey(&self, form: FormId) -> Vec<String> {
        self.reached(form).await.into_iter().map(|reached| reached.stage.to_string()).collect()
    }

    /// The journey with what is said of each stage.
    pub(crate) async fn reached(&self, form: FormId) -> Vec<Reached> {
        let mis = self.host(MIS).mis();
        let organisation = mis.store.form_head(form).await.unwrap().unwrap().organisation;
        let is_theirs = |one: &&saraptama_server::demo::Identified| Some(one.organisation.bin) == organisation;
        let doctor = self.world.in_role(Role::Doctor).find(is_theirs).unwrap();
        mis.journey_of(&doctor.principal, form).await.unwrap()
    }
}

/// Whether a request speaks of a form.
pub(crate) fn names(request: &Outbound, form: FormId) -> bool {
    String::from_utf8_lossy(request.body()).contains(&form.to_string())
}

/// To the ministry, on the MIS's route.
pub(crate) fn to_ministry(request: &Outbound) -> bool {
    request.uri().port_u16() == Some(2) && request.uri().path().starts_with("/exchange/v1/submissions")
}
