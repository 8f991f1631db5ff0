//! What the Committee watches.

use crate::browser::Browser;
use crate::harness::{server, wait_for};

fn monitor() -> Browser {
    Browser::of("monitor")
}

#[test]
fn only_the_committee_sees_its_figures() {
    let page = Browser::new("en").get("/committee");
    assert_eq!((page.status, page.header("location")), (303, "/enter?next=%2Fcommittee"));
    for who in ["doctor-01", "chair-01", "expert-01", "staff", "operator"] {
        Browser::of(who).get("/committee").expect(403);
    }
    monitor().get("/committee").expect(200);
}

#[test]
fn every_figure_has_its_definition_and_its_paragraph() {
    for (lang, title) in [("kk", "Пилоттық жобаның ай сайынғы мониторингі"), ("ru", "Ежемесячный мониторинг пилотного проекта")]
    {
        let page = monitor().reading(lang).get(&format!("/committee?lang={lang}")).expect(200);
        assert_eq!(page.words("h1"), title);
        let figures = page.count(".sa-kpi");
        assert_eq!(figures, 8);
        assert_eq!(page.count(".sa-kpi .sa-kpi__what .sa-law a[href^='/law/mse-pilot-2025#']"), figures);
        assert!(page.attributes("main .sa-law a", "href").contains(&"/law/mse-pilot-2025#168-56-292-2025-order-p-3".to_owned()));
    }
}

#[test]
fn the_figures_of_the_month_agree_with_each_other() {
    let number = |page: &crate::browser::Answer, id: &str| page.words(&format!("#kpi-{id}")).parse::<u64>().unwrap();
    // The demonstration's acts are numbered and decided while it runs.
    let page = wait_for("the month's figures", || {
        let page = monitor().get("/committee?month=2025-09").expect(200);
        (number(&page, "accepted") > 0 && number(&page, "decided") >= 24).then_some(page)
    });
    let [accepted, numbered, decided] = ["accepted", "numbered", "decided"].map(|id| number(&page, id));
    assert!(numbered <= accepted && decided <= numbered, "{accepted} {numbered} {decided}");
    assert!(number(&page, "overdue") <= number(&page, "assigned"));
    assert_eq!(page.words("#kpi-within"), "100 %");
    assert_eq!(page.words("#month"), "September 2025");
}

#[test]
fn charts_say_in_the_table_below_what_they_show_and_each_table_how_it_is_computed() {
    let page = monitor().get("/committee?month=2025-09").expect(200);
    for table in
        ["by-month", "data-bank-by-subject", "data-bank-by-nosology", "data-bank-stages", "mis-drafts", "data-bank-terms"]
    {
        let rows = page.count(&format!("#{table} tbody tr"));
        assert!(rows > 0, "{table}");
        assert_eq!(page.count(&format!("#{table} caption")), 1, "{table}");
        assert_eq!(page.count(&format!("#{table} tbody th[scope=row]")), rows, "{table}");
    }
    assert_eq!(page.count("svg.sa-map rect"), 20);
    assert_eq!(page.count("#data-bank-by-subject tbody tr"), 20);
    let charts = page.count("[role=img]");
    assert!(charts >= 4 && page.attributes("[role=img]", "aria-label").len() == charts, "{charts}");
    // Every table of every system is explained, with its paragraph.
    let titles = page.count("h3[id^='about-']");
    assert!(titles >= 24, "{titles}");
    assert!(page.count("main .sa-law a[href^='/law/mse-pilot-2025#']") > titles);
    assert_eq!(page.count("[style]"), 0);
}

#[test]
fn a_month_is_taken_along_in_every_format() {
    let get = |tail: &str| monitor().get(&format!("/committee/report?month=2025-09{tail}"));
    let json = get("&format=json").expect(200);
    let report: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!((report["month"].as_str(), report["lacks"].as_array().map(Vec::len)), (Some("2025-09"), Some(0)));
    let named = |report: &serde_json::Value, id: &str| report["tables"].as_array().unwrap().iter().any(|table| table["id"] == id);
    assert!(named(&report, "experts") && named(&report, "blocked-by") && named(&report, "delivery"));
    let csv = get("&format=csv").expect(200);
    assert!(csv.text().starts_with('\u{feff}') && csv.text().contains("by-subject;"));
    assert!(get("&format=csv&dialect=rfc4180").expect(200).text().starts_with("month,system,"));
    assert_eq!(get("&format=xlsx").expect(200).header("content-disposition"), "attachment; filename=\"month-2025-09.xlsx\"");
    get("&format=doc").expect(404);
    Browser::of("staff").get("/committee/report?month=2025-09&format=json").expect(403);
}

#[test]
fn what_leaves_the_ministries_is_offered_and_given_of_a_closed_month_only() {
    let browser = monitor();
    let refused = |month: &str, words: [(&str, &str); 3]| {
        for format in ["json", "csv", "xlsx", "pdf"] {
            for (lang, word) in words {
                let way = format!("/committee/report?month={month}&format={format}&public=yes&lang={lang}");
                let page = browser.get(&way).expect(409);
                assert!(page.words("main").contains(word), "{lang}: {}", page.words("main"));
            }
        }
        let page = browser.get(&format!("/committee?month={month}&lang=en")).expect(200);
        assert_eq!((page.count("#take a[href*='public=yes']"), page.count("#take-public-later")), (0, 1));
        assert!(page.count("#take a") >= 3);
    };
    refused("2025-09", [("kk", "аяқталған жоқ"), ("ru", "не окончен"), ("en", "not over")]);
    refused("2025-04", [("kk", "жабылмаған"), ("ru", "не закрыт"), ("en", "not closed")]);
    browser.post("/committee/close", &[("month", "2025-04")]).expect(303);
    let page = browser.get("/committee?month=2025-04").expect(200);
    assert_eq!(page.count("#take-public-later"), 0);
    let ways = page.attributes("#take a[href*='public=yes']", "href");
    assert!(ways.len() >= 3);
    for way in ways {
        browser.get(&way).expect(200);
    }
    let told = browser.get("/committee/report?month=2025-04&format=json&public=yes").expect(200);
    let told: serde_json::Value = serde_json::from_slice(&told.body).unwrap();
    let named = |id: &str| told["tables"].as_array().unwrap().iter().any(|table| table["id"] == id);
    assert!(told["public"] == true && named("arrivals") && !named("experts"), "{told}");
}

#[test]
fn a_month_without_anything_is_shown_empty_and_what_is_no_month_is_refused() {
    let page = monitor().get("/committee?month=2025-06").expect(200);
    assert_eq!((page.words("#kpi-accepted"), page.words("#kpi-decided")), ("0".to_owned(), "0".to_owned()));
    assert_eq!(page.attribute("#month-before", "href").as_deref(), Some("/committee?month=2025-05"));
    for wrong in ["2025", "2025-13", "x", "99999-01", "2025-09-01"] {
        let page = monitor().get(&format!("/committee?month={wrong}")).expect(422);
        assert!(page.words(".govuk-error-summary").contains("2025-09"), "{wrong}");
    }
}

#[test]
fn a_month_that_is_over_is_closed_once_and_a_count_that_says_the_same_corrects_nothing() {
    let browser = monitor();
    let open = browser.get("/committee?month=2025-07").expect(200);
    assert_eq!((open.count("#close"), open.count(".sa-closed")), (1, 0));
    for _ in 0..2 {
        let closed = browser.post("/committee/close", &[("month", "2025-07")]);
        assert_eq!((closed.status, closed.header("location")), (303, "/committee?month=2025-07"));
        assert_eq!(browser.get("/committee?month=2025-07").expect(200).count(".sa-closed"), 1);
    }
    // The month in which the demonstration stands is not over.
    let page = browser.get("/committee?month=2025-09").expect(200);
    assert_eq!(page.count("#close"), 0);
    assert!(page.words("main").contains("not over"), "{}", page.words("main"));
    browser.post("/committee/close", &[("month", "2025-09")]).expect(422);
}

#[test]
fn signals_have_their_test_and_their_paragraph_and_accuse_nobody() {
    let page = monitor().get("/committee/signals?month=2025-09").expect(200);
    assert_eq!(page.count("h2[id^='signal-']"), 5);
    assert_eq!(page.count("main .sa-law a[href^='/law/mse-pilot-2025#']"), 5);
    assert!(page.words(".govuk-inset-text").contains("no accusation"));
    monitor().get("/committee/signals?month=x").expect(422);
    Browser::of("chair-01").get("/committee/signals").expect(403);
}

#[test]
fn a_month_is_asked_for_before_it_is_replayed() {
    let page = monitor().get("/committee?month=2025-09").expect(200);
    let way = page.attribute("#to-what-if", "href").unwrap();
    assert_eq!(way, "/committee/what-if?month=2025-09");
    let page = monitor().get(&way).expect(200);
    let value = |name: &str| page.attribute(&format!("#{name}"), "value").unwrap_or_default();
    assert_eq!((value("month"), value("cut_off"), value("load_percent")), ("2025-09".into(), "16:00".into(), "100".into()));
    assert_eq!((value("experts"), value("decisions_a_day"), page.count("#answer")), (String::new(), String::new(), 0));
    assert_eq!((page.count("#like_region option"), page.count("#like_nosology option")), (21, 4));
    assert_eq!(page.count("form#what-if label"), 7);
    assert_eq!(page.attributes(".govuk-inset-text .sa-law a", "href"), ["/law/mse-pilot-2025#168-56-292-2025-order-p-3"]);
    assert!(page.words(".govuk-inset-text").contains("Nothing that is stored is touched"));
    Browser::of("chair-01").get(&way).expect(403);
}

/// What `report --what-if` says of the demonstration's month.
fn replayed(assumed: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("assumed.toml");
    std::fs::write(&file, assumed).unwrap();
    let config = server().data.join("databank.toml");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_saraptama"));
    let command = command.args(["report", "2025-09", "--config"]).arg(config).arg("--what-if").arg(file);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_figures_of_a_replay_are_those_of_the_engine() {
    let assumptions =
        "cut_off = \"09:00\"\nload_percent = 250\nexperts = 1\ndecisions_a_day = 2\nlike_nosology = \"limb-defect\"";
    let asked = "month=2025-09&cut_off=09:00&load_percent=250&experts=1&decisions_a_day=2&like_region=&like_nosology=limb-defect";
    // Cases reach their experts while the demonstration runs.
    let (page, told) = wait_for("the same figures on the page and from the command", || {
        let told = replayed(assumptions);
        let page = monitor().get(&format!("/committee/what-if?{asked}")).expect(200);
        let is_same = page.words("#if-reached").parse().ok() == told["cases"].as_u64() && told["changed"].as_u64() > Some(0);
        is_same.then_some((page, told))
    });
    for (id, member) in [
        ("changed", "changed"),
        ("become-late", "become_late"),
        ("become-in-time", "become_in_time"),
        ("open-before", "open_before"),
        ("joined", "joined"),
        ("most-open", "most_open"),
        ("experts-needed-figure", "experts_needed"),
    ] {
        assert_eq!(page.words(&format!("#if-{id}")), told[member].to_string(), "{member}");
    }
    let broken = told["first_broken"].as_str().expect("two decisions a day are too few");
    assert_eq!(page.words("#if-first-broken"), broken.split('-').rev().collect::<Vec<_>>().join("."));
    assert!(told["joined"].as_u64() > Some(0) && told["experts_needed"].as_u64() > Some(1), "{told}");
    // With as many experts as it says no term breaks.
    let needed = page.words("#if-experts-needed-figure");
    let enough =
        monitor().get(&format!("/committee/what-if?{asked}").replace("experts=1", &format!("experts={needed}"))).expect(200);
    assert_eq!(enough.words("#if-first-broken"), "None");
    // Cases are told by the numbers of their acts.
    assert_eq!(page.count("#changed tbody tr") as u64, told["changed"].as_u64().unwrap().min(50));
    assert!(page.words("#changed tbody th").starts_with("2025-"), "{}", page.words("#changed tbody th"));
    assert_eq!(page.count("#figures tbody .sa-law a"), 9);
    assert_eq!(page.count("[style]"), 0);
}

#[test]
fn an_hour_alone_needs_neither_load_nor_experts_and_the_law_s_own_changes_nothing() {
    let page = monitor().get("/committee/what-if?month=2025-09&cut_off=16:00").expect(200);
    assert_eq!((page.words("#if-changed"), page.count("#changed"), page.count("#if-first-broken")), ("0".to_owned(), 0, 0));
}

#[test]
fn every_wrong_assumption_has_its_message_its_field_and_its_paragraph() {
    for (query, fields) in [
        ("month=x", &["month"][..]),
        ("month=2025-09&cut_off=25:00", &["cut_off"]),
        ("month=2025-09&cut_off=9", &["cut_off"]),
        ("month=2025-09&load_percent=0&experts=1&decisions_a_day=1", &["load_percent"]),
        ("month=2025-09&load_percent=1001&experts=1&decisions_a_day=1", &["load_percent"]),
        ("month=2025-09&load_percent=120", &["experts", "decisions_a_day"]),
        ("month=2025-09&experts=-1&decisions_a_day=1", &["experts"]),
        ("month=2025-09&experts=3", &["decisions_a_day"]),
        ("month=2025-09&decisions_a_day=99999999999", &["decisions_a_day", "experts"]),
        ("month=2025-09&like_region=KZ-99&experts=1&decisions_a_day=1", &["like_region"]),
        ("month=2025-09&like_nosology=flu&experts=1&decisions_a_day=1", &["like_nosology"]),
        ("month=x&cut_off=y&load_percent=z", &["month", "cut_off", "load_percent"]),
    ] {
        for lang in ["kk", "ru", "en"] {
            let page = monitor().get(&format!("/committee/what-if?{query}&lang={lang}")).expect(422);
            let links: Vec<String> = fields.iter().map(|field| format!("#{field}")).collect();
            let told = page.attributes(".govuk-error-summary li > a", "href");
            assert_eq!(told, links, "{query}");
            assert_eq!(page.count(".govuk-error-summary .sa-law a"), fields.len(), "{query}");
            assert_eq!(page.count("form#what-if [aria-invalid=true]"), fields.len(), "{query}");
            assert_eq!(page.count("#answer"), 0);
        }
    }
}
