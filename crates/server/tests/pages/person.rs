//! The person concerned: what they and everybody with a code see, and what nobody does.

use crate::browser::Browser;
use crate::harness::{Ask, person, server, wait_for};
use saraptama_core::terms::FormId;
use saraptama_server::node::StatusKey;
use serde_json::Value;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// An act of the demonstration as staff see it, with the code by which its person follows it.
struct Case {
    number: String,
    act: Value,
    /// The code of the status page.
    code: String,
}

/// The acts that stand somewhere.
fn cases(state: &str) -> Vec<Case> {
    let ask = |path: &str| Ask::get(path).by(person("staff")).ask().expect(200).value();
    let key = StatusKey::open(&server().data.join("mis")).unwrap();
    let listed = wait_for(state, || {
        let items = ask(&format!("/api/v1/acts?state={state}"))["items"].as_array().unwrap().clone();
        (!items.is_empty()).then_some(items)
    });
    let one = |item: &Value| {
        let number = item["number"].as_str()?.to_owned();
        let act = ask(&format!("/api/v1/acts/{number}"));
        let form = FormId::parse(act["form_id"].as_str()?).unwrap();
        Some(Case { number, code: key.code(form), act })
    };
    listed.iter().filter_map(one).collect()
}

impl Case {
    /// What must stand on no page for the person: number, name and diagnosis.
    fn secrets(&self) -> Vec<String> {
        let form = &self.act["form"];
        let patient = ["iin", "family_name"].map(|member| form["patient"][member].as_str().unwrap().to_owned());
        let icd10 = form["diagnosis"]["main"]["icd10"].as_str().unwrap().to_owned();
        [patient.to_vec(), vec![icd10]].concat()
    }

    fn status(&self) -> String {
        format!("/s/{}", self.code)
    }

    fn verification(&self) -> String {
        format!("/v/{}", self.act["verification_code"].as_str().unwrap())
    }
}

#[test]
fn the_status_page_tells_where_a_case_stands_and_never_whose_it_is() {
    let case = &cases("registered")[0];
    // What later nodes report reaches the clinic a little later.
    wait_for("the clinic to hear", || (Browser::new("en").get(&case.status()).count("li.done") == 4).then_some(()));
    for (lang, title) in [("kk", "Сіздің МӘС ісіңіз"), ("ru", "Ваше дело МСЭ"), ("en", "Your MSE case")]
    {
        let page = Browser::new(lang).get(&case.status()).expect(200);
        assert_eq!((page.words("h1").as_str(), page.count("h1")), (title, 1));
        assert!(page.words("main").contains(&case.number));
        assert_eq!((page.count(".sa-way > li.done"), page.count(".sa-way .sa-law a")), (4, 4));
        for secret in case.secrets() {
            assert!(!page.text().contains(&secret), "{secret}");
        }
        assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "same-origin"));
        for message in page.words(".sa-sms li").split("  ") {
            assert!(!message.is_empty());
        }
    }
}

#[test]
fn whoever_waits_for_the_expert_reads_by_when_the_decision_is_due() {
    let case = &cases("assigned")[0];
    let page = wait_for("the clinic to hear", || {
        let page = Browser::new("en").get(&case.status()).expect(200);
        (page.count("li.now") == 1 && page.count("li.done") == 2).then_some(page)
    });
    let now = page.words("li.now");
    assert!(now.contains("due by") && now.contains("18:00"), "{now}");
    assert_eq!(page.attribute("li.now", "aria-current").as_deref(), Some("step"));
}

#[test]
fn a_code_is_taken_however_it_is_typed_and_every_wrong_one_is_answered_alike() {
    let case = &cases("registered")[0];
    let browser = Browser::new("en");
    let code = &case.code;
    let spaced = format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..]).to_lowercase();
    browser.get(&format!("/s/{spaced}")).expect(200);
    let page = browser.get("/s").expect(200);
    let sent = browser.submit(&page, "/s", &[("code", &spaced)]);
    assert_eq!(browser.follow(&sent).status, 200);
    let wrong = browser.submit(&page, "/s", &[("code", "not a code")]).expect(422);
    assert_eq!(wrong.attribute("#code", "value").as_deref(), Some("not a code"));
    assert_eq!(wrong.attribute(".govuk-error-summary a", "href").as_deref(), Some("#code"));
    let unknown = browser.get("/s/000000000000").expect(404);
    for path in ["/s/1", "/s/%20", "/s/zzzzzzzzzzzzz", "/s/000000000000/not-me", "/v/000000000000", "/v/x", "/v/x/proof"] {
        assert_eq!(browser.get(path).expect(404).words("main"), unknown.words("main"), "{path}");
    }
}

#[test]
fn whoever_was_not_there_says_so_once_and_operators_count_it() {
    let case = cases("registered").into_iter().nth(1).unwrap();
    let browser = Browser::new("en");
    let status = browser.get(&case.status()).expect(200);
    let ask = status.attribute("#not-me", "href").unwrap();
    let page = browser.get(&ask).expect(200);
    // Another site cannot say it in the person's place.
    browser.as_if_from("cross-site").send("POST", &ask, &[]).expect(403);
    browser.as_if_from("same-origin");
    assert_eq!(browser.get(&case.status()).count("#denied"), 0);
    let told = browser.follow(&browser.submit(&page, &ask, &[]));
    let recorded = told.words("#denied");
    assert!(recorded.contains("recorded"), "{recorded}");
    // Said again it changes nothing, and there is nothing more to press.
    let again = browser.follow(&browser.send("POST", &ask, &[]));
    assert_eq!((again.words("#denied"), again.count("form[action$='not-me']")), (recorded, 0));
    assert_eq!(browser.get(&case.status()).count("#not-me"), 0);
    let metrics = Ask::get("/metrics").by(person("operator")).ask().expect(200).text();
    assert!(metrics.contains("saraptama_forms_denied_by_their_person{node=\"mis\"} 1"), "{metrics}");
}

#[test]
fn a_copy_of_the_clinics_store_holds_no_code() {
    let code = cases("registered")[0].code.clone();
    let (mut read, folder) = (0, server().data.join("mis"));
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|end| end != "key") {
            let bytes = std::fs::read(&file).unwrap_or_default();
            read += bytes.len();
            assert!(!bytes.windows(code.len()).any(|part| part == code.as_bytes()), "{}", file.display());
        }
    }
    assert!(read > 0 || std::env::var("SARAPTAMA_DOORS_ON_POSTGRES").is_ok());
}

#[test]
fn anybody_verifies_an_act_and_sees_who_signed_it_but_not_whose_it_is() {
    let case = &cases("registered")[0];
    let expert = person(case.act["expert"].as_str().unwrap());
    let page = Browser::new("en").get(&case.verification()).expect(200);
    assert_eq!(page.words("h1"), format!("Act No. {}", case.number));
    let signer = page.words("#signer");
    // The certificate has the whole name; the register of roles the short one.
    let family_name = expert.name.split(' ').next().unwrap();
    assert!(signer.contains(family_name) && signer.contains("МӘС бөлімі") && signer.contains(&expert.bin), "{signer}");
    assert!(!page.text().contains(&expert.iin) && signer.contains(&format!("**********{}", &expert.iin[10..])), "{signer}");
    for secret in case.secrets() {
        assert!(!page.text().contains(&secret), "{secret}");
    }
    assert!(page.words("#proof-verdict").contains("Checked by the server: the proof holds"));
    assert!(page.words("main").contains("entry"));
    let sent = Browser::new("en").send("POST", "/v", &[("code", case.act["verification_code"].as_str().unwrap())]);
    assert_eq!((sent.status, sent.header("location")), (303, case.verification().as_str()));
}

#[test]
fn the_proof_is_that_of_the_contract() {
    let case = &cases("registered")[0];
    let code = case.act["verification_code"].as_str().unwrap();
    let own: Value = serde_json::from_slice(&Browser::new("en").get(&format!("/v/{code}/proof")).expect(200).body).unwrap();
    let contract = Ask::get(&format!("/api/v1/acts/{}/proof?code={code}", case.number)).ask().expect(200).value();
    assert_eq!(own["leaf"], contract["leaf"]);
}

/// What the page's script says of each proof, run outside a browser; nothing where there is no node.
fn script_says(proofs: &[String]) -> Option<Vec<bool>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/verify.js");
    let program = format!(
        "const {{verifyProof}} = require({script:?}); const all = JSON.parse(require('fs').readFileSync(0, 'utf8'));
         Promise.all(all.map(verifyProof)).then((found) => console.log(JSON.stringify(found.map((one) => one.holds))));"
    );
    let mut node = Command::new("node").args(["-e", &program]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    node.stdin.take().unwrap().write_all(&serde_json::to_vec(proofs).unwrap()).unwrap();
    let done = node.wait_with_output().unwrap();
    assert!(done.status.success());
    Some(serde_json::from_slice(&done.stdout).unwrap())
}

#[test]
fn the_script_of_the_page_believes_the_proof_and_no_changed_digit_of_it() {
    let case = cases("registered").pop().unwrap();
    let proof = Browser::new("en").get(&format!("{}/proof", case.verification())).expect(200).text();
    let read: Value = serde_json::from_str(&proof).unwrap();
    let mut changed = vec![];
    let digests = ["/root", "/leaf/decision_sha256", "/leaf/commitment"].map(|at| read.pointer(at).unwrap());
    for digest in digests.into_iter().chain(read["path"].as_array().unwrap()).map(|one| one.as_str().unwrap()) {
        for at in [0, 31, 63] {
            let other = if &digest[at..=at] == "0" { "1" } else { "0" };
            changed.push(proof.replacen(digest, &format!("{}{other}{}", &digest[..at], &digest[at + 1..]), 1));
        }
    }
    let (number, key) = (case.number.as_str(), read["public_key"].as_str().unwrap());
    let other_key = key.chars().rev().skip(1).collect::<String>() + "=";
    changed.push(proof.replacen(number, &number.replace("2025", "2024"), 1));
    changed.push(proof.replacen(key, &other_key, 1));
    changed.push(proof.replacen("\"proof\":1", "\"proof\":2", 1));
    changed.push(proof.replacen('{', "{ ", 1));
    changed.push(proof.replacen('{', "{\"proof\":1,", 1));
    changed.extend(["".to_owned(), "null".to_owned(), "{}".to_owned(), "[".repeat(2000)]);
    assert!(changed.iter().all(|other| *other != proof));
    let Some(holds) = script_says(&[vec![proof], changed].concat()) else {
        eprintln!("skipped: the_script_of_the_page_believes_the_proof_and_no_changed_digit_of_it needs node");
        return;
    };
    assert!(holds[0]);
    assert_eq!(holds[1..].iter().filter(|held| **held).count(), 0, "{holds:?}");
}

#[test]
fn whoever_guesses_codes_must_wait() {
    // An address of its own, so that no other test waits with it.
    let guesser =
        reqwest::Client::builder().no_proxy().local_address("127.0.0.2".parse::<std::net::IpAddr>().unwrap()).build().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let guess = |code: &str| {
        let request = guesser.get(format!("http://{}/s/{code}", server().address)).header("accept-language", "en");
        runtime.block_on(async {
            let response = request.send().await.unwrap();
            let wait = response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
            (response.status().as_u16(), wait, response.text().await.unwrap())
        })
    };
    let right = cases("registered")[0].code.clone();
    let guess_until_told =
        || (0..400).map(|n| guess(&format!("{n:012}"))).find(|(status, ..)| *status == 429).expect("an end of guessing");
    let (_, wait, text) = guess_until_told();
    assert!(wait.unwrap().parse::<u64>().unwrap() >= 1);
    assert!(text.contains("Asked too often"));
    // Even a right code is not told then: else a search would only need to go on. One more may be asked a second.
    let is_refused = (0..5).any(|_| {
        guess_until_told();
        guess(&right).0 == 429
    });
    assert!(is_refused);
}
