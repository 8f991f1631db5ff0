use super::{all, first};
use crate::rows::EvidenceRow;
use crate::{Fault, Store};
use saraptama_core::terms::{FormId, Sha256};

impl Store {
    /// What proved a signature over a form, in the order in which it was taken.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn evidence(&self, form: FormId, signature: Sha256) -> Result<Vec<EvidenceRow>, Fault> {
        let sql = "SELECT e.form, e.signature, e.kind, e.sha256, b.bytes, e.at FROM evidence e
                   JOIN evidence_bytes b ON b.cell = e.cell AND b.sha256 = e.sha256
                   WHERE e.cell = ?1 AND e.form = ?2 AND e.signature = ?3 ORDER BY e.at, e.kind, e.sha256";
        all(self.walk("reading evidence", sql, vec![form.into(), signature.into()]).await?, |mut row| {
            let (form, signature, kind, sha256) = (row.take()?, row.take()?, row.take()?, row.take()?);
            Ok(EvidenceRow { form, signature, kind, sha256, bytes: row.take()?, at: row.take()? })
        })
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
