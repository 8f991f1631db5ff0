/// The desk of high-tech care (order B): dossiers of proposed technologies, files of yearly figures, and what
/// commissions decide on referral. Their events stand in `event`, their bytes in `document`, their signatures in
/// `signature`, under ids of our own; these rows are for lists.
pub(super) const HTMC_DESK: &[&str] = &[
    "CREATE TABLE dossier(cell BIGINT NOT NULL, form BYTES NOT NULL, name_kk TEXT NOT NULL, name_ru TEXT NOT NULL,
       name_en TEXT NOT NULL, code TEXT, proposer TEXT NOT NULL, state BIGINT NOT NULL, points BIGINT, scorers BIGINT NOT NULL,
       entered_by TEXT NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY(cell, form))",
    "CREATE INDEX dossier_updated ON dossier(cell, updated_at, form)",
    "CREATE TABLE htmc_figures(cell BIGINT NOT NULL, form BYTES NOT NULL, sha256 BYTES NOT NULL, edition TEXT NOT NULL,
       law_day TEXT NOT NULL, years TEXT NOT NULL, rows_read BIGINT NOT NULL, entered_by TEXT NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY(cell, form))",
    "CREATE INDEX htmc_figures_at ON htmc_figures(cell, at, form)",
    "CREATE TABLE htmc_referral(cell BIGINT NOT NULL, form BYTES NOT NULL, organisation TEXT NOT NULL, sha256 BYTES NOT NULL,
       patient TEXT NOT NULL, patient_name TEXT NOT NULL, icd10 TEXT NOT NULL, section TEXT NOT NULL, code TEXT NOT NULL,
       granted BIGINT NOT NULL, signed BIGINT NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY(cell, form))",
    "CREATE INDEX htmc_referral_organisation ON htmc_referral(cell, organisation, updated_at, form)",
];
