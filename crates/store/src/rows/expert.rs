use saraptama_core::terms::{ActNumber, FormId, Icd10, Instant};

/// What an expert has written of a decision and has not frozen yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// The form on which the act rests.
    pub form: FormId,
    /// Whose it is: an act that was given to another does not bring its former expert's words along.
    pub who: String,
    /// What was written.
    pub body: Vec<u8>,
    /// When it was last written.
    pub at: Instant,
}

/// A registered decision among those of like cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeRow {
    /// What makes cases alike, in a word.
    pub kin: String,
    /// The row of the order's list of limb defects; none where the nosology has none.
    pub sub_form: Option<u8>,
    /// The decision's place in the register.
    pub place: u64,
    /// What was decided, in a word.
    pub outcome: String,
}

/// An act that an expert decided, for the expert's own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRow {
    /// The form on which it rests.
    pub form: FormId,
    /// Its number.
    pub number: ActNumber,
    /// Its place in the register, from 0.
    pub place: u64,
    /// When it was decided, which is when it was registered.
    pub at: Instant,
    /// `established`, `not-established`.
    pub result: String,
    /// The main diagnosis.
    pub icd10: Option<Icd10>,
    /// The end of the expert's term.
    pub due_at: Option<Instant>,
}
