//! Every kind of signal on its page: with its test, what is usual and its cases, in three languages, naming nobody.

use reqwest::Client;
use saraptama_core::indicators::{ActFact, AgeGroup, Course, NAMED, Ruling, pseudonym};
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, Iin, Instant, Sha256, parse_instant};
use saraptama_server::demo;
use saraptama_store::rows::{ActFactRow, ActRow, ActState, DocumentRow, Mark, MarkRow};
use saraptama_store::{Change, Store, Unit};
use scraper::{Html, Selector};
use std::path::Path;

fn at(text: &str) -> Instant {
    parse_instant(&format!("2025-{text}:00+05:00")).unwrap()
}

fn form(n: u8) -> FormId {
    FormId::from_bytes([n; 16])
}

fn iin(n: u8) -> Iin {
    (0..10).find_map(|last| Iin::complete([8, 0, 0, 1, 0, 1, 3, 0, n / 10, n % 10, last].map(|d| d + b'0'))).unwrap()
}

/// A case decided in August: by the first expert on a Saturday, half of them denied, by the other as usual.
fn case(n: u8) -> [Change; 2] {
    let is_first = n < 40;
    let expert = if is_first { "expert-01" } else { "expert-02" };
    let decided_at = Some(at(if is_first { "08-02T12:00" } else { "08-05T12:00" }));
    let course = Course {
        accepted_at: Some(at("08-01T12:00")),
        expert: Some(expert.to_owned()),
        decided_at,
        registered_at: decided_at,
        ..Course::default()
    };
    let denied = is_first && n.is_multiple_of(2);
    let ruling = Some(if denied { Ruling::NotEstablished } else { Ruling::Established(None, None) });
    let (nosology, age) = (Some("limb-defect".to_owned()), Some(AgeGroup::Adult));
    let fact = ActFact { nosology, age, course, ruling, ..ActFact::default() };
    // The first expert's come from one doctor and chair, the other's from another.
    let signers = if is_first { [90, 91] } else { [92, 93] };
    let people = vec![iin(n % 60), iin(signers[0]), iin(signers[1])];
    let act = ActRow { people, expert: Some(expert.to_owned()), ..act(n, "08-01T12:00") };
    [Change::ActFact(ActFactRow { form: form(n), fact, is_known: true }), Change::Act(act)]
}

fn act(n: u8, accepted: &str) -> ActRow {
    ActRow {
        form: form(n),
        state: ActState::Registered,
        number: None,
        icd10: None,
        patient_region: None,
        organisation_region: None,
        people: vec![],
        reply_route: "ministry".to_owned(),
        accepted_at: at(accepted),
        arrived_at: None,
        due_at: None,
        expert: None,
        alarm: false,
        reason: None,
    }
}

async fn august(store: &Store) {
    let document = |n| {
        let (sha256, media_type, bytes) = (Sha256::of(b"one"), "application/pdf".to_owned(), b"one".to_vec());
        Change::Document(DocumentRow { form: form(n), sha256, media_type, bytes, at: at("08-01T12:00") })
    };
    let odd = |n, day: &str| {
        let (form, name, at) = (form(n), "on-one-day".to_owned(), at(day));
        Change::Mark(MarkRow { form, kind: Mark::OddDates, name, at })
    };
    let beside = [document(1), document(2), odd(3, "08-01T12:00"), odd(200, "07-01T12:00"), odd(201, "07-01T12:00")];
    let july = [200, 201].map(|n| Change::Act(act(n, "07-01T12:00")));
    let changes = (0..100).flat_map(case).chain(beside).chain(july).collect();
    store.commit(Unit { changes, ..Unit::default() }).await.unwrap();
}

/// The page of August in each language, as whoever watches the month sees it.
async fn pages() -> [(&'static str, String); 3] {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages-signals");
    let _ = std::fs::remove_dir_all(&folder);
    let anywhere = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let demonstration = demo::open(&folder, anywhere, "2025-09-02T09:00:00+05:00", Law::embedded()).await.unwrap();
    august(&demonstration.host.databank().store).await;
    let address = demonstration.address;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(demonstration.run_quietly(async move { drop(ended.await) }));
    let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let entered = client
        .post(format!("http://{address}/enter/demo"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("as=monitor")
        .send()
        .await
        .unwrap();
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let mut pages = ["kk", "ru", "en"].map(|lang| (lang, String::new()));
    for (lang, text) in &mut pages {
        let page = client.get(format!("http://{address}/committee/signals?month=2025-08&lang={lang}"));
        *text = page.header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
    }
    drop(end);
    running.await.unwrap().unwrap();
    pages
}

fn words(page: &Html, selector: &str) -> String {
    let selector = Selector::parse(selector).unwrap();
    let texts = page.select(&selector).flat_map(|element| element.text()).flat_map(str::split_whitespace);
    texts.collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_signal_shows_its_test_its_base_rate_and_its_cases_and_names_nobody() {
    let said = |lang: &str| match lang {
        "kk" => {
            (["ересектер: белгіленбеді", "жұмыс емес күні", "нысан: 2, пациент: 2", "1 құжаттың 1", "2 ішінен 2"], "айып емес")
        }
        "ru" => (
            ["взрослые: не установлена", "в нерабочий день", "форм: 2, пациентов: 2", "1 из 1 документов", "2 из 2"],
            "не обвинение",
        ),
        _ => {
            (["adults: not established", "on a day off", "2 forms of 2 patients", "1 of 1 documents", "2 of 2"], "no accusation")
        }
    };
    for (lang, text) in pages().await {
        let page = Html::parse_document(&text);
        let ([age, off, found, usual, before], no_accusation) = said(lang);
        let row = |kind: &str| words(&page, &format!("#signals-{kind} tbody tr"));
        assert!(words(&page, ".govuk-inset-text").contains(no_accusation), "{lang}");
        assert!(row("decides").contains(age) && row("decides").contains("expert-01"), "{lang}: {}", row("decides"));
        assert!(words(&page, "main").contains(off) && row("hours").contains("expert-01"), "{lang}: {}", row("hours"));
        assert!(row("document").contains(found) && row("document").contains(usual), "{lang}: {}", row("document"));
        assert!(row("dates").contains(before) && row("dates").contains(&pseudonym(form(3))), "{lang}: {}", row("dates"));
        for n in [1, 2] {
            assert!(row("document").contains(&pseudonym(form(n))), "{lang}: {}", row("document"));
        }
        // The forms in which the three met, by pseudonym, no more than are named.
        for forms in [0..40, 40..100] {
            let met = forms.filter(|n| row("triple").contains(&pseudonym(form(*n)))).count();
            assert_eq!(met, NAMED, "{lang}: {}", row("triple"));
        }
        for n in (0..60).chain([90, 91, 92, 93]) {
            assert!(!text.contains(iin(n).as_str()), "{lang}: a number of a person");
        }
    }
}
