//! Form 031/e as the rules see it (contract, `form-031e.md`): what could be read of it, borrowed from
//! the bytes that somebody may sign. A member that is absent or unreadable is `None`; that it is, a
//! finding of the reader says.

mod evidence;
mod passport;

pub use evidence::{Audience, Document, Evidence, Fact};
pub use passport::{DocumentRef, Passport, Purpose, Sex};

use crate::law::Answer;
use crate::terms::{Bin, FormId, Icd10, Iin, Instant, Region};
use jiff::civil::Date;

/// What could be read of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form<'a> {
    /// The id given by the MIS.
    pub id: Option<FormId>,
    /// When the MIS created it.
    pub created_at: Option<Instant>,
    /// The vendor of the MIS.
    pub vendor: Option<&'a str>,
    /// The referring organisation.
    pub organisation: Organisation<'a>,
    /// The attending doctor.
    pub doctor: Option<Iin>,
    /// The patient.
    pub patient: Patient<'a>,
    /// The referral.
    pub referral: Referral<'a>,
    /// The main diagnosis, which alone opens the pilot (AMB-41).
    pub main: MainDiagnosis,
    /// Whether the amputation was surgical (AMB-12).
    pub surgical_amputation: Given<Answer>,
    /// The evidence, in the form's order.
    pub evidence: Vec<Evidence<'a>>,
    /// The facts of all entries; an entry names its stretch.
    pub facts: Vec<Fact<'a>>,
    /// The commission.
    pub commission: Commission,
}

/// The referring organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation<'a> {
    /// Its BIN.
    pub bin: Option<Bin>,
    /// Its name.
    pub name: Option<&'a str>,
    /// The region in which it works (AMB-43).
    pub region: Option<Region>,
}

/// The patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient<'a> {
    /// The IIN, where its control digit holds.
    pub iin: Option<Iin>,
    /// Family name.
    pub family_name: Option<&'a str>,
    /// Given name.
    pub given_name: Option<&'a str>,
    /// Patronymic.
    pub patronymic: Option<&'a str>,
    /// Birth date.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The region of registration.
    pub region: Option<Region>,
}

/// The referral.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Referral<'a> {
    /// First or repeated.
    pub purpose: Option<Purpose>,
    /// The earlier act's number, as typed.
    pub earlier_act: Option<&'a str>,
    /// The form that this one corrects.
    pub replaces: Given<FormId>,
}

/// The main diagnosis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MainDiagnosis {
    /// The code, folded to Latin letters.
    pub code: Option<Icd10>,
    /// The day on which it was established.
    pub established_on: Option<Date>,
    /// The row of the order's list of limb defects, or that it is none of them.
    pub anatomical_form: Given<AnatomicalForm>,
}

/// The commission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commission {
    /// Its day.
    pub date: Option<Date>,
    /// The chair, whose signature alone counts.
    pub chair: Option<Iin>,
}

/// The answer about the anatomical form of a limb defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnatomicalForm {
    /// None of the order's 22 (AMB-40).
    NotListed,
    /// The row, from 1.
    Row(u8),
}

/// A member whose absence means something else than a wrong value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Given<T> {
    /// The form does not have it.
    #[default]
    Absent,
    /// It is there and cannot be read; the reader has said so.
    Unreadable,
    /// It is there.
    Value(T),
}

impl<T> From<Option<T>> for Given<T> {
    /// What became of a member that is there.
    fn from(read: Option<T>) -> Self {
        read.map_or(Self::Unreadable, Self::Value)
    }
}

impl<'a> Form<'a> {
    /// The fact `name` of an entry, where it is not blank (AMB-46: a blank fact is a missing one).
    pub fn fact(&self, entry: &Evidence<'a>, name: &str) -> Option<&'a str> {
        let facts = self.facts.get(entry.facts.clone())?;
        facts.iter().find(|fact| fact.name == name).map(|fact| fact.text.trim()).filter(|text| !text.is_empty())
    }

    /// The answer to a circumstance of the law's data, by its name.
    pub fn circumstance(&self, name: &str) -> Given<Answer> {
        if name == crate::law::SURGICAL_AMPUTATION { self.surgical_amputation } else { Given::Absent }
    }

    /// Whether the earlier act may stand in for an entry: the referral is repeated and names it (AMB-13).
    pub fn carries(&self) -> bool {
        self.referral.purpose == Some(Purpose::Repeat) && self.referral.earlier_act.is_some_and(|act| !act.trim().is_empty())
    }

    /// What the journey needs to know, or `None` where a member that it needs is unreadable.
    pub fn passport(&self) -> Option<Passport> {
        let Self { organisation, patient, referral, commission, .. } = self;
        Some(Passport {
            id: self.id?,
            created_at: self.created_at?,
            vendor: self.vendor?.to_owned(),
            organisation: organisation.bin?,
            organisation_name: organisation.name?.to_owned(),
            organisation_region: organisation.region?,
            doctor: self.doctor?,
            patient: patient.iin?,
            patient_name: patient.full_name()?,
            birth_date: patient.birth_date?,
            sex: patient.sex?,
            patient_region: patient.region?,
            purpose: referral.purpose?,
            earlier_act: referral.earlier_act.map(str::to_owned),
            replaces: match referral.replaces {
                Given::Absent => None,
                Given::Unreadable => return None,
                Given::Value(id) => Some(id),
            },
            main: self.main.code?,
            commission_date: commission.date?,
            chair: commission.chair?,
            documents: self.evidence.iter().filter_map(|entry| entry.document).map(Document::to_ref).collect::<Option<_>>()?,
        })
    }
}

impl Patient<'_> {
    /// Family name, given name and patronymic, one blank between.
    fn full_name(&self) -> Option<String> {
        let names = [Some(self.family_name?), Some(self.given_name?), self.patronymic];
        let words = names.into_iter().flatten().flat_map(str::split_whitespace);
        Some(words.collect::<Vec<_>>().join(" "))
    }
}
