use crate::people::Entry;
use crate::synth::Organisation;
use crate::synth::people::{Somebody, bin};
use crate::synth::random::Random;
use jiff::civil::{Date, date};
use saraptama_core::authority::{Grant, Principal, Role};
use saraptama_core::law::{Law, Starts};
use saraptama_core::terms::{Bin, Iin, Region, Sha256};
use saraptama_sign::authority::{Authority, AuthorityFault, Identity, KeyKind, Leaf, PersonName, Validity};

/// How many experts the register has.
const EXPERTS: usize = 30;
/// The day by which the people are of working age.
const BORN_FOR: Date = date(2025, 9, 2);
/// From when the roles hold: before everything that the demonstration may be asked about.
const ROLES_FROM: Date = date(2020, 1, 1);
/// The seed of the world: the same people every time; their keys and tokens are new.
const SEED: u64 = 31;

/// Somebody of the demonstration: who, in which role, and with which key and token.
pub struct Identified {
    /// The entry in the register of roles.
    pub principal: Principal,
    /// The role in words of the contract; a program that passes messages has none of its own.
    pub role: Role,
    /// The organisation.
    pub organisation: Organisation,
    /// The token.
    pub token: String,
    /// The key and its certificate; programs between nodes have none.
    pub identity: Option<Identity>,
}

/// Everybody of the demonstration.
pub struct World {
    /// The people and programs.
    pub people: Vec<Identified>,
}

/// An organisation that refers, with the vendor of its system.
struct Clinic {
    organisation: Organisation,
    /// The doctor's and the chair's number and name, where an example of the law fixes them.
    fixed: Option<(Iin, Iin)>,
}

impl World {
    /// The world with new keys and tokens.
    ///
    /// # Errors
    /// When the authority cannot make a key.
    pub fn make(law: &Law, authority: &Authority) -> Result<Self, AuthorityFault> {
        let mut maker = Maker { authority, random: Random::new(SEED, 0), people: vec![] };
        let regions: Vec<Region> = law.pilot.editions[0].subjects.iter().filter_map(|subject| subject.region).collect();
        let mut clinics: Vec<Clinic> = regions.iter().enumerate().map(|(n, region)| maker.clinic(n, *region)).collect();
        clinics.extend(example_clinics());
        for (n, clinic) in clinics.iter().enumerate() {
            let (doctor, chair) = clinic.fixed.unzip();
            // At least one chair and one expert hold an RSA key, as most people in the country do.
            let key = if n == 0 { KeyKind::Rsa2048 } else { KeyKind::P256 };
            maker.add(format!("doctor-{:02}", n + 1), Role::Doctor, &clinic.organisation, doctor, KeyKind::P256)?;
            maker.add(format!("chair-{:02}", n + 1), Role::Chair, &clinic.organisation, chair, key)?;
        }
        for n in 0..EXPERTS {
            let region = regions[n % regions.len()];
            let key = if n == 0 { KeyKind::Rsa2048 } else { KeyKind::P256 };
            let department = maker.organisation(format!("МӘС бөлімі № {}", n + 1), region);
            maker.add(format!("expert-{:02}", n + 1), Role::Expert, &department, None, key)?;
        }
        let centre = maker.organisation("Мүгедектігі бар адамдардың деректер банкі".to_owned(), regions[0]);
        for (id, role) in [
            ("staff", Role::Staff),
            ("monitor", Role::Monitor),
            ("analyst", Role::Analyst),
            ("integrator", Role::Integrator),
            ("operator", Role::Operator),
            ("analyst-02", Role::Analyst),
            ("analyst-03", Role::Analyst),
        ] {
            maker.add(id.to_owned(), role, &centre, None, KeyKind::P256)?;
        }
        for node in ["mis-node", "ministry-node", "databank-node"] {
            maker.add_program(node, &centre)?;
        }
        Ok(Self { people: maker.people })
    }

    /// The register of roles: everybody, with the digests of their tokens.
    pub fn register(&self) -> Vec<Entry> {
        let entry = |one: &Identified| Entry {
            principal: one.principal.clone(),
            token_sha256: Some(Sha256::of(one.token.as_bytes())),
            password: None,
            seal: None,
        };
        self.people.iter().map(entry).collect()
    }

    /// Somebody by id.
    pub fn by_id(&self, id: &str) -> Option<&Identified> {
        self.people.iter().find(|one| one.principal.id == id)
    }

    /// Everybody in a role, in the order of their ids.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Identified> {
        self.people.iter().filter(move |one| one.role == role && one.identity.is_some())
    }
}

/// The vendor whose system a clinic uses: all that the order names, in turn.
pub(super) fn vendor(law: &Law, n: usize) -> String {
    let by_vendor = law.pilot.editions[0].subjects.iter().find_map(|subject| match &subject.starts {
        Starts::ByVendor(vendors) => Some(vendors),
        Starts::On(_) => None,
    });
    by_vendor.map_or_else(|| "damu".to_owned(), |vendors| vendors[n % vendors.len()].vendor.clone())
}

/// The organisations of the law's examples, so that whoever builds against them finds them here.
fn example_clinics() -> Vec<Clinic> {
    let clinic = |bin: &str, region: &str, doctor: &str, chair: &str| {
        let organisation = Organisation {
            bin: Bin::parse(bin).ok()?,
            name: "№ 5 қалалық емхана".to_owned(),
            region: Region::parse(region).ok()?,
        };
        Some(Clinic { organisation, fixed: Some((Iin::parse(doctor).ok()?, Iin::parse(chair).ok()?)) })
    };
    [
        clinic("130740994501", "KZ-61", "800203450162", "710506335458"),
        clinic("221140839146", "KZ-19", "800203404901", "710506333065"),
        clinic("241140607892", "KZ-59", "800203415687", "710506387004"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

struct Maker<'a> {
    authority: &'a Authority,
    random: Random,
    people: Vec<Identified>,
}

impl Maker<'_> {
    fn clinic(&mut self, n: usize, region: Region) -> Clinic {
        Clinic { organisation: self.organisation(format!("№ {} қалалық емхана", n + 1), region), fixed: None }
    }

    fn organisation(&mut self, name: String, region: Region) -> Organisation {
        Organisation { bin: bin(&mut self.random), name, region }
    }

    fn add(
        &mut self,
        id: String,
        role: Role,
        organisation: &Organisation,
        fixed: Option<Iin>,
        key: KeyKind,
    ) -> Result<(), AuthorityFault> {
        let somebody = Somebody::adult(BORN_FOR, &mut self.random);
        let iin = fixed.unwrap_or(somebody.iin);
        let name = PersonName {
            surname: somebody.family_name.clone(),
            given: somebody.given_name.clone(),
            patronymic: Some(somebody.patronymic.clone()),
        };
        let employer = saraptama_sign::authority::Organisation { bin: organisation.bin, name: organisation.name.clone() };
        let identity = self.authority.issue(&Leaf::employee(name, iin, employer, key, Validity::of_the_demonstration()))?;
        let principal = Principal {
            id,
            name: somebody.short_name(),
            iin: Some(iin),
            region: Some(organisation.region),
            grants: vec![Grant { role, organisation: Some(organisation.bin), from: ROLES_FROM, until: None }],
            absences: vec![],
        };
        self.people.push(Identified {
            principal,
            role,
            organisation: organisation.clone(),
            token: token()?,
            identity: Some(identity),
        });
        Ok(())
    }

    fn add_program(&mut self, id: &str, organisation: &Organisation) -> Result<(), AuthorityFault> {
        let principal = Principal {
            id: id.to_owned(),
            name: id.to_owned(),
            iin: None,
            region: None,
            grants: vec![Grant { role: Role::Integrator, organisation: None, from: ROLES_FROM, until: None }],
            absences: vec![],
        };
        self.people.push(Identified {
            principal,
            role: Role::Integrator,
            organisation: organisation.clone(),
            token: token()?,
            identity: None,
        });
        Ok(())
    }
}

/// A token: 256 bits of the system's randomness.
fn token() -> Result<String, AuthorityFault> {
    saraptama_sign::log::new_salt().map(hex::encode).ok_or(AuthorityFault::Key)
}
