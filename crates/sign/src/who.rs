use crate::{SignatureFault, Verified};
use saraptama_core::terms::{Bin, Iin};

/// Requires that the named person signed, and where an organisation is named, on its behalf.
///
/// The certificate's IIN must be the user's, its BIN the organisation's. Whether that person is
/// the chair or the expert stands in the node's own register, never in a certificate.
///
/// # Errors
/// `NotTheNamedPerson`, `PersonalCertificate`, `WrongOrganisation`.
pub fn require_signer(verified: &Verified, iin: Iin, bin: Option<Bin>) -> Result<(), SignatureFault> {
    let signer = &verified.signer;
    if signer.iin.and_then(|stated| stated.iin()) != Some(iin) {
        return Err(SignatureFault::NotTheNamedPerson);
    }
    let Some(bin) = bin else { return Ok(()) };
    let Some(stated) = signer.bin.filter(|_| signer.roles.organisation) else {
        return Err(SignatureFault::PersonalCertificate);
    };
    if stated.bin() == Some(bin) { Ok(()) } else { Err(SignatureFault::WrongOrganisation) }
}
