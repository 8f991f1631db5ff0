//! What the commission decided, entered and changed until its chair signs.

use super::draw::{Drawn, draw};
use super::{address, referral, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::htmc::new_id;
use crate::pages::fields::{Fields, Filled, day};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use saraptama_core::htmc::referral::{Payer, Referral, Refusal, State, Urgency};
use saraptama_core::law::Section;
use saraptama_core::terms::{Bin, FormId, Icd10, Iin};
use std::collections::BTreeMap;

/// What is wrong with the fields, by their names.
pub(super) type Wrongs = BTreeMap<&'static str, String>;

pub(super) async fn begin(visit: Visit) -> Page {
    let id = new_id(visit.host.mis(), visit.now).map_err(|error| visit.refuse(error))?;
    let today = visit.today().to_string();
    let fields = Fields::new(vec![("decided-on".to_owned(), today)]);
    draw(&visit, &Drawn { id, is_new: true, signed_at: None, fields: &fields, wrong: &Wrongs::new() })
}

pub(super) async fn enter(visit: Visit, Filled(fields): Filled) -> Page {
    let id = FormId::parse(fields.one("id")).map_err(|_| visit.not_found())?;
    sent(&visit, id, true, &fields).await
}

pub(super) async fn show(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = referral(&visit, &text).await?;
    let signed_at = if let State::Signed { at, .. } = held.state { Some(at) } else { None };
    let fields = written(&held.content);
    draw(&visit, &Drawn { id, is_new: false, signed_at, fields: &fields, wrong: &Wrongs::new() })
}

pub(super) async fn change(visit: Visit, Named(text): Named<String>, Filled(fields): Filled) -> Page {
    let (id, _) = referral(&visit, &text).await?;
    sent(&visit, id, false, &fields).await
}

async fn sent(visit: &Visit, id: FormId, is_new: bool, fields: &Fields) -> Page {
    let again = |wrong: &Wrongs| draw(visit, &Drawn { id, is_new, signed_at: None, fields, wrong });
    // "Find" looks into the list and keeps nothing.
    if fields.given("find").is_some() {
        return again(&Wrongs::new());
    }
    let mis = visit.host.mis();
    let organisation = mis.chaired_by(visit.who()?).ok_or_else(|| visit.forbidden())?;
    let content = match read(visit, organisation, fields)? {
        Ok(content) => content,
        Err(wrong) => return again(&wrong),
    };
    match mis.write_high_tech(visit.who()?, id, &content).await {
        Ok(()) => see_other(&address(id, "/sign")),
        Err(FlowError::HighTech(Refusal::Faulty(faults))) => {
            again(&faults.iter().map(|fault| (fault.field, visit.t(fault.wrong.key()))).collect())
        }
        Err(error) => Err(visit.refuse(error)),
    }
}

/// What the fields tell; or which of them cannot even be read.
fn read(visit: &Visit, organisation: Bin, fields: &Fields) -> Result<Result<Referral, Wrongs>, Refused> {
    let edition = visit.host.mis().high_tech_list().map_err(|error| visit.refuse(error))?.list.edition;
    let mut wrong = Wrongs::new();
    let mut need = |is_there: bool, field, key| {
        if !is_there {
            wrong.insert(field, visit.t(key));
        }
    };
    let iin = Iin::parse(fields.one("iin")).ok();
    let birth_date = day(fields.one("birth-date"));
    let icd10 = Icd10::parse(fields.one("icd10")).ok();
    let (urgency, payer) = (Urgency::parse(fields.one("urgency")), Payer::parse(fields.one("payer")));
    let row = fields.one("row").split_once(' ').and_then(|(section, code)| Some((section_of(section)?, code.to_owned())));
    let granted = match fields.one("granted") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let decided_on = day(fields.one("decided-on"));
    need(iin.is_some(), "iin", "hightech-wrong-iin");
    need(birth_date.is_some(), "birth-date", "hightech-wrong-date");
    need(icd10.is_some(), "icd10", "hightech-wrong-icd10");
    need(urgency.is_some(), "urgency", "hightech-wrong-choice");
    need(payer.is_some(), "payer", "hightech-wrong-choice");
    need(row.is_some(), "row", "hightech-wrong-row");
    need(granted.is_some(), "granted", "hightech-wrong-choice");
    need(decided_on.is_some(), "decided-on", "hightech-wrong-date");
    let whole = || {
        let (section, code) = row?;
        let text = |name: &str| fields.one(name).to_owned();
        Some(Referral {
            organisation,
            patient: iin?,
            patient_name: text("patient-name"),
            birth_date: birth_date?,
            icd10: icd10?,
            diagnosis: text("diagnosis"),
            urgency: urgency?,
            payer: payer?,
            section,
            code,
            edition: edition.clone(),
            grounds: text("grounds"),
            granted: granted?,
            number: text("number"),
            decided_on: decided_on?,
            chair: visit.session.as_deref()?.who.name.clone(),
            members: fields.one("members").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        })
    };
    Ok(whole().ok_or(wrong))
}

/// The fields as they would be sent with what is written.
fn written(of: &Referral) -> Fields {
    let pairs = [
        ("iin", of.patient.as_str().to_owned()),
        ("patient-name", of.patient_name.clone()),
        ("birth-date", of.birth_date.to_string()),
        ("icd10", of.icd10.to_string()),
        ("diagnosis", of.diagnosis.clone()),
        ("urgency", of.urgency.as_str().to_owned()),
        ("payer", of.payer.as_str().to_owned()),
        ("row", format!("{} {}", section_name(of.section), of.code)),
        ("grounds", of.grounds.clone()),
        ("granted", if of.granted { "yes" } else { "no" }.to_owned()),
        ("number", of.number.clone()),
        ("decided-on", of.decided_on.to_string()),
        ("members", of.members.join("\n")),
    ];
    Fields::new(pairs.map(|(name, value)| (name.to_owned(), value)).into())
}

/// The section as fields name it.
pub(super) fn section_name(section: Section) -> &'static str {
    match section {
        Section::Emergency => "emergency",
        Section::PlannedBoth => "planned-both",
        Section::PlannedInsurance => "planned-insurance",
    }
}

fn section_of(name: &str) -> Option<Section> {
    [Section::Emergency, Section::PlannedBoth, Section::PlannedInsurance].into_iter().find(|one| section_name(*one) == name)
}
