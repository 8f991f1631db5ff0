//! The steps of form 031/e, and its fields: one line a member, in the contract's order (`form-031e.md`). What a
//! page may write, where an error leads and which label a field has all follow from this table.

/// A page of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Who, and why they are referred (p. 3).
    Patient,
    /// What the order's list is asked about (annex 1 of the algorithm).
    Diagnosis,
    /// The mandatory examinations and objective data (annex 2 of the algorithm).
    Examinations,
    /// The persistent impairments (p. 3) and the history.
    Impairments,
    /// What is recommended.
    Measures,
    /// The commission, and who refers (p. 2(1), 2(4)).
    Commission,
    /// Everything, and what is still wrong.
    Review,
}

impl Step {
    /// Every step, in order.
    pub(super) const ALL: [Self; 7] =
        [Self::Patient, Self::Diagnosis, Self::Examinations, Self::Impairments, Self::Measures, Self::Commission, Self::Review];

    /// As addresses and words name it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Diagnosis => "diagnosis",
            Self::Examinations => "examinations",
            Self::Impairments => "impairments",
            Self::Measures => "measures",
            Self::Commission => "commission",
            Self::Review => "review",
        }
    }

    /// Reads it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    /// The step behind it; the last one has none.
    pub(super) fn next(self) -> Self {
        Self::ALL.into_iter().find(|step| *step > self).unwrap_or(Self::Review)
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of text.
    Line,
    /// Several lines.
    Long,
    /// A day.
    Date,
    /// Twelve digits.
    Number12,
    /// A whole number.
    Whole,
    /// A code of ICD-10.
    Code,
    /// A region of annex 1.
    Region,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// One of the order's forms of limb defects, or `none`.
    SubForm,
    /// A chair of the organisation.
    Chair,
    /// Shown and not written by the page's form.
    Fixed,
}

/// A field: its place in the form with dots, `*` for the row of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) path: &'static str,
    pub(super) step: Step,
    pub(super) kind: Kind,
}

/// Functions whose impairment the MSE Rules tell apart.
pub(super) const FUNCTIONS: &[&str] =
    &["movement", "mental", "speech", "sensory", "circulation", "respiration", "digestion", "metabolic", "other"];
/// Degrees of impairment.
pub(super) const DEGREES: &[&str] = &["1", "2", "3", "4"];
/// Kinds of recommended measures.
pub(super) const MEASURES: &[&str] = &["rehabilitation", "surgery", "prosthesis", "technical-aid", "sanatorium", "other"];
/// The most rows that a page takes of a list; a form of another system may hold more, which stay as they are.
pub(super) const ROWS: usize = 50;

const fn field(step: Step, path: &'static str, kind: Kind) -> Field {
    Field { path, step, kind }
}

/// Every field but those of the examinations, which the law's data name ([`super::entry`]).
pub(super) const FIELDS: &[Field] = {
    use Kind::{Chair, Code, Date, Fixed, Line, Long, Number12, OneOf, Region, SubForm, Whole};
    use Step::{Commission, Diagnosis, Impairments, Measures, Patient, Review};
    &[
        field(Review, "form", Fixed),
        field(Review, "version", Fixed),
        field(Review, "id", Fixed),
        field(Review, "created_at", Fixed),
        field(Patient, "data_checked_at", Fixed),
        field(Patient, "patient.iin", Number12),
        field(Patient, "patient.family_name", Line),
        field(Patient, "patient.given_name", Line),
        field(Patient, "patient.patronymic", Line),
        field(Patient, "patient.birth_date", Date),
        field(Patient, "patient.sex", OneOf(&["female", "male"])),
        field(Patient, "patient.region", Region),
        field(Patient, "patient.attachment.bin", Number12),
        field(Patient, "patient.attachment.name", Line),
        field(Patient, "patient.address", Line),
        field(Patient, "patient.phone", Line),
        field(Patient, "patient.representative.name", Line),
        field(Patient, "patient.representative.iin", Number12),
        field(Patient, "patient.representative.relation", Line),
        field(Patient, "patient.occupation", Line),
        field(Patient, "patient.workplace", Line),
        field(Patient, "patient.education", Line),
        field(Patient, "referral.purpose", OneOf(&["first", "repeat"])),
        field(Patient, "referral.earlier_act", Line),
        field(Patient, "referral.replaces", Fixed),
        field(Patient, "referral.reason", Long),
        field(Diagnosis, "diagnosis.main.icd10", Code),
        field(Diagnosis, "diagnosis.main.text", Line),
        field(Diagnosis, "diagnosis.main.established_on", Date),
        field(Diagnosis, "diagnosis.main.anatomical_form", SubForm),
        field(Diagnosis, "circumstances.surgical_amputation", OneOf(&["yes", "no"])),
        field(Diagnosis, "diagnosis.complications.*.icd10", Code),
        field(Diagnosis, "diagnosis.complications.*.text", Line),
        field(Diagnosis, "diagnosis.comorbid.*.icd10", Code),
        field(Diagnosis, "diagnosis.comorbid.*.text", Line),
        field(Impairments, "impairments.*.function", OneOf(FUNCTIONS)),
        field(Impairments, "impairments.*.degree", Whole),
        field(Impairments, "impairments.*.text", Line),
        field(Impairments, "history.disease", Long),
        field(Impairments, "history.life", Long),
        field(Impairments, "history.treatment", Long),
        field(Impairments, "history.incapacity.*.from", Date),
        field(Impairments, "history.incapacity.*.to", Date),
        field(Impairments, "history.incapacity.*.icd10", Code),
        field(Measures, "measures.*.kind", OneOf(MEASURES)),
        field(Measures, "measures.*.text", Line),
        field(Commission, "commission.number", Line),
        field(Commission, "commission.date", Date),
        field(Commission, "commission.chair.iin", Chair),
        field(Commission, "commission.chair.name", Fixed),
        field(Commission, "commission.members.*.iin", Number12),
        field(Commission, "commission.members.*.name", Line),
        field(Commission, "organisation.bin", Number12),
        field(Commission, "organisation.name", Line),
        field(Commission, "organisation.region", Region),
        field(Commission, "organisation.capacity", OneOf(&["registration-place", "dispensary"])),
        field(Commission, "doctor.iin", Number12),
        field(Commission, "doctor.name", Line),
        field(Commission, "doctor.speciality", Line),
        field(Commission, "mis.vendor", Line),
        field(Commission, "mis.system", Line),
    ]
};

/// The field at a place of the form, `commission.members.3.name`.
pub(super) fn field_at(path: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| {
        let (mut known, mut given) = (field.path.split('.'), path.split('.'));
        loop {
            match (known.next(), given.next()) {
                (None, None) => return true,
                (Some("*"), Some(row)) if row.parse::<usize>().is_ok_and(|row| row < ROWS) => {}
                (Some(one), Some(other)) if one == other => {}
                _ => return false,
            }
        }
    })
}

/// The key of a field's label: its path without rows, `doctor-f-patient-birth-date`.
pub(super) fn label_key(path: &str) -> String {
    let names = path.split('.').filter(|name| *name != "*" && name.parse::<usize>().is_err());
    format!("doctor-f-{}", names.collect::<Vec<_>>().join("-").replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_wire::words::Words;

    #[test]
    fn every_field_and_every_choice_has_its_words() {
        let words = Words::new();
        for field in FIELDS {
            let key = label_key(field.path);
            assert!(words.has(&key), "{key}");
            let choices = match field.kind {
                Kind::OneOf(choices) => choices,
                Kind::Whole => DEGREES,
                _ => &[],
            };
            for choice in choices {
                assert!(words.has(&format!("{key}-{choice}")), "{key}-{choice}");
            }
        }
    }

    #[test]
    fn a_row_of_a_list_is_a_field_and_one_too_many_is_none() {
        assert!(field_at("commission.members.49.iin").is_some());
        for path in ["commission.members.50.iin", "commission.members.iin", "commission", "patient.iin.x", ""] {
            assert!(field_at(path).is_none(), "{path}");
        }
    }
}
