//! A month replayed under a draft of the law, from the command line.

use crate::harness::{Ran, example, root, run};
use crate::law::copy;
use crate::month::{fill, nodes};
use saraptama_core::indicators::{ActFact, Course, Draft, DraftFact};
use saraptama_core::terms::{FormId, Sha256, parse_instant};
use saraptama_store::Change;
use saraptama_store::rows::{ActFactRow, DraftFactRow, FormHeading, FormRow};
use std::path::{Path, PathBuf};

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

/// A law in which from December on another nosology is listed and the day ends earlier.
fn draft(folder: &Path) -> PathBuf {
    let law = folder.join("law");
    copy(&root().join("law"), &law);
    let edit = |file: &str, edit: &dyn Fn(&str) -> String| {
        let file = law.join("mse-pilot-2025").join(file);
        let (before, after) = (std::fs::read_to_string(&file).unwrap(), edit(&std::fs::read_to_string(&file).unwrap()));
        assert_ne!(before, after, "{}", file.display());
        std::fs::write(file, after).unwrap();
    };
    edit("text.kk.txt", &|text| text.replacen("\n\t\n", "\n\n\u{a0} 9. G91.0 - G91.1.\n\t\n", 1));
    edit("procedure.toml", &|text| {
        let ended = text.replacen("value = \"16:00\"\n", "value = \"16:00\"\nuntil = \"2025-11-30\"\n", 1);
        ended + "\n[[cut_off]]\nvalue = \"12:00\"\ncite = \"168-56-292/2025 algorithm p.9\"\nfrom = \"2025-12-01\"\n"
    });
    edit("evidence.toml", &|text| text.to_owned() + EVIDENCE);
    std::fs::write(law.join("mse-pilot-2025/nosology/sequelae.toml"), NOSOLOGY).unwrap();
    law
}

/// A form of an example, changed, that was signed outside of the pilot at that time.
fn signed(n: u8, name: &str, (from, to): (&str, &str), at: &str) -> [Change; 2] {
    let text = std::fs::read_to_string(root().join(example(name))).unwrap();
    assert!(text.contains(from));
    let (bytes, at) = (text.replace(from, to).into_bytes(), parse_instant(at).unwrap());
    let form = FormId::from_bytes([n; 16]);
    let draft = Draft { begun_at: Some(at), signed_at: Some(at), ..Draft::default() };
    let (sha256, heading) = (Sha256::of(&bytes), FormHeading::default());
    let (organisation, vendor, stage) = (None, None, "signed".to_owned());
    let row = FormRow { form, organisation, vendor, sha256, bytes, stage, updated_at: at, heading };
    [Change::Form(row), Change::DraftFact(DraftFactRow { form, fact: DraftFact { vendor: None, draft } })]
}

/// An act that reached its expert in the afternoon and was decided on the next morning: late.
fn late() -> Change {
    let at = |text: &str| Some(parse_instant(&format!("2025-07-{text}:00+05:00")).unwrap());
    let (accepted_at, assigned_at, due_at) = (at("15T13:00"), at("15T13:00"), at("15T18:00"));
    let decided_at = at("16T10:00");
    let course = Course { accepted_at, assigned_at, first_due_at: due_at, due_at, decided_at, ..Course::default() };
    let fact = ActFact { course, ..ActFact::default() };
    Change::ActFact(ActFactRow { form: FormId::from_bytes([9; 16]), fact, is_known: true })
}

#[test]
fn a_draft_is_tried_on_a_month_by_its_last_edition_and_tells_which_cases_change() {
    let folder = tempfile::tempdir().unwrap();
    let [mis, _, databank] = nodes(folder.path());
    let law = draft(folder.path());
    fill(&databank, vec![late()]);
    let forms = [
        signed(1, "down-signable", ("\"Q90.0\"", "\"G91.0\""), "2025-07-15T10:00:00+05:00"),
        // Its region and vendor take part from August on.
        signed(2, "vendor-not-started-cyrillic-code", ("KZ-71", "KZ-71"), "2025-07-15T11:00:00+05:00"),
        signed(3, "one-finger-ordinary", ("S68.1", "S68.1"), "2025-07-15T11:00:00+05:00"),
        signed(4, "down-signable", ("\"Q90.0\"", "\"G91.0\""), "2025-08-01T10:00:00+05:00"),
    ];
    fill(&mis, forms.concat());
    let replay = |configs: &[&PathBuf], law: &[&str], assumed: &str| -> (Ran, serde_json::Value) {
        let file = folder.path().join("assumed.toml");
        std::fs::write(&file, assumed).unwrap();
        let configs = configs.iter().flat_map(|path| ["--config", path.to_str().unwrap()]);
        let arguments = ["report", "2025-07", "--lang", "en", "--what-if", file.to_str().unwrap()].into_iter();
        let ran = run(&arguments.chain(configs).chain(law.iter().copied()).collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let told = serde_json::from_str(&ran.out).unwrap();
        (ran, told)
    };
    let drafted = ["--law", law.to_str().unwrap()];
    let queue = "experts = 1\ndecisions_a_day = 1\n";

    let (ran, told) = replay(&[&databank, &mis], &drafted, queue);
    assert_eq!((told["law_day"].as_str(), told["law_from"].as_str()), (Some("2025-12-01"), Some("2025-12-01")));
    assert!(ran.err.contains("2025-12-01"), "{}", ran.err);
    // 13:00 is after the hour of the draft, so the act is decided in its term.
    assert_eq!((told["cases"].as_u64(), told["changed"].as_u64(), told["become_in_time"].as_u64()), (Some(1), Some(1), Some(1)));
    assert_eq!((told["entering"].as_u64(), told["entering_cases"].as_array().map(Vec::len)), (Some(2), Some(2)));
    // Two enter before noon and one can be decided.
    assert_eq!((told["first_broken"].as_str(), told["experts_needed"].as_u64()), (Some("2025-07-15"), Some(2)));

    // Under the month's own law nothing changes and nobody enters.
    let (_, told) = replay(&[&databank, &mis], &drafted, &format!("law_day = \"2025-07-31\"\n{queue}"));
    assert_eq!((told["law_day"].as_str(), told["law_from"].as_str()), (Some("2025-07-31"), Some("2025-06-22")));
    assert_eq!((told["changed"].as_u64(), told["entering"].as_u64(), told["first_broken"].as_str()), (Some(0), Some(0), None));
    let (ran, told) = replay(&[&databank, &mis], &[], queue);
    assert_eq!((told["law_day"].as_str(), told["changed"].as_u64()), (Some("2025-07-01"), Some(0)));
    assert!(told["entering"].is_null() && !ran.err.contains("cannot be told"), "{}", ran.err);

    // Who would enter is not known without the forms, and that is said.
    let (ran, told) = replay(&[&databank], &drafted, queue);
    assert!(told["entering"].is_null() && ran.err.contains("cannot be told"), "{}", ran.err);
    assert_eq!(told["changed"].as_u64(), Some(1));
}
