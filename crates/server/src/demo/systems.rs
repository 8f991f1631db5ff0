//! The keys by which the demonstration's nodes sign what they send through the gateway.

use crate::config::{Gateway, SealedBy};
use crate::people::Entry;
use crate::synth::Organisation;
use saraptama_sign::authority::{Authority, Identity, KeyKind, Validity};
use std::path::Path;

/// The node's folder below `systems/`, and its id in the registers of roles.
pub(super) const MINISTRY: (&str, &str) = ("ministry", "ministry-node");
/// As [`MINISTRY`].
pub(super) const DATA_BANK: (&str, &str) = ("databank", "databank-node");

/// Makes keys and certificates, and binds them to their senders in the register of roles.
pub(super) fn make(
    folder: &Path,
    authority: &Authority,
    organisation: &Organisation,
    register: &mut [Entry],
) -> Result<(), String> {
    let organisation = saraptama_sign::authority::Organisation { bin: organisation.bin, name: organisation.name.clone() };
    for (node, id) in [MINISTRY, DATA_BANK] {
        let identity = authority
            .issue_system(&format!("SARAPTAMA {node}"), &organisation, KeyKind::P256, Validity::of_the_demonstration())
            .map_err(|e| e.to_string())?;
        let home = folder.join("systems").join(node);
        super::files::write(&home.join("key.pem"), &identity.key_pem().map_err(|e| e.to_string())?)?;
        super::files::write(&home.join("cert.pem"), &identity.certificate_pem())?;
        for entry in register.iter_mut().filter(|entry| entry.principal.id == id) {
            entry.seal = Some(pinned(&identity));
        }
    }
    Ok(())
}

/// The gateway of a node; none in a folder that was made before systems had keys.
pub(super) fn gateway(folder: &Path, node: &str) -> Gateway {
    let home = Path::new("systems").join(node);
    let (key, certificate) = (home.join("key.pem"), home.join("cert.pem"));
    if !folder.join(&key).exists() {
        return Gateway::default();
    }
    Gateway { signing_key: Some(key), signing_certificate: Some(certificate), ..Gateway::default() }
}

/// Whose signature a node's answers bear.
pub(super) fn sealed_by(folder: &Path, node: &str) -> Result<Option<SealedBy>, String> {
    let home = folder.join("systems").join(node);
    if !home.exists() {
        return Ok(None);
    }
    let text = |name: &str| std::fs::read_to_string(home.join(name)).map_err(|e| format!("reading systems/{node}/{name}: {e}"));
    let identity = Identity::from_pem(&text("cert.pem")?, &text("key.pem")?);
    Ok(Some(pinned(&identity.map_err(|e| format!("systems/{node}: {e}"))?)))
}

fn pinned(identity: &Identity) -> SealedBy {
    SealedBy { certificates_sha256: vec![identity.certificate().sha256()], bin: None }
}
