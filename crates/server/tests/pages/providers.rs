//! Signing in by an OpenID Connect provider: a real one (npm `oidc-provider`), started by the test.

use crate::browser::{Answer, Browser};
use crate::office::{Office, entry};
use crate::ports::free_port;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Where `cargo xtask clients` puts programs for node.
fn modules() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("clients/node/node_modules")
}

/// Whether the provider is here; says so by name where it is not.
fn is_here(test: &str) -> bool {
    let is_here = modules().join("oidc-provider").exists() && Command::new("node").arg("--version").output().is_ok();
    if !is_here {
        eprintln!("SKIPPED {test}: oidc-provider is not here (`cargo xtask clients` prepares it)");
    }
    is_here
}

/// A provider on a port; every start has another key.
struct Provider {
    port: u16,
    process: Child,
    /// It goes on speaking, and ends where nobody listens.
    _said: BufReader<ChildStdout>,
}

impl Provider {
    fn start(port: u16, office: &Office, by_the_letter: bool) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/provider.mjs");
        let mut command = Command::new("node");
        command.arg(script).arg(modules()).arg(port.to_string()).arg(format!("http://{}/enter/oidc/back", office.address));
        if by_the_letter {
            command.arg("by-the-letter");
        }
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (mut said, mut line) = (BufReader::new(process.stdout.take().unwrap()), String::new());
        while line != "ready\n" {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "the provider does not start");
        }
        Self { port, process, _said: said }
    }

    fn stop(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Signs in at the provider as somebody whom it calls `name`: from the address to which our node sent the
    /// browser to the address to which the provider sends it back.
    fn visit(&self, start: &str, name: &str) -> String {
        let browser = Browser::at(&format!("127.0.0.1:{}", self.port), "en");
        let mut place = start.to_owned();
        for _ in 0..12 {
            let path = place.strip_prefix(&self.origin()).unwrap_or(&place).to_owned();
            let mut answer = browser.get(&path);
            if answer.status == 200 {
                let fields: &[(&str, &str)] = if answer.count("input[name=login]") > 0 {
                    &[("prompt", "login"), ("login", name), ("password", "any")]
                } else {
                    &[("prompt", "consent")]
                };
                answer = browser.send("POST", &path, fields);
            }
            assert!([302, 303].contains(&answer.status), "{}: {}", answer.status, answer.text());
            place = answer.header("location").to_owned();
            if place.contains("/enter/oidc/back?") {
                return place;
            }
        }
        panic!("the provider sends nobody back")
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
    }
}

/// A clinic's node that a provider lets people into, by discovery and with a secret.
fn clinic(name: &str) -> (Office, Provider) {
    let mut office = Office::prepare(name, "mis");
    let provider = Provider::start(free_port(), &office, false);
    let secret = office.folder.join("oidc.secret");
    std::fs::write(&secret, "a secret of the tests\n").unwrap();
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        "issuer = \"{}\"\nclient_id = \"saraptama\"\nclient_secret_file = \"oidc.secret\"\nscopes = [\"person\"]\n",
        provider.origin()
    );
    office.configure(|config| add(config, &text));
    office.start();
    (office, provider)
}

fn add(config: &mut toml::Table, oidc: &str) {
    let oidc: toml::Table = toml::from_str(oidc).unwrap();
    config["sign_in"].as_table_mut().unwrap().insert("oidc".into(), oidc.into());
}

/// The IIN of somebody of the testbed.
fn iin(office: &Office, id: &str) -> String {
    let card = std::fs::read(office.folder.join("identities").join(id).join("identity.json")).unwrap();
    serde_json::from_slice::<serde_json::Value>(&card).unwrap()["iin"].as_str().unwrap().to_owned()
}

/// Begins in `browser`: the address at the provider to which it is sent.
fn begin(browser: &Browser) -> String {
    browser.get("/enter/oidc?next=%2Fme").expect(303).header("location").to_owned()
}

/// The path at our node of an address to which the provider sends somebody back.
fn path(back: &str) -> &str {
    &back[back.find("/enter/oidc/back").unwrap()..]
}

/// A value in the query of an address.
fn value(address: &str, name: &str) -> String {
    let address = reqwest::Url::parse(address).unwrap();
    address.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
}

#[track_caller]
fn nobody(browser: &Browser, answer: &Answer, status: u16, says: &str) {
    assert_eq!(answer.status, status, "{}", answer.words("main"));
    assert!(answer.words("main").contains(says), "{}", answer.words("main"));
    assert_eq!(browser.cookie("__Host-saraptama"), None);
}

#[test]
fn whoever_the_provider_knows_is_let_in_with_the_roles_of_our_register_and_after_its_keys_were_changed_too() {
    if !is_here("providers") {
        return;
    }
    let (office, provider) = clinic("oidc");
    let browser = office.browser();
    let page = browser.get("/enter?next=%2Fme").expect(200);
    assert_eq!(page.attribute("#by-provider", "href").as_deref(), Some("/enter/oidc?next=%2Fme"));
    let start = begin(&browser);
    for (name, expected) in [("response_type", "code"), ("code_challenge_method", "S256"), ("client_id", "saraptama")] {
        assert_eq!(value(&start, name), expected);
    }
    let back = provider.visit(&start, &iin(&office, "chair-02"));
    let answer = browser.get(path(&back)).expect(303);
    assert_eq!((answer.header("location"), browser.cookie("__Host-saraptama-entering")), ("/me", None));
    let me = browser.get("/me").expect(200);
    assert!(me.words("main").contains("chair-02") && me.words("main").contains("sign-in service"), "{}", me.words("main"));
    // The same key is not asked for twice; a new one is.
    let port = provider.port;
    provider.stop();
    let provider = Provider::start(port, &office, false);
    let browser = office.browser();
    let back = provider.visit(&begin(&browser), &iin(&office, "doctor-03"));
    browser.get(path(&back)).expect(303);
    assert!(browser.get("/me").words("main").contains("doctor-03"));
    // Nobody answers.
    provider.stop();
    let browser = office.browser();
    let back = format!("/enter/oidc/back?code=x&state={}", value(&begin(&browser), "state"));
    nobody(&browser, &browser.get(&back), 502, "does not answer now");
    assert!(!office.log().contains(&iin(&office, "doctor-03")), "no number in the log");
}

#[test]
fn an_answer_is_taken_once_for_its_own_question_and_in_the_browser_that_asked() {
    if !is_here("providers") {
        return;
    }
    let (office, provider) = clinic("oidc-attacks");
    let doctor = iin(&office, "doctor-03");
    // Another browser: somebody was given a link to sign in as somebody else.
    let (browser, victim) = (office.browser(), office.browser());
    let back = provider.visit(&begin(&browser), &doctor);
    nobody(&victim, &victim.get(path(&back)), 403, "began in another browser");
    begin(&victim);
    nobody(&victim, &victim.get(path(&back)), 403, "began in another browser");
    // Another state, none, and one that was never given.
    let code = value(&back, "code");
    for state in ["", "0000", &"0".repeat(64)] {
        nobody(&browser, &browser.get(&format!("/enter/oidc/back?code={code}&state={state}")), 403, "This attempt is over");
    }
    // The right one once, and not again.
    browser.get(path(&back)).expect(303);
    let again = office.browser();
    again.set_cookie("__Host-saraptama-entering", &"a".repeat(64));
    nobody(&again, &again.get(path(&back)), 403, "This attempt is over");
    browser.get(path(&back)).expect(403);
    // The code of one question as the answer to another: its proof key is not ours.
    let browser = office.browser();
    let (first, second) = (begin(&browser), begin(&browser));
    let back = provider.visit(&first, &doctor);
    let crossed = format!("/enter/oidc/back?code={}&state={}", value(&back, "code"), value(&second, "state"));
    nobody(&browser, &browser.get(&crossed), 403, "does not prove who you are");
    // A token with another nonce: whoever stands between asked for it.
    let start = begin(&browser);
    let changed = start.replace(&value(&start, "nonce"), "another-nonce");
    assert_ne!(start, changed);
    let back = provider.visit(&changed, &doctor);
    nobody(&browser, &browser.get(path(&back)), 403, "does not prove who you are");
    assert!(office.log().contains("the token answers another question"));
    // An answer that says it is another issuer's.
    let back = provider.visit(&begin(&browser), &doctor);
    let mixed = back.replace(
        &format!("iss={}", value(&back, "iss").replace(':', "%3A").replace('/', "%2F")),
        "iss=https%3A%2F%2Fevil.example",
    );
    assert_ne!(back, mixed);
    nobody(&browser, &browser.get(path(&mixed)), 403, "does not prove who you are");
    // Whoever turned back at the provider is told so, and may begin again.
    let state = value(&begin(&browser), "state");
    let turned = browser.get(&format!("/enter/oidc/back?error=access_denied&state={state}"));
    nobody(&browser, &turned, 403, "you turned back");
}

#[test]
fn an_iin_opens_what_the_register_says_and_nothing_else() {
    if !is_here("providers") {
        return;
    }
    let (mut office, provider) = clinic("oidc-people");
    let (two, gone) = (iin(&office, "doctor-03"), iin(&office, "doctor-04"));
    office.stop();
    office.register(|entries| {
        entry(entries, "chair-05")["principal"]["iin"] = two.clone().into();
        entries.retain(|entry| entry["principal"]["id"] != "doctor-04");
    });
    office.start();
    let come = |name: &str| {
        let browser = office.browser();
        let back = provider.visit(&begin(&browser), name);
        let answer = browser.get(path(&back));
        (browser, answer)
    };
    let (browser, answer) = come(&gone);
    nobody(&browser, &answer, 403, "Ask the operator of your organisation's system");
    let (browser, answer) = come("somebody");
    nobody(&browser, &answer, 403, "did not tell your IIN");
    // Two entries of one person: they choose, and only among their own.
    let (browser, page) = come(&two);
    let page = page.expect(200);
    assert_eq!((page.count("#as-doctor-03"), page.count("#as-chair-05"), page.count("button[id^=as-]")), (1, 1, 2));
    browser.submit(&page, "/enter/as", &[("as", "chair-05")]).expect(303);
    assert!(browser.get("/me").words("main").contains("chair-05"));
    let (browser, page) = come(&two);
    let choice = page.attribute("input[name=choice]", "value").unwrap();
    let stranger = office.browser();
    assert_eq!(stranger.send("POST", "/enter/as", &[("as", "doctor-03"), ("choice", &choice)]).status, 403);
    assert_eq!(browser.submit(&page, "/enter/as", &[("as", "chair-01")]).status, 404);
    assert_eq!(browser.cookie("__Host-saraptama"), None);
}

#[test]
fn a_provider_without_discovery_that_tells_claims_at_an_address_of_their_own_lets_in_too() {
    if !is_here("providers") {
        return;
    }
    let mut office = Office::prepare("oidc-explicit", "databank");
    let provider = Provider::start(free_port(), &office, true);
    let origin = provider.origin();
    let text = format!(
        "issuer = \"{origin}\"\nclient_id = \"public\"\nscopes = [\"person\"]\n[endpoints]\nauthorization = \"{origin}/auth\"\n\
         token = \"{origin}/token\"\nkeys = \"{origin}/jwks\"\nuser_info = \"{origin}/me\"\n"
    );
    office.configure(|config| {
        config["sign_in"].as_table_mut().unwrap().insert("signature".into(), false.into());
        add(config, &text);
    });
    office.start();
    let browser = office.browser();
    let page = browser.get("/enter").expect(200);
    assert_eq!((page.count("#by-provider"), page.count("#by-signature"), page.count("#by-account")), (1, 0, 0));
    assert_eq!(browser.get("/enter/signature").status, 404);
    let back = provider.visit(&begin(&browser), &iin(&office, "expert-04"));
    browser.get(path(&back)).expect(303);
    assert!(browser.get("/me").words("main").contains("expert-04"));
}

#[test]
fn without_a_provider_there_is_no_way_to_one() {
    let browser = Browser::new("en");
    for path in ["/enter/oidc", "/enter/oidc/back?code=x&state=y"] {
        assert_eq!(browser.get(path).status, 404, "{path}");
    }
}
