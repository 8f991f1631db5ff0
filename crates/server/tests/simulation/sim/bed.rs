//! What every simulation has in common, made once: people with their keys, signed forms, the law.

use saraptama_core::authority::Role;
use saraptama_core::check::Decision;
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, Instant, civil_date, parse_instant};
use saraptama_server::config::{Config, NodeKind};
use saraptama_server::demo::{CLOCK_STARTS_AT, Identified, World, prepare};
use saraptama_server::flow::reading;
use saraptama_server::node::{Keys, open_trust};
use saraptama_server::people::People;
use saraptama_server::synth::{self, Options, Person};
use saraptama_sign::Trust;
use saraptama_sign::authority::Identity;
use saraptama_sign::log::PublicKey;
use saraptama_wire::words::Words;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

/// How many forms of each kind there are to choose from.
const FORMS: usize = 48;

/// A form with its chair's signature.
#[derive(Clone)]
pub(crate) struct Paper {
    pub(crate) form: FormId,
    pub(crate) bytes: Vec<u8>,
    /// Detached CMS, DER.
    pub(crate) signature: Vec<u8>,
    /// The places of doctor and chair among the clinics.
    pub(crate) clinic: usize,
}

/// People, forms, configurations.
pub(crate) struct Bed {
    pub(crate) law: Arc<Law>,
    pub(crate) words: Arc<Words>,
    pub(crate) world: Arc<World>,
    pub(crate) trust: Trust,
    pub(crate) people: People,
    pub(crate) log_key: PublicKey,
    /// Forms that may be signed and travel.
    pub(crate) good: Vec<Paper>,
    /// Forms that the check blocks, signed all the same.
    pub(crate) blocked: Vec<Paper>,
    /// The ministry's system, which seals what goes through the gateway.
    pub(crate) seal: Identity,
    configs: Vec<Config>,
    _folder: tempfile::TempDir,
}

/// The bed, made when the first simulation asks for it.
pub(crate) fn bed() -> &'static Bed {
    static BED: OnceLock<Bed> = OnceLock::new();
    BED.get_or_init(|| Bed::make().expect("the demonstration's world can be made"))
}

impl Bed {
    fn make() -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let law = Law::embedded();
        let nowhere = [SocketAddr::from(([127, 0, 0, 1], 1)); 3];
        let prepared = prepare(folder.path(), &law, &nowhere, CLOCK_STARTS_AT)?;
        let mut configs = prepared.configs;
        for config in &mut configs {
            for (name, route) in &mut config.routes {
                let to = match name.as_str() {
                    "data-bank" => "databank",
                    "mis-node" => "mis",
                    _ => "ministry",
                };
                route.url = format!("http://{to}.test");
            }
        }
        let keys = configs.iter().find_map(|config| config.keys.clone()).ok_or("the data bank has no keys")?;
        let log_key = Keys::open(&keys)?.log.public_key();
        let first = configs.first().ok_or("there is no configuration")?;
        let (trust, people) = (open_trust(&first.trust)?, People::load(&first.principals)?);
        let home = folder.path().join("systems/ministry");
        let pem = |name: &str| std::fs::read_to_string(home.join(name)).map_err(|e| e.to_string());
        let seal = Identity::from_pem(&pem("cert.pem")?, &pem("key.pem")?).map_err(|e| e.to_string())?;
        let (words, law, world) = (Arc::new(Words::new()), Arc::new(law), prepared.world);
        let mut bed =
            Self { seal, law, words, world, trust, people, log_key, good: vec![], blocked: vec![], configs, _folder: folder };
        for index in 0.. {
            let clinic = index as usize % bed.clinics();
            if bed.good.len() < FORMS {
                let made = bed.paper(index, clinic, 0, Decision::Signable)?;
                bed.good.extend(made);
            } else if bed.blocked.len() < FORMS / 4 {
                let made = bed.paper(index, clinic, 100, Decision::Blocked)?;
                bed.blocked.extend(made);
            } else {
                break;
            }
        }
        Ok(bed)
    }

    fn paper(&self, index: u64, clinic: usize, defects_percent: u8, decision: Decision) -> Result<Option<Paper>, String> {
        let (doctor, chair) = (self.doctor(clinic), self.chair(clinic));
        let person = |one: &Identified| one.principal.iin.map(|iin| Person { iin, name: one.principal.name.clone() });
        let options = Options {
            defects_percent,
            organisation: Some(doctor.organisation.clone()),
            doctor: person(doctor),
            chair: person(chair),
            ..Options::default()
        };
        let bytes = synth::form(77, index, &options, &self.law).bytes;
        let (check, passport) = reading::check(&bytes, None, &self.law);
        // Blocked on each day that a wrong clock may show.
        let days = (-3..=3).filter_map(|days| civil_date(start()).checked_add(jiff::Span::new().days(days)).ok());
        let steady = days.map(|day| reading::check(&bytes, Some(day), &self.law).0.decision).all(|found| found == decision);
        let own = |chair: &Identified, passport: &saraptama_core::form::Passport| chair.principal.iin == Some(passport.chair);
        let Some(passport) = passport
            .filter(|passport| (steady || decision == Decision::Signable) && check.decision == decision && own(chair, passport))
        else {
            return Ok(None);
        };
        let signature = self.sign(chair, &bytes)?;
        Ok(Some(Paper { form: passport.id, bytes, signature, clinic }))
    }

    /// The detached signature of somebody.
    pub(crate) fn sign(&self, who: &Identified, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let identity = who.identity.as_ref().ok_or("whoever signs has a key")?;
        identity.sign_detached(bytes, start()).map_err(|e| e.to_string())
    }

    pub(crate) fn clinics(&self) -> usize {
        self.world.in_role(Role::Chair).count()
    }

    pub(crate) fn doctor(&self, clinic: usize) -> &Identified {
        self.world.in_role(Role::Doctor).nth(clinic).expect("every clinic has a doctor: `clinics`")
    }

    pub(crate) fn chair(&self, clinic: usize) -> &Identified {
        self.world.in_role(Role::Chair).nth(clinic).expect("every clinic has a chair: `clinics`")
    }

    pub(crate) fn token(&self, id: &str) -> &str {
        &self.world.by_id(id).expect("the demonstration has this id").token
    }

    pub(crate) fn config(&self, kind: NodeKind) -> &Config {
        self.configs.iter().find(|config| config.node == kind).expect("each node has a configuration: `prepare`")
    }
}

/// The instant that signatures claim, and about which simulations begin.
pub(crate) fn start() -> Instant {
    parse_instant(CLOCK_STARTS_AT).expect("the demonstration's beginning is an instant")
}
