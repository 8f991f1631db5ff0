use super::world::{World, vendor};
use crate::flow::mis::Source;
use crate::flow::reading;
use crate::node::Host;
use crate::synth::{self, Options, Person};
use saraptama_core::authority::Role;
use saraptama_core::check::Decision;
use saraptama_core::referral::HandBackReason;
use saraptama_core::terms::{FormId, civil_date};
use std::collections::BTreeSet;
use tokio::task::JoinSet;

/// The seed of the demonstration's forms.
const SEED: u64 = 2025;
/// How many of a hundred forms have a defect and are blocked.
const DEFECTS_PERCENT: u8 = 20;
/// One in so many good forms stays unsigned on the doctor's desk.
const UNSIGNED_EACH: u64 = 8;
/// What the demonstration's chairs hand forms back for.
const HANDED_BACK: &str = "Қорытындыда зерттеп-қарау күні жолдамадағыдан өзгеше. Құжатпен салыстырып, түзетіңіз.";

/// Stores `forms` synthetic forms of all organisations, and has the chairs sign most of the good ones:
/// through the same corridor as everybody's. Answers which forms they are.
pub(super) async fn fill(host: &Host, world: &World, forms: u64) -> Result<BTreeSet<FormId>, String> {
    let mis = host.mis();
    let today = civil_date(mis.clock.now());
    let clinics: Vec<_> = world.in_role(Role::Doctor).zip(world.in_role(Role::Chair)).collect();
    let (mut signing, mut filled) = (JoinSet::new(), BTreeSet::new());
    for index in 0..forms {
        let n = (index % clinics.len() as u64) as usize;
        let (doctor, chair) = clinics[n];
        let person = |one: &super::Identified| one.principal.iin.map(|iin| Person { iin, name: one.principal.name.clone() });
        let options = Options {
            defects_percent: DEFECTS_PERCENT,
            date: Some(today),
            organisation: Some(doctor.organisation.clone()),
            doctor: person(doctor),
            chair: person(chair),
            vendor: Some(vendor(&mis.law, n)),
            documents: false,
        };
        let bytes = synth::form(SEED, index, &options, &mis.law).bytes;
        let (check, _) = reading::check(&bytes, None, &mis.law);
        let heading = reading::heading(&bytes, &mis.law);
        let Some(form) = heading.id else { continue };
        filled.insert(form);
        let source = Source { organisation: doctor.organisation.bin, vendor: heading.vendor, original: None };
        let is_good = check.decision != Decision::Blocked && index % UNSIGNED_EACH != 0;
        let signature = match (&chair.identity, is_good) {
            (Some(identity), true) => Some(identity.sign_detached(&bytes, mis.clock.now()).map_err(|e| e.to_string())?),
            _ => None,
        };
        let (mis, who, doctor) = (mis.clone(), chair.principal.clone(), doctor.principal.clone());
        let desk = (check.decision != Decision::Blocked && signature.is_none()).then_some(index / UNSIGNED_EACH % 4);
        signing.spawn(async move {
            mis.store_form(form, source, &bytes, check).await?;
            if let Some(signature) = signature {
                mis.freeze(&who, form).await?;
                mis.sign(&who, form, &signature).await?;
            }
            // Some were presented, some of those handed back; some have just been stored.
            if let Some(0..=2) = desk {
                mis.present(&doctor, form).await?;
            }
            if let (Some(1), Some(reason)) = (desk, HandBackReason::parse(HANDED_BACK)) {
                mis.hand_back(&who, form, reason).await?;
            }
            if desk == Some(2) {
                mis.freeze(&who, form).await?;
            }
            Ok::<_, crate::flow::FlowError>(())
        });
    }
    while let Some(done) = signing.join_next().await {
        done.map_err(|e| e.to_string())?.map_err(|e| format!("a synthetic form: {e}"))?;
    }
    Ok(filled)
}
