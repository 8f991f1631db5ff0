use super::json::{Json, object};
use super::people::{self, Somebody, days_before};
use super::random::Random;
use super::{Options, Place, medicine};
use jiff::civil::Date;
use saraptama_core::form::Sex;
use saraptama_core::law::{Answer, Nosology, PilotRules, Requirement, Status};
use saraptama_core::terms::Icd10;

/// Draws a form that has no fault.
pub(super) struct Body<'l, 'r> {
    pub(super) today: Date,
    pub(super) options: &'r Options,
    pub(super) rules: &'l PilotRules,
    pub(super) place: Place,
    pub(super) random: &'r mut Random,
}

/// What a form is about, for whoever spoils it.
pub(super) struct Case<'l> {
    pub(super) nosology: &'l Nosology,
    pub(super) code: Icd10,
    pub(super) patient: Somebody,
}

impl<'l> Body<'l, '_> {
    /// The form in the contract's order, and what it is about.
    pub(super) fn form(&mut self) -> (Json, Case<'l>) {
        let case = self.case();
        let repeat = self.random.percent(30);
        let surgical = case.nosology.needs_surgical_answer.then(|| self.surgical(case.code));
        let mut form = object([
            ("form", "031/e".into()),
            ("version", 1.into()),
            ("id", self.uuid().into()),
            ("created_at", self.instant(9).into()),
            ("data_checked_at", self.instant(8).into()),
            ("mis", object([("vendor", self.place.vendor.as_str().into()), ("system", "Синтетикалық МАЖ 1.0".into())])),
            ("organisation", self.organisation()),
            ("doctor", self.doctor()),
            ("patient", self.patient(&case.patient)),
            ("referral", self.referral(repeat)),
            ("diagnosis", self.diagnosis(&case)),
            ("history", self.history()),
            ("impairments", self.impairments()),
        ]);
        if let Some(answer) = surgical {
            let answer = if answer == Answer::Yes { "yes" } else { "no" };
            form.put("", "circumstances", object([("surgical_amputation", answer.into())]));
        }
        form.put("", "evidence", self.evidence(&case, repeat, surgical));
        form.put(
            "",
            "measures",
            vec![object([("kind", "rehabilitation".into()), ("text", "Оңалту емі, динамикалық бақылау".into())])],
        );
        form.put("", "commission", self.commission());
        (form, case)
    }

    fn case(&mut self) -> Case<'l> {
        let rules = self.rules;
        let nosology = self.random.pick(&rules.nosologies).expect("the law lists a nosology: tests/synth.rs");
        let codes: Vec<Icd10> = rules.codes.iter().map(|(code, _)| *code).collect();
        let ours = |code: &Icd10| !code.is_category() && rules.nosology_of(*code).is_some_and(|it| it.id == nosology.id);
        let codes: Vec<Icd10> = codes.into_iter().filter(ours).collect();
        let code = *self.random.pick(&codes).expect("a nosology has a code of four characters: tests/synth.rs");
        let oldest = nosology.below_age_years.map_or(70, |years| u64::from(years.unsigned_abs())) - 1;
        let days = self.random.between(2 * 365, oldest * 365);
        Case { nosology, code, patient: Somebody::born_on(days_before(self.today, days), self.random) }
    }

    /// A limb that was never there was not amputated.
    fn surgical(&mut self, code: Icd10) -> Answer {
        let congenital = code.to_string().starts_with('Q');
        if !congenital && self.random.percent(60) { Answer::Yes } else { Answer::No }
    }

    fn text(&mut self, texts: &[&'static str]) -> Json {
        self.random.pick(texts).copied().unwrap_or_default().into()
    }

    fn organisation(&mut self) -> Json {
        let drawn = format!("№ {} қалалық емхана", self.random.between(1, 30));
        let (bin, name) = match &self.options.organisation {
            Some(fixed) => (fixed.bin, fixed.name.clone()),
            None => (people::bin(self.random), drawn),
        };
        object([
            ("bin", bin.as_str().into()),
            ("name", name.into()),
            ("region", self.place.region.to_string().into()),
            ("capacity", self.text(&["registration-place", "dispensary"])),
        ])
    }

    fn doctor(&mut self) -> Json {
        let (iin, name) = self.person(self.options.doctor.as_ref());
        let speciality = self.text(&["терапевт", "педиатр", "хирург", "травматолог-ортопед", "невропатолог"]);
        object([("iin", iin.into()), ("name", name.into()), ("speciality", speciality)])
    }

    fn person(&mut self, fixed: Option<&super::Person>) -> (String, String) {
        match fixed {
            Some(person) => (person.iin.as_str().to_owned(), person.name.clone()),
            None => {
                let drawn = Somebody::adult(self.today, self.random);
                (drawn.iin.as_str().to_owned(), drawn.short_name())
            }
        }
    }

    fn patient(&mut self, patient: &Somebody) -> Json {
        let regions: Vec<_> = self.rules.subjects.iter().filter_map(|subject| subject.region).collect();
        let region = *self.random.pick(&regions).unwrap_or(&self.place.region);
        let mut json = object([
            ("iin", patient.iin.as_str().into()),
            ("family_name", patient.family_name.as_str().into()),
            ("given_name", patient.given_name.as_str().into()),
            ("patronymic", patient.patronymic.as_str().into()),
            ("birth_date", patient.birth.to_string().into()),
            ("sex", if patient.sex == Sex::Male { "male" } else { "female" }.into()),
            ("region", region.to_string().into()),
            ("attachment", object([("bin", people::bin(self.random).as_str().into()), ("name", "№ 2 қалалық емхана".into())])),
            ("address", format!("Абай көшесі, {} үй", self.random.between(1, 200)).into()),
            ("phone", "+7 700 000 00 00".into()),
        ]);
        if patient.birth > days_before(self.today, 18 * 365) {
            let parent = Somebody::adult(self.today, self.random);
            let relation = if parent.sex == Sex::Male { "әкесі" } else { "анасы" };
            let (name, iin) = (parent.short_name(), parent.iin.as_str());
            json.put("", "representative", object([("name", name.into()), ("iin", iin.into()), ("relation", relation.into())]));
        }
        json
    }

    fn referral(&mut self, repeat: bool) -> Json {
        let mut json = object([("purpose", if repeat { "repeat" } else { "first" }.into())]);
        if repeat {
            json.put("", "earlier_act", format!("2024-{:06}", self.random.between(1, 90_000)));
        }
        json
    }

    fn diagnosis(&mut self, case: &Case<'_>) -> Json {
        let established = self.day_since(case.patient.birth, 3000);
        let mut main = object([
            ("icd10", case.code.to_string().into()),
            ("text", case.nosology.name.kk.as_str().into()),
            ("established_on", established.to_string().into()),
        ]);
        if case.nosology.needs_sub_form {
            let plausible = |code: &Icd10| *code == case.code || *code == case.code.category();
            let forms = self.rules.sub_forms.iter().filter(|form| form.plausible.iter().any(plausible));
            let forms: Vec<u8> = forms.map(|form| form.number).collect();
            main.put("", "anatomical_form", i64::from(*self.random.pick(&forms).unwrap_or(&1)));
        }
        let other = object([("icd10", self.text(&["M54.1", "G82.2", "I10", "F71.0"])), ("text", "Қосымша диагноз".into())]);
        object([("main", main), ("complications", vec![].into()), ("comorbid", vec![other].into())])
    }

    fn history(&mut self) -> Json {
        let from = days_before(self.today, self.random.between(150, 300));
        let incapacity = object([
            ("from", from.to_string().into()),
            ("to", days_before(self.today, self.random.between(100, 140)).to_string().into()),
            ("icd10", "M54.1".into()),
        ]);
        object([
            ("disease", self.text(&medicine::DISEASE)),
            ("life", self.text(&medicine::LIFE)),
            ("treatment", self.text(&medicine::TREATMENT)),
            ("incapacity", vec![incapacity].into()),
        ])
    }

    fn impairments(&mut self) -> Json {
        let degree = self.random.between(1, 4) as i64;
        let function = self.text(&["movement", "mental", "metabolic"]);
        vec![object([("function", function), ("degree", degree.into()), ("text", "тұрақты бұзылу".into())])].into()
    }

    /// One entry for each requirement that is asked of this case, in any lawful status.
    fn evidence(&mut self, case: &Case<'_>, repeat: bool, surgical: Option<Answer>) -> Json {
        let level = self.random.pick(&medicine::LEVELS).copied().unwrap_or_default();
        let asked = |item: &&Requirement| item.when.as_ref().is_none_or(|when| Some(when.is) == surgical);
        let mut entries = Vec::new();
        for requirement in self.rules.requirements_of(&case.nosology.id).filter(asked) {
            let kind = self.random.pick(&requirement.any_of).map_or("other", String::as_str);
            let absent = requirement.accepts.contains(&Status::NotAvailable) && self.random.percent(40);
            let carried = requirement.carried_on_repeat && repeat && self.random.percent(50);
            entries.push(match (absent, carried) {
                (true, _) => object([("kind", kind.into()), ("status", "not-available".into())]),
                (_, true) => object([("kind", kind.into()), ("status", "carried".into())]),
                _ => self.attached(kind, requirement, level, case),
            });
        }
        entries.into()
    }

    fn attached(&mut self, kind: &str, requirement: &Requirement, level: &str, case: &Case<'_>) -> Json {
        let day = self.day_since(case.patient.birth, 300);
        let mut entry = object([
            ("kind", kind.into()),
            ("status", "attached".into()),
            ("date", day.to_string().into()),
            ("organisation", "Облыстық көпбейінді аурухана".into()),
        ]);
        if kind == "traumatologist-orthopaedist" {
            let name = Somebody::adult(self.today, self.random).short_name();
            let grown = is_grown(case.patient.birth, day);
            let audience = if grown { "adult" } else { "child" };
            entry.put("", "specialist", object([("name", name.into()), ("audience", audience.into())]));
        }
        entry.put("", "conclusion", medicine::conclusion(kind));
        if !requirement.facts.is_empty() {
            let facts = requirement.facts.iter().map(|name| (name.clone(), medicine::fact(name, level, self.random).into()));
            entry.put("", "facts", Json::Object(facts.collect()));
        }
        if self.random.percent(40) {
            let document = self.document();
            // Nobody has the file, so a form that is to travel does not name it.
            if self.options.documents {
                entry.put("", "document", document);
            }
        }
        entry
    }

    fn document(&mut self) -> Json {
        let digest: String = (0..4).map(|_| format!("{:016x}", self.random.next())).collect();
        let size = self.random.between(40_000, 900_000) as i64;
        object([("sha256", digest.into()), ("media_type", "application/pdf".into()), ("size", size.into())])
    }

    fn commission(&mut self) -> Json {
        let (iin, name) = self.person(self.options.chair.as_ref());
        let (member_iin, member_name) = self.person(None);
        object([
            ("number", self.random.between(1, 9999).to_string().into()),
            ("date", self.today.to_string().into()),
            ("chair", object([("iin", iin.into()), ("name", name.into())])),
            ("members", vec![object([("iin", member_iin.into()), ("name", member_name.into())])].into()),
        ])
    }

    /// A day after birth, at most so many days ago.
    fn day_since(&mut self, birth: Date, days: u64) -> Date {
        let age = (self.today - birth).get_days().unsigned_abs().into();
        days_before(self.today, self.random.below(days.min(age)))
    }

    fn instant(&mut self, hour: u8) -> String {
        format!("{}T{hour:02}:{:02}:00+05:00", self.today, self.random.below(60))
    }

    /// A random UUID (RFC 9562, version 4) of our own stream.
    fn uuid(&mut self) -> String {
        let (high, low) = (self.random.next(), self.random.next());
        let bits = u128::from(high) << 64 | u128::from(low);
        let bits = bits & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
        let hex = format!("{bits:032x}");
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

/// Eighteen full years; who was born on 29 February waits for 1 March in a common year.
fn is_grown(birth: Date, on: Date) -> bool {
    (on.year() - 18, on.month(), on.day()) >= (birth.year(), birth.month(), birth.day())
}
