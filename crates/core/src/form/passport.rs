use crate::terms::{ActNumber, Bin, FormId, Icd10, Iin, Instant, Region, Sha256};
use jiff::civil::Date;

/// What the journey needs to know of a form whose structure is sound: enough to route, assign, check
/// rights and find it again; the rest stays in the bytes that were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passport {
    /// The form's id.
    pub id: FormId,
    /// When the MIS created it.
    pub created_at: Instant,
    /// The MIS vendor's id.
    pub vendor: String,
    /// The organisation's BIN.
    pub organisation: Bin,
    /// The organisation's name.
    pub organisation_name: String,
    /// The organisation's region.
    pub organisation_region: Region,
    /// The attending doctor.
    pub doctor: Iin,
    /// The patient.
    pub patient: Iin,
    /// The patient's family name, given name and patronymic, one blank between.
    pub patient_name: String,
    /// The patient's birth date.
    pub birth_date: Date,
    /// The patient's sex.
    pub sex: Sex,
    /// The region where the patient is registered.
    pub patient_region: Region,
    /// First or repeated referral.
    pub purpose: Purpose,
    /// The earlier act's number, as typed.
    pub earlier_act: Option<String>,
    /// The form that this one corrects after it was returned or withdrawn.
    pub replaces: Option<FormId>,
    /// The main diagnosis.
    pub main: Icd10,
    /// The day of the commission.
    pub commission_date: Date,
    /// The chair of the commission: the only person whose signature counts.
    pub chair: Iin,
    /// Documents that travel by reference.
    pub documents: Vec<DocumentRef>,
}

/// Sex as the form states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// Why the patient is referred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// For the first time.
    First,
    /// Again.
    Repeat,
}

/// An attached file: named by its hash, carried beside the form.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DocumentRef {
    /// The SHA-256 of its bytes.
    pub sha256: Sha256,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Reads the number of an earlier act, where it has the shape of ours.
impl Passport {
    /// The earlier act, where its number has the shape of ours; older registers number otherwise.
    pub fn earlier_act_number(&self) -> Option<ActNumber> {
        self.earlier_act.as_deref().and_then(|text| ActNumber::parse(text.trim()).ok())
    }
}
