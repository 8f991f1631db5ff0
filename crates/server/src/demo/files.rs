use super::systems;
use super::world::{Identified, World};
use crate::config::{Config, Monitoring, NodeKind, Route, SignIn};
use crate::synth::Organisation;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::law::Law;
use saraptama_core::terms::{Bin, Iin, Region};
use saraptama_sign::authority::{Authority, Identity, KeyKind, Validity};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

/// A folder in which everything stands that three nodes need.
pub struct Prepared {
    /// Its people, with their keys and tokens.
    pub world: Arc<World>,
    /// A configuration for each node, in the order MIS, ministry, data bank.
    pub configs: Vec<Config>,
    /// It was made just now.
    pub is_new: bool,
}

/// One folder under `identities/`: `identity.json` (contract, `http.md`).
#[derive(serde::Serialize, serde::Deserialize)]
struct Card {
    role: Role,
    name: String,
    iin: Option<Iin>,
    bin: Bin,
    region: Region,
    token: String,
}

/// What `identities/` does not tell: programs, and names of organisations.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    principal: Principal,
    role: Role,
    organisation: String,
    bin: Bin,
    region: Region,
    token: String,
}

/// Makes test identities, anchors, keys and a configuration for each node in `folder`, or reads back
/// what stands there. `addresses` are those of MIS, ministry and data bank.
///
/// # Errors
/// What cannot be made, written or read, in a sentence.
pub fn prepare(folder: &Path, law: &Law, addresses: &[SocketAddr; 3], clock_starts_at: &str) -> Result<Prepared, String> {
    let told = |what: String| format!("preparing {}: {what}", folder.display());
    let world_file = folder.join("world.json");
    let is_new = !world_file.exists();
    let world = if is_new { make(folder, law).map_err(told)? } else { read(folder).map_err(told)? };
    let configs = configs(folder, &world, addresses, clock_starts_at).map_err(told)?;
    if is_new {
        // Last, so that a folder that was begun and not finished is begun again.
        let kept: Vec<Kept> = world.people.iter().map(Kept::of).collect();
        write(&world_file, &pretty(&kept)?).map_err(told)?;
    }
    Ok(Prepared { world: Arc::new(world), configs, is_new })
}

fn make(folder: &Path, law: &Law) -> Result<World, String> {
    let authority = Authority::generate(KeyKind::P256, Validity::of_the_demonstration()).map_err(|e| e.to_string())?;
    let world = World::make(law, &authority).map_err(|e| e.to_string())?;
    write(&folder.join("trust/root.pem"), &authority.root_pem())?;
    write(&folder.join("trust/issuing.pem"), &authority.issuing_pem())?;
    for one in &world.people {
        let Some(identity) = &one.identity else { continue };
        let home = folder.join("identities").join(&one.principal.id);
        write(&home.join("key.pem"), &identity.key_pem().map_err(|e| e.to_string())?)?;
        write(&home.join("cert.pem"), &identity.certificate_pem())?;
        write(&home.join("identity.json"), &pretty(&Card::of(one))?)?;
    }
    let mut register = world.register();
    let organisation =
        world.by_id(systems::DATA_BANK.1).map(|one| one.organisation.clone()).ok_or("no node is among the people")?;
    systems::make(folder, &authority, &organisation, &mut register)?;
    write(&folder.join("principals.json"), &pretty(&register)?)?;
    Ok(world)
}

fn read(folder: &Path) -> Result<World, String> {
    let kept: Vec<Kept> = serde_json::from_str(&text(&folder.join("world.json"))?).map_err(|e| format!("world.json: {e}"))?;
    let mut people = vec![];
    for one in kept {
        let home = folder.join("identities").join(&one.principal.id);
        let identity = if home.exists() {
            let pems = (text(&home.join("cert.pem"))?, text(&home.join("key.pem"))?);
            Some(Identity::from_pem(&pems.0, &pems.1).map_err(|e| format!("identity {}: {e}", one.principal.id))?)
        } else {
            None
        };
        let organisation = Organisation { bin: one.bin, name: one.organisation, region: one.region };
        people.push(Identified { principal: one.principal, role: one.role, organisation, token: one.token, identity });
    }
    Ok(World { people })
}

/// The three configurations, written beside the data so that three processes can take the demonstration's place.
fn configs(folder: &Path, world: &World, addresses: &[SocketAddr; 3], clock_starts_at: &str) -> Result<Vec<Config>, String> {
    let token = |id: &str| world.by_id(id).map(|one| one.token.clone()).ok_or_else(|| format!("{id} is missing"));
    let route = |to: SocketAddr, sender: &str, gateway: bool| {
        Ok::<_, String>(Route::new(format!("http://{to}"), sender.to_owned(), token(sender)?, gateway))
    };
    let through_gateway = |to: SocketAddr, node: &str, sender: &str| {
        Ok::<_, String>(Route { sealed_by: systems::sealed_by(folder, node)?, ..route(to, sender, true)? })
    };
    let [mis, ministry, databank] = *addresses;
    let routes = [
        (NodeKind::Mis, mis, vec!["ministry-node"], vec![("ministry", route(ministry, "mis-node", false)?)]),
        (
            NodeKind::Ministry,
            ministry,
            vec!["databank-node"],
            vec![
                ("data-bank", through_gateway(databank, systems::DATA_BANK.0, "ministry-node")?),
                ("mis-node", route(mis, "ministry-node", false)?),
            ],
        ),
        // A form that a program hands to the gateway itself has its stages reported by the same way.
        (
            NodeKind::DataBank,
            databank,
            vec![],
            vec![
                ("ministry-node", through_gateway(ministry, systems::MINISTRY.0, "databank-node")?),
                ("integrator", through_gateway(ministry, systems::MINISTRY.0, "databank-node")?),
            ],
        ),
    ];
    let mut configs = vec![];
    for (node, listen, believed, routes) in routes {
        let routes: BTreeMap<String, Route> = routes.into_iter().map(|(name, route)| (name.to_owned(), route)).collect();
        let config = Config {
            node,
            listen,
            data: node.as_str().into(),
            database: None,
            database_password: None,
            require_sync_standby: false,
            principals: "principals.json".into(),
            trust: "trust".to_owned(),
            tls_roots: None,
            clock_starts_at: Some(clock_starts_at.to_owned()),
            keys: (node == NodeKind::DataBank).then(|| "keys".into()),
            gateway: systems::gateway(folder, node.as_str()),
            evidence: crate::config::Evidence::default(),
            monitoring: Monitoring {
                send_to: (node == NodeKind::DataBank).then(|| "ministry-node".to_owned()).into_iter().collect(),
            },
            sign_in: SignIn { origin: Some(format!("http://{listen}")), ..SignIn::default() },
            stages_from: believed.into_iter().map(str::to_owned).collect(),
            routes,
            sandbox: false,
            webhooks: vec![],
            vendors: BTreeMap::new(),
        };
        let file = folder.join(format!("{}.toml", node.as_str()));
        write(&file, &toml::to_string(&config).map_err(|e| e.to_string())?)?;
        configs.push(Config::load(&file)?);
    }
    Ok(configs)
}

impl Card {
    fn of(one: &Identified) -> Self {
        let Identified { principal, role, organisation, token, .. } = one;
        let (name, iin) = (principal.name.clone(), principal.iin);
        Self { role: *role, name, iin, bin: organisation.bin, region: organisation.region, token: token.clone() }
    }
}

impl Kept {
    fn of(one: &Identified) -> Self {
        let Identified { principal, role, organisation, token, .. } = one;
        let Organisation { bin, name, region } = organisation.clone();
        Self { principal: principal.clone(), role: *role, organisation: name, bin, region, token: token.clone() }
    }
}

fn pretty<T: serde::Serialize>(value: &T) -> Result<String, String> {
    serde_json::to_string_pretty(value).map_err(|e| e.to_string())
}

pub(super) fn write(file: &Path, text: &str) -> Result<(), String> {
    crate::files::write_private(file, text.as_bytes())
}

fn text(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|e| format!("reading {}: {e}", file.display()))
}
