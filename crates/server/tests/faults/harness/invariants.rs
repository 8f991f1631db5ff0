//! What must be true after every fault, asked at the stores' own doors.

use super::Told;
use super::bed::{Bed, NODES};
use super::cases::Case;
use super::clerks::{Journal, Request};
use super::http::Client;
use saraptama_core::authority::Role;
use saraptama_core::deadline;
use saraptama_core::terms::{ActNumber, civil_date, parse_instant, write_instant};
use saraptama_server::config::NodeKind;
use saraptama_sign::log::proof;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// The stages of a form that was assigned, and what follows once it is decided.
const JOURNEY: [&str; 9] = [
    "checked",
    "frozen",
    "signed",
    "accepted-by-ministry",
    "accepted-by-data-bank",
    "numbered",
    "waiting",
    "assigned",
    "decided",
];
const REGISTERED: &str = "registered";

/// What stands in the data bank.
pub(crate) struct Archive {
    /// Act number, and the whole act as staff see it.
    acts: BTreeMap<String, Value>,
}

/// Waits until every outbox is empty and the data bank has `acts` acts; answers how long it took.
///
/// # Errors
/// When it is not so within `patience`, or a message was given up.
pub(crate) fn drained(bed: &Bed, acts: usize, patience: Duration) -> Told<Duration> {
    let begun = Instant::now();
    let mut last = String::new();
    while begun.elapsed() < patience {
        let waiting = NODES.iter().map(|node| waiting(bed, *node)).collect::<Told<Vec<u64>>>();
        match waiting {
            Ok(waiting) if waiting.iter().all(|count| *count == 0) && settled(bed)? >= acts => return Ok(begun.elapsed()),
            Ok(waiting) => last = format!("messages wait: {waiting:?}, acts settled: {} of {acts}", settled(bed)?),
            Err(error) => last = error,
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!("not drained after {patience:?}: {last}"))
}

fn waiting(bed: &Bed, node: NodeKind) -> Told<u64> {
    let ready = bed.client(node).send("GET", "/health/ready", "", None).map_err(|e| e.to_string())?.json()?;
    let outbox = &ready["nodes"][node.as_str()];
    match (outbox["outbox_waiting"].as_u64(), outbox["outbox_dead"].as_u64()) {
        (Some(waiting), Some(0)) => Ok(waiting),
        _ => Err(format!("{} says {outbox}", node.as_str())),
    }
}

/// How many acts have an expert, or wait because nobody is eligible.
fn settled(bed: &Bed) -> Told<usize> {
    let mut client = bed.client(NodeKind::DataBank);
    Ok(["waiting", "assigned", "registered"]
        .iter()
        .map(|state| numbers(bed, &mut client, state))
        .collect::<Told<Vec<_>>>()?
        .concat()
        .len())
}

fn numbers(bed: &Bed, client: &mut Client, state: &str) -> Told<Vec<String>> {
    let (mut numbers, mut cursor) = (vec![], String::new());
    loop {
        let page = get(client, &bed.staff()?.token, &format!("/api/v1/acts?state={state}{cursor}"))?;
        numbers
            .extend(page["items"].as_array().into_iter().flatten().filter_map(|item| item["number"].as_str().map(str::to_owned)));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(numbers),
        }
    }
}

fn get(client: &mut Client, token: &str, path: &str) -> Told<Value> {
    let request = Request { method: "GET", path, token, body: None };
    Journal::default().insist(client, &request, &[200])?.json()
}

impl Archive {
    /// Reads every act.
    ///
    /// # Errors
    /// When a door does not answer, or an act stands in the list twice.
    pub(crate) fn read(bed: &Bed) -> Told<Self> {
        let mut client = bed.client(NodeKind::DataBank);
        let mut acts = BTreeMap::new();
        for state in ["waiting", "assigned", "registered"] {
            for number in numbers(bed, &mut client, state)? {
                let act = get(&mut client, &bed.staff()?.token, &format!("/api/v1/acts/{number}"))?;
                if acts.insert(number.clone(), act).is_some() {
                    return Err(format!("act {number} stands in the list twice"));
                }
            }
        }
        Ok(Self { acts })
    }

    /// Everything about the acts that must not change when a message comes again.
    pub(crate) fn digest(&self) -> String {
        let acts: Vec<&Value> = self.acts.values().collect();
        saraptama_core::terms::Sha256::of(serde_json::json!(acts).to_string().as_bytes()).to_string()
    }

    /// How many acts there are.
    pub(crate) fn len(&self) -> usize {
        self.acts.len()
    }

    /// Everything that is broken, by sentence; `cases` were sent and nothing else, at the MIS those that
    /// the journal has as signed.
    ///
    /// # Errors
    /// When a door does not answer.
    pub(crate) fn broken(&self, bed: &Bed, cases: &[Case<'_>], journal: &Journal) -> Told<Vec<String>> {
        let mut broken = vec![];
        self.numbers_without_gap(&mut broken);
        self.each_case_once(bed, cases, journal, &mut broken);
        self.one_expert_and_term_each(bed, &mut broken)?;
        self.register_holds(bed, journal, &mut broken)?;
        self.journeys_are_told(bed, cases, journal, &mut broken)?;
        Ok(broken)
    }

    fn numbers_without_gap(&self, broken: &mut Vec<String>) {
        let read: BTreeSet<Option<ActNumber>> = self.acts.keys().map(|number| ActNumber::parse(number).ok()).collect();
        let due: BTreeSet<Option<ActNumber>> = (1..=self.acts.len() as u32).map(|n| Some(ActNumber::new(2025, n))).collect();
        if read != due {
            broken.push(format!("the numbers are not 1 to {}: {read:?}", self.acts.len()));
        }
    }

    fn each_case_once(&self, bed: &Bed, cases: &[Case<'_>], journal: &Journal, broken: &mut Vec<String>) {
        let mut of_form: BTreeMap<&str, usize> = BTreeMap::new();
        for act in self.acts.values() {
            *of_form.entry(act["form_id"].as_str().unwrap_or_default()).or_default() += 1;
        }
        let signed = journal.signed.lock().map(|signed| signed.clone()).unwrap_or_default();
        for form in &signed {
            if of_form.get(form.to_string().as_str()) != Some(&1) {
                broken.push(format!(
                    "the acknowledged form {form} stands {:?} times in the data bank",
                    of_form.get(form.to_string().as_str())
                ));
            }
        }
        if of_form.len() > cases.len() {
            broken.push(format!("{} forms stand in the data bank, {} were sent", of_form.len(), cases.len()));
        }
        let sent: BTreeMap<String, &Case<'_>> = cases.iter().map(|case| (case.form.to_string(), case)).collect();
        let mut mis = bed.client(NodeKind::Mis);
        for act in self.acts.values() {
            let Some(case) = act["form_id"].as_str().and_then(|form| sent.get(form)) else {
                broken.push(format!("act {} is of a form that nobody sent", act["number"]));
                continue;
            };
            if serde_json::from_slice::<Value>(&case.bytes).ok().as_ref() != Some(&act["form"]) {
                broken.push(format!("act {} holds other bytes than were signed", act["number"]));
            }
            let path = format!("/api/v1/forms/{}", case.form);
            let kept = mis.send("GET", &path, &case.doctor.token, None);
            if signed.contains(&case.form) && !kept.is_ok_and(|reply| reply.body == case.bytes) {
                broken.push(format!("the MIS does not hold the bytes of {}", case.form));
            }
        }
    }

    /// One expert, of neither region, or nobody with a reason; the term follows from the arrival.
    fn one_expert_and_term_each(&self, bed: &Bed, broken: &mut Vec<String>) -> Told<()> {
        let mut client = bed.client(NodeKind::DataBank);
        for (number, act) in &self.acts {
            let receipt = get(&mut client, &bed.staff()?.token, &format!("/api/v1/acts/{number}/assignment"))?;
            if act["state"] == "waiting" {
                if !receipt["chosen"].is_null() || receipt["exclusions"].as_array().is_none_or(Vec::is_empty) {
                    broken.push(format!("act {number} waits without a reason"));
                }
                continue;
            }
            let expert = act["expert"].as_str().and_then(|id| bed.people.by_id(id)).filter(|one| one.role == Role::Expert);
            let region = expert.and_then(|expert| expert.principal.region).map(|region| region.to_string());
            let regions = [&act["form"]["patient"]["region"], &act["form"]["organisation"]["region"]];
            if region.is_none_or(|region| regions.iter().any(|other| **other == region)) {
                broken.push(format!("act {number} has no expert of another region"));
            }
            if receipt["chosen"] != act["expert"] {
                broken.push(format!("act {number} is not with the expert whom the draw chose"));
            }
            let arrived = act["arrived_at"].as_str().and_then(|text| parse_instant(text).ok()).ok_or("an act has not arrived")?;
            let procedure = &bed.law.pilot.nearest(civil_date(arrived)).procedure;
            let due = deadline::due(arrived, procedure, &bed.law.calendar).map_err(|e| format!("{e:?}"))?;
            if act["due_at"] != write_instant(due.due_at) {
                broken.push(format!("act {number} is due {} and not {}", act["due_at"], write_instant(due.due_at)));
            }
        }
        Ok(())
    }

    /// The register has no gap, keeps what it acknowledged, and every proof leads to one root.
    fn register_holds(&self, bed: &Bed, journal: &Journal, broken: &mut Vec<String>) -> Told<()> {
        let mut client = bed.client(NodeKind::DataBank);
        let registered: Vec<&String> =
            self.acts.iter().filter(|(_, act)| act["state"] == REGISTERED).map(|(number, _)| number).collect();
        let (mut indices, mut heads) = (BTreeMap::new(), BTreeSet::new());
        for number in &registered {
            let path = format!("/api/v1/acts/{number}/proof");
            let request = Request { method: "GET", path: &path, token: &bed.staff()?.token, body: None };
            let proof = journal.insist(&mut client, &request, &[200])?.body;
            match proof::verify(&proof, None) {
                Ok(held) if held.number.to_string() == **number => {
                    indices.insert(held.index, (*number).clone());
                    let root = serde_json::from_slice::<Value>(&proof).map_err(|e| e.to_string())?["root"].clone();
                    heads.insert((held.size, root.to_string()));
                }
                Ok(held) => broken.push(format!("the proof of {number} is of {}", held.number)),
                Err(fault) => broken.push(format!("the proof of {number} does not hold: {fault}")),
            }
        }
        if !indices.keys().copied().eq(0..registered.len() as u64) {
            broken.push(format!("the register's places are {:?}", indices.keys()));
        }
        if heads.len() > 1 || heads.iter().any(|(size, _)| *size != registered.len() as u64) {
            broken.push(format!("the proofs lead to {} heads of sizes {:?}", heads.len(), heads.iter().map(|head| head.0)));
        }
        for (number, index) in journal.registered.lock().map(|list| list.clone()).unwrap_or_default() {
            if indices.get(&index) != Some(&number) {
                broken.push(format!("act {number} was acknowledged at place {index}, where {:?} stands", indices.get(&index)));
            }
        }
        Ok(())
    }

    /// The MIS knows every stage, each once and in order, and the number.
    fn journeys_are_told(&self, bed: &Bed, cases: &[Case<'_>], journal: &Journal, broken: &mut Vec<String>) -> Told<()> {
        let mut client = bed.client(NodeKind::Mis);
        let by_form: BTreeMap<&str, (&String, &Value)> =
            self.acts.iter().filter_map(|(number, act)| Some((act["form_id"].as_str()?, (number, act)))).collect();
        let signed = journal.signed.lock().map(|signed| signed.clone()).unwrap_or_default();
        for case in cases.iter().filter(|case| signed.contains(&case.form)) {
            let form = case.form.to_string();
            let Some((number, act)) = by_form.get(form.as_str()) else { continue };
            let journey = get(&mut client, &case.doctor.token, &format!("/api/v1/forms/{form}/journey"))?;
            let stages: Vec<&str> =
                journey["stages"].as_array().into_iter().flatten().filter_map(|stage| stage["stage"].as_str()).collect();
            let mut due = JOURNEY.to_vec();
            match act["state"].as_str() {
                Some("registered") => due.push(REGISTERED),
                Some("assigned") => due.truncate(8),
                _ => due.truncate(7),
            }
            if stages != due {
                broken.push(format!("the journey of {form} (act {number}) is told as {stages:?}"));
            }
            let told = journey["stages"].as_array().into_iter().flatten().find(|stage| stage["stage"] == "numbered");
            if told.and_then(|stage| stage["detail"].as_str()) != Some(number) {
                broken.push(format!("the MIS tells another number of {form} than {number}"));
            }
        }
        Ok(())
    }
}
