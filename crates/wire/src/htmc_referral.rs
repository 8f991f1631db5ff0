//! A commission's decision on referral to high-tech care as JSON: what its chair signs, and what is printed. Its bytes
//! are canonical: members in the order below, no white space.

use jiff::civil::Date;
use saraptama_core::htmc::referral::{Payer, Referral, Urgency};
use saraptama_core::law::Section;
use saraptama_core::terms::{Bin, Icd10, Iin};
use serde::{Deserialize, Serialize};

/// The most bytes of a referral.
const REFERRAL_BYTES: usize = 256 * 1024;
/// The name and version of the format.
const FORMAT: &str = "htmc-referral/1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    referral: String,
    organisation: String,
    patient: Patient,
    icd10: String,
    diagnosis: String,
    urgency: String,
    payer: String,
    section: Section,
    code: String,
    edition: String,
    grounds: String,
    granted: bool,
    commission: Commission,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patient {
    iin: String,
    name: String,
    birth_date: Date,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Commission {
    number: String,
    date: Date,
    chair: String,
    members: Vec<String>,
}

/// The canonical bytes of a referral.
pub fn write(of: &Referral) -> Vec<u8> {
    let document = Document {
        referral: FORMAT.to_owned(),
        organisation: of.organisation.as_str().to_owned(),
        patient: Patient { iin: of.patient.as_str().to_owned(), name: of.patient_name.clone(), birth_date: of.birth_date },
        icd10: of.icd10.to_string(),
        diagnosis: of.diagnosis.clone(),
        urgency: of.urgency.as_str().to_owned(),
        payer: of.payer.as_str().to_owned(),
        section: of.section,
        code: of.code.clone(),
        edition: of.edition.clone(),
        grounds: of.grounds.clone(),
        granted: of.granted,
        commission: Commission {
            number: of.number.clone(),
            date: of.decided_on,
            chair: of.chair.clone(),
            members: of.members.clone(),
        },
    };
    serde_json::to_vec(&document).expect("a referral has string keys only, so JSON can hold it")
}

/// Reads a referral from its canonical bytes; none where they are anything else.
pub fn read(bytes: &[u8]) -> Option<Referral> {
    let document: Document = (bytes.len() <= REFERRAL_BYTES).then(|| serde_json::from_slice(bytes).ok()).flatten()?;
    let Document { patient, commission, .. } = &document;
    let read = Referral {
        organisation: Bin::parse(&document.organisation).ok()?,
        patient: Iin::parse(&patient.iin).ok()?,
        patient_name: patient.name.clone(),
        birth_date: patient.birth_date,
        icd10: Icd10::parse(&document.icd10).ok()?,
        diagnosis: document.diagnosis.clone(),
        urgency: Urgency::parse(&document.urgency)?,
        payer: Payer::parse(&document.payer)?,
        section: document.section,
        code: document.code.clone(),
        edition: document.edition.clone(),
        grounds: document.grounds.clone(),
        granted: document.granted,
        number: commission.number.clone(),
        decided_on: commission.date,
        chair: commission.chair.clone(),
        members: commission.members.clone(),
    };
    (document.referral == FORMAT && write(&read) == bytes).then_some(read)
}
