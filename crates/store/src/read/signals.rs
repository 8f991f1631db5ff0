//! What signals for control are found in, beside the facts.

use super::all;
use crate::rows::{ActState, ReusedRow, TripleCount};
use crate::value::{Value, misfit, nearest};
use crate::{Fault, Store};
use saraptama_core::indicators::Month;
use saraptama_core::terms::{FormId, Iin, Sha256};
use std::collections::BTreeMap;

/// How many acts are read at once.
const AT_ONCE: usize = 20_000;

/// A doctor, a chair and an expert.
pub type Triple = (Iin, Iin, String);

/// The documents of the forms accepted in a month, decisions apart, and in how many forms each stands at all.
macro_rules! borne {
    ($rest:literal) => {
        concat!(
            "WITH here AS (SELECT DISTINCT d.sha256 FROM act a JOIN document d ON d.cell = a.cell AND d.form = a.form
               WHERE a.cell = ?1 AND a.accepted_at >= ?2 AND a.accepted_at < ?3 AND a.state <> ?4 AND d.media_type <> ?5),
             borne AS (SELECT h.sha256, count(*) AS forms FROM here h
               JOIN document d ON d.cell = ?1 AND d.sha256 = h.sha256 GROUP BY h.sha256) ",
            $rest
        )
    };
}

impl Store {
    /// How often each doctor and chair met each expert in the acts accepted in a month.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn triples(&self, month: &Month) -> Result<Vec<TripleCount>, Fault> {
        // The people of an act are the patient, the doctor and the chair, twelve digits each.
        let sql = "SELECT substr(people, 14) AS signers, expert, count(*) FROM act
                   WHERE cell = ?1 AND accepted_at >= ?2 AND accepted_at < ?3 AND expert IS NOT NULL AND people <> ''
                   GROUP BY signers, expert ORDER BY signers, expert";
        let values = vec![nearest(month.from).into(), nearest(month.to).into()];
        all(self.walk("counting who met whom", sql, values).await?, |mut row| {
            let signers: Vec<Iin> = row.take()?;
            let [doctor, chair] = signers.as_slice() else { return Err(misfit()) };
            Ok(TripleCount { doctor: *doctor, chair: *chair, expert: row.take()?, met: row.take()? })
        })
    }

    /// The forms of the acts accepted in a month in which any of these met, the first accepted first: at most `most`
    /// of each. One walk over the month, however many are asked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forms_of_triples(
        &self,
        month: &Month,
        mut met: BTreeMap<Triple, Vec<FormId>>,
        most: usize,
    ) -> Result<BTreeMap<Triple, Vec<FormId>>, Fault> {
        let sql = "SELECT accepted_at, form, substr(people, 14), expert FROM act
                   WHERE cell = ?1 AND (accepted_at, form) > (?2, ?3) AND accepted_at < ?4 AND expert IS NOT NULL AND people <> ''
                   ORDER BY accepted_at, form LIMIT ?5";
        let (mut at, mut after) = (nearest(month.from), vec![]);
        loop {
            let values = vec![at.into(), Value::Bytes(after.into()), nearest(month.to).into(), (AT_ONCE as i64).into()];
            let rows = self.walk("looking for the acts in which they met", sql, values).await?;
            let is_full = rows.len() == AT_ONCE;
            let mut last = FormId::from_bytes([0; 16]);
            for mut row in rows {
                (at, last) = (row.take()?, row.take()?);
                let signers: Vec<Iin> = row.take()?;
                let [doctor, chair] = signers.as_slice() else { return Err(misfit()) };
                if let Some(forms) = met.get_mut(&(*doctor, *chair, row.take()?))
                    && forms.len() < most
                {
                    forms.push(last);
                }
            }
            if !is_full {
                return Ok(met);
            }
            after = last.as_bytes().to_vec();
        }
    }

    /// Documents that stand in several forms, at least one of which was accepted in the month; those of most patients
    /// first, then those of most forms: at most 100. Those of the kind `besides` are not looked at.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reused_documents(&self, month: &Month, besides: &str) -> Result<Vec<ReusedRow>, Fault> {
        let sql = borne!(
            "SELECT b.sha256, b.forms, (SELECT count(DISTINCT substr(a.people, 1, 12)) FROM document d
               JOIN act a ON a.cell = d.cell AND a.form = d.form WHERE d.cell = ?1 AND d.sha256 = b.sha256) AS patients
             FROM borne b WHERE b.forms > 1 ORDER BY patients DESC, forms DESC, sha256 LIMIT 100"
        );
        let rows = self.walk("looking for documents of several forms", sql, of_month(month, besides)).await?;
        all(rows, |mut row| Ok(ReusedRow { sha256: row.take()?, forms: row.take()?, patients: row.take()? }))
    }

    /// Of the documents of the forms accepted in a month: how many stand in several forms, and how many there are.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn documents_counted(&self, month: &Month, besides: &str) -> Result<(u64, u64), Fault> {
        let sql = borne!("SELECT count(CASE WHEN forms > 1 THEN 1 END), count(*) FROM borne");
        let rows = self.walk("counting the documents of a month", sql, of_month(month, besides)).await?;
        let found = super::first(rows, |mut row| Ok((row.take()?, row.take()?)))?;
        Ok(found.unwrap_or_default())
    }

    /// The forms in which a document stands: at most `most`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forms_of_document(&self, sha256: Sha256, most: u32) -> Result<Vec<FormId>, Fault> {
        let sql = "SELECT form FROM document WHERE cell = ?1 AND sha256 = ?2 ORDER BY form LIMIT ?3";
        all(self.point("looking for the forms of a document", sql, vec![sha256.into(), most.into()]).await?, |mut row| row.take())
    }
}

fn of_month(month: &Month, besides: &str) -> Vec<Value<'static>> {
    let refused = ActState::Refused as i64;
    vec![nearest(month.from).into(), nearest(month.to).into(), refused.into(), besides.to_owned().into()]
}
