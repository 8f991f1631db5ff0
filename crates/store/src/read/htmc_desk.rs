use super::{all, first};
use crate::page::{Cursor, MOST_ROWS, page};
use crate::rows::{DossierRow, DossierState, FiguresRow, HtmcReferralRow};
use crate::value::{Row, misfit, nanoseconds};
use crate::{Fault, ListError, Page, Store};
use saraptama_core::terms::{Bin, FormId, Trilingual};

/// A query for dossiers: the columns as [`dossier`] reads them.
macro_rules! dossiers {
    ($rest:literal) => {
        concat!(
            "SELECT form, name_kk, name_ru, name_en, code, proposer, state, points, scorers, entered_by, updated_at
             FROM dossier WHERE cell = ?1 AND ",
            $rest
        )
    };
}

/// A query for files of figures: the columns as [`figures`] reads them.
macro_rules! figures {
    ($rest:literal) => {
        concat!(
            "SELECT form, sha256, edition, law_day, years, rows_read, entered_by, at FROM htmc_figures WHERE cell = ?1 AND ",
            $rest
        )
    };
}

/// A query for referrals: the columns as [`referral`] reads them.
macro_rules! referrals {
    ($rest:literal) => {
        concat!(
            "SELECT form, organisation, sha256, patient, patient_name, icd10, section, code, granted, signed, updated_at
             FROM htmc_referral WHERE cell = ?1 AND ",
            $rest
        )
    };
}

const DOSSIERS: &str = "dossiers";
const FIGURES: &str = "figures";
const REFERRALS: &str = "htmc-referrals";

impl Store {
    /// The dossiers, the latest changed first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn dossiers(&self, before: Option<&str>, limit: u32) -> Result<Page<DossierRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let before = Cursor::before_or_last(DOSSIERS, before)?;
        let sql = dossiers!("(updated_at, form) < (?2, ?3) ORDER BY updated_at DESC, form DESC LIMIT ?4");
        let values = vec![before.key.into(), before.form.into(), (limit + 1).into()];
        let rows = all(self.walk("listing dossiers", sql, values).await?, dossier)?;
        page(DOSSIERS, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.updated_at)?, form: row.form }))
    }

    /// A file of figures.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_figures(&self, form: FormId) -> Result<Option<FiguresRow>, Fault> {
        first(self.point("reading a file of figures", figures!("form = ?2"), vec![form.into()]).await?, figures)
    }

    /// The files of figures, the latest imported first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn all_htmc_figures(&self, before: Option<&str>, limit: u32) -> Result<Page<FiguresRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let before = Cursor::before_or_last(FIGURES, before)?;
        let sql = figures!("(at, form) < (?2, ?3) ORDER BY at DESC, form DESC LIMIT ?4");
        let values = vec![before.key.into(), before.form.into(), (limit + 1).into()];
        let rows = all(self.walk("listing files of figures", sql, values).await?, figures)?;
        page(FIGURES, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.at)?, form: row.form }))
    }

    /// A referral to high-tech care.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn htmc_referral(&self, form: FormId) -> Result<Option<HtmcReferralRow>, Fault> {
        first(self.point("reading a referral to high-tech care", referrals!("form = ?2"), vec![form.into()]).await?, referral)
    }

    /// The referrals of an organisation to high-tech care, the latest changed first.
    ///
    /// # Errors
    /// When the cursor is wrong or the store fails.
    pub async fn htmc_referrals(
        &self,
        organisation: Bin,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Page<HtmcReferralRow>, ListError> {
        let limit = limit.min(MOST_ROWS);
        let before = Cursor::before_or_last(REFERRALS, before)?;
        let sql = referrals!("organisation = ?2 AND (updated_at, form) < (?3, ?4) ORDER BY updated_at DESC, form DESC LIMIT ?5");
        let values = vec![organisation.as_str().to_owned().into(), before.key.into(), before.form.into(), (limit + 1).into()];
        let rows = all(self.walk("listing referrals to high-tech care", sql, values).await?, referral)?;
        page(REFERRALS, rows, limit, |row| Ok(Cursor { key: nanoseconds(row.updated_at)?, form: row.form }))
    }
}

fn dossier(mut row: Row) -> Result<DossierRow, Fault> {
    let form = row.take()?;
    let name = Trilingual { kk: row.take()?, ru: row.take()?, en: row.take()? };
    let (code, proposer, state): (_, _, i64) = (row.take()?, row.take()?, row.take()?);
    let state = match state {
        1 => DossierState::Open,
        2 => DossierState::Confirmed,
        3 => DossierState::Approved,
        4 => DossierState::Withdrawn,
        _ => return Err(misfit()),
    };
    let (points, scorers, by, updated_at) = (row.take()?, row.take()?, row.take()?, row.take()?);
    Ok(DossierRow { form, name, code, proposer, state, points, scorers, by, updated_at })
}

fn figures(mut row: Row) -> Result<FiguresRow, Fault> {
    let (form, sha256, edition, law_day) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (years, rows_read, by, at) = (row.take()?, row.take()?, row.take()?, row.take()?);
    Ok(FiguresRow { form, sha256, edition, law_day, years, rows_read, by, at })
}

fn referral(mut row: Row) -> Result<HtmcReferralRow, Fault> {
    let (form, organisation, sha256) = (row.take()?, row.take()?, row.take()?);
    let (patient, patient_name, icd10) = (row.take()?, row.take()?, row.take()?);
    let (section, code, granted, signed, updated_at) = (row.take()?, row.take()?, row.take()?, row.take()?, row.take()?);
    Ok(HtmcReferralRow { form, organisation, sha256, patient, patient_name, icd10, section, code, granted, signed, updated_at })
}
