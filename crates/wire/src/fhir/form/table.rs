//! The members of form 031/e (contract, `form-031e.md`), as items: name, what it holds, whether it must be there, and
//! the key of its words.

/// A member of an object.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) required: bool,
    pub(super) label: &'static str,
}

/// What a member holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    /// A text.
    Text,
    /// A day.
    Day,
    /// An instant.
    Moment,
    /// A whole number.
    Whole,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A code of ICD-10.
    Icd10,
    /// A row of the order's list of limb defects, or `none`.
    Row,
    /// An object.
    One(&'static [Member]),
    /// A list of objects.
    Many(&'static [Member]),
    /// Texts by names that nobody closes.
    Facts,
}

use Holds::{Choice, Day, Facts, Icd10, Many, Moment, One, Row, Text, Whole};

const fn must(name: &'static str, holds: Holds, label: &'static str) -> Member {
    Member { name, holds, required: true, label }
}

const fn may(name: &'static str, holds: Holds, label: &'static str) -> Member {
    Member { name, holds, required: false, label }
}

/// The whole form.
pub(super) const FORM: &[Member] = &[
    must("form", Text, "paper-form-document"),
    must("version", Whole, "doctor-f-version"),
    must("id", Text, "paper-form-id"),
    must("created_at", Moment, "paper-form-created"),
    must("data_checked_at", Moment, "paper-form-checked"),
    must("mis", One(MIS), "paper-form-mis"),
    must("organisation", One(ORGANISATION), "paper-form-organisation"),
    must("doctor", One(DOCTOR), "paper-form-doctor"),
    must("patient", One(PATIENT), "paper-form-patient"),
    must("referral", One(REFERRAL), "paper-form-referral"),
    must("diagnosis", One(DIAGNOSIS), "paper-form-diagnosis"),
    may("history", One(HISTORY), "paper-form-history"),
    must("impairments", Many(IMPAIRMENT), "paper-form-impairments"),
    may("circumstances", One(CIRCUMSTANCES), "paper-form-circumstances"),
    must("evidence", Many(EVIDENCE), "paper-form-evidence"),
    may("measures", Many(MEASURE), "paper-form-measures"),
    must("commission", One(COMMISSION), "paper-form-commission"),
];

const MIS: &[Member] = &[must("vendor", Text, "doctor-f-mis-vendor"), may("system", Text, "paper-form-mis")];

const ORGANISATION: &[Member] = &[
    must("bin", Text, "paper-form-bin"),
    must("name", Text, "paper-form-organisation-name"),
    must("region", Text, "paper-form-region"),
    must("capacity", Choice(&["registration-place", "dispensary"]), "paper-form-capacity"),
];

const DOCTOR: &[Member] = &[
    must("iin", Text, "paper-form-iin"),
    must("name", Text, "paper-form-name"),
    must("speciality", Text, "paper-form-speciality"),
];

const PATIENT: &[Member] = &[
    must("iin", Text, "paper-form-iin"),
    must("family_name", Text, "doctor-f-patient-family-name"),
    must("given_name", Text, "doctor-f-patient-given-name"),
    may("patronymic", Text, "doctor-f-patient-patronymic"),
    must("birth_date", Day, "paper-form-birth"),
    must("sex", Choice(&["male", "female"]), "paper-form-sex"),
    must("region", Text, "paper-form-registered"),
    may("attachment", One(ATTACHMENT), "paper-form-attachment"),
    may("address", Text, "paper-form-address"),
    may("phone", Text, "paper-form-phone"),
    may("representative", One(REPRESENTATIVE), "paper-form-representative"),
    may("occupation", Text, "paper-form-occupation"),
    may("workplace", Text, "paper-form-workplace"),
    may("education", Text, "paper-form-education"),
];

const ATTACHMENT: &[Member] = &[must("bin", Text, "paper-form-bin"), must("name", Text, "paper-form-organisation-name")];

const REPRESENTATIVE: &[Member] = &[
    must("name", Text, "paper-form-name"),
    may("iin", Text, "paper-form-iin"),
    must("relation", Text, "doctor-f-patient-representative-relation"),
];

const REFERRAL: &[Member] = &[
    must("purpose", Choice(&["first", "repeat"]), "paper-form-purpose"),
    may("earlier_act", Text, "paper-form-earlier-act"),
    may("replaces", Text, "paper-form-replaces"),
    may("reason", Text, "paper-form-reason"),
];

const DIAGNOSIS: &[Member] = &[
    must("main", One(MAIN), "paper-act-diagnosis"),
    may("complications", Many(OTHER), "doctor-f-diagnosis-complications-text"),
    may("comorbid", Many(OTHER), "doctor-f-diagnosis-comorbid-text"),
];

const MAIN: &[Member] = &[
    must("icd10", Icd10, "paper-form-icd10"),
    must("text", Text, "paper-form-diagnosis-text"),
    must("established_on", Day, "doctor-f-diagnosis-main-established-on"),
    may("anatomical_form", Row, "paper-form-anatomical"),
];

const OTHER: &[Member] = &[must("icd10", Icd10, "paper-form-icd10"), must("text", Text, "paper-form-diagnosis-text")];

const HISTORY: &[Member] = &[
    may("disease", Text, "paper-form-disease"),
    may("life", Text, "paper-form-life"),
    may("treatment", Text, "paper-form-treatment"),
    may("incapacity", Many(INCAPACITY), "paper-form-incapacity"),
];

const INCAPACITY: &[Member] =
    &[must("from", Day, "paper-form-from"), must("to", Day, "paper-form-to"), must("icd10", Icd10, "paper-form-icd10")];

const IMPAIRMENT: &[Member] = &[
    must("function", Text, "paper-form-function"),
    must("degree", Whole, "paper-form-degree"),
    may("text", Text, "paper-form-description"),
];

const CIRCUMSTANCES: &[Member] = &[may("surgical_amputation", Choice(&["yes", "no"]), "paper-form-surgical")];

const EVIDENCE: &[Member] = &[
    must("kind", Choice(&crate::form::schema::KINDS), "paper-form-examination"),
    must("status", Choice(&["attached", "not-available", "carried"]), "fhir-item-status"),
    may("date", Day, "fhir-item-date"),
    may("organisation", Text, "paper-form-organisation-name"),
    may("specialist", One(SPECIALIST), "paper-form-by"),
    may("conclusion", Text, "paper-form-conclusion"),
    may("facts", Facts, "fhir-item-facts"),
    may("document", One(DOCUMENT), "fhir-item-document"),
];

const SPECIALIST: &[Member] =
    &[must("name", Text, "paper-form-name"), may("audience", Choice(&["adult", "child"]), "fhir-item-audience")];

const DOCUMENT: &[Member] = &[
    must("sha256", Text, "fhir-item-sha256"),
    must("media_type", Text, "fhir-item-media-type"),
    must("size", Whole, "fhir-item-size"),
    may("name", Text, "fhir-item-file"),
];

const MEASURE: &[Member] = &[must("kind", Text, "paper-form-measure-kind"), must("text", Text, "paper-form-measure-text")];

const COMMISSION: &[Member] = &[
    must("number", Text, "paper-form-commission-number"),
    must("date", Day, "paper-form-commission-date"),
    must("chair", One(PERSON), "paper-form-chair"),
    may("members", Many(PERSON), "paper-form-members"),
];

const PERSON: &[Member] = &[must("iin", Text, "paper-form-iin"), must("name", Text, "paper-form-name")];

/// One objective datum: its name and what is stated.
pub(super) const FACT: &[Member] = &[must("name", Text, "fhir-item-fact-name"), must("text", Text, "fhir-item-fact-text")];

/// The member of that name.
pub(super) fn member<'m>(members: &'m [Member], name: &str) -> Option<&'m Member> {
    members.iter().find(|member| member.name == name)
}

/// The `linkId` of a member below that of its object.
pub(super) fn link(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}
