//! The high-tech care desk of the demonstration: a dossier on which opinions differ, one that was approved, and a file of
//! invented yearly figures. Nobody has proposed these technologies.

use super::world::{Identified, World};
use crate::flow::htmc::new_id;
use crate::node::Host;
use crate::synth::people::Somebody;
use crate::synth::random::Random;
use saraptama_core::authority::Role;
use saraptama_core::htmc::dossier::{CRITERIA, Confirmed, Passage, Rated, Technology, Topic};
use saraptama_core::htmc::referral::{Payer, Referral, Urgency};
use saraptama_core::law::Section;
use saraptama_core::terms::{FormId, Icd10, Trilingual, civil_date};

/// Where what is invented says that it comes from.
const SOURCE: &str = "Ойдан шығарылған дереккөз (демонстрация)";

/// The seed of the invented patients.
const SEED: u64 = 134;
/// The worked example of the documents.
const FIGURES: &[u8] = include_bytes!("../../../../docs/examples/htmc-transition.csv");

/// Enters the dossiers through the same corridor as everybody's.
///
/// # Errors
/// When one cannot be entered, in a sentence.
pub(super) async fn fill(host: &Host, world: &World) -> Result<(), String> {
    let analysts: Vec<&Identified> = world.in_role(Role::Analyst).collect();
    let [one, other, third] = analysts[..] else { return Err("the demonstration has three analysts".to_owned()) };
    let differs = enter(
        host,
        one,
        "Жүректі алмастыратын қондырғы",
        "Устройство вспомогательного кровообращения",
        "Ventricular assist device",
        2019,
    )
    .await?;
    score(host, one, differs, [1, 2, 1]).await?;
    score(host, other, differs, [2, 2, 3]).await?;
    let approved = enter(host, one, "Протондық сәулелік емдеу", "Протонная лучевая терапия", "Proton beam therapy", 2012).await?;
    score(host, other, approved, [3, 1, 1]).await?;
    approve(host, third, approved, [3, 1, 1]).await?;
    let imported = host.ministry().import_figures(&one.principal, FIGURES.to_vec()).await.map_err(told)?;
    imported.map(drop).map_err(|faults| format!("the invented figures have {} bad rows", faults.len()))?;
    refer(host, world).await
}

/// Two decisions of a commission on referral: one signed, one not yet.
async fn refer(host: &Host, world: &World) -> Result<(), String> {
    let (mis, chair) = (host.mis(), world.in_role(Role::Chair).next().ok_or("nobody is a chair")?);
    let (list, today) = (mis.high_tech_list().map_err(told)?.list, civil_date(mis.clock.now()));
    let mut random = Random::new(SEED, 0);
    for (section, urgency, payer, granted) in [
        (Section::PlannedInsurance, Urgency::Planned, Payer::Insurance, false),
        (Section::Emergency, Urgency::Emergency, Payer::GuaranteedVolume, true),
    ] {
        let patient = Somebody::adult(today, &mut random);
        let row = list.rows.iter().find(|row| row.section == section).ok_or("a section of the list is empty")?;
        let content = Referral {
            organisation: chair.organisation.bin,
            patient: patient.iin,
            patient_name: patient.short_name(),
            birth_date: patient.birth,
            icd10: Icd10::parse("I50.0").map_err(|e| e.to_string())?,
            diagnosis: "Жүрек функциясының жеткіліксіздігі (демонстрация)".to_owned(),
            urgency,
            payer,
            section,
            code: row.code.clone(),
            edition: list.edition.clone(),
            grounds: "Ойдан шығарылған негіз: демонстрация".to_owned(),
            granted,
            number: if granted { "2" } else { "1" }.to_owned(),
            decided_on: today,
            chair: chair.principal.name.clone(),
            members: vec!["Комиссия мүшесі (демонстрация)".to_owned()],
        };
        let id = new_id(mis, mis.clock.now()).map_err(told)?;
        mis.write_high_tech(&chair.principal, id, &content).await.map_err(told)?;
        if granted {
            let identity = chair.identity.as_ref().ok_or("a chair has no key")?;
            let written = mis.high_tech(&chair.principal, id).await.map_err(told)?;
            let cms = identity.sign_detached(&written.bytes, mis.clock.now()).map_err(|e| e.to_string())?;
            mis.sign_high_tech(&chair.principal, id, written.sha256, &cms).await.map_err(told)?;
        }
    }
    Ok(())
}

async fn enter(host: &Host, who: &Identified, kk: &str, ru: &str, en: &str, year: i16) -> Result<FormId, String> {
    let ministry = host.ministry();
    let passage = |text: &str| Passage { text: text.to_owned(), sources: vec![SOURCE.to_owned()] };
    let technology = Technology {
        name: Trilingual { kk: kk.to_owned(), ru: ru.to_owned(), en: en.to_owned() },
        code: None,
        proposer: "Ұлттық ғылыми орталық (демонстрация)".to_owned(),
        in_use_since: Some(year),
        evidence: [
            (Topic::WorldUse, passage("Әлемнің бірнеше елінде қолданылады.")),
            (Topic::Equipment, passage("Қымбат медициналық техниканы қажет етеді.")),
            (Topic::Analogues, passage("Қазақстанда толық аналогы жоқ.")),
        ]
        .into(),
    };
    let id = new_id(ministry, ministry.clock.now()).map_err(told)?;
    ministry.propose(&who.principal, id, &technology).await.map_err(told)?;
    Ok(id)
}

async fn score(host: &Host, who: &Identified, id: FormId, levels: [u8; CRITERIA]) -> Result<(), String> {
    let rated = levels.map(|level| Rated {
        level,
        justification: "Дәлелдер бойынша таңдалды (демонстрация).".to_owned(),
        sources: vec![SOURCE.to_owned()],
    });
    host.ministry().score_dossier(&who.principal, id, &rated).await.map_err(told)
}

async fn approve(host: &Host, who: &Identified, id: FormId, levels: [u8; CRITERIA]) -> Result<(), String> {
    let (ministry, identity) = (host.ministry(), who.identity.as_ref().ok_or("an analyst has no key")?);
    let confirmed = levels.map(|level| Confirmed { level, reason: String::new() });
    ministry.confirm_dossier(&who.principal, id, &confirmed).await.map_err(told)?;
    let (protocol, bytes) = ministry.dossier_protocol(&who.principal, id).await.map_err(told)?;
    let cms = identity.sign_detached(&bytes, ministry.clock.now()).map_err(|e| e.to_string())?;
    ministry.approve_dossier(&who.principal, id, protocol, &cms).await.map_err(told)
}

fn told(error: crate::flow::FlowError) -> String {
    format!("a dossier: {error}")
}
