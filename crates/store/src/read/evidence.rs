use super::{all, first};
use crate::rows::EvidenceRow;
use crate::value::Row;
use crate::{Fault, Store};
use saraptama_core::terms::{FormId, Instant, Sha256};

impl Store {
    /// What proved a signature over a form, in the order in which it was taken.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn evidence(&self, form: FormId, signature: Sha256) -> Result<Vec<EvidenceRow>, Fault> {
        let sql = "SELECT e.form, e.signature, e.kind, e.sha256, b.bytes, e.at FROM evidence e
                   JOIN evidence_bytes b ON b.cell = e.cell AND b.sha256 = e.sha256
                   WHERE e.cell = ?1 AND e.form = ?2 AND e.signature = ?3 ORDER BY e.at, e.kind, e.sha256";
        all(self.walk("reading evidence", sql, vec![form.into(), signature.into()]).await?, row)
    }

    /// What proved a signature over a form, by its digest, and when it was kept.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn evidence_heads(&self, form: FormId, signature: Sha256) -> Result<Vec<(Sha256, Instant)>, Fault> {
        let sql = "SELECT sha256, at FROM evidence WHERE cell = ?1 AND form = ?2 AND signature = ?3 ORDER BY at, kind, sha256";
        all(self.walk("reading what evidence there is", sql, vec![form.into(), signature.into()]).await?, |mut row| {
            Ok((row.take()?, row.take()?))
        })
    }

    /// A piece of evidence.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn evidence_bytes(&self, sha256: Sha256) -> Result<Option<Vec<u8>>, Fault> {
        let sql = "SELECT bytes FROM evidence_bytes WHERE cell = ?1 AND sha256 = ?2";
        first(self.walk("reading a piece of evidence", sql, vec![sha256.into()]).await?, |mut row| row.take())
    }

    /// The time-stamps among what proved a signature over a form: lists of revoked certificates stay unread.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn time_stamps(&self, form: FormId, signature: Sha256) -> Result<Vec<EvidenceRow>, Fault> {
        let sql = "SELECT e.form, e.signature, e.kind, e.sha256, b.bytes, e.at FROM evidence e
                   JOIN evidence_bytes b ON b.cell = e.cell AND b.sha256 = e.sha256
                   WHERE e.cell = ?1 AND e.form = ?2 AND e.signature = ?3 AND e.kind = 'time-stamp' ORDER BY e.at, e.sha256";
        all(self.walk("reading time-stamps", sql, vec![form.into(), signature.into()]).await?, row)
    }

    /// How many forms wait until their signature is proved, here or at the node behind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn awaiting_proof(&self) -> Result<u64, Fault> {
        let sql = "SELECT count(*) FROM form WHERE cell = ?1 AND stage = 'awaiting-proof'";
        Ok(first(self.walk("counting forms that await a proof", sql, vec![]).await?, |mut row| row.take())?.unwrap_or_default())
    }
}

fn row(mut row: Row) -> Result<EvidenceRow, Fault> {
    let (form, signature, kind, sha256) = (row.take()?, row.take()?, row.take()?, row.take()?);
    Ok(EvidenceRow { form, signature, kind, sha256, bytes: row.take()?, at: row.take()? })
}
