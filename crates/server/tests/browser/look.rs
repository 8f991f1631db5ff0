//! Every page of the program's own table, looked at in a browser. Which case a page is looked at with is found as
//! people find it: by following links. A page that no way leads to is named.

use crate::browser::{Answer, Browser};
use crate::draft::{STEPS, unfinished};
use crate::script::run;
use saraptama_server::config::NodeKind;
use saraptama_server::pages::{Route, table};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Who walks: nobody, and one of each role.
const WALKERS: &[Option<&str>] = &[
    None,
    Some("doctor-01"),
    Some("chair-01"),
    Some("expert-01"),
    Some("staff"),
    Some("monitor"),
    Some("analyst"),
    Some("operator"),
];

/// How many cases each page is looked at with.
const EXAMPLES: usize = 1;
/// How many cases of each page are visited to find ways on: not every act may be given to another expert.
const VISITED: usize = 40;

/// Pages that no link leads to, with the reason.
const NO_WAY: &[(&str, &str)] = &[
    ("/assets/{name}", "styles, scripts and fonts, which pages load"),
    ("/chair/forms/{id}/documents/{sha256}", "a file, which no page shows; the demonstration's forms have none"),
    ("/doctor/forms/{id}/files/{sha256}", "a file, which no page shows; the demonstration's forms have none"),
    ("/chair/sign", "what was chosen to be signed leads there: looked at on a case's path"),
    ("/expert/acts/{number}/decision/review", "a decision that was frozen leads there: looked at on a case's path"),
    ("/expert/acts/{number}/registered", "a decision that was signed leads there: looked at on a case's path"),
    ("/staff/messages/redrive", "messages that were given up lead there; the demonstration has none"),
    ("/htmc/diff/csv", "two editions that are held lead there; the demonstration has one"),
    ("/htmc/diff/json", "two editions that are held lead there; the demonstration has one"),
    ("/htmc/diff/xlsx", "two editions that are held lead there; the demonstration has one"),
    ("/htmc/dossiers/{id}/confirm", "for who neither entered nor scored it: looked at on a day at the desks"),
    ("/htmc/dossiers/{id}/sign", "levels that were confirmed lead there: looked at on a day at the desks"),
    ("/htmc/transition/{id}/sign", "for who did not import the figures: looked at on a day at the desks"),
    ("/enter/oidc", "leads to the provider of identities, where there is one"),
    ("/enter/oidc/back", "where that provider leads back"),
];

/// A page as somebody came to it.
struct Seen {
    pattern: &'static str,
    path: String,
    by: Option<&'static str>,
}

fn patterns() -> BTreeMap<&'static str, Route> {
    let table = table(&[NodeKind::Mis, NodeKind::Ministry, NodeKind::DataBank]);
    table.routes().iter().filter(|route| route.method == "GET").map(|route| (route.path, *route)).collect()
}

/// The pattern of the table that an address is of; a plain name goes before a parameter.
fn pattern_of(path: &str, patterns: &BTreeMap<&'static str, Route>) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |pattern: &&&str| {
        let of: Vec<&str> = pattern.split('/').collect();
        of.len() == parts.len() && of.iter().zip(&parts).all(|(of, part)| of.starts_with('{') || of == part)
    };
    patterns.keys().filter(fits).min_by_key(|pattern| pattern.matches('{').count()).copied()
}

/// Follows links from the first page on.
fn walk(by: Option<&'static str>, patterns: &BTreeMap<&'static str, Route>, reached: &mut BTreeSet<&'static str>) -> Vec<Seen> {
    let browser = by.map_or_else(|| Browser::new("en"), Browser::of);
    let (mut seen, mut asked) = (vec![], BTreeSet::new());
    let mut ahead: VecDeque<String> = VecDeque::from(["/".to_owned()]);
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    while let Some(path) = ahead.pop_front() {
        let Some(pattern) = pattern_of(path.split(['?', '#']).next().unwrap(), patterns) else { continue };
        let times = count.entry(pattern).or_default();
        if *times >= VISITED || !asked.insert(path.clone()) {
            continue;
        }
        *times += 1;
        let answer = browser.get(&path);
        if answer.status == 303 {
            ahead.push_back(answer.header("location").to_owned());
            continue;
        }
        assert_eq!(answer.status, 200, "{by:?} comes to {path}: {}", answer.words("main"));
        reached.insert(pattern);
        if answer.header("content-type").starts_with("text/html") {
            ahead.extend(links(&answer));
            seen.push(Seen { pattern, path, by });
        }
    }
    seen
}

fn links(answer: &Answer) -> Vec<String> {
    let to = answer.attributes("main a[href], nav.sa-nav a[href], .sa-who a[href]", "href");
    to.into_iter().filter(|to| to.starts_with('/')).map(|to| to.split('#').next().unwrap().to_owned()).collect()
}

/// The picture's name: the pattern without what a file name cannot hold.
fn name_of(pattern: &str) -> String {
    let name: String = pattern.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "first".to_owned() } else { words.join("-") }
}

/// Pages of somebody at work, which are as many as their one pattern has steps; and pages that say what is wrong.
fn at_work(seen: &[Seen]) -> Vec<Value> {
    let doctor = "doctor-20";
    let form = unfinished(doctor);
    let step = |step: &&str| json!({ "path": format!("{form}/{step}"), "name": format!("doctor-forms-id-{step}"), "as": doctor });
    let checked = json!({ "path": format!("{form}/patient?checked=1"), "name": "doctor-forms-id-patient-wrong", "as": doctor });
    let decision = seen.iter().find(|one| one.pattern == "/expert/acts/{number}/decision").unwrap();
    let blank = json!({ "path": decision.path, "name": "expert-acts-number-decision-wrong", "as": decision.by,
        "press": "main button[value=freeze]" });
    STEPS.iter().map(step).chain([checked, blank]).collect()
}

#[test]
fn every_page_is_sound_in_each_language_wide_and_narrow() {
    let (patterns, mut reached) = (patterns(), BTreeSet::new());
    let mut seen: Vec<Seen> = vec![];
    for by in WALKERS {
        for page in walk(*by, &patterns, &mut reached) {
            // What anybody may see is looked at once.
            if seen.iter().filter(|one| one.pattern == page.pattern).count() < EXAMPLES {
                seen.push(page);
            }
        }
    }
    let lost: Vec<&&str> =
        patterns.keys().filter(|p| !reached.contains(*p) && !NO_WAY.iter().any(|(known, _)| known == *p)).collect();
    assert!(lost.is_empty(), "no way leads to {lost:?}");
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut list: Vec<_> = seen
        .iter()
        .map(|page| {
            let time = times.entry(page.pattern).or_default();
            *time += 1;
            let name = if *time == 1 { name_of(page.pattern) } else { format!("{}-{time}", name_of(page.pattern)) };
            json!({ "path": page.path, "name": name, "as": page.by })
        })
        .collect();
    list.extend(at_work(&seen));
    run("every_page_is_sound_in_each_language_wide_and_narrow", "pages.mjs", &json!(list).to_string(), &[]);
}
