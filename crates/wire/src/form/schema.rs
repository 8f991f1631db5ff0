//! Form 031/e, version 1, as a table (contract, `form-031e.md`): one line a member, in the contract's
//! order, with the place where the rules find it. What is not needed further on is checked all the same.

use super::shape::Shape::{
    AnatomicalForm, Bin, Choice, Date, Facts, Icd10, Id, Iin, Instant, Integer, Kind, List, Literal, Region, Remark, Sha256, Text,
};
use super::shape::{Closes, DATE, ICD10, IIN, Object, REMARK, Shape, TEXT, object, optional, required, when_attached};
use saraptama_core::form::{Audience, Given, Purpose, Sex};
use saraptama_core::law::{Answer, Status};

/// The largest size of an attached document that the form can state: 2^53 − 1 bytes, the largest
/// whole number that every JSON reader keeps.
const LARGEST: u64 = (1 << 53) - 1;

/// The kinds of evidence of version 1; the law's data may name more.
pub(crate) const KINDS: [&str; 14] = [
    "inpatient-extract",
    "traumatologist-orthopaedist",
    "surgeon",
    "limb-radiograph",
    "radiologist",
    "sheet-10-of-001e",
    "karyotype",
    "geneticist",
    "neurologist",
    "psychiatrist",
    "pmpc",
    "card-extract",
    "dna-mutation",
    "other",
];

/// The whole form.
pub(super) static FORM: Object = object(
    &[
        required("form", Literal("031/e")),
        required("version", Integer(1, 1, |_, _| {})),
        required("id", Id(|d, v| d.form.id = v)),
        required("created_at", Instant(|d, v| d.form.created_at = v)),
        required("data_checked_at", Instant(|_, _| {})),
        required("mis", Shape::Object(&MIS)),
        required("organisation", Shape::Object(&ORGANISATION)),
        required("doctor", Shape::Object(&DOCTOR)),
        required("patient", Shape::Object(&PATIENT)),
        required("referral", Shape::Object(&REFERRAL)),
        required("diagnosis", Shape::Object(&DIAGNOSIS)),
        optional("history", Shape::Object(&HISTORY)),
        required("impairments", List(1, &Shape::Object(&IMPAIRMENT))),
        optional("circumstances", Shape::Object(&CIRCUMSTANCES)),
        required("evidence", List(0, &Shape::Object(&EVIDENCE))),
        optional("measures", List(0, &Shape::Object(&MEASURE))),
        required("commission", Shape::Object(&COMMISSION)),
    ],
    Closes::Nothing,
);

static MIS: Object = object(
    &[
        required("vendor", Text(|d, v| d.form.vendor = v)),
        optional("system", REMARK), //
    ],
    Closes::Nothing,
);

static ORGANISATION: Object = object(
    &[
        required("bin", Bin(|d, v| d.form.organisation.bin = v)),
        required("name", Text(|d, v| d.form.organisation.name = v)),
        required("region", Region(|d, v| d.form.organisation.region = v)),
        required("capacity", Choice(&["registration-place", "dispensary"], |_, _| {})),
    ],
    Closes::Nothing,
);

static DOCTOR: Object = object(
    &[
        required("iin", Iin(|d, v| d.form.doctor = v)),
        required("name", TEXT),
        required("speciality", TEXT), //
    ],
    Closes::Nothing,
);

static PATIENT: Object = object(
    &[
        required("iin", Iin(|d, v| d.form.patient.iin = v)),
        required("family_name", Text(|d, v| d.form.patient.family_name = v)),
        required("given_name", Text(|d, v| d.form.patient.given_name = v)),
        optional("patronymic", Remark(|d, v| d.form.patient.patronymic = v)),
        required("birth_date", Date(|d, v| d.form.patient.birth_date = v)),
        required("sex", Choice(&["male", "female"], |d, v| d.form.patient.sex = v.map(|at| [Sex::Male, Sex::Female][at]))),
        required("region", Region(|d, v| d.form.patient.region = v)),
        optional("attachment", Shape::Object(&ATTACHMENT)),
        optional("address", REMARK),
        optional("phone", REMARK),
        optional("representative", Shape::Object(&REPRESENTATIVE)),
        optional("occupation", REMARK),
        optional("workplace", REMARK),
        optional("education", REMARK),
    ],
    Closes::Nothing,
);

static ATTACHMENT: Object = object(
    &[
        required("bin", Bin(|_, _| {})),
        required("name", TEXT), //
    ],
    Closes::Nothing,
);

static REPRESENTATIVE: Object = object(
    &[
        required("name", TEXT),
        optional("iin", IIN),
        required("relation", TEXT), //
    ],
    Closes::Nothing,
);

static REFERRAL: Object = object(
    &[
        required(
            "purpose",
            Choice(&["first", "repeat"], |d, v| {
                d.form.referral.purpose = v.map(|at| [Purpose::First, Purpose::Repeat][at]);
            }),
        ),
        optional("earlier_act", Remark(|d, v| d.form.referral.earlier_act = v)),
        optional("replaces", Id(|d, v| d.form.referral.replaces = Given::from(v))),
        optional("reason", REMARK),
    ],
    Closes::Nothing,
);

static DIAGNOSIS: Object = object(
    &[
        required("main", Shape::Object(&MAIN)),
        optional("complications", List(0, &Shape::Object(&OTHER_DIAGNOSIS))),
        optional("comorbid", List(0, &Shape::Object(&OTHER_DIAGNOSIS))),
    ],
    Closes::Nothing,
);

static MAIN: Object = object(
    &[
        required("icd10", Icd10(|d, v| d.form.main.code = v)),
        required("text", TEXT),
        required("established_on", Date(|d, v| d.form.main.established_on = v)),
        optional("anatomical_form", AnatomicalForm(|d, v| d.form.main.anatomical_form = Given::from(v))),
    ],
    Closes::Nothing,
);

static OTHER_DIAGNOSIS: Object = object(
    &[
        required("icd10", ICD10),
        required("text", TEXT), //
    ],
    Closes::Nothing,
);

static HISTORY: Object = object(
    &[
        optional("disease", REMARK),
        optional("life", REMARK),
        optional("treatment", REMARK),
        optional("incapacity", List(0, &Shape::Object(&INCAPACITY))),
    ],
    Closes::Nothing,
);

static INCAPACITY: Object = object(
    &[
        required("from", DATE),
        required("to", DATE),
        required("icd10", ICD10), //
    ],
    Closes::Nothing,
);

static IMPAIRMENT: Object = object(
    &[
        required("function", TEXT),
        required("degree", Integer(1, 4, |_, _| {})),
        optional("text", REMARK), //
    ],
    Closes::Nothing,
);

static CIRCUMSTANCES: Object = object(
    &[optional(
        "surgical_amputation",
        Choice(&["yes", "no"], |d, v| {
            d.form.surgical_amputation = Given::from(v.map(|at| [Answer::Yes, Answer::No][at]));
        }),
    )],
    Closes::Nothing,
);

static EVIDENCE: Object = object(
    &[
        required("kind", Kind),
        required(
            "status",
            Choice(&["attached", "not-available", "carried"], |d, v| {
                d.entry.status = v.map(|at| [Status::Attached, Status::NotAvailable, Status::Carried][at]);
            }),
        ),
        when_attached("date", Date(|d, v| d.entry.date = v)),
        optional("organisation", REMARK),
        optional("specialist", Shape::Object(&SPECIALIST)),
        when_attached(
            "conclusion",
            Remark(|d, v| {
                d.conclusion_is_blank = v.is_some_and(|text| text.trim().is_empty());
            }),
        ),
        optional("facts", Facts),
        optional("document", Shape::Object(&DOCUMENT)),
    ],
    Closes::Entry,
);

static SPECIALIST: Object = object(
    &[
        required("name", TEXT),
        optional(
            "audience",
            Choice(&["adult", "child"], |d, v| {
                d.entry.audience = v.map(|at| [Audience::Adult, Audience::Child][at]);
            }),
        ),
    ],
    Closes::Nothing,
);

static DOCUMENT: Object = object(
    &[
        required("sha256", Sha256(|d, v| d.entry.document.get_or_insert_default().sha256 = v)),
        required("media_type", Text(|d, v| d.entry.document.get_or_insert_default().media_type = v)),
        required("size", Integer(0, LARGEST, |d, v| d.entry.document.get_or_insert_default().size = v)),
        optional("name", REMARK),
    ],
    Closes::Nothing,
);

static MEASURE: Object = object(
    &[
        required("kind", TEXT),
        required("text", TEXT), //
    ],
    Closes::Nothing,
);

static COMMISSION: Object = object(
    &[
        required("number", TEXT),
        required("date", Date(|d, v| d.form.commission.date = v)),
        required("chair", Shape::Object(&CHAIR)),
        optional("members", List(0, &Shape::Object(&COMMISSIONER))),
    ],
    Closes::Nothing,
);

static CHAIR: Object = object(
    &[
        required("iin", Iin(|d, v| d.form.commission.chair = v)),
        required("name", TEXT), //
    ],
    Closes::Nothing,
);

static COMMISSIONER: Object = object(
    &[
        required("iin", IIN),
        required("name", TEXT), //
    ],
    Closes::Nothing,
);
