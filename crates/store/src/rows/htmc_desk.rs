use jiff::civil::Date;
use saraptama_core::terms::{Bin, FormId, Icd10, Iin, Instant, Sha256, Trilingual};

/// The dossier of a proposed technology, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierRow {
    /// Its id; it stands in the place of a form's.
    pub form: FormId,
    /// The technology's name.
    pub name: Trilingual,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// The organisation that proposes it.
    pub proposer: String,
    /// Where it stands.
    pub state: DossierState,
    /// The points of the levels that were confirmed, in tenths; none where none are.
    pub points: Option<u32>,
    /// How many analysts have scored the evidence as it stands.
    pub scorers: u32,
    /// Who entered it.
    pub by: String,
    /// When it last changed.
    pub updated_at: Instant,
}

/// Where a dossier stands, for lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i64)]
pub enum DossierState {
    /// It is being scored.
    Open = 1,
    /// Its protocol is frozen for signing.
    Confirmed = 2,
    /// Its protocol is signed.
    Approved = 3,
    /// It was withdrawn.
    Withdrawn = 4,
}

/// A file of yearly figures as it was imported; nothing of it is ever changed. Its bytes are a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresRow {
    /// Its id; it stands in the place of a form's.
    pub form: FormId,
    /// The digest of its bytes.
    pub sha256: Sha256,
    /// The edition of the list by which its rows were read.
    pub edition: String,
    /// The day whose law that was.
    pub law_day: Date,
    /// The years that it tells of.
    pub years: String,
    /// How many rows it has.
    pub rows_read: u64,
    /// Who imported it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What a commission decided on referral to high-tech care, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmcReferralRow {
    /// Its id; it stands in the place of a form's.
    pub form: FormId,
    /// Whose commission.
    pub organisation: Bin,
    /// The digest of its bytes as they stand.
    pub sha256: Sha256,
    /// The patient.
    pub patient: Iin,
    /// The patient's name.
    pub patient_name: String,
    /// The main diagnosis.
    pub icd10: Icd10,
    /// The section of the list.
    pub section: String,
    /// The code of the list.
    pub code: String,
    /// The commission refers.
    pub granted: bool,
    /// The chair has signed.
    pub signed: bool,
    /// When it last changed.
    pub updated_at: Instant,
}
