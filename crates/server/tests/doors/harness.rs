//! The program as a process of its own, and a client that speaks to it.

use crate::ports::free_port;
use crate::schemas::Schemas;
use saraptama_sign::authority::Identity;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{LazyLock, OnceLock};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| reqwest::Client::builder().no_proxy().build().unwrap());

/// Somebody whom the demonstration describes under `identities/`.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) iin: String,
    pub(crate) bin: String,
    pub(crate) region: String,
    pub(crate) token: String,
    pub(crate) folder: PathBuf,
}

impl Person {
    fn read(folder: PathBuf) -> Self {
        let card: Value = serde_json::from_slice(&fs::read(folder.join("identity.json")).unwrap()).unwrap();
        let text = |member: &str| card[member].as_str().unwrap().to_owned();
        let id = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let (role, name, iin) = (text("role"), text("name"), text("iin"));
        Self { id, role, name, iin, bin: text("bin"), region: text("region"), token: text("token"), folder }
    }

    /// The person's key.
    pub(crate) fn key(&self) -> Identity {
        let pem = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap();
        Identity::from_pem(&pem("cert.pem"), &pem("key.pem")).unwrap()
    }

    /// The person's detached CMS over `bytes`, in DER.
    pub(crate) fn seal(&self, bytes: &[u8]) -> Vec<u8> {
        self.key().sign_detached(bytes, "2025-09-02T04:30:00Z".parse().unwrap()).unwrap()
    }
}

/// A running demonstration. It ends with the tests: its keeper waits for the end of its stdin.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) data: PathBuf,
    pub(crate) log: PathBuf,
    keeper: Child,
    leash: Option<ChildStdin>,
    _schemas: Option<Schemas>,
}

const KEEPER: &str = r#""$0" "$@" & child=$!; read -r _; kill -TERM $child; wait $child"#;

impl Server {
    /// Starts the program on `data` and waits until it is ready.
    pub(crate) fn start(data: &Path) -> Self {
        let address = format!("127.0.0.1:{}", free_port());
        fs::create_dir_all(data).unwrap();
        let log = data.with_extension("log");
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER, env!("CARGO_BIN_EXE_saraptama"), "demo", "--listen", &address, "--data"]).arg(data);
        // The same doors over PostgreSQL, each demonstration with tables of its own.
        let on_postgres = std::env::var("SARAPTAMA_DOORS_ON_POSTGRES").ok();
        let schemas = on_postgres.map(|server| Schemas::make(&server).unwrap());
        if let Some(schemas) = &schemas {
            command.args(["--database", &schemas.address("{node}")]);
        }
        command.env("SARAPTAMA_LOG", "debug").stdin(Stdio::piped()).stdout(Stdio::null());
        command.stderr(fs::File::options().create(true).append(true).open(&log).unwrap());
        let mut keeper = command.spawn().unwrap();
        let leash = keeper.stdin.take();
        let server = Self { address, data: data.to_owned(), log, keeper, leash, _schemas: schemas };
        wait_for("the server", || server.try_ask(Ask::get("/health/ready")).is_some_and(|got| got.status == 200).then_some(()));
        server
    }

    /// Asks the program to end, and waits until it has.
    pub(crate) fn stop(mut self) -> bool {
        drop(self.leash.take());
        self.keeper.wait().unwrap().success()
    }

    /// Everybody under `identities/`, in the order of their ids.
    pub(crate) fn people(&self) -> Vec<Person> {
        let folders = fs::read_dir(self.data.join("identities")).unwrap();
        let mut people: Vec<Person> = folders.map(|folder| Person::read(folder.unwrap().path())).collect();
        people.sort_by(|one, other| one.id.cmp(&other.id));
        people
    }

    pub(crate) fn ask(&self, ask: Ask<'_>) -> Got {
        let what = format!("{} {}", ask.method, ask.path);
        self.try_ask(ask).unwrap_or_else(|| panic!("{what}: no answer"))
    }

    fn try_ask(&self, ask: Ask<'_>) -> Option<Got> {
        let url = format!("http://{}{}", self.address, ask.path);
        let mut request = CLIENT.request(ask.method.parse().unwrap(), url);
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        RUNTIME.block_on(async {
            let response = request.body(ask.body).send().await.ok()?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            Some(Got { status, headers, body: response.bytes().await.ok()?.to_vec() })
        })
    }
}

/// Polls for up to a minute.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "waiting for {what}");
        std::thread::sleep(Duration::from_millis(40));
    }
}

/// A fresh folder for a demonstration's data.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("doors-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(folder.with_extension("log"));
    folder
}

/// The demonstration that the tests share.
pub(crate) fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(&folder("shared")))
}

/// Everybody of the shared demonstration.
pub(crate) fn people() -> &'static [Person] {
    static PEOPLE: OnceLock<Vec<Person>> = OnceLock::new();
    PEOPLE.get_or_init(|| server().people())
}

/// Somebody by id.
pub(crate) fn person(id: &str) -> &'static Person {
    people().iter().find(|one| one.id == id).unwrap_or_else(|| panic!("nobody is {id}"))
}

/// A node of the demonstration, which has a token and no folder.
pub(crate) fn node(id: &str) -> Person {
    let world: Value = serde_json::from_slice(&fs::read(server().data.join("world.json")).unwrap()).unwrap();
    let kept = world.as_array().unwrap().iter().find(|one| one["principal"]["id"] == id).unwrap();
    Person { id: id.to_owned(), token: kept["token"].as_str().unwrap().to_owned(), ..people()[0].clone() }
}

/// A request to the shared demonstration.
#[derive(Clone)]
pub(crate) struct Ask<'a> {
    method: &'a str,
    path: &'a str,
    headers: Vec<(&'a str, String)>,
    body: Vec<u8>,
}

impl<'a> Ask<'a> {
    pub(crate) fn new(method: &'a str, path: &'a str) -> Self {
        Self { method, path, headers: vec![], body: vec![] }
    }

    pub(crate) fn get(path: &'a str) -> Self {
        Self::new("GET", path)
    }

    /// As `who`.
    pub(crate) fn by(self, who: &Person) -> Self {
        self.with("authorization", format!("Bearer {}", who.token))
    }

    pub(crate) fn with(mut self, name: &'a str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn body(mut self, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self.with("content-type", kind)
    }

    pub(crate) fn json(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body(JSON, bytes)
    }

    /// The shared demonstration's answer.
    pub(crate) fn ask(self) -> Got {
        server().ask(self)
    }
}

pub(crate) const JSON: &str = "application/json";
pub(crate) const CMS: &str = "application/pkcs7-signature";

/// An answer.
pub(crate) struct Got {
    pub(crate) status: u16,
    headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// This answer, if it has the status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    #[track_caller]
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The problem document, whole and in three languages, of this status.
    #[track_caller]
    pub(crate) fn problem(self, status: u16) -> Value {
        let got = self.expect(status);
        assert_eq!(got.header("content-type"), "application/problem+json");
        let problem = got.value();
        assert_eq!(problem["status"], status);
        assert!(problem["type"].as_str().unwrap().starts_with("urn:saraptama:problem:"), "{problem}");
        assert!(!problem["title"].as_str().unwrap().is_empty() && !problem["detail"].as_str().unwrap().is_empty(), "{problem}");
        for language in ["kk", "ru", "en"] {
            assert!(!problem["messages"][language].as_str().unwrap().is_empty(), "{problem}");
        }
        problem
    }
}
