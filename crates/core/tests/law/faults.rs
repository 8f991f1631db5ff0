use saraptama_core::law::Law;

const ACT: &str = "mse-pilot-2025/act.toml";
const LIMB: &str = "mse-pilot-2025/nosology/limb-defect.toml";
const DOWN: &str = "mse-pilot-2025/nosology/down-syndrome.toml";
const EVIDENCE: &str = "mse-pilot-2025/evidence.toml";
const ROLLOUT: &str = "mse-pilot-2025/rollout.toml";
const PROCEDURE: &str = "mse-pilot-2025/procedure.toml";
const READINGS: &str = "mse-pilot-2025/readings.toml";
const SCORING: &str = "htmc-2020/scoring.toml";
const LIST: &str = "htmc-2020/services/2024-90.toml";
const TRANSITION: &str = "htmc-2020/transition.toml";
const YEAR: &str = "calendar/2025.toml";

/// What is wrong, the file, the text that is replaced once, what stands there instead, and a part of the fault.
const BROKEN: &[(&str, &str, &str, &str, &str)] = &[
    ("not TOML", ACT, "id = ", "id ", "line 3:"),
    ("an unknown member", EVIDENCE, "any_of = ", "one_of = ", "unknown field `one_of`"),
    ("a missing cite", PROCEDURE, "cite = \"168-56-292/2025 algorithm p.9\"\n", "", "missing field `cite`"),
    ("a missing first day", EVIDENCE, "from = \"in-force\"", "", "missing field `from`"),
    ("a cite that opens nothing", EVIDENCE, "annex 2 p.1(1)", "annex 2 p.7(1)", "resolves to no paragraph"),
    ("a cite of an unknown source", YEAR, "Holidays Law", "Hollidays Law", "resolves to no paragraph"),
    (
        "a quote that does not stand there",
        EVIDENCE,
        "стационарлық науқастың тарихынан",
        "стационарлық пациенттің тарихынан",
        "does not stand in",
    ),
    ("a form not to the letter", LIMB, "екі қол буынының барлық", "екі қол буынының бүкіл", "does not stand in"),
    ("a service not to the letter", LIST, "Аннулопластика", "Аннулопластикасы", "does not stand in"),
    ("a subject not to the letter", ROLLOUT, "Ақмола облысының", "Акмола облысының", "does not stand in"),
    (
        "a code of two nosologies",
        DOWN,
        "expands = [\"Q90\"",
        "expands = [\"S68\", \"Q90\"",
        "S68 is claimed by limb-defect and down-syndrome",
    ),
    ("a printed code that is not expanded", DOWN, "\"Q90.9\"]", "]", "prints a code that its expansion lacks"),
    ("a code that is none", DOWN, "\"Q90.9\"]", "\"Q909\"]", "an ICD-10 code is"),
    ("forms without gap", LIMB, "number = 22", "number = 23", "the forms are not numbered without gap"),
    (
        "a value that ends before it begins",
        DOWN,
        "from = \"in-force\"",
        "from = \"2026-01-02\"\nuntil = \"2026-01-01\"",
        "ends before it begins",
    ),
    ("a value outside the window", DOWN, "from = \"in-force\"", "from = \"2025-06-01\"", "lie outside the act's"),
    (
        "a gap in dates",
        PROCEDURE,
        "value = \"16:00\"",
        "value = \"16:00\"\nuntil = \"2025-12-31\"",
        "cut_off has no value on 2026-01-01",
    ),
    (
        "an overlap of dates",
        PROCEDURE,
        "# 16:00:00",
        "[[cut_off]]\nvalue = \"17:00\"\ncite = \"168-56-292/2025 algorithm p.9\"\n\n#",
        "cut_off has two values",
    ),
    (
        "a rule of an unlisted nosology",
        EVIDENCE,
        "nosology = \"down-syndrome\"",
        "nosology = \"downs-syndrome\"",
        "which is not listed then",
    ),
    (
        "a rule that depends on an unknown circumstance",
        EVIDENCE,
        "circumstance = \"surgical_amputation\"",
        "circumstance = \"planned_amputation\"",
        "a circumstance that no form answers",
    ),
    ("a rule twice on a day", EVIDENCE, "id = \"E1.2\"", "id = \"E1.1\"", "E1.1 stands twice on 2025-06-22"),
    ("a vendor twice on a day", ROLLOUT, "id = \"zhetysu\"", "id = \"damu\"", "damu stands twice on 2025-06-22"),
    (
        "a blank cell that inherits the wrong row",
        ROLLOUT,
        "inherits = 1",
        "inherits = 2",
        "inherits the last filled one above it",
    ),
    ("a region twice", ROLLOUT, "KZ-55", "KZ-11", "each once"),
    ("a start that is no month", ROLLOUT, "starts = \"2025-07\"", "starts = \"2025-13\"", "which is no month"),
    ("a reading that is not written down", PROCEDURE, "\"AMB-20\"", "\"AMB-99\"", "AMB-99 is named but not written down"),
    ("a reading twice", READINGS, "id = \"AMB-2\"", "id = \"AMB-1\"", "AMB-1 stands twice"),
    (
        "a reading without a ruling",
        READINGS,
        "ruling.ru = \"Пустая ячейка берёт срок последней заполненной ячейки над ней\"",
        "ruling.ru = \"\"",
        "lacks its problem",
    ),
    ("points that are not value × weight", SCORING, "points = \"1.5\"", "points = \"1.6\"", "is not 1.6 points"),
    ("weights that do not sum up", SCORING, "weight = \"0.2\"", "weight = \"0.3\"", "the weights do not sum up to 1"),
    ("a value that is no decimal", SCORING, "value = \"7.5\"", "value = \"7,5\"", "is no decimal"),
    ("a row out of its place", LIST, "number = 25\n", "number = 26\n", "stands where 25 is due"),
    ("a control figure that does not hold", LIST, "rows = 108", "rows = 107", "the control figures say 107"),
    ("an edition of an unknown amendment", LIST, "by = \"90\"", "by = \"91\"", "knows no amendment \"91\""),
    ("an unknown comparison", TRANSITION, "comparison = \"above\"", "comparison = \"over\"", "no comparison is called"),
    ("a month miscounted", YEAR, "[20, 20, 17", "[20, 20, 18", "2025-03 has 17 working days"),
    (
        "a day moved from nowhere",
        YEAR,
        "moved_from = \"2025-03-08\"",
        "moved_from = \"2025-03-09\"",
        "neither a holiday on a weekend",
    ),
    ("days off out of order", YEAR, "date = \"2025-01-02\"", "date = \"2025-01-01\"", "do not ascend"),
    ("a gap in the calendar", YEAR, "year = 2025", "year = 2035", "do not follow one another"),
    ("an outline that finds nothing", "mse-pilot-2025/outline.toml", "1-тарау", "9-тарау", "no line of the text"),
];

#[test]
fn each_kind_of_broken_file_is_named_with_its_file() {
    for (wrong, file, from, to, fault) in BROKEN {
        let mut files = Law::embedded_files();
        let text = files.get_mut(*file).unwrap();
        assert!(text.contains(from), "{wrong}: {file} has no {from:?}");
        *text = text.replacen(from, to, 1);
        let faults = Law::load(&files).expect_err(wrong);
        let named = |found: &&saraptama_core::law::LawFault| found.what.contains(fault);
        let found = faults.iter().find(named).unwrap_or_else(|| panic!("{wrong}: {faults:#?}"));
        assert!(file.starts_with(&found.file) || found.file == *file, "{wrong}: {found}");
    }
}

#[test]
fn a_missing_file_is_named() {
    // The calendar may begin later and end sooner: days without it are refused when they are asked for.
    let ends = ["calendar/2024.toml", "calendar/2028.toml"];
    let needed = |file: &String| !file.ends_with(".md") && !file.contains("examples/") && !ends.contains(&file.as_str());
    for file in Law::embedded_files().into_keys().filter(needed) {
        let mut files = Law::embedded_files();
        files.remove(&file);
        assert!(Law::load(&files).is_err(), "the law loads without {file}");
    }
}

#[test]
fn a_file_that_no_rule_reads_is_named() {
    let mut files = Law::embedded_files();
    files.insert("mse-pilot-2025/nosolgy/hydrocephalus.toml".into(), String::new());
    let faults = Law::load(&files).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].file, "mse-pilot-2025/nosolgy/hydrocephalus.toml");
}

#[test]
fn all_faults_are_named_and_not_the_first_alone() {
    let mut files = Law::embedded_files();
    for (_, file, from, to, _) in BROKEN.iter().filter(|row| [SCORING, YEAR].contains(&row.1)) {
        let text = files.get_mut(*file).unwrap();
        *text = text.replacen(from, to, 1);
    }
    let faults = Law::load(&files).unwrap_err();
    assert!(faults.iter().any(|fault| fault.file == SCORING) && faults.iter().any(|fault| fault.file == YEAR), "{faults:#?}");
}
