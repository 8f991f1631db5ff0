//! A month's report of three archives, counted again from their journals of events, the forms' and decisions' own bytes
//! and the logs of messages, by the same recount that core's tests use.

#[path = "../../../core/tests/indicators/counting/mod.rs"]
mod events;

use events::{Act, Counted, Figures, Form, Ruled, acts, forms, here, instant, otherwise, tally, text};
use saraptama_core::indicators::{Month, System, TABLES};
use saraptama_core::law::Law;
use saraptama_core::terms::{FormId, Icd10, Instant, Region, Sha256, civil_date};
use saraptama_server::monitoring::{Archives, report};
use saraptama_store::{Direction, Family, Store, Stream};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What no journal of events tells, as whoever did it to the nodes knows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// What blocked forms, each time.
    pub(crate) blocked: Vec<(FormId, String, Instant)>,
    /// Signatures that the medical information system refused: each reason of a form once.
    pub(crate) signatures: BTreeSet<(FormId, String)>,
    /// Messages recorded in the month that were not delivered at once: whose, by which route, for whom, and the reason for
    /// which they were given up, if they were.
    pub(crate) troubles: BTreeSet<(System, String, String, Option<String>)>,
}

/// Where the report of a month says otherwise than the count, and which tables of a report nobody counts.
pub(crate) async fn differences(archives: &Archives, law: &Law, month: Month, now: Instant, beside: &Beside) -> Vec<String> {
    let told = report(archives, law, month, now).await.unwrap();
    let counted = counted(archives, law, &month, beside).await;
    let uncounted = TABLES.iter().filter(|table| !counted.keys().any(|(_, id)| *id == table.id));
    let uncounted = uncounted.map(|table| format!("nobody counts {} again", table.id));
    otherwise(&told.tables, &counted).into_iter().chain(uncounted).collect()
}

async fn counted(archives: &Archives, law: &Law, month: &Month, beside: &Beside) -> Counted {
    let (ministry, databank) = (archives.ministry.as_ref().unwrap(), archives.databank.as_ref().unwrap());
    let mut all = vec![];
    for (form, events) in streams(databank, Family::Act).await {
        all.push(act(databank, law, form, events).await);
    }
    let mut counted = acts(month, &all);
    let mut written = vec![];
    for mis in &archives.mis {
        for (form, events) in streams(mis, Family::Referral).await {
            let vendor = mis.form(form).await.unwrap().unwrap().vendor.unwrap_or_default();
            let own = beside.blocked.iter().filter(|(of, ..)| *of == form);
            written.push(Form { vendor, events, blocked: own.map(|(_, name, at)| (name.clone(), *at)).collect() });
        }
    }
    counted.extend(forms(month, &written));
    counted.extend(refused(month, &streams(ministry, Family::Relay).await));
    let mis: Vec<&Store> = archives.mis.iter().collect();
    for (system, stores) in [(System::Mis, mis), (System::Ministry, vec![ministry]), (System::DataBank, vec![databank])] {
        let own = beside.troubles.iter().filter(|one| one.0 == system);
        counted.extend(undelivered(system, own));
        let mut reasons = vec![];
        for store in stores {
            reasons.extend(signatures(store, month).await);
        }
        if system == System::Mis {
            reasons.extend(beside.signatures.iter().map(|(_, reason)| reason.clone()));
        }
        counted.insert((system, "signatures"), tally(reasons));
    }
    counted
}

/// Every stream of a family, its events as they are stored.
pub(crate) async fn streams(store: &Store, family: Family) -> Vec<(FormId, Vec<Value>)> {
    let mut all = vec![];
    for form in store.streams(family, None).await.unwrap() {
        let stored = store.events(Stream { family, form }).await.unwrap();
        all.push((form, stored.iter().map(|event| serde_json::from_slice(&event.body).unwrap()).collect()));
    }
    all
}

/// An act with what the bytes of its form and of its signed decision say.
async fn act(store: &Store, law: &Law, form: FormId, events: Vec<Value>) -> Act {
    // What waits for its proof is in no figure yet, whatever its form says.
    let said: Value = match store.form(form).await.unwrap() {
        Some(row) => serde_json::from_slice(&row.bytes).unwrap_or_default(),
        None => Value::Null,
    };
    let arrived = events.iter().find(|event| event["event"] == "accepted" || event["event"] == "refused");
    let rules = law.pilot.nearest(civil_date(arrived.and_then(|event| instant(event, "at")).unwrap_or_default()));
    let region = said["patient"]["region"].as_str().and_then(|text| Region::parse(text).ok());
    let subject = rules.subjects.iter().find(|subject| region.is_some() && subject.region == region);
    let code = said["diagnosis"]["main"]["icd10"].as_str().and_then(|code| Icd10::parse(code).ok());
    let nosology = code.and_then(|code| rules.nosology_of(code));
    let sub_form = said["diagnosis"]["main"]["anatomical_form"].as_u64().map_or_else(String::new, |row| format!("{row:02}"));
    let mut ruled = None;
    if let Some(decided) = events.iter().find(|event| event["event"] == "decided") {
        let sha256: Sha256 = serde_json::from_value(decided["sha256"].clone()).unwrap();
        let decision = store.document(form, sha256).await.unwrap().unwrap();
        let decision: Value = serde_json::from_slice(&decision.bytes).unwrap();
        let of = |member| text(&decision, member);
        ruled = Some(Ruled { result: of("result"), category: of("category"), term: of("term") });
    }
    Act {
        vendor: text(&said["mis"], "vendor"),
        subject: subject.map_or_else(String::new, |subject| format!("{:02}", subject.number)),
        nosology: nosology.map(|one| one.id.clone()).unwrap_or_default(),
        sub_form: nosology.filter(|one| one.needs_sub_form).map(|_| sub_form),
        ruled,
        events,
    }
}

/// What the ministry's system refused and what was refused behind it, by reason.
fn refused(month: &Month, relays: &[(FormId, Vec<Value>)]) -> Counted {
    let of = |is: fn(&Value) -> bool, why: &str| {
        let found = relays.iter().filter_map(|(_, events)| events.iter().find(|event| is(event)));
        tally(found.filter(|event| here(month, instant(event, "at"))).map(|event| text(event, why)))
    };
    let by_ministry = of(|event| event["event"] == "refused", "reason");
    let behind = of(|event| event["event"] == "reached" && event["stage"] == "refused", "detail");
    [((System::Ministry, "refused-by-ministry"), by_ministry), ((System::Ministry, "refused-behind"), behind)].into()
}

fn undelivered<'t>(
    system: System,
    troubles: impl Iterator<Item = &'t (System, String, String, Option<String>)> + Clone,
) -> Counted {
    let mut routes: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    for (_, route, _, given_up) in troubles.clone() {
        routes.entry(route.clone()).or_default()[usize::from(given_up.is_some())] += 1;
    }
    let routes: Figures = routes.into_iter().map(|(route, line)| (route, line.map(Some).to_vec())).collect();
    let dead = tally(troubles.filter_map(|(.., given_up)| given_up.clone()));
    [((system, "delivery"), routes), ((system, "dead"), dead)].into()
}

/// Why signatures of messages were refused, from the log: what came in, was not taken, and was signed wrongly.
async fn signatures(store: &Store, month: &Month) -> Vec<String> {
    let mut reasons = vec![];
    for lane in store.log_lanes().await.unwrap() {
        let mut place = 0;
        loop {
            let records = store.log_records(lane, place, 64).await.unwrap();
            if records.is_empty() {
                break;
            }
            place += records.len() as i64;
            for one in records {
                let is_refused = one.direction == Direction::Received && !["taken", "again"].contains(&&*one.verdict);
                // Keys of signatures' faults begin so; what holds, is sealed or bears nothing does not.
                let fault = one.signature.split(';').next().filter(|word| word.starts_with("signature-"));
                reasons.extend(fault.filter(|_| is_refused && here(month, Some(one.at))).map(str::to_owned));
            }
        }
    }
    reasons
}
