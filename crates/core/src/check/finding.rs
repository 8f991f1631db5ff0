use std::borrow::Cow;

/// One finding of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub code: Code,
    /// The requirement that is not met: on `evidence.*` and `circumstance.*` only.
    pub requirement: Option<String>,
    /// A JSON pointer to the member.
    pub pointer: Cow<'static, str>,
    /// The order's paragraph, or `contract`.
    pub source: Cow<'static, str>,
}

impl Finding {
    /// A technical rule of the contract, not of the order.
    pub fn contract(code: Code, pointer: impl Into<Cow<'static, str>>) -> Self {
        Self { code, requirement: None, pointer: pointer.into(), source: Cow::Borrowed("contract") }
    }

    /// A requirement of the order that is not met, by its paragraph.
    pub fn order(code: Code, requirement: &str, cite: &str, pointer: impl Into<Cow<'static, str>>) -> Self {
        let (requirement, source) = (Some(requirement.to_owned()), Cow::Owned(cite.to_owned()));
        Self { code, requirement, pointer: pointer.into(), source }
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The signature is impossible.
    Error,
    /// Somebody should look.
    Warning,
    /// Worth knowing.
    Info,
}

macro_rules! codes {
    ($($name:ident = $text:literal, $severity:ident, $doc:literal;)*) => {
        /// The codes of version 1, exactly these (contract, `findings.md`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// As the contract writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// Whether it speaks of the form's structure (`json.*`, `field.*`), so that the other
            /// rules could run on the readable part only.
            pub fn is_structural(self) -> bool {
                self <= Code::FieldInvalid
            }
        }
    };
}

codes! {
    JsonInvalid = "json.invalid", Error, "Not JSON, or a member of the wrong type.";
    FieldMissing = "field.missing", Error, "A required member is absent.";
    FieldUnknown = "field.unknown", Error, "A member that the contract does not know.";
    FieldInvalid = "field.invalid", Error, "A value outside what the contract allows.";
    IinChecksum = "iin.checksum", Error, "An IIN of the wrong length or control digit.";
    BinChecksum = "bin.checksum", Error, "A BIN of the wrong length or control digit.";
    IinBirthDate = "iin.birth-date", Warning, "The patient's IIN and birth date disagree.";
    IinSex = "iin.sex", Warning, "The patient's IIN and sex disagree.";
    Icd10Malformed = "icd10.malformed", Error, "Not a code of ICD-10.";
    Icd10CategoryOnly = "icd10.category-only", Warning, "A listed three-character code where four are usual.";
    Icd10NearMiss = "icd10.near-miss", Info, "Not listed, but its category has listed codes.";
    DateInFuture = "date.in-future", Error, "A date after the day of the check.";
    DateBeforeBirth = "date.before-birth", Error, "A date before birth.";
    CircumstanceUnanswered = "circumstance.unanswered", Error, "A question that must be answered is not.";
    EvidenceMissing = "evidence.missing", Error, "A required item has no accepted entry.";
    EvidenceIncomplete = "evidence.incomplete", Error, "The item is there but lacks a required fact.";
    EvidenceUnanswered = "evidence.unanswered", Error, "An item required if available is neither attached nor stated absent.";
    SpecialistAudienceMismatch = "specialist.audience-mismatch", Warning, "An adult's specialist for a child, or the reverse.";
    AmputationLevelMismatch = "amputation-level.mismatch", Warning, "Two specialists state different levels.";
}
