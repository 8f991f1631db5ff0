use super::FlowError;
use crate::flow::attempt;
use crate::node::DataBank;
use saraptama_core::terms::civil_date;
use saraptama_store::rows::{ActRow, RegisterHeading};
use saraptama_store::{Change, Unit};

/// How many entries of the register are filled in at once.
const AT_ONCE: u32 = 200;

impl DataBank {
    /// What the register's entry of an act says of it, for lists and searches.
    pub(super) fn register_heading(&self, row: &ActRow, patient_name: Option<String>) -> RegisterHeading {
        let rules = self.law.pilot.nearest(civil_date(row.accepted_at));
        let nosology = row.icd10.and_then(|code| rules.nosology_of(code)).map(|nosology| nosology.id.clone());
        RegisterHeading {
            patient_name,
            region: row.patient_region,
            icd10: row.icd10,
            // Empty, not absent: it was looked up and there is none.
            nosology: Some(nosology.unwrap_or_default()),
        }
    }

    /// Fills in what entries of an older version do not say of their acts. Answers how many were filled in.
    ///
    /// # Errors
    /// When the store fails; what was filled in before stays so.
    pub async fn fill_headings(&self) -> Result<usize, FlowError> {
        let unread = self.store.register_unread(AT_ONCE).await?;
        let mut changes = vec![];
        for entry in &unread {
            let heading = match self.store.act(entry.form).await? {
                Some(act) => {
                    let name = self.passport_of(entry.form).await.ok().map(|passport| passport.patient_name);
                    self.register_heading(&act, name)
                }
                None => RegisterHeading { nosology: Some(String::new()), ..RegisterHeading::default() },
            };
            changes.push(Change::RegisterHeading { index: entry.index, heading });
        }
        if !changes.is_empty() {
            attempt(self.store.commit(Unit { changes, ..Unit::default() }).await)?;
        }
        Ok(unread.len())
    }
}
