//! A second check, written from the contract's text alone and without the law's data: slow, plain, and
//! for forms of sound structure only. What it tells, the product must tell.

use super::Told;
use serde_json::Value;
use std::collections::BTreeSet;

const LIMB: &str = "Q71.0 Q71.1 Q71.2 Q71.3 Q72.0 Q72.1 Q72.2 Q72.3 S48 S48.0 S48.1 S48.9 S58 S58.0 S58.1 S58.9 S68 S68.0 S68.1 \
    S68.2 S68.3 S68.4 S68.8 S68.9 S78 S78.0 S78.1 S78.9 S88 S88.0 S88.1 S88.9 S98 S98.0 S98.1 S98.2 S98.3 T05 T05.0 T05.1 T05.2 \
    T05.3 T05.4 T05.5 T05.6 T05.8 T05.9";
const DOWN: &str = "Q90 Q90.0 Q90.1 Q90.2 Q90.9";
const MPS: &str = "E76 E76.0 E76.1 E76.2 E76.3 E76.8 E76.9";

/// Decision, reason, nosology and the findings that are not structural.
pub(super) struct Answer {
    pub(super) decision: &'static str,
    pub(super) reason: Option<&'static str>,
    pub(super) nosology: Option<&'static str>,
    pub(super) findings: BTreeSet<Told>,
}

pub(super) fn check(form: &Value, at: &str) -> Answer {
    let mut it = Naive { form, at, findings: BTreeSet::new() };
    let code = it.text("/diagnosis/main/icd10").trim().to_uppercase();
    let nosology = nosology(&code);
    let reason = it.reason(nosology);
    it.always(&code, nosology);
    if reason.is_none() {
        it.pilot(nosology.unwrap());
    }
    let warnings = [
        "iin.birth-date",
        "iin.sex",
        "icd10.category-only",
        "icd10.near-miss",
        "specialist.audience-mismatch",
        "amputation-level.mismatch",
    ];
    let error = it.findings.iter().any(|(code, ..)| !warnings.contains(&code.as_str()));
    let decision = if error {
        "blocked"
    } else if reason.is_none() {
        "signable"
    } else {
        "ordinary"
    };
    Answer { decision, reason, nosology, findings: it.findings }
}

fn nosology(code: &str) -> Option<&'static str> {
    let lists = [(LIMB, "limb-defect"), (DOWN, "down-syndrome"), (MPS, "mucopolysaccharidosis")];
    lists.into_iter().find(|(list, _)| list.split_whitespace().any(|listed| listed == code)).map(|(_, name)| name)
}

struct Naive<'f> {
    form: &'f Value,
    at: &'f str,
    findings: BTreeSet<Told>,
}

/// A requirement: its id, the kinds of evidence, the statuses that satisfy it, the facts.
type Row = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

impl Naive<'_> {
    fn text(&self, pointer: &str) -> &str {
        self.form.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    fn find(&mut self, code: &str, requirement: Option<&str>, pointer: &str) {
        self.findings.insert((code.to_owned(), requirement.map(str::to_owned), pointer.to_owned()));
    }

    /// Whether eighteen full years have passed from `birth` to `on`, texts of `YYYY-MM-DD`.
    fn grown(birth: &str, on: &str) -> bool {
        let year: i32 = birth[..4].parse().unwrap();
        format!("{:04}{}", year + 18, &birth[4..]).as_str() <= on
    }

    fn reason(&self, nosology: Option<&str>) -> Option<&'static str> {
        if self.at < "2025-06-22" || self.at > "2026-06-21" {
            return Some("order-not-in-force");
        }
        let Some(nosology) = nosology else { return Some("nosology-not-listed") };
        if nosology == "mucopolysaccharidosis" && Self::grown(self.text("/patient/birth_date"), self.at) {
            return Some("age-out-of-scope");
        }
        if nosology == "limb-defect" && self.text("/diagnosis/main/anatomical_form") == "none" {
            return Some("form-not-listed");
        }
        let start = match (self.text("/organisation/region"), self.text("/mis/vendor")) {
            ("KZ-11" | "KZ-55", _) => "2025-06-22",
            (_, "damu") => "2025-07-01",
            (_, "zhetysu" | "nadezhda" | "infomed-kazakhstan" | "avicenna") => "2025-08-01",
            _ => return Some("vendor-undefined"),
        };
        (self.at < start).then_some("subject-not-started")
    }

    fn always(&mut self, code: &str, nosology: Option<&str>) {
        let well_formed = |code: &str| {
            let bytes = code.as_bytes();
            let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
            bytes.first().is_some_and(u8::is_ascii_uppercase)
                && digits(1..3)
                && (bytes.len() == 3 || (bytes.len() == 5 && bytes[3] == b'.' && digits(4..5)))
        };
        let mut codes = vec!["/diagnosis/main/icd10".to_owned()];
        for list in ["/diagnosis/complications", "/diagnosis/comorbid", "/history/incapacity"] {
            let count = self.form.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
            codes.extend((0..count).map(|at| format!("{list}/{at}/icd10")));
        }
        for pointer in codes {
            if !well_formed(&self.text(&pointer).trim().to_uppercase()) {
                self.find("icd10.malformed", None, &pointer);
            }
        }
        if well_formed(code) {
            let near = [LIMB, DOWN, MPS].iter().any(|list| list.split_whitespace().any(|listed| listed[..3] == code[..3]));
            if nosology.is_some() && code.len() == 3 {
                self.find("icd10.category-only", None, "/diagnosis/main/icd10");
            } else if nosology.is_none() && near {
                self.find("icd10.near-miss", None, "/diagnosis/main/icd10");
            }
        }
        self.numbers();
        let birth = self.text("/patient/birth_date").to_owned();
        let mut dates = vec![
            ("/diagnosis/main/established_on".to_owned(), true),
            ("/patient/birth_date".into(), false),
            ("/commission/date".into(), false),
        ];
        let count = self.form["evidence"].as_array().unwrap().len();
        dates.extend((0..count).map(|at| (format!("/evidence/{at}/date"), true)));
        for (pointer, after_birth) in dates {
            let day = self.text(&pointer).to_owned();
            if !day.is_empty() && day.as_str() > self.at {
                self.find("date.in-future", None, &pointer);
            }
            if !day.is_empty() && after_birth && day < birth {
                self.find("date.before-birth", None, &pointer);
            }
        }
    }

    fn numbers(&mut self) {
        let holds = |number: &str| {
            let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
            if digits.len() != 12 || number.len() != 12 {
                return false;
            }
            let sum = |weights: [u32; 11]| weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum::<u32>() % 11;
            let first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
            let control = if first == 10 { sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) } else { first };
            control == digits[11]
        };
        let mut iins = vec!["/doctor/iin".to_owned(), "/patient/iin".into(), "/commission/chair/iin".into()];
        if self.form.pointer("/patient/representative/iin").is_some() {
            iins.push("/patient/representative/iin".into());
        }
        let members = self.form.pointer("/commission/members").and_then(Value::as_array).map_or(0, Vec::len);
        iins.extend((0..members).map(|at| format!("/commission/members/{at}/iin")));
        for pointer in iins {
            if !holds(self.text(&pointer)) {
                self.find("iin.checksum", None, &pointer);
            }
        }
        for pointer in ["/organisation/bin", "/patient/attachment/bin"] {
            if self.form.pointer(pointer).is_some() && !holds(self.text(pointer)) {
                self.find("bin.checksum", None, pointer);
            }
        }
        let iin = self.text("/patient/iin").to_owned();
        if holds(&iin) {
            let birth = self.text("/patient/birth_date").to_owned();
            let century = match &iin[6..7] {
                "1" | "2" => "18",
                "3" | "4" => "19",
                "5" | "6" => "20",
                "0" => &birth[..2],
                _ => "",
            };
            if format!("{century}{}-{}-{}", &iin[..2], &iin[2..4], &iin[4..6]) != birth {
                self.find("iin.birth-date", None, "/patient/iin");
            }
            let male = self.text("/patient/sex") == "male";
            let seventh = iin[6..7].parse::<u32>().unwrap();
            if (1..=6).contains(&seventh) && (seventh % 2 == 1) != male {
                self.find("iin.sex", None, "/patient/iin");
            }
        }
    }

    /// Entries of these kinds, by place.
    fn entries(&self, kinds: &[&str]) -> Vec<(usize, &Value)> {
        let list = self.form["evidence"].as_array().unwrap().iter().enumerate();
        list.filter(|(_, entry)| kinds.contains(&entry["kind"].as_str().unwrap())).collect()
    }

    fn pilot(&mut self, nosology: &str) {
        let attached: &'static [&str] = &["attached"];
        let available: &'static [&str] = &["attached", "not-available"];
        let surgical = self.text("/circumstances/surgical_amputation") == "yes";
        let carries = self.text("/referral/purpose") == "repeat" && !self.text("/referral/earlier_act").trim().is_empty();
        let diagnosed: &'static [&str] = if carries { &["attached", "carried"] } else { attached };
        let mut rows: Vec<Row> = Vec::new();
        match nosology {
            "limb-defect" => {
                rows.push(("E1.1", &["inpatient-extract"], attached, &[]));
                rows.push((
                    "E1.2",
                    &["traumatologist-orthopaedist", "surgeon"],
                    attached,
                    &["local_status", "stump_condition", "amputation_level"],
                ));
                rows.push(("E1.3", &["limb-radiograph"], attached, &[]));
                rows.push(("E1.4", &["radiologist"], attached, &["amputation_level"]));
                if surgical {
                    rows.push(("E1.5", &["sheet-10-of-001e"], attached, &[]));
                }
                if self.text("/circumstances/surgical_amputation").is_empty() {
                    self.find("circumstance.unanswered", Some("E1.5"), "/circumstances/surgical_amputation");
                }
                if self.form.pointer("/diagnosis/main/anatomical_form").is_none() {
                    self.find("circumstance.unanswered", Some("N1"), "/diagnosis/main/anatomical_form");
                }
            }
            "down-syndrome" => {
                rows.push(("E2.1", &["karyotype"], diagnosed, &[]));
                rows.push(("E2.2", &["geneticist"], diagnosed, &[]));
                rows.push(("E2.3", &["neurologist"], attached, &[]));
                rows.push(("E2.4", &["psychiatrist"], attached, &["mental_impairment_degree"]));
                rows.push(("E2.5", &["pmpc"], attached, &[]));
                rows.push(("E2.6", &["card-extract"], available, &[]));
            }
            _ => {
                rows.push(("E3.1", &["dna-mutation"], attached, &[]));
                rows.push(("E3.2", &["card-extract"], available, &[]));
            }
        }
        for (id, kinds, accepted, facts) in rows {
            let entries = self.entries(kinds);
            let entries: Vec<_> =
                entries.into_iter().filter(|(_, entry)| accepted.contains(&entry["status"].as_str().unwrap())).collect();
            let blank = |entry: &Value, fact: &str| entry["facts"][fact].as_str().unwrap_or_default().trim().is_empty();
            let lacking = |entry: &Value| facts.iter().find(|fact| blank(entry, fact)).copied();
            if entries.iter().any(|(_, entry)| lacking(entry).is_none()) {
                continue;
            }
            match entries.first().map(|(at, entry)| format!("/evidence/{at}/facts/{}", lacking(entry).unwrap())) {
                Some(pointer) => self.find("evidence.incomplete", Some(id), &pointer),
                None if accepted.contains(&"not-available") => self.find("evidence.unanswered", Some(id), "/evidence"),
                None => self.find("evidence.missing", Some(id), "/evidence"),
            }
        }
        self.specialists();
    }

    fn specialists(&mut self) {
        let birth = self.text("/patient/birth_date").to_owned();
        let mut wrong = Vec::new();
        for (at, entry) in self.entries(&["traumatologist-orthopaedist"]) {
            if let (Some(audience), Some(day), "attached") =
                (entry["specialist"]["audience"].as_str(), entry["date"].as_str(), entry["status"].as_str().unwrap())
                && (audience == "adult") != Self::grown(&birth, day)
            {
                wrong.push(format!("/evidence/{at}/specialist/audience"));
            }
        }
        wrong.iter().for_each(|pointer| self.find("specialist.audience-mismatch", None, pointer));
        let fact = |entry: &Value, name: &str| entry["facts"][name].as_str().unwrap_or_default().trim().to_lowercase();
        let levels = |kinds: &[&str]| -> Vec<_> {
            let entries = self.entries(kinds).into_iter().filter(|(_, entry)| entry["status"] == "attached");
            let all = entries.map(|(at, entry)| (at, fact(entry, "laterality"), fact(entry, "amputation_level")));
            all.filter(|(.., level)| !level.is_empty()).collect()
        };
        let ours = levels(&["surgeon", "traumatologist-orthopaedist"]);
        let differing = levels(&["radiologist"])
            .into_iter()
            .find(|(_, side, level)| ours.iter().any(|(_, our_side, our_level)| our_side == side && our_level != level));
        if let Some((at, ..)) = differing {
            self.find("amputation-level.mismatch", None, &format!("/evidence/{at}/facts/amputation_level"));
        }
    }
}
