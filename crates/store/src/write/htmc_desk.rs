use super::{Session, Writer};
use crate::CommitError;
use crate::rows::{DossierRow, FiguresRow, HtmcReferralRow};
use crate::value::{Value, count, nanoseconds};

impl<S: Session> Writer<'_, S> {
    pub(super) async fn put_dossier(&self, row: &DossierRow) -> Result<(), CommitError> {
        self.put(
            "storing a dossier",
            "INSERT INTO dossier(cell, form, name_kk, name_ru, name_en, code, proposer, state, points, scorers, entered_by, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (cell, form) DO UPDATE SET name_kk = excluded.name_kk, name_ru = excluded.name_ru,
               name_en = excluded.name_en, code = excluded.code, proposer = excluded.proposer, state = excluded.state,
               points = excluded.points, scorers = excluded.scorers, entered_by = excluded.entered_by,
               updated_at = excluded.updated_at",
            &[
                self.cell.into(),
                (&row.form).into(),
                (&row.name.kk).into(),
                (&row.name.ru).into(),
                (&row.name.en).into(),
                row.code.as_ref().into(),
                (&row.proposer).into(),
                (row.state as i64).into(),
                Value::from(row.points.map(i64::from)),
                row.scorers.into(),
                (&row.by).into(),
                nanoseconds(row.updated_at)?.into(),
            ],
        )
        .await
    }

    pub(super) async fn put_figures(&self, row: &FiguresRow) -> Result<(), CommitError> {
        self.put(
            "storing a file of yearly figures",
            "INSERT INTO htmc_figures(cell, form, sha256, edition, law_day, years, rows_read, entered_by, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            &[
                self.cell.into(),
                (&row.form).into(),
                (&row.sha256).into(),
                (&row.edition).into(),
                row.law_day.to_string().into(),
                (&row.years).into(),
                count(row.rows_read)?.into(),
                (&row.by).into(),
                nanoseconds(row.at)?.into(),
            ],
        )
        .await
    }

    pub(super) async fn put_htmc_referral(&self, row: &HtmcReferralRow) -> Result<(), CommitError> {
        self.put(
            "storing a referral to high-tech care",
            "INSERT INTO htmc_referral(cell, form, organisation, sha256, patient, patient_name, icd10, section, code, granted,
               signed, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (cell, form) DO UPDATE SET organisation = excluded.organisation, sha256 = excluded.sha256,
               patient = excluded.patient, patient_name = excluded.patient_name, icd10 = excluded.icd10,
               section = excluded.section, code = excluded.code, granted = excluded.granted, signed = excluded.signed,
               updated_at = excluded.updated_at",
            &[
                self.cell.into(),
                (&row.form).into(),
                row.organisation.as_str().into(),
                (&row.sha256).into(),
                row.patient.as_str().into(),
                (&row.patient_name).into(),
                row.icd10.to_string().into(),
                (&row.section).into(),
                (&row.code).into(),
                row.granted.into(),
                row.signed.into(),
                nanoseconds(row.updated_at)?.into(),
            ],
        )
        .await
    }
}
