use super::FlowError;
use crate::node::Mis;
use saraptama_core::authority::Principal;
use saraptama_core::terms::FormId;
use saraptama_store::rows::{FormRow, SignatureRow};

impl Mis {
    /// The form, and the chair's signature over it where there is one.
    ///
    /// # Errors
    /// [`FlowError::NotFound`] for whoever may not know of the form.
    pub async fn sealed_form(&self, who: &Principal, form: FormId) -> Result<(FormRow, Option<SignatureRow>), FlowError> {
        let (_, row) = self.known_to(who, form).await?;
        Ok((row, self.store.signature(form, "chair").await?))
    }
}
