use crate::day;
use saraptama_core::law::{Law, Starts};
use saraptama_core::terms::Icd10;

const NOSOLOGY: &str = r#"
id = "sequelae"
order = 4
name = { kk = "Қосылған нысан", ru = "Добавленная форма", en = "An added nosology" }
quote = "№ 031/е нысанын қалыптастырады"
cite = "168-56-292/2025 algorithm p.3"
from = "2025-12-01"

[[codes]]
printed = "G91.0 - G91.1"
cite = "168-56-292/2025 order p.9"
expands = ["G91.0", "G91.1"]
"#;

const EVIDENCE: &str = r#"
[[requirement]]
id = "E4.1"
nosology = "sequelae"
name = { kk = "Невропатолог қорытындысы", ru = "Заключение невропатолога", en = "Neuropathologist's conclusion" }
quote = "невропатолог қорытындысы"
any_of = ["neurologist"]
accepts = ["attached"]
cite = "168-56-292/2025 algorithm annex 2 p.2(1)"
from = "2025-12-01"
"#;

#[test]
fn a_nosology_that_an_amendment_adds_is_law_from_its_day_and_not_the_day_before() {
    let mut files = Law::embedded_files();
    // The amendment adds p. 9 below p. 8 of the order.
    let text = files.get_mut("mse-pilot-2025/text.kk.txt").unwrap();
    *text = text.replacen("\n\t\n", "\n\n\u{a0} 9. G91.0 - G91.1.\n\t\n", 1);
    files.insert("mse-pilot-2025/nosology/sequelae.toml".into(), NOSOLOGY.into());
    files.get_mut("mse-pilot-2025/evidence.toml").unwrap().push_str(EVIDENCE);
    let law = Law::load(&files).unwrap();

    let code = Icd10::parse("G91.1").unwrap();
    let listed = |date: &str| law.on(day(date)).pilot.unwrap().nosology_of(code).map(|nosology| nosology.id.clone());
    assert_eq!(listed("2025-11-30"), None);
    assert_eq!(listed("2025-12-01").as_deref(), Some("sequelae"));
    assert_eq!(listed("2026-06-21").as_deref(), Some("sequelae"));

    let windows: Vec<_> = law.pilot.editions.iter().map(|rules| (rules.from.to_string(), rules.until.to_string())).collect();
    let pair = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    assert_eq!(windows, [pair("2025-06-22", "2025-11-30"), pair("2025-12-01", "2026-06-21")]);
    let asked = |date: &str| law.on(day(date)).pilot.unwrap().requirements_of("sequelae").count();
    assert_eq!((asked("2025-11-30"), asked("2025-12-01")), (0, 1));
}

#[test]
fn a_term_that_an_amendment_changes_holds_from_its_day() {
    let mut files = Law::embedded_files();
    let procedure = files.get_mut("mse-pilot-2025/procedure.toml").unwrap();
    *procedure = procedure.replacen("value = 1\n", "value = 1\nuntil = \"2025-12-31\"\n", 1);
    procedure
        .push_str("\n[[decision_working_days]]\nvalue = 2\ncite = \"168-56-292/2025 algorithm p.9\"\nfrom = \"2026-01-01\"\n");
    let law = Law::load(&files).unwrap();
    let days = |date: &str| law.on(day(date)).pilot.unwrap().procedure.decision_working_days;
    assert_eq!((days("2025-12-31"), days("2026-01-01")), (1, 2));
}

#[test]
fn the_real_day_of_publication_moves_the_window_and_the_june_starts_with_it() {
    let mut files = Law::embedded_files();
    let act = files.get_mut("mse-pilot-2025/act.toml").unwrap();
    *act = act.replacen("on = \"2025-06-11\"\nassumed = true", "on = \"2025-07-04\"\nassumed = false", 1);
    let law = Law::load(&files).unwrap();
    assert_eq!((law.pilot.act.from, law.pilot.act.until), (day("2025-07-15"), Some(day("2026-07-14"))));
    let subjects = &law.on(day("2025-07-15")).pilot.unwrap().subjects;
    assert_eq!(subjects[1].starts, Starts::On(day("2025-07-15")));
    let Starts::ByVendor(vendors) = &subjects[3].starts else { panic!("Astana starts by vendor") };
    assert_eq!((vendors[0].on, vendors[1].on), (day("2025-07-15"), day("2025-08-01")));
}
