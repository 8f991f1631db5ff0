use crate::harness::run;
use std::path::Path;

/// A testbed of which one file is changed before it is checked.
fn told(node: &str, change: impl Fn(String) -> String) -> (i32, Vec<(String, String)>) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["testbed", folder.path().to_str().unwrap()]).code, 0);
    let file = folder.path().join(format!("{node}.toml"));
    std::fs::write(&file, change(std::fs::read_to_string(&file).unwrap())).unwrap();
    told_of(&file)
}

fn told_of(file: &Path) -> (i32, Vec<(String, String)>) {
    let answer = run(&["config", "check", file.to_str().unwrap(), "--json"]);
    let finding = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        (line["severity"].as_str().unwrap().to_owned(), line["code"].as_str().unwrap().to_owned())
    };
    (answer.code, answer.out.lines().map(finding).collect())
}

fn faults(node: &str, change: impl Fn(String) -> String) -> Vec<String> {
    let (code, found) = told(node, change);
    let faults: Vec<_> = found.into_iter().filter(|(severity, _)| severity == "fault").map(|(_, code)| code).collect();
    assert_eq!(code, i32::from(!faults.is_empty()));
    faults
}

#[test]
fn the_configurations_of_a_testbed_do_and_warn_of_what_is_only_for_trials() {
    for node in ["mis", "ministry", "databank"] {
        let (code, found) = told(node, |text| text);
        assert_eq!(code, 0, "{node}: {found:?}");
        for warning in ["config-trust-test", "config-clock-set"] {
            assert!(found.contains(&("warning".to_owned(), warning.to_owned())), "{node}: {found:?}");
        }
    }
}

const WEBHOOK_WITHOUT_SECRET: &str =
    "[[webhooks]]\nvendor = \"damu\"\nurl = \"http://hooks.example.kz/\"\nsecret_file = \"no.secret\"\n\n[routes.ministry]";

const PROVIDER_WITHOUT_SECRET: &str = "[sign_in.oidc]\nissuer = \"https://idp.example.kz\"\nclient_id = \"mis\"\n\
    client_secret_file = \"no.secret\"\n[sign_in]";

#[test]
fn every_fault_is_named_before_a_node_starts() {
    let cases: [(&str, &str, &str, &str); 13] = [
        ("mis", "[routes.ministry]", "[routes.somebody]", "config-route-missing"),
        ("mis", "url = \"http://", "url = \"ftp://", "config-route-address"),
        ("ministry", "stages_from = [", "stages_from = [\"nobody\", ", "config-stages-from-nobody"),
        ("mis", "node = ", "nodde = ", "config-faulty"),
        ("mis", "[routes.ministry]", WEBHOOK_WITHOUT_SECRET, "config-faulty"),
        ("mis", "signature = true", "signature = false", "config-sign-in-nobody"),
        ("mis", "[sign_in]", "[sign_in]\nsigns = true", "config-faulty"),
        ("mis", "[sign_in]", PROVIDER_WITHOUT_SECRET, "config-faulty"),
        ("databank", "send_to = [\"ministry-node\"]", "send_to = [\"nobody\"]", "config-faulty"),
        ("databank", "send_to = [\"ministry-node\"]", "send_to = [\"ministry-node\", \"ministry-node\"]", "config-faulty"),
        ("databank", "[routes.ministry-node]", "[routes.ministry-node]\nchannel = \"json\"", "config-faulty"),
        ("ministry", "[routes.data-bank]", "[monitoring]\nsend_to = [\"data-bank\"]\n[routes.data-bank]", "config-faulty"),
        ("mis", "listen = \"127.0.0.1", "listen = \"${NO_SUCH_VARIABLE}", "config-faulty"),
    ];
    for (node, old, new, fault) in cases {
        let found = faults(node, |text| {
            assert!(text.contains(old), "{node}: {text}");
            text.replacen(old, new, 1)
        });
        assert!(found.contains(&fault.to_owned()), "{old} -> {new}: {found:?}");
    }
}

#[test]
fn one_lost_key_of_the_register_is_a_fault_because_a_new_one_would_not_fit_what_is_sealed() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["testbed", folder.path().to_str().unwrap()]).code, 0);
    let file = folder.path().join("databank.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let keys = toml::from_str::<toml::Table>(&text).unwrap()["keys"].as_str().unwrap().to_owned();
    let keys = folder.path().join(keys);
    std::fs::create_dir_all(&keys).unwrap();
    std::fs::write(keys.join("search.key"), [7; 32]).unwrap();
    let _ = std::fs::remove_file(keys.join("register.pem"));
    let (code, found) = told_of(&file);
    assert_eq!(code, 1);
    assert!(found.contains(&("fault".to_owned(), "config-keys-half".to_owned())), "{found:?}");
}

#[test]
fn the_check_shows_no_token_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["testbed", folder.path().to_str().unwrap()]).code, 0);
    let list = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let (before, file) = (list(), folder.path().join("mis.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    let token = toml::from_str::<toml::Table>(&text).unwrap()["routes"]["ministry"]["token"].as_str().unwrap().to_owned();
    let answer = run(&["config", "check", file.to_str().unwrap()]);
    assert!(!answer.out.contains(&token) && !answer.err.contains(&token));
    assert_eq!(before, list());
}
