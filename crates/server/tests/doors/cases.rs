//! Forms of the demonstration's organisations, and how far they have come.

use crate::harness::{Ask, CMS, Got, Person, people, person, wait_for};
use saraptama_core::law::Law;
use saraptama_core::terms::{Bin, Iin, Region};
use saraptama_server::synth::{self, Options, Organisation};
use serde_json::Value;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The doctor of the `n`-th clinic, from 1.
pub(crate) fn doctor(n: usize) -> &'static Person {
    person(&format!("doctor-{n:02}"))
}

/// The chair of the `n`-th clinic, from 1.
pub(crate) fn chair(n: usize) -> &'static Person {
    person(&format!("chair-{n:02}"))
}

/// A form of a clinic.
#[derive(Clone)]
pub(crate) struct Form {
    pub(crate) clinic: usize,
    pub(crate) id: String,
    pub(crate) bytes: Vec<u8>,
}

impl Form {
    /// A form that may be signed today, of the `n`-th clinic.
    pub(crate) fn new(clinic: usize) -> Self {
        Self::of(clinic, |_| {})
    }

    /// The same, changed.
    pub(crate) fn of(clinic: usize, change: impl FnOnce(&mut Value)) -> Self {
        let (doctor, chair) = (doctor(clinic), chair(clinic));
        let person = |one: &Person| synth::Person { iin: Iin::parse(&one.iin).unwrap(), name: one.name.clone() };
        let organisation = Organisation {
            bin: Bin::parse(&doctor.bin).unwrap(),
            name: "№ 3 қалалық емхана".into(),
            region: Region::parse(&doctor.region).unwrap(),
        };
        let options = Options {
            organisation: Some(organisation),
            doctor: Some(person(doctor)),
            chair: Some(person(chair)),
            vendor: Some("damu".into()),
            ..Options::default()
        };
        let made = synth::form(7_000, NEXT.fetch_add(1, Ordering::Relaxed), &options, &LAW).bytes;
        let mut value: Value = serde_json::from_slice(&made).unwrap();
        change(&mut value);
        Self { clinic, id: value["id"].as_str().unwrap().to_owned(), bytes: serde_json::to_vec(&value).unwrap() }
    }

    /// One that the check blocks: the objective data of the limb, and everything else, are missing.
    pub(crate) fn blocked(clinic: usize) -> Self {
        Self::of(clinic, |form| form["evidence"] = Value::Array(vec![]))
    }

    /// One outside the pilot.
    pub(crate) fn ordinary(clinic: usize) -> Self {
        Self::of(clinic, |form| form["diagnosis"]["main"]["icd10"] = "I25.2".into())
    }

    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn path(&self, tail: &str) -> String {
        format!("/api/v1/forms/{}{tail}", self.id)
    }

    pub(crate) fn put(&self) -> Got {
        self.put_bytes(&self.bytes)
    }

    pub(crate) fn put_bytes(&self, bytes: &[u8]) -> Got {
        Ask::new("PUT", &self.path("")).by(doctor(self.clinic)).json(bytes).ask()
    }

    pub(crate) fn freeze(&self) -> Got {
        Ask::new("POST", &self.path("/freeze")).by(chair(self.clinic)).ask()
    }

    pub(crate) fn thaw(&self) -> Got {
        Ask::new("DELETE", &self.path("/freeze")).by(chair(self.clinic)).ask()
    }

    pub(crate) fn seal(&self) -> Vec<u8> {
        chair(self.clinic).seal(&self.bytes)
    }

    pub(crate) fn sign(&self, cms: impl Into<Vec<u8>>) -> Got {
        Ask::new("POST", &self.path("/signature")).by(chair(self.clinic)).body(CMS, cms).ask()
    }

    pub(crate) fn stored(self) -> Self {
        self.put().expect(201);
        self
    }

    pub(crate) fn frozen(self) -> Self {
        let form = self.stored();
        form.freeze().expect(200);
        form
    }

    pub(crate) fn signed(self) -> Self {
        let form = self.frozen();
        form.sign(form.seal()).expect(201);
        form
    }

    pub(crate) fn journey(&self) -> Value {
        Ask::get(&self.path("/journey")).by(doctor(self.clinic)).ask().expect(200).value()
    }

    /// The stages reached, in order.
    pub(crate) fn stages(&self) -> Vec<String> {
        let journey = self.journey();
        journey["stages"].as_array().unwrap().iter().map(|one| one["stage"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits for a stage; answers its detail.
    pub(crate) fn reached(&self, stage: &str) -> Value {
        wait_for(stage, || self.journey()["stages"].as_array()?.iter().find(|one| one["stage"] == stage).cloned())["detail"]
            .clone()
    }
}

/// An act of the data bank, and its expert.
pub(crate) struct Act {
    pub(crate) number: String,
    pub(crate) expert: &'static Person,
}

impl Act {
    /// Of a form that was signed.
    pub(crate) fn assigned(form: &Form) -> Self {
        form.reached("assigned");
        Self::numbered(form.reached("numbered").as_str().unwrap())
    }

    /// Of a number that is assigned.
    pub(crate) fn numbered(number: &str) -> Self {
        let expert = || acts_of("staff", &format!("/{number}")).value()["expert"].as_str().map(str::to_owned);
        let expert = wait_for("an expert", expert);
        Self { number: number.to_owned(), expert: person(&expert) }
    }

    pub(crate) fn path(&self, tail: &str) -> String {
        format!("/api/v1/acts/{}{tail}", self.number)
    }

    pub(crate) fn decide(&self, decision: &Value) -> Got {
        Ask::new("POST", &self.path("/decision")).by(self.expert).json(serde_json::to_vec(decision).unwrap()).ask()
    }

    pub(crate) fn sign(&self, cms: impl Into<Vec<u8>>) -> Got {
        Ask::new("POST", &self.path("/decision/signature")).by(self.expert).body(CMS, cms).ask()
    }

    /// A lawful decision for a person of any age.
    pub(crate) fn not_established(&self) -> Value {
        serde_json::json!({ "decision": 1, "act": self.number, "result": "not-established", "limitations": [], "measures": [],
                            "rationale": "Тұрақты бұзылулар қаралды." })
    }

    /// Decides and signs; answers the place in the register.
    pub(crate) fn registered(&self) -> u64 {
        let decision = self.not_established();
        self.decide(&decision).expect(200);
        let signed = self.sign(self.expert.seal(&serde_json::to_vec(&decision).unwrap())).expect(201).value();
        signed["register_index"].as_u64().unwrap()
    }
}

/// `GET /api/v1/acts…` as somebody.
pub(crate) fn acts_of(who: &str, tail: &str) -> Got {
    Ask::get(&format!("/api/v1/acts{tail}")).by(person(who)).ask().expect(200)
}

/// All acts that staff see, over all pages.
pub(crate) fn all_acts(who: &str, filter: &str) -> Vec<Value> {
    let (mut items, mut cursor) = (vec![], String::new());
    loop {
        let page = acts_of(who, &format!("?{filter}{cursor}")).value();
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= 50);
        items.extend(found.iter().cloned());
        let Some(next) = page["next"].as_str() else { return items };
        cursor = format!("&cursor={next}");
    }
}

/// Everybody in a role.
pub(crate) fn in_role(role: &str) -> impl Iterator<Item = &'static Person> {
    people().iter().filter(move |one| one.role == role)
}
