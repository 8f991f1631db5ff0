use super::{FlowError, Held};
use crate::node::DataBank;
use saraptama_core::act::{Action, State, actions};
use saraptama_core::authority::Principal;
use saraptama_core::terms::{ActNumber, Instant, civil_date};
use saraptama_store::rows::ActRow;

/// An act as it stands, for whoever may see its case.
pub struct Standing {
    /// Its row.
    pub row: ActRow,
    /// Its state.
    pub state: State,
    /// How many events it has.
    pub version: u64,
    /// When the last of them happened.
    pub changed_at: Instant,
    /// The bytes of the form on which it rests.
    pub form: Vec<u8>,
}

impl DataBank {
    /// The act of `number` with its version and its form.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for whoever may see neither the act nor its case.
    pub async fn standing(&self, who: &Principal, number: ActNumber) -> Result<Standing, FlowError> {
        let row = self.store.act_by_number(number).await?.ok_or(FlowError::NotFound)?;
        let Held { state, version, latest, .. } = self.held(row.form).await?;
        let may = actions(&state, who, civil_date(self.clock.now()));
        if !may.contains(&Action::SeeAct) && !may.contains(&Action::SeeCase) {
            return Err(FlowError::NotFound);
        }
        let form = self.store.form(row.form).await?.map(|form| form.bytes).unwrap_or_default();
        Ok(Standing { row, state, version, changed_at: latest, form })
    }
}
